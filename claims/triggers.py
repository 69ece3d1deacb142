"""What the database holds true of quotes, their chains, claims, evidence and fact-checks."""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.db.records import Record
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
    Carry,
    CarryReport,
    Claim,
    ClaimRelation,
    ClaimTopic,
    Evidence,
    EvidenceSpan,
    Membership,
    Merge,
    MergeMove,
    Quote,
    QuoteRelation,
    QuoteSpan,
    Rating,
    RatingScale,
    Review,
    ReviewEvidence,
    Speaker,
    SpeakerName,
    Suggestion,
    Topic,
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
        Refuse(
            f"A withdrawn {what} is not published.",
            "OLD.status = 'withdrawn' AND NEW.status = 'published'",
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


def moved(model: str, row: str, how: str = "TRUE") -> str:
    """A merge that stands has moved this row, or folded it: it may go back to where it was."""
    return (
        "EXISTS (SELECT 1 FROM claims_mergemove m JOIN claims_merge g ON g.id = m.merge_id "
        f"WHERE m.model = '{model}' AND m.object_id = {row}.id AND {how} AND g.undone_at IS NULL)"
    )


def not_on_merged(table: str, model: str, what: str, *keys: str) -> Iterator[Refuse]:
    """Nothing new hangs on a merged record."""
    for key in keys:
        merged = (
            f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.{key} "
            f"AND t.merged_into_id IS NOT NULL) AND NOT {moved(model, 'NEW')}"
        )
        message = f"The {what} has been merged into another: name that one."
        yield Refuse(message, merged, on=("insert",))
        yield Refuse(message, f"{differs([key])} AND {merged}", on=("update",))


def along_a_merge(one: str, other: str, table: str = "claims_claim") -> str:
    """One of these records is merged into the other."""
    return (
        f"EXISTS (SELECT 1 FROM {table} c "
        f"WHERE (c.id = {one} AND c.merged_into_id = {other}) "
        f"OR (c.id = {other} AND c.merged_into_id = {one}))"
    )


def apart(one: str, other: str, table: str = "claims_claim") -> str:
    """These are different records, and no merge joins them."""
    return f"{one} <> {other} AND NOT {along_a_merge(one, other, table)}"


def lock(table: str, keys: str, strength: str = "NO KEY UPDATE", when: str = "TRUE") -> str:
    """Take these rows, in order of id, before anything is judged by them (PostgreSQL)."""
    return (
        f"PERFORM 1 FROM {table} t WHERE t.id IN ({keys}) AND {when} ORDER BY t.id FOR {strength}"
    )


SPEAKER = Rules(
    "speaker",
    Speaker,
    versioned=True,
    journal=Journal(
        "EXISTS (SELECT 1 FROM claims_attribution a JOIN claims_quote q ON q.id = a.quote_id "
        "WHERE a.speaker_id = {row}.id AND q.is_public)"
    ),
    lock_first=lock("claims_speaker", "NEW.merged_into_id", "SHARE"),
    refuse=(
        *merges("claims_speaker", "speaker"),
        Refuse(
            "An unnamed speaker belongs to one document.",
            f"NEW.kind = 'unnamed' AND {differs(['kind'])} AND (SELECT count(DISTINCT q.source_id) "
            "FROM claims_attribution a JOIN claims_quote q ON q.id = a.quote_id "
            "WHERE a.speaker_id = NEW.id) > 1",
            on=("update",),
        ),
        undeletable("A speaker"),
    ),
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

UNNAMED = "t.kind = 'unnamed'"
ATTRIBUTION = Rules(
    "attribution",
    Attribution,
    # Two writers must not each give an unnamed speaker the first quote of another document.
    lock_first=(
        f"{lock('claims_speaker', 'NEW.speaker_id', when=UNNAMED)};\n"
        f"{lock('claims_speaker', 'NEW.speaker_id', 'SHARE')}"
    ),
    refuse=(
        frozen("quote_id", what="The quote of a link of the chain"),
        *not_on_merged("claims_speaker", "claims.attribution", "speaker", "speaker_id"),
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
            "EXISTS (SELECT 1 FROM claims_membership m WHERE m.id = NEW.capacity_id AND "
            f"{apart('m.speaker_id', 'NEW.speaker_id', 'claims_speaker')})",
        ),
    ),
    then=(
        part_of(QUOTE, "quote_id"),
        Then(
            "speaker",
            (
                journal_row("claims.speaker", "p.id", "q.is_public", "q.is_public")
                + " FROM claims_quote q JOIN claims_speaker p "
                "ON p.id IN (OLD.speaker_id, NEW.speaker_id) WHERE q.id = NEW.quote_id",
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
    lock_first=lock("claims_claim", "NEW.merged_into_id", "SHARE"),
    refuse=(
        *statuses("claim"),
        *merges("claims_claim", "claim"),
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
    # The quote too: a day of it that is changing meanwhile would be missed.
    lock_first=(
        f"{lock('claims_quote', 'NEW.quote_id, OLD.quote_id', 'SHARE')};\n"
        f"{lock('claims_claim', 'NEW.claim_id, OLD.claim_id')}"
    ),
    refuse=(
        frozen("quote_id", what="The quote of an appearance"),
        *not_on_merged("claims_claim", "claims.appearance", "claim", "claim_id"),
        Refuse(
            "An appearance moves to another claim along a merge only.",
            f"{differs(['claim_id'])} AND NOT {along_a_merge('OLD.claim_id', 'NEW.claim_id')}",
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
    lock_first=lock("claims_claim", "NEW.claim_id, OLD.claim_id"),
    refuse=(
        *not_on_merged("claims_claim", "claims.evidence", "claim", "claim_id"),
        Refuse(
            "Evidence without a passage keeps its note.",
            "NEW.note = '' AND OLD.note <> '' AND NOT EXISTS "
            "(SELECT 1 FROM claims_evidencespan s WHERE s.evidence_id = NEW.id)",
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
REVIEW = Rules(
    "review",
    Review,
    versioned=True,
    # Of one claim: two writers must not close a circle, each with a half of it.
    lock_first=lock("claims_claim", "NEW.claim_id", when="NEW.supersedes_id IS NOT NULL"),
    journal=Journal(
        "({row}.state <> 'draft' AND coalesce((SELECT c.is_public FROM claims_claim c "
        "WHERE c.id = {row}.claim_id), FALSE))"
    ),
    refuse=(
        frozen(*VERDICT, what="A verdict that has been given", when=GIVEN),
        Refuse(
            "A verdict that has been given moves to another claim along a merge only.",
            f"{differs(['claim_id'])} AND {GIVEN} AND "
            f"NOT {along_a_merge('OLD.claim_id', 'NEW.claim_id')}",
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
            f"{differs(['appearance_id', 'claim_id'])} AND EXISTS "
            "(SELECT 1 FROM claims_appearance a WHERE a.id = NEW.appearance_id "
            f"AND {apart('a.claim_id', 'NEW.claim_id')})",
            on=("update",),
        ),
        *SUPERSEDING,
        *not_on_merged("claims_claim", "claims.review", "claim", "claim_id"),
        undeletable("A fact-check"),
    ),
)

REVIEW_EVIDENCE = Rules(
    "reviewevidence",
    ReviewEvidence,
    refuse=(
        Refuse(
            "A fact-check rests on evidence of its own claim.",
            "EXISTS (SELECT 1 FROM claims_review v, claims_evidence e WHERE v.id = NEW.review_id "
            f"AND e.id = NEW.evidence_id AND {apart('v.claim_id', 'e.claim_id')})",
        ),
    ),
    then=(part_of(REVIEW, "review_id"),),
)


def part(
    name: str, model: type[Record], of: Rules, *columns: str, refuse: tuple[Refuse, ...] = ()
) -> Rules:
    """The rules of a part: its change is the record's, and a merged record gets no new ones."""
    if "merged_into" in of.columns:
        what = str(of.model._meta.verbose_name)
        alive = not_on_merged(of.table, model._meta.label_lower, what, *columns)
        refuse = (*alive, *refuse)
    return Rules(name, model, refuse=refuse, then=(part_of(of, *columns),))


IN_OFFICE = (
    "EXISTS (SELECT 1 FROM claims_attribution a WHERE a.capacity_id = NEW.id AND "
    f"{apart('a.speaker_id', 'NEW.speaker_id', 'claims_speaker')})"
)
MEMBERSHIP = part(
    "membership",
    Membership,
    SPEAKER,
    "speaker_id",
    refuse=(
        *not_on_merged("claims_speaker", "claims.membership", "speaker", "organization_id"),
        Refuse(
            "A membership in which something was said stays its speaker's.",
            f"{differs(['speaker_id'])} AND {IN_OFFICE}",
            on=("update",),
        ),
    ),
)


MERGE = Rules(
    "merge",
    Merge,
    refuse=(
        frozen("model", "merged_id", "survivor_id", "reason", what="What a merge joined, and why,"),
        frozen("undone_at", "undone_by_id", what="An undoing", when="OLD.undone_at IS NOT NULL"),
        undeletable("A merge"),
    ),
)
MERGE_MOVE = Rules(
    "mergemove",
    MergeMove,
    refuse=(
        Refuse("What a merge moved never changes.", on=("update",)),
        undeletable("What a merge moved"),
    ),
)

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

ALSO = (Topic, RatingScale, Rating, Suggestion, CarryReport, Carry)
"""What nothing more is to be said of than of every record."""

RULES = (
    SPEAKER,
    part("speakername", SpeakerName, SPEAKER, "speaker_id"),
    MEMBERSHIP,
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
    MERGE,
    MERGE_MOVE,
    *(Rules(str(model._meta.model_name), model) for model in ALSO),
    QUOTES_OF_A_SOURCE,
    CLAIMS_OF_A_QUOTE,
)
