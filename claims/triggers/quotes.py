"""What the database holds true of quotes, their spans and their chains."""

from __future__ import annotations

from claimtrack.db.search import SearchIndex, key
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

from ..models import Attribution, Quote, QuoteSpan, Suggestion
from .common import apart, lock, not_on_merged, source_of, statuses, text_of

QUOTE_SOURCE_IS_PUBLIC = (
    "coalesce((SELECT s.is_public FROM sources_source s WHERE s.id = {row}.source_id), FALSE)"
)
NAMED_BY_IT = (
    "SELECT a.speaker_id FROM claims_attribution a WHERE a.quote_id = NEW.id UNION "
    "SELECT m.organization_id FROM claims_attribution a JOIN claims_membership m "
    "ON m.id = a.capacity_id WHERE a.quote_id = NEW.id"
)
IN_ANY_ROLE, AS_SPEAKER = "c", "s"
"""By what quotes are found of whoever stands in their chain, and of who said them."""

QUOTE_INDEX = SearchIndex(
    "claims_quote",
    ("text",),
    keys=(
        "(SELECT coalesce(group_concat(k.named, ' '), '') FROM (SELECT "
        f"{key(IN_ANY_ROLE, 'a.speaker_id')} || CASE a.role WHEN 'speaker' "
        f"THEN ' ' || {key(AS_SPEAKER, 'a.speaker_id')} ELSE '' END AS named "
        "FROM claims_attribution a WHERE a.quote_id = {record} AND a.speaker_id IS NOT NULL "
        "ORDER BY a.id) k)"
    ),
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
    index=QUOTE_INDEX,
    refuse=(
        Refuse(
            "A quote is found on a revision of its own source.",
            f"{source_of('NEW.revision_id')} IS DISTINCT FROM NEW.source_id",
            on=("insert",),
        ),
        frozen("source_id", "revision_id", what="The source and revision where a quote was found"),
        Refuse(
            "A document is not quoted from itself: name the one that it quotes.",
            "NEW.quoted_from_id = NEW.source_id",
        ),
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
        Refuse(
            "A quote of a hidden source is not published: publish the source first.",
            "NEW.status = 'published' AND OLD.status <> 'published' "
            f"AND NOT {QUOTE_SOURCE_IS_PUBLIC.replace('{row}', 'NEW')}",
            on=("update",),
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
                journal_row("claims.speaker", "m.organization_id", "TRUE", "NEW.is_public")
                + " FROM claims_attribution a JOIN claims_membership m ON m.id = a.capacity_id "
                "WHERE a.quote_id = NEW.id AND m.organization_id IS NOT NULL",
            ),
            on=("update",),
            when=differs(["is_public"]),
            # Whoever changes one meanwhile waits: else neither change would be told to outsiders.
            lock_first=lock("claims_speaker", NAMED_BY_IT, "SHARE"),
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
            "The pieces of a quote stand in the order of the text and do not overlap.",
            "NEW.role = 'content' AND EXISTS (SELECT 1 FROM claims_quotespan s "
            "WHERE s.quote_id = NEW.quote_id AND s.revision_id = NEW.revision_id "
            "AND s.role = 'content' AND s.id <> NEW.id "
            'AND ((s.number < NEW.number AND s."end" > NEW.start) '
            'OR (s.number > NEW.number AND s.start < NEW."end")))',
        ),
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
        f"{lock('claims_speaker', 'NEW.speaker_id', 'SHARE')};\n"
        f"{lock('claims_membership', 'NEW.capacity_id', 'SHARE')}"
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
            "keys",
            QUOTE_INDEX.index_anew("NEW.quote_id"),
            when=differs(["speaker_id", "role"]),
            only="sqlite",
        ),
        Then(
            "speaker",
            (
                journal_row("claims.speaker", "p.id", "q.is_public", "q.is_public")
                + " FROM claims_quote q JOIN claims_speaker p "
                "ON p.id IN (OLD.speaker_id, NEW.speaker_id) WHERE q.id = NEW.quote_id",
                journal_row("claims.speaker", "m.organization_id", "q.is_public", "q.is_public")
                + " FROM claims_quote q JOIN claims_membership m "
                "ON m.id IN (OLD.capacity_id, NEW.capacity_id) WHERE q.id = NEW.quote_id "
                "AND m.organization_id IS NOT NULL",
            ),
        ),
    ),
)

SUGGESTION = Rules(
    "suggestion",
    Suggestion,
    refuse=(
        frozen(
            "decision",
            "quote_id",
            "spans",
            "kind",
            what="What was decided",
            when="OLD.decision <> ''",
        ),
    ),
)
HIDDEN_NOW = "OLD.is_public AND NOT NEW.is_public"
LEANING = (
    "EXISTS (SELECT 1 FROM claims_evidence e JOIN claims_claim c ON c.id = e.claim_id "
    "WHERE e.source_id = NEW.id AND NOT e.is_confidential AND c.is_public)"
)
CHECKED = (
    "EXISTS (SELECT 1 FROM claims_review v JOIN claims_claim c ON c.id = v.claim_id "
    "JOIN claims_appearance a ON a.id = v.appearance_id "
    "JOIN claims_quote q ON q.id = a.quote_id WHERE q.source_id = NEW.id "
    "AND q.status = 'published' AND v.state = 'published' AND c.is_public)"
)
QUOTES_OF_A_SOURCE = Rules(
    "quotes_of_source",
    Source,
    irreplaceable=False,
    # Else a verdict on one of them could be published meanwhile.
    lock_first=lock(
        "claims_quote",
        "SELECT q.id FROM claims_quote q WHERE q.source_id = NEW.id",
        when=HIDDEN_NOW,
    ),
    refuse=(
        Refuse(
            "A public claim leans on this source: mark the evidence confidential, or withdraw it.",
            f"{HIDDEN_NOW} AND {LEANING}",
            on=("update",),
        ),
        Refuse(
            "A public fact-check is about a quote of this source: withdraw one of the two first.",
            f"{HIDDEN_NOW} AND {CHECKED}",
            on=("update",),
        ),
    ),
    then=(
        Then(
            "quotes",
            (rekeep(QUOTE, "source_id = NEW.id"),),
            on=("update",),
            when=differs(["is_public", "published_first", "published_last"]),
        ),
    ),
)
