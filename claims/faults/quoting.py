"""Quotes, their pieces and their chains."""

from __future__ import annotations

from claimtrack.db.faults.rows import Wrong

from ..models import Attribution, Quote, QuoteSpan, Speaker
from ..triggers import text_of

WORDS = text_of("q.id", "q.revision_id")

QUOTES = (
    Wrong(
        Quote,
        "its text is “{0}”; its spans give “{1}”.",
        f"SELECT q.id, q.text, {WORDS} FROM claims_quote q WHERE q.text IS DISTINCT FROM {WORDS}",
    ),
    Wrong(
        Quote,
        "it was found on revision {0}, a text of another source.",
        "SELECT q.id, q.revision_id FROM claims_quote q JOIN sources_revision r "
        "ON r.id = q.revision_id WHERE r.source_id <> q.source_id",
    ),
    Wrong(
        Quote,
        "it is published without content.",
        f"SELECT q.id FROM claims_quote q WHERE q.published_at IS NOT NULL AND {WORDS} = ''",
    ),
    Wrong(
        Quote,
        "it is recorded only, though it was published on {0}.",
        "SELECT q.id, q.published_at FROM claims_quote q "
        "WHERE q.published_at IS NOT NULL AND q.status = 'recorded'",
    ),
    Wrong(
        QuoteSpan,
        "it stands on revision {0}, a text of another source than its quote {1}.",
        "SELECT s.id, s.revision_id, s.quote_id FROM claims_quotespan s "
        "JOIN claims_quote q ON q.id = s.quote_id JOIN sources_revision r ON r.id = s.revision_id "
        "WHERE r.source_id <> q.source_id",
    ),
    Wrong(
        QuoteSpan,
        "it mentions attribution {0}, a link of another quote.",
        "SELECT s.id, s.attribution_id FROM claims_quotespan s JOIN claims_attribution a "
        "ON a.id = s.attribution_id WHERE a.quote_id <> s.quote_id",
    ),
)
"""That spans are verbatim is checked for every table of spans at once, in `sources.faults`."""

CHAINS = (
    Wrong(
        Attribution,
        "its capacity {0} is a membership of another speaker.",
        "SELECT a.id, a.capacity_id FROM claims_attribution a JOIN claims_membership m "
        "ON m.id = a.capacity_id WHERE m.speaker_id IS DISTINCT FROM a.speaker_id",
    ),
    Wrong(
        Speaker,
        "it is unnamed, and speaks in {0} documents: an unnamed speaker belongs to one.",
        "SELECT p.id, count(DISTINCT q.source_id) FROM claims_speaker p "
        "JOIN claims_attribution a ON a.speaker_id = p.id JOIN claims_quote q ON q.id = a.quote_id "
        "WHERE p.kind = 'unnamed' GROUP BY p.id HAVING count(DISTINCT q.source_id) > 1",
    ),
    Wrong(
        Speaker,
        "version is {0}, and {1} names and memberships have raised it since 1.",
        "SELECT n.id, n.version, n.parts FROM (SELECT p.id, p.version, "
        "(SELECT count(*) FROM claims_speakername x WHERE x.speaker_id = p.id) "
        "+ (SELECT count(*) FROM claims_membership x WHERE x.speaker_id = p.id) AS parts "
        "FROM claims_speaker p) n WHERE n.version >= 1 AND n.version <= n.parts",
    ),
)
