"""Where quotes stand: their pieces with selectors, the words around them, and what they lie in.

Offsets are Unicode code points of the text where a quote was found.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Greatest, Substr

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, without
from sources.anchoring import selectors

from ...models import QuoteSpan

CONTEXT = 200
"""So many code points before and after a quote are shown, of a closed text too."""

_SPAN = ("quote_id", "role", "number", "start", "end", "exact", "attribution_id", "window")


@compiled
def spans_as_found(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """The pieces of quotes on the texts where they were found, with the words around the content.

    Mentions of a relaying document that is hidden are left out of the public view.
    """
    start = Greatest(F("start") - CONTEXT, 0)
    window = Substr(
        "revision__text",
        Cast(start + 1, IntegerField()),
        Cast(F("end") - start + CONTEXT, IntegerField()),
    )
    public = Q(attribution__source=None) | Q(attribution__source__is_public=True)
    shown = Q() if full else public
    return (
        QuoteSpan.objects.filter(shown, quote__any=quotes, revision=F("quote__revision"))
        .annotate(window=Case(When(role="content", then=window), default=Value("")))
        .order_by("quote_id", "role", "number")
        .values(*_SPAN)
    )


def placed(spans: list[Row]) -> tuple[list[Row], str, str]:
    """The pieces of one quote as they are shown, and the words before and after all of them."""
    content = [span for span in spans if span["role"] == "content"]
    first = min(content, key=lambda span: span["start"])
    last = max(content, key=lambda span: span["end"])
    before = first["window"][: first["start"] - _begin(first)]
    after = last["window"][last["end"] - _begin(last) :]
    return [_span(span) for span in spans], before, after


def _begin(span: Row) -> int:
    """Where the window of a span begins in the text."""
    return max(span["start"] - CONTEXT, 0)


def _span(span: Row) -> Row:
    shown = without(span, "window", "attribution_id")
    if span["role"] != "content":
        return shown | {"selectors": []}
    begin = _begin(span)
    position, words = selectors(span["window"], span["start"] - begin, span["end"] - begin)
    position |= {"start": span["start"], "end": span["end"]}
    return shown | {"selectors": [position, words]}


@compiled
def spans_around(quotes: list[int], revisions: list[int], *, full: bool) -> QuerySet[Any]:
    """The content of the quotes that are shown, where other quotes lie inside it."""
    inner = QuoteSpan.objects.filter(
        quote__any=quotes,
        role="content",
        revision=OuterRef("revision"),
        start__gte=OuterRef("start"),
        end__lte=OuterRef("end"),
    ).exclude(quote=OuterRef("quote"))
    shown = ~Q(quote__status="withdrawn") if full else Q(quote__is_public=True)
    outer = QuoteSpan.objects.filter(shown, Exists(inner), revision__any=revisions, role="content")
    return outer.values("quote_id", "revision_id", "start", "end", "quote__uid", "quote__text")


def around(
    quotes: list[Row], spans: dict[int, list[Row]], outer: list[Row]
) -> dict[int, list[Row]]:
    """For each quote those whose content, `outer`, lies around its own, the nearest first."""
    found = {row["id"]: _around(row, spans[row["id"]], outer) for row in quotes}
    return {key: [other["quote"] for other in others] for key, others in found.items()}


def _around(quote: Row, spans: list[Row], outer: list[Row]) -> list[Row]:
    content = [span for span in spans if span["role"] == "content"]
    others: dict[int, list[Row]] = {}
    for span in outer:
        if span["revision_id"] == quote["revision_id"] and span["quote_id"] != quote["id"]:
            others.setdefault(span["quote_id"], []).append(span)
    holding = [
        held[0]
        for held in others.values()
        if len(held[0]["quote"]["text"]) > len(quote["text"])
        and all(any(_holds(span, piece) for span in held) for piece in content)
    ]
    return sorted(holding, key=lambda span: len(span["quote"]["text"]))


def _holds(outer: Row, inner: Row) -> bool:
    return outer["start"] <= inner["start"] and inner["end"] <= outer["end"]
