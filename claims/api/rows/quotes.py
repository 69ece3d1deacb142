"""Quotes with their pieces, chains and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from claimtrack.db.compiled import compiled, together
from claimtrack.db.rows import Row, by_parent, under, without
from sources.api.rows import source_link

from ...marks import peel
from ...models import Attribution, Quote, QuoteRelation
from .passages import around, placed, spans_around, spans_as_found
from .speakers import CAPACITY, SPEAKER_LINK
from .traces import LINK, link, readable, withdrawn_at

_QUOTE = (
    *("id", "sort_key", "uid", "version", "is_public", "kind", "status", "text"),
    *("said_on", "said_in", "published_at", "withdrawn_reason", "origin", "external_id"),
    *("revision_id", "nothing_to_check"),
    *under("revision", "uid", "number"),
)
_ROLES = {role: place for place, role in enumerate(Attribution.Role.values)}


def quotes_seen(full: bool) -> QuerySet[Any]:
    """Quotes in either view."""
    return Quote.objects.all() if full else Quote.objects.public()


def quote_rows(quotes: QuerySet[Any], full: bool) -> QuerySet[Any]:
    sources = (*source_link("source", full), *source_link("quoted_from", full))
    return quotes.values(*_QUOTE, *sources)


def dressed_quotes(rows: list[Row], full: bool) -> list[Row]:
    """Quotes with all that may be seen of what hangs on them."""
    keys = [row["id"] for row in rows]
    texts = list({row["revision_id"] for row in rows})
    pieces, links, relations, outer = together(
        spans_as_found.asked(keys, full=full),
        links_of.asked(keys, full=full),
        relations_of.asked(keys, full=full),
        spans_around.asked(keys, texts, full=full),
    )
    spans = by_parent(pieces, "quote_id")
    chains = by_parent(links, "quote_id")
    related = both_ways(relations, "quote", keys, full)
    surrounding = around(rows, spans, outer)
    if not full:
        for row in rows:
            row["nothing_to_check"] = None
    return [
        _quote(
            row,
            spans[row["id"]],
            chains[row["id"]],
            related.get(row["id"], []),
            surrounding.get(row["id"], []),
        )
        for row in rows
    ]


def _quote(
    row: Row, spans: list[Row], links: list[Row], relations: list[Row], within: list[Row]
) -> Row:
    shown, before, after = placed(spans)
    mentions = by_parent((span for span in spans if span["attribution_id"]), "attribution_id")
    pieces = [span["exact"] for span in shown if span["role"] == "content"]
    links.sort(key=lambda link: (_ROLES[link["role"]], link["number"]))
    return without(row, "id", "sort_key", "revision_id") | {
        "words": " ".join(map(peel, pieces)),
        "context": {"before": before, "after": after},
        "spans": shown,
        "chain": [_link(item, mentions[item["id"]]) for item in links],
        "relations": relations,
        "within": within,
    }


@compiled
def links_of(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """The chains of quotes."""
    return Attribution.objects.filter(quote__any=quotes).values(
        *("id", "quote_id", "role", "number"),
        *under("speaker", *SPEAKER_LINK),
        *source_link("source", full),
        *CAPACITY,
    )


def _link(row: Row, mentions: list[Row]) -> Row:
    return without(row, "id") | {
        "mentions": [{name: span[name] for name in ("start", "end", "exact")} for span in mentions]
    }


@compiled
def relations_of(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """Relations to and from these quotes, wherever the other one may be read."""
    rows = QuoteRelation.objects.filter(Q(from_quote__any=quotes) | Q(to_quote__any=quotes))
    return between(rows, Quote, full)


def between(relations: QuerySet[Any], model: type[Any], full: bool) -> QuerySet[Any]:
    """Relations with the records at both ends, where both may be read."""
    ends = [f"{end}_{model._meta.model_name}" for end in ("from", "to")]
    for end in ends:
        gone = {f"{end}_withdrawn_at": withdrawn_at(model, f"{end}__")}
        relations = relations.filter(readable(f"{end}__", full)).annotate(**gone)
    return relations.order_by("id").values(
        "kind",
        *(column for end in ends for column in (f"{end}_id", f"{end}_withdrawn_at")),
        *(column for end in ends for column in under(end, *LINK)),
    )


def both_ways(relations: list[Row], name: str, keys: list[int], full: bool) -> dict[int, list[Row]]:
    """Relations by the record they are shown on: kind, direction, and the record at the far end.

    `to`: this record stands so to the other; `from`: the other stands so to this one.
    """
    wanted = set(keys)
    found: dict[int, list[Row]] = {}
    start, end = f"from_{name}", f"to_{name}"
    for row in relations:
        ends = {
            "to": (row[f"{start}_id"], link(row, end, full)),
            "from": (row[f"{end}_id"], link(row, start, full)),
        }
        for direction, (key, other) in ends.items():
            if key in wanted:
                relation = {"kind": row["kind"], "direction": direction, name: other}
                found.setdefault(key, []).append(relation)
    return found
