"""What the database holds true of fact-checks."""

from __future__ import annotations

from claimtrack.db.triggers.rules import (
    Event,
    Journal,
    Refuse,
    Rules,
    Then,
    differs,
    frozen,
    journal_row,
    part_of,
    undeletable,
)

from ..models import Review, ReviewEvidence
from .common import about_a_hidden_quote, along_a_merge, apart, lock, moved, not_on_merged

VERDICT = (
    "reviewer_id",
    "authors",
    "title",
    "date",
    "date_first",
    "date_last",
    "rating_name",
    "rating_value",
    "best",
    "worst",
    "scale_id",
    "explanation",
    "supersedes_id",
    "supersedes_reason",
)
GIVEN = "OLD.state <> 'draft'"
ABOVE = (
    "WITH RECURSIVE above (id) AS (SELECT NEW.supersedes_id UNION SELECT v.supersedes_id "
    "FROM claims_review v JOIN above ON above.id = v.id WHERE v.supersedes_id IS NOT NULL) "
    "SELECT above.id FROM above"
)
"""What NEW supersedes, and what that supersedes, up to the first."""
SUPERSEDING = (
    Refuse(
        "A fact-check supersedes one of the same claim.",
        "EXISTS (SELECT 1 FROM claims_review v WHERE v.id = NEW.supersedes_id "
        f"AND {apart('v.claim_id', 'NEW.claim_id')})",
    ),
    Refuse(
        "A fact-check stays on the claim of the one that supersedes it.",
        f"{differs(['claim_id'])} AND EXISTS (SELECT 1 FROM claims_review v "
        f"WHERE v.supersedes_id = NEW.id AND {apart('v.claim_id', 'NEW.claim_id')})",
        on=("update",),
    ),
    Refuse(
        "A fact-check never supersedes itself, nor what supersedes it.",
        f"NEW.supersedes_id IS NOT NULL AND NEW.id IN ({ABOVE})",
    ),
)
GIVEN_ON_PUBLIC_CLAIM = (
    "({row}.state = 'published' AND coalesce((SELECT c.is_public FROM claims_claim c "
    "WHERE c.id = {row}.claim_id), FALSE))"
)
QUOTE_OF_NEW = "SELECT a.quote_id FROM claims_appearance a WHERE a.id = NEW.appearance_id"
PUBLISHED = "NEW.state = 'published'"
HIDDEN_QUOTE = "A verdict about a quote that is not public is not published."
REVIEW = Rules(
    "review",
    Review,
    versioned=True,
    # Its quote, which must not be hidden meanwhile. Of one claim: two writers must not close a
    # circle, each with a half of it.
    lock_first=(
        f"{lock('claims_quote', QUOTE_OF_NEW, 'SHARE', PUBLISHED)};\n"
        f"{lock('claims_claim', 'NEW.claim_id, OLD.claim_id')};\n"
        f"{lock('claims_review', 'NEW.supersedes_id', 'SHARE')}"
    ),
    journal=Journal(GIVEN_ON_PUBLIC_CLAIM),
    then=(
        Then(
            "superseded",
            (
                journal_row(
                    "claims.review",
                    "v.id",
                    GIVEN_ON_PUBLIC_CLAIM.replace("{row}", "v"),
                    GIVEN_ON_PUBLIC_CLAIM.replace("{row}", "v"),
                )
                + " FROM claims_review v WHERE v.id IN (OLD.supersedes_id, NEW.supersedes_id) "
                "AND 'published' IN (OLD.state, NEW.state)",
            ),
            on=("insert", "update"),
            when=differs(["state", "supersedes_id"]),
        ),
        # In the change of its version, which the journal otherwise tells of, SQLite has forgotten
        # what state it was in, and on what claim.
        Then(
            "seen",
            (
                journal_row(
                    "claims.review",
                    "NEW.id",
                    GIVEN_ON_PUBLIC_CLAIM.replace("{row}", "OLD"),
                    GIVEN_ON_PUBLIC_CLAIM.replace("{row}", "NEW"),
                ),
            ),
            on=("update",),
            when=differs(["claim_id", "state"]),
        ),
    ),
    refuse=(
        frozen(*VERDICT, what="A verdict that has been given", when=GIVEN),
        Refuse(
            "A verdict that has been given moves to another claim along a merge only.",
            f"{differs(['claim_id'])} AND {GIVEN} AND NOT "
            f"({along_a_merge('OLD.claim_id', 'NEW.claim_id')} "
            f"AND {moved('claims.review', 'OLD')})",
            on=("update",),
        ),
        frozen(
            "appearance_id",
            what="The appearance of a verdict that has been given",
            when=f"{GIVEN} AND NEW.claim_id = OLD.claim_id",
        ),
        frozen("withdrawn_reason", what="Why it was withdrawn", when="OLD.state = 'withdrawn'"),
        Refuse(
            HIDDEN_QUOTE,
            f"NEW.state = 'published' AND {about_a_hidden_quote('NEW')}",
            on=("insert",),
        ),
        Refuse(
            HIDDEN_QUOTE,
            "NEW.state = 'published' AND OLD.state <> 'published' "
            f"AND {about_a_hidden_quote('NEW')}",
            on=("update",),
        ),
        Refuse(
            "A published verdict is withdrawn, with a reason, and never comes back.",
            "(OLD.state = 'published' AND NEW.state = 'draft') "
            "OR (OLD.state = 'withdrawn' AND NEW.state <> 'withdrawn')",
            on=("update",),
        ),
        Refuse(
            "The appearance is one of the review's claim.",
            "NEW.appearance_id IS NOT NULL AND (SELECT a.claim_id FROM claims_appearance a "
            "WHERE a.id = NEW.appearance_id) IS DISTINCT FROM NEW.claim_id",
            on=("insert",),
        ),
        Refuse(
            "The appearance is one of the review's claim.",
            f"{differs(['appearance_id', 'claim_id'])} AND EXISTS "
            "(SELECT 1 FROM claims_appearance a WHERE a.id = NEW.appearance_id "
            f"AND {apart('a.claim_id', 'NEW.claim_id')})",
            on=("update",),
        ),
        Refuse(
            "A fact-check goes to another claim together with the evidence that it rests on.",
            f"{differs(['claim_id'])} AND EXISTS (SELECT 1 FROM claims_reviewevidence x "
            "JOIN claims_evidence e ON e.id = x.evidence_id WHERE x.review_id = NEW.id "
            f"AND {apart('e.claim_id', 'NEW.claim_id')})",
            on=("update",),
        ),
        *SUPERSEDING,
        *not_on_merged("claims_claim", "claims.review", "claim", "claim_id"),
        undeletable("A fact-check"),
    ),
)

RESTING: tuple[tuple[str, Event, str], ...] = (
    ("NEW", "insert", ""),
    ("OLD", "delete", ""),
    ("OLD", "update", f"{differs(['review_id', 'evidence_id'])} AND "),
)
REVIEW_EVIDENCE = Rules(
    "reviewevidence",
    ReviewEvidence,
    lock_first=(
        f"{lock('claims_review', 'NEW.review_id, OLD.review_id')};\n"
        f"{lock('claims_evidence', 'NEW.evidence_id', 'SHARE')}"
    ),
    refuse=(
        Refuse(
            "A fact-check rests on evidence of its own claim.",
            "EXISTS (SELECT 1 FROM claims_review v, claims_evidence e WHERE v.id = NEW.review_id "
            f"AND e.id = NEW.evidence_id AND {apart('v.claim_id', 'e.claim_id')})",
        ),
        *(
            Refuse(
                "What a verdict rests on stays once it has been given.",
                f"{when}EXISTS (SELECT 1 FROM claims_review v WHERE v.id = {row}.review_id "
                f"AND v.state <> 'draft') AND NOT {moved('claims.reviewevidence', row)}",
                on=(event,),
            )
            for row, event, when in RESTING
        ),
    ),
    then=(part_of(REVIEW, "review_id"),),
)
