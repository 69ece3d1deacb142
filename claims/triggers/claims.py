"""What the database holds true of claims, where they appear, and their evidence."""

from __future__ import annotations

from claimtrack.db.search import SearchIndex
from claimtrack.db.triggers.rules import (
    Journal,
    Keep,
    Refuse,
    Rules,
    Then,
    differs,
    frozen,
    journal_row,
    part_of,
    rekeep,
    undeletable,
)
from sources.triggers import verbatim

from ..models import Appearance, Claim, Evidence, EvidenceSpan, Quote
from .common import (
    about_a_hidden_quote,
    along_a_merge,
    lock,
    merges,
    moved,
    not_on_merged,
    source_of,
    statuses,
)

HIDDEN_SOURCE = (
    "NOT {row}.is_confidential AND EXISTS (SELECT 1 FROM sources_source s "
    "WHERE s.id = {row}.source_id AND NOT s.is_public)"
)
BECOMES_PUBLIC = (
    "NEW.status = 'published' AND NEW.merged_into_id IS NULL "
    "AND NOT (OLD.status = 'published' AND OLD.merged_into_id IS NULL)"
)
MAY_BECOME_PUBLIC = "NEW.status = 'published' AND OLD.is_public IS DISTINCT FROM TRUE"
CLAIM = Rules(
    "claim",
    Claim,
    versioned=True,
    keep=(
        Keep("is_public", "({row}.status = 'published' AND {row}.merged_into_id IS NULL)"),
        Keep(
            "day",
            # Of public quotes: the place of a claim must not tell when a hidden one was said.
            "coalesce((SELECT min(q.day) FROM claims_appearance a "
            "JOIN claims_quote q ON q.id = a.quote_id "
            "WHERE a.claim_id = {row}.id AND q.is_public), "
            "DAY_OF_TIME({row}.created_at))",
        ),
    ),
    journal=Journal("{row}.is_public"),
    index=SearchIndex("claims_claim", ("text",)),
    # Its sources too, and the quotes of its verdicts, when it becomes public: none may be hidden
    # meanwhile.
    lock_first=";\n".join(
        (
            lock("claims_claim", "NEW.merged_into_id", "SHARE"),
            lock(
                "sources_source",
                "SELECT e.source_id FROM claims_evidence e WHERE e.claim_id = NEW.id",
                "SHARE",
                when=MAY_BECOME_PUBLIC,
            ),
            lock(
                "claims_quote",
                "SELECT a.quote_id FROM claims_review v JOIN claims_appearance a "
                "ON a.id = v.appearance_id WHERE v.claim_id = NEW.id",
                "SHARE",
                when=MAY_BECOME_PUBLIC,
            ),
        )
    ),
    refuse=(
        *statuses("claim"),
        Refuse(
            "A claim that leans on a hidden source is not published.",
            f"{BECOMES_PUBLIC} AND EXISTS "
            "(SELECT 1 FROM claims_evidence e WHERE e.claim_id = NEW.id AND "
            + HIDDEN_SOURCE.replace("{row}", "e")
            + ")",
            on=("update",),
        ),
        *merges(
            "claims_claim",
            "claim",
            ("claims_appearance", "claim_id"),
            ("claims_evidence", "claim_id"),
            ("claims_review", "claim_id"),
        ),
        Refuse(
            "A claim with a verdict about a hidden quote is not published.",
            f"{BECOMES_PUBLIC} AND EXISTS (SELECT 1 FROM claims_review v WHERE "
            f"v.claim_id = NEW.id AND v.state <> 'draft' AND {about_a_hidden_quote('v')})",
            on=("update",),
        ),
        Refuse(
            "Claims are taken apart again only when no fact-check joins them.",
            "OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NULL AND EXISTS "
            "(SELECT 1 FROM claims_review v LEFT JOIN claims_review s ON s.id = v.supersedes_id "
            "LEFT JOIN claims_appearance a ON a.id = v.appearance_id "
            "WHERE (v.claim_id = NEW.id AND OLD.merged_into_id IN (s.claim_id, a.claim_id)) "
            "OR (v.claim_id = OLD.merged_into_id AND NEW.id IN (s.claim_id, a.claim_id)))",
            on=("update",),
        ),
        Refuse(
            "Claims are taken apart again only when no fact-check joins them.",
            "OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NULL AND EXISTS "
            "(SELECT 1 FROM claims_reviewevidence x JOIN claims_review v ON v.id = x.review_id "
            "JOIN claims_evidence e ON e.id = x.evidence_id "
            "WHERE (v.claim_id = NEW.id AND e.claim_id = OLD.merged_into_id) "
            "OR (v.claim_id = OLD.merged_into_id AND e.claim_id = NEW.id))",
            on=("update",),
        ),
        Refuse(
            "The first appearance is one of the claim's own.",
            "NEW.first_appearance_id IS NOT NULL AND (SELECT a.claim_id FROM claims_appearance a "
            "WHERE a.id = NEW.first_appearance_id) IS DISTINCT FROM NEW.id",
        ),
        Refuse(
            "What a verdict is given on stays while it stands: withdraw the verdict first, or "
            "record another claim.",
            f"{differs(['text', 'kind', 'condition'])} AND EXISTS (SELECT 1 FROM claims_review v "
            "WHERE v.claim_id = NEW.id AND v.state = 'published')",
            on=("update",),
        ),
        undeletable("A claim"),
    ),
    then=(
        Then(
            "reviews",
            (
                journal_row("claims.review", "v.id", "OLD.is_public", "NEW.is_public")
                + " FROM claims_review v WHERE v.claim_id = NEW.id AND v.state = 'published'",
            ),
            on=("update",),
            when=differs(["is_public"]),
        ),
    ),
)


APPEARANCE = Rules(
    "appearance",
    Appearance,
    # The quote too: a day of it that is changing meanwhile would be missed.
    lock_first=(
        f"{lock('claims_quote', 'NEW.quote_id, OLD.quote_id', 'SHARE')};\n"
        f"{lock('claims_claim', 'NEW.claim_id, OLD.claim_id')}"
    ),
    refuse=(
        frozen("quote_id", what="The quote of an appearance"),
        frozen(
            "stance",
            what="How a quote makes a claim, while a verdict on it stands,",
            when="EXISTS (SELECT 1 FROM claims_review v WHERE v.appearance_id = NEW.id "
            "AND v.state = 'published')",
        ),
        *not_on_merged("claims_claim", "claims.appearance", "claim", "claim_id"),
        Refuse(
            "An appearance moves to another claim along a merge only.",
            f"{differs(['claim_id'])} AND NOT ({along_a_merge('OLD.claim_id', 'NEW.claim_id')} "
            f"AND {moved('claims.appearance', 'OLD')})",
            on=("update",),
        ),
        Refuse(
            "The first appearance of a claim stays with it.",
            f"{differs(['claim_id'])} AND EXISTS (SELECT 1 FROM claims_claim c "
            "WHERE c.first_appearance_id = NEW.id AND c.id <> NEW.claim_id)",
            on=("update",),
        ),
    ),
    then=(
        Then(
            "claim", (rekeep(CLAIM, "id IN (NEW.claim_id, OLD.claim_id)", "version = version + 1"),)
        ),
    ),
)

EVIDENCE = Rules(
    "evidence",
    Evidence,
    lock_first=(
        f"{lock('sources_source', 'NEW.source_id', 'SHARE')};\n"
        f"{lock('claims_claim', 'NEW.claim_id, OLD.claim_id')}"
    ),
    refuse=(
        *not_on_merged("claims_claim", "claims.evidence", "claim", "claim_id"),
        Refuse(
            "Evidence without a passage keeps its note.",
            "NEW.note = '' AND OLD.note <> '' AND NOT EXISTS "
            "(SELECT 1 FROM claims_evidencespan s WHERE s.evidence_id = NEW.id)",
            on=("update",),
        ),
        Refuse(
            "A public claim leans on public sources, or on confidential evidence.",
            "EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = NEW.claim_id AND c.is_public) AND "
            + HIDDEN_SOURCE.replace("{row}", "NEW"),
        ),
        Refuse(
            "Evidence goes to another claim together with the fact-checks that rest on it.",
            f"{differs(['claim_id'])} AND EXISTS (SELECT 1 FROM claims_reviewevidence x "
            "JOIN claims_review v ON v.id = x.review_id WHERE x.evidence_id = NEW.id "
            "AND v.claim_id <> NEW.claim_id AND NOT (v.claim_id = OLD.claim_id AND EXISTS "
            "(SELECT 1 FROM claims_claim c WHERE c.id = OLD.claim_id "
            "AND c.merged_into_id = NEW.claim_id)))",
            on=("update",),
        ),
        frozen("source_id", what="The source of evidence"),
        frozen("revision_id", what="The text of evidence", when="OLD.revision_id IS NOT NULL"),
        Refuse(
            "Evidence takes its passages from a text of its own source.",
            "NEW.revision_id IS NOT NULL "
            f"AND {source_of('NEW.revision_id')} IS DISTINCT FROM NEW.source_id",
        ),
    ),
    then=(part_of(CLAIM, "claim_id"),),
)

EVIDENCE_SPAN = Rules(
    "evidencespan",
    EvidenceSpan,
    lock_first=lock("claims_evidence", "NEW.evidence_id, OLD.evidence_id"),
    refuse=(
        *verbatim(EvidenceSpan),
        Refuse(
            "A passage stands on a text of its evidence's source.",
            f"{source_of('NEW.revision_id')} IS DISTINCT FROM "
            "(SELECT e.source_id FROM claims_evidence e WHERE e.id = NEW.evidence_id)",
        ),
        frozen("evidence_id", "revision_id", what="The evidence and the text of a passage"),
        Refuse(
            "The last passage of evidence without a note stays.",
            "EXISTS (SELECT 1 FROM claims_evidence e WHERE e.id = OLD.evidence_id AND e.note = '') "
            "AND NOT EXISTS (SELECT 1 FROM claims_evidencespan s "
            "WHERE s.evidence_id = OLD.evidence_id AND s.id <> OLD.id) "
            f"AND NOT {moved('claims.evidencespan', 'OLD', 'm.folded')}",
            on=("delete",),
        ),
    ),
    then=(
        Then(
            "version",
            (
                "UPDATE claims_claim SET version = version + 1 WHERE id IN "
                "(SELECT e.claim_id FROM claims_evidence e WHERE e.id = NEW.evidence_id)",
            ),
        ),
    ),
)

CLAIMS_OF_A_QUOTE = Rules(
    "claims_of_quote",
    Quote,
    irreplaceable=False,
    then=(
        Then(
            "claims",
            (
                rekeep(
                    CLAIM,
                    "id IN (SELECT a.claim_id FROM claims_appearance a WHERE a.quote_id = NEW.id)",
                ),
            ),
            on=("update",),
            when=differs(["day", "is_public"]),
        ),
    ),
)
