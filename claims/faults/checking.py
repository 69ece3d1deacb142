"""Claims, what bears on them, and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claimtrack.db.faults.rows import Wrong, line

from ..models import Claim, Evidence, EvidenceSpan, Review, ReviewEvidence

CLAIMS = (
    Wrong(
        Claim,
        "its first appearance {0} is one of another claim.",
        "SELECT c.id, c.first_appearance_id FROM claims_claim c JOIN claims_appearance a "
        "ON a.id = c.first_appearance_id WHERE a.claim_id <> c.id",
    ),
    Wrong(
        Claim,
        "it is recorded only, though it was published on {0}.",
        "SELECT c.id, c.published_at FROM claims_claim c "
        "WHERE c.published_at IS NOT NULL AND c.status = 'recorded'",
    ),
)

EVIDENCE = (
    Wrong(
        Evidence,
        "its revision {0} is a text of another source.",
        "SELECT e.id, e.revision_id FROM claims_evidence e JOIN sources_revision r "
        "ON r.id = e.revision_id WHERE r.source_id <> e.source_id",
    ),
    Wrong(
        EvidenceSpan,
        "it stands on revision {0}, a text of another source than its evidence {1}.",
        "SELECT s.id, s.revision_id, s.evidence_id FROM claims_evidencespan s "
        "JOIN claims_evidence e ON e.id = s.evidence_id "
        "JOIN sources_revision r ON r.id = s.revision_id WHERE r.source_id <> e.source_id",
    ),
    Wrong(
        Evidence,
        "it has neither a passage nor a note.",
        "SELECT e.id FROM claims_evidence e WHERE e.note = '' AND NOT EXISTS "
        "(SELECT 1 FROM claims_evidencespan s WHERE s.evidence_id = e.id)",
    ),
)

REVIEWS = (
    Wrong(
        Review,
        "its appearance {0} is one of another claim.",
        "SELECT v.id, v.appearance_id FROM claims_review v JOIN claims_appearance a "
        "ON a.id = v.appearance_id WHERE a.claim_id <> v.claim_id",
    ),
    Wrong(
        Review,
        "it supersedes review {0}, a verdict on another claim.",
        "SELECT v.id, v.supersedes_id FROM claims_review v JOIN claims_review o "
        "ON o.id = v.supersedes_id WHERE o.claim_id <> v.claim_id",
    ),
    Wrong(
        ReviewEvidence,
        "review {0} rests on evidence {1}, which bears on another claim.",
        "SELECT x.id, x.review_id, x.evidence_id FROM claims_reviewevidence x "
        "JOIN claims_review v ON v.id = x.review_id JOIN claims_evidence e "
        "ON e.id = x.evidence_id WHERE e.claim_id <> v.claim_id",
    ),
    Wrong(
        Review,
        "version is {0}, and {1} pieces of evidence have raised it since 1.",
        "SELECT n.id, n.version, n.parts FROM (SELECT v.id, v.version, "
        "(SELECT count(*) FROM claims_reviewevidence x WHERE x.review_id = v.id) AS parts "
        "FROM claims_review v) n WHERE n.version >= 1 AND n.version <= n.parts",
    ),
)


def verdicts_in_a_circle(using: str) -> Iterator[str]:
    """Verdicts that supersede each other, each circle once."""
    links = Review.objects.using(using).exclude(supersedes=None)
    for circle in circles(dict(links.values_list("pk", "supersedes_id"))):
        yield line(Review, circle[0], f"it supersedes itself: {along(circle)}.")


def circles(links: Mapping[int, int]) -> Iterator[list[int]]:
    """Each circle of these links once, from its lowest id on."""
    done: set[int] = set()
    for start in sorted(links):
        path: dict[int, None] = {}
        here: int | None = start
        while here is not None and here not in path and here not in done:
            path[here] = None
            here = links.get(here)
        if here in path:
            circle = list(path)[list(path).index(here) :]
            lowest = circle.index(min(circle))
            yield circle[lowest:] + circle[:lowest]
        done.update(path)


def along(circle: list[int]) -> str:
    return ", ".join(map(str, [*circle, circle[0]]))
