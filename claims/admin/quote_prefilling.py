"""What the rows of a quote's form hold when it opens: a quote's own parts, or another's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..models import Attribution, Quote, QuoteRelation, QuoteSpan
from .quote_finding import written
from .quote_rows import DOCUMENT, KNOWN

Initial = dict[str, list[dict[str, Any]]]
ROLES = Attribution.Role
CHAIN = [{"role": role} for role in (ROLES.SPEAKER, ROLES.ON_BEHALF_OF, ROLES.ADDRESSEE)]
LEAST = {"piece": 2, "cue": 1, "document": 1, "chain": 0, "relation": 1}
"""Rows on a fresh page."""


def chain_of(quote: Quote) -> list[Attribution]:
    links = quote.attributions.select_related("speaker", "source", "capacity__organization")
    rank = {role: place for place, role in enumerate(ROLES.values)}
    found = links.prefetch_related("speaker__memberships__organization")
    return sorted(found, key=lambda link: (rank[link.role], link.number))


def parts_of(quote: Quote) -> Initial:
    """The rows that stand for a quote as it is recorded."""
    spans = quote.spans.filter(revision=quote.revision_id).order_by("role", "number")
    of = list(spans)
    return {
        "piece": _words(span for span in of if span.role == "content"),
        "cue": _words(span for span in of if span.role == "cue"),
        "document": _words(s for s in of if s.role == "source" and s.attribution_id is None),
        "chain": [
            row
            for link in chain_of(quote)
            for row in _link(link, [s for s in of if s.attribution_id == link.pk])
        ],
        "relation": [
            {"kind": relation.kind, "other": relation.to_quote}
            for relation in quote.relations.select_related("to_quote__source")
        ],
    }


def fresh() -> Initial:
    return {name: [] for name in LEAST} | {"chain": list(CHAIN)}


def said_alike(quote: Quote) -> Initial:
    """Rows for another quote of the same speakers: the chain without its mentions."""
    rows = [row for link in chain_of(quote) for row in _link(link, [])]
    return fresh() | {"chain": rows}


def correcting(quote: Quote) -> Initial:
    """Rows for a quote that corrects this one: all its parts, and the relation to it."""
    relation = {"kind": QuoteRelation.Kind.CORRECTS, "other": quote}
    return parts_of(quote) | {"relation": [relation]}


def _words(spans: Iterable[QuoteSpan]) -> list[dict[str, Any]]:
    return [{"words": span.exact, "at": written((span.start, span.end))} for span in spans]


def _link(link: Attribution, mentions: list[QuoteSpan]) -> list[dict[str, Any]]:
    """A row a mention, one at least."""
    named = {
        "role": link.role,
        "who": link.speaker or link.source,
        "is_": KNOWN if link.speaker else DOCUMENT,
        "capacity": link.capacity_id,
    }
    return [named | words for words in _words(mentions) or [{}]]
