"""What the database holds true of quotes, their chains, claims, evidence and fact-checks."""

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
from sources.models import Source
from sources.triggers import verbatim

from .models import (
    Appearance,
    Attribution,
    Claim,
    ClaimRelation,
    ClaimTopic,
    Evidence,
    EvidenceSpan,
    Membership,
    Quote,
    QuoteRelation,
    QuoteSpan,
    Review,
    ReviewEvidence,
    Speaker,
    SpeakerName,
)


def text_of(quote: str, revision: str) -> str:
    """The words of a quote: its content as it was found, piece by piece, joined by one space."""
    return (
        "(SELECT coalesce(JOINED(p.exact, ' '), '') FROM (SELECT s.exact FROM claims_quotespan s "
        f"WHERE s.quote_id = {quote} AND s.revision_id = {revision} AND s.role = 'content' "
        "ORDER BY s.number) p)"
    )


def source_of(revision: str) -> str:
    return f"(SELECT r.source_id FROM sources_revision r WHERE r.id = {revision})"


def statuses(what: str) -> tuple[Refuse, ...]:
    """How the status of a quote or of a claim may change."""
    return (
        frozen(
            "published_at",
            what=f"Since when a {what} is published",
            when="OLD.published_at IS NOT NULL",
        ),
        Refuse(
            f"A published {what} is withdrawn, not recorded again.",
            "OLD.published_at IS NOT NULL AND NEW.status = 'recorded'",
            on=("update",),
        ),
    )


def merges(table: str, what: str) -> tuple[Refuse, ...]:
    """`merged_into` always names a record that is not merged itself."""
    target = f"SELECT 1 FROM {table} t WHERE t.id = NEW.merged_into_id AND t.merged_into_id IS NULL"
    return (
        Refuse(
            f"A {what} is merged into one that is not merged itself.",
            f"NEW.merged_into_id IS NOT NULL AND NOT EXISTS ({target} AND t.id <> NEW.id)",
        ),
        Refuse(
            f"A {what} into which others are merged is not merged before them.",
            "NEW.merged_into_id IS NOT NULL AND EXISTS "
            f"(SELECT 1 FROM {table} t WHERE t.merged_into_id = NEW.id)",
        ),
    )


def folded(model: str, row: str) -> str:
    """A merge that stands has folded this row into another: it may go, and may come back."""
    return (
        "EXISTS (SELECT 1 FROM claims_mergemove m JOIN claims_merge g ON g.id = m.merge_id "
        f"WHERE m.model = '{model}' AND m.object_id = {row}.id AND m.folded "
        "AND g.undone_at IS NULL)"
    )


def not_on_merged(table: str, key: str, model: str, what: str) -> Refuse:
    """Nothing new hangs on a merged record."""
    merged = f"SELECT 1 FROM {table} t WHERE t.id = NEW.{key} AND t.merged_into_id IS NOT NULL"
    return Refuse(
        f"The {what} has been merged into another: name that one.",
        f"EXISTS ({merged}) AND NOT {folded(model, 'NEW')}",
        on=("insert",),
    )


SPEAKER = Rules(
    "speaker",
    Speaker,
    versioned=True,
    journal=Journal(
        "EXISTS (SELECT 1 FROM claims_attribution a JOIN claims_quote q ON q.id = a.quote_id "
        "WHERE a.speaker_id = {row}.id AND q.is_public)"
    ),
    refuse=(*merges("claims_speaker", "speaker"), undeletable("A speaker")),
)

QUOTE_SOURCE_IS_PUBLIC = (
    "coalesce((SELECT s.is_public FROM sources_source s WHERE s.id = {row}.source_id), FALSE)"
)
QUOTE = Rules(
    "quote",
    Quote,
    versioned=True,
    lock_first=(
        "PERFORM 1 FROM sources_source s "
        "WHERE s.id = coalesce(NEW.source_id, OLD.source_id) FOR SHARE"
    ),
    keep=(
        Keep("is_public", f"({{row}}.status = 'published' AND {QUOTE_SOURCE_IS_PUBLIC})"),
        Keep(
            "day",
            "coalesce(DAY_OF_DATE({row}.said_on_last), DAY_OF_DATE({row}.said_on_first), "
            "(SELECT coalesce(DAY_OF_DATE(s.published_last), DAY_OF_DATE(s.published_first)) "
            "FROM sources_source s WHERE s.id = {row}.source_id), "
            "DAY_OF_TIME({row}.created_at))",
        ),
    ),
    journal=Journal("{row}.is_public"),
    index=SearchIndex("claims_quote", ("text",)),
    refuse=(
        Refuse(
            "A quote is found on a revision of its own source.",
            f"{source_of('NEW.revision_id')} IS DISTINCT FROM NEW.source_id",
            on=("insert",),
        ),
        frozen("source_id", "revision_id", what="The source and revision where a quote was found"),
        Refuse(
            "A quote's text comes from its spans.", "NEW.text IS DISTINCT FROM ''", on=("insert",)
        ),
        Refuse(
            "A quote's text comes from its spans.",
            "NEW.text IS DISTINCT FROM OLD.text AND NEW.text IS DISTINCT FROM "
            + text_of("NEW.id", "NEW.revision_id"),
            on=("update",),
        ),
        Refuse(
            "A quote without content cannot be published.",
            f"NEW.status = 'published' AND {text_of('NEW.id', 'NEW.revision_id')} = ''",
        ),
        *statuses("quote"),
        undeletable("A quote"),
    ),
    then=(
        Then(
            "speakers",
            (
                journal_row("claims.speaker", "a.speaker_id", "TRUE", "NEW.is_public")
                + " FROM claims_attribution a "
                "WHERE a.quote_id = NEW.id AND a.speaker_id IS NOT NULL",
            ),
            on=("update",),
            when=differs(["is_public"]),
        ),
    ),
)

PUBLISHED_QUOTE = (
    "EXISTS (SELECT 1 FROM claims_quote q WHERE q.id = {row}.quote_id "
    "AND q.revision_id = {row}.revision_id AND q.published_at IS NOT NULL)"
)
PUBLISHED_WORDS = f"{{row}}.role = 'content' AND {PUBLISHED_QUOTE}"


def published_words(row: str) -> str:
    return PUBLISHED_WORDS.replace("{row}", row)


KEEP_TEXT = (
    f"UPDATE claims_quote SET text = {text_of('claims_quote.id', 'claims_quote.revision_id')}, "
    "version = version + 1 WHERE id = NEW.quote_id"
)
WORDS_STAY = "The words of a published quote stay: record another quote that corrects it."

QUOTE_SPAN = Rules(
    "quotespan",
    QuoteSpan,
    lock_first=(
        "PERFORM 1 FROM claims_quote q WHERE q.id IN (NEW.quote_id, OLD.quote_id) "
        "ORDER BY q.id FOR NO KEY UPDATE"
    ),
    refuse=(
        *verbatim(QuoteSpan),
        Refuse(
            "A span stands on a text of its quote's source.",
            f"{source_of('NEW.revision_id')} IS DISTINCT FROM "
            "(SELECT q.source_id FROM claims_quote q WHERE q.id = NEW.quote_id)",
        ),
        frozen("quote_id", "revision_id", what="The quote and the text of a span"),
        Refuse(WORDS_STAY, published_words("NEW"), on=("insert",)),
        Refuse(
            WORDS_STAY,
            f"{differs(['start', 'end', 'exact', 'role', 'number'])} "
            f"AND ({published_words('OLD')} OR {published_words('NEW')})",
            on=("update",),
        ),
        Refuse(WORDS_STAY, published_words("OLD"), on=("delete",)),
        Refuse(
            "A mention names a link of its own quote's chain.",
            "NEW.attribution_id IS NOT NULL AND (SELECT a.quote_id FROM claims_attribution a "
            "WHERE a.id = NEW.attribution_id) IS DISTINCT FROM NEW.quote_id",
        ),
    ),
    then=(Then("text", (KEEP_TEXT,)),),
)

ATTRIBUTION = Rules(
    "attribution",
    Attribution,
    refuse=(
        frozen("quote_id", what="The quote of a link of the chain"),
        not_on_merged("claims_speaker", "speaker_id", "claims.attribution", "speaker"),
        Refuse(
            "An unnamed speaker belongs to one document.",
            "(SELECT p.kind FROM claims_speaker p WHERE p.id = NEW.speaker_id) = 'unnamed' "
            "AND EXISTS (SELECT 1 FROM claims_attribution a "
            "JOIN claims_quote q ON q.id = a.quote_id "
            "WHERE a.speaker_id = NEW.speaker_id AND a.id <> NEW.id AND q.source_id <> "
            "(SELECT o.source_id FROM claims_quote o WHERE o.id = NEW.quote_id))",
        ),
        Refuse(
            "The capacity is a membership of the speaker.",
            "NEW.capacity_id IS NOT NULL AND (SELECT m.speaker_id FROM claims_membership m "
            "WHERE m.id = NEW.capacity_id) IS DISTINCT FROM NEW.speaker_id",
        ),
    ),
    then=(
        part_of(QUOTE, "quote_id"),
        Then(
            "speaker",
            (
                journal_row("claims.speaker", "NEW.speaker_id", "q.is_public", "q.is_public")
                + " FROM claims_quote q WHERE q.id = NEW.quote_id AND NEW.speaker_id IS NOT NULL",
            ),
        ),
    ),
)

CLAIM = Rules(
    "claim",
    Claim,
    versioned=True,
    keep=(
        Keep("is_public", "({row}.status = 'published' AND {row}.merged_into_id IS NULL)"),
        Keep(
            "day",
            "coalesce((SELECT min(q.day) FROM claims_appearance a "
            "JOIN claims_quote q ON q.id = a.quote_id WHERE a.claim_id = {row}.id), "
            "DAY_OF_TIME({row}.created_at))",
        ),
    ),
    journal=Journal("{row}.is_public"),
    index=SearchIndex("claims_claim", ("text",)),
    refuse=(
        *statuses("claim"),
        *merges("claims_claim", "claim"),
        Refuse(
            "The first appearance is one of the claim's own.",
            "NEW.first_appearance_id IS NOT NULL AND (SELECT a.claim_id FROM claims_appearance a "
            "WHERE a.id = NEW.first_appearance_id) IS DISTINCT FROM NEW.id",
        ),
        undeletable("A claim"),
    ),
    then=(
        Then(
            "reviews",
            (
                journal_row("claims.review", "v.id", "OLD.is_public", "NEW.is_public")
                + " FROM claims_review v WHERE v.claim_id = NEW.id AND v.state <> 'draft'",
            ),
            on=("update",),
            when=differs(["is_public"]),
        ),
    ),
)

APPEARANCE = Rules(
    "appearance",
    Appearance,
    refuse=(
        frozen("quote_id", what="The quote of an appearance"),
        not_on_merged("claims_claim", "claim_id", "claims.appearance", "claim"),
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
    refuse=(
        not_on_merged("claims_claim", "claim_id", "claims.evidence", "claim"),
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
            f"AND NOT {folded('claims.evidencespan', 'OLD')}",
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
ALONG_A_MERGE = (
    "EXISTS (SELECT 1 FROM claims_claim c WHERE "
    "(c.id = OLD.claim_id AND c.merged_into_id = NEW.claim_id) "
    "OR (c.id = NEW.claim_id AND c.merged_into_id = OLD.claim_id))"
)
REVIEW = Rules(
    "review",
    Review,
    versioned=True,
    journal=Journal(
        "({row}.state <> 'draft' AND coalesce((SELECT c.is_public FROM claims_claim c "
        "WHERE c.id = {row}.claim_id), FALSE))"
    ),
    refuse=(
        frozen(*VERDICT, what="A verdict that has been given", when=GIVEN),
        Refuse(
            "A verdict that has been given moves to another claim along a merge only.",
            f"{differs(['claim_id'])} AND {GIVEN} AND NOT {ALONG_A_MERGE}",
            on=("update",),
        ),
        frozen(
            "appearance_id",
            what="The appearance of a verdict that has been given",
            when=f"{GIVEN} AND NEW.claim_id = OLD.claim_id",
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
            f"{differs(['appearance_id'])} AND NEW.appearance_id IS NOT NULL "
            "AND (SELECT a.claim_id FROM claims_appearance a "
            "WHERE a.id = NEW.appearance_id) IS DISTINCT FROM NEW.claim_id",
            on=("update",),
        ),
        undeletable("A fact-check"),
    ),
)

REVIEW_EVIDENCE = Rules("reviewevidence", ReviewEvidence, then=(part_of(REVIEW, "review_id"),))


def part(name: str, model: type, of: Rules, *columns: str) -> Rules:
    return Rules(name, model, then=(part_of(of, *columns),))


QUOTES_OF_A_SOURCE = Rules(
    "quotes_of_source",
    Source,
    irreplaceable=False,
    then=(
        Then(
            "quotes",
            (rekeep(QUOTE, "source_id = NEW.id"),),
            on=("update",),
            when=differs(["is_public", "published_first", "published_last"]),
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
            when=differs(["day"]),
        ),
    ),
)

RULES = (
    SPEAKER,
    part("speakername", SpeakerName, SPEAKER, "speaker_id"),
    part("membership", Membership, SPEAKER, "speaker_id"),
    QUOTE,
    QUOTE_SPAN,
    part("quoterelation", QuoteRelation, QUOTE, "from_quote_id", "to_quote_id"),
    ATTRIBUTION,
    CLAIM,
    part("claimrelation", ClaimRelation, CLAIM, "from_claim_id", "to_claim_id"),
    part("claimtopic", ClaimTopic, CLAIM, "claim_id"),
    APPEARANCE,
    EVIDENCE,
    EVIDENCE_SPAN,
    REVIEW,
    REVIEW_EVIDENCE,
    QUOTES_OF_A_SOURCE,
    CLAIMS_OF_A_QUOTE,
)
