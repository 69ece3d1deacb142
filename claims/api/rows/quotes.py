"""Quotes with their pieces, chains and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from claimtrack.rest.rows import Row, by_parent, fetch, folded, under, without
from sources.api.rows import SOURCE_LINK

from ...marks import peel
from ...models import Attribution, Quote, QuoteRelation
from .passages import around, placed, spans_as_found
from .speakers import CAPACITY, SPEAKER_LINK
from .traces import LINK, link, readable, withdrawn_at

_QUOTE = (
    *("id", "sort_key", "uid", "version", "kind", "status", "text", "said_on", "said_in"),
    *("published_at", "origin", "external_id", "revision_id"),
    *under("source", *SOURCE_LINK),
    *under("revision", "uid", "number"),
    *under("quoted_from", *SOURCE_LINK),
)
_ROLES = {role: place for place, role in enumerate(Attribution.Role.values)}


def quote_rows(quotes: QuerySet[Any]) -> QuerySet[Any]:
    return quotes.values(*_QUOTE)


def dressed_quotes(rows: list[Row]) -> list[Row]:
    """Quotes with all that is public of what hangs on them, in four queries."""
    keys = [row["id"] for row in rows]
    spans = by_parent(fetch(spans_as_found(keys)), "quote_id")
    chains = by_parent(fetch(_links(keys)), "quote_id")
    related = _relations(keys)
    surrounding = around(rows, spans)
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


def _links(quotes: list[int]) -> QuerySet[Any]:
    return Attribution.objects.filter(quote__in=quotes).values(
        *("id", "quote_id", "role", "number"),
        *under("speaker", *SPEAKER_LINK),
        *under("source", *SOURCE_LINK),
        *CAPACITY,
    )


def _link(row: Row, mentions: list[Row]) -> Row:
    return without(row, "id") | {
        "mentions": [{name: span[name] for name in ("start", "end", "exact")} for span in mentions]
    }


def _relations(quotes: list[int]) -> dict[int, list[Row]]:
    """Relations to and from these quotes, wherever the other one may be read."""
    rows = QuoteRelation.objects.filter(
        Q(from_quote__in=quotes) | Q(to_quote__in=quotes),
        readable("from_quote__"),
        readable("to_quote__"),
    )
    return both_ways(rows, Quote, "from_quote", "to_quote", quotes)


def both_ways(
    relations: QuerySet[Any], model: type[Any], start: str, end: str, keys: list[int]
) -> dict[int, list[Row]]:
    """Relations by the record they are shown on: kind, direction, and the record at the far end.

    `to`: this record stands so to the other; `from`: the other stands so to this one.
    """
    rows = (
        relations.order_by("id")
        .annotate(
            **{f"{end}_withdrawn_at": withdrawn_at(model, f"{end}_id")},
            **{f"{start}_withdrawn_at": withdrawn_at(model, f"{start}_id")},
        )
        .values(
            *("kind", f"{start}_id", f"{end}_id"),
            *(f"{start}_withdrawn_at", f"{end}_withdrawn_at"),
            *under(start, *LINK),
            *under(end, *LINK),
        )
    )
    name = model._meta.model_name
    wanted = set(keys)
    found: dict[int, list[Row]] = {}
    for row in map(folded, rows):
        ends = {
            "to": (row[f"{start}_id"], link(row, end)),
            "from": (row[f"{end}_id"], link(row, start)),
        }
        for direction, (key, other) in ends.items():
            if key in wanted:
                relation = {"kind": row["kind"], "direction": direction, name: other}
                found.setdefault(key, []).append(relation)
    return found
