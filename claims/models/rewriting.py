"""Putting right the words and the chain of a quote that is only recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from claimtrack.db.acting import acting
from sources.anchoring import Position

from .attribution import Attribution
from .quote import Quote, QuoteSpan, Status
from .recording import Link, Place, pieces_of, places, refuse_link, refuse_twice

Wanted = tuple[str, tuple[int, int], Attribution | None]


def words_stay(quote: Quote) -> str:
    """Why the words and the chain of this quote are no longer changed; empty where they may be."""
    if quote.status == Status.WITHDRAWN:
        return "The words of a withdrawn quote stay: record another quote that corrects it."
    if quote.status != Status.RECORDED or quote.published_at:
        return "The words of a published quote stay: record another quote that corrects it."
    if quote.spans.exclude(revision=quote.revision_id).exists():
        return (
            "The words of this quote were found again in a later text and stay: "
            "record another quote that corrects it."
        )
    return ""


def parts_of(quote: Quote) -> dict[str, list[Any]]:
    """The pieces, cue, mentions and links of a quote as it was found: what `rewrite` takes."""
    spans = quote.spans.filter(revision=quote.revision_id).order_by("role", "number")
    found: dict[Any, list[Place]] = {}
    for span in spans:
        of = span.attribution_id if span.role == QuoteSpan.Role.SOURCE else span.role
        found.setdefault(of, []).append(Position(span.start, span.end))
    links = quote.attributions.select_related("speaker", "source", "capacity")
    return {
        "content": found.get("content", []),
        "cue": found.get("cue", []),
        "document_mention": found.get(None, []),
        "chain": [
            Link(link.speaker, link.role, link.source, link.capacity, found.get(link.pk, []))
            for link in links.order_by("role", "number")
        ],
    }


def rewrite(
    quote: Quote,
    *,
    content: Sequence[Place],
    cue: Sequence[Place] = (),
    document_mention: Sequence[Place] = (),
    chain: Sequence[Link] = (),
    by: Any = None,
    reason: str = "",
) -> None:
    """Give a quote other pieces, cue, mentions and links: those that differ, in one transaction.

    `quote.version` is the one that its user saw. Raises Conflict where the quote is past it,
    WordsNotFound, and ValidationError where its words stay or a link is refused; nothing is
    changed then.
    """
    with acting(by, reason), transaction.atomic():
        Quote.objects.lock_version(quote.pk, quote.version)
        refusal = words_stay(quote)
        if refusal:
            raise ValidationError({"content": refusal})
        text = quote.revision.text
        links = _relink(quote, chain)
        wanted: list[Wanted] = [("content", at, None) for at in pieces_of(text, content)]
        wanted += [("cue", at, None) for at in places(text, "cue", cue)]
        wanted += [("source", at, None) for at in places(text, "mention", document_mention)]
        for link, attribution in zip(chain, links, strict=True):
            found = places(text, "mention", link.mention)
            wanted += [("source", at, attribution) for at in found]
        _respan(quote, text, wanted)
        quote.attributions.exclude(pk__in=[link.pk for link in links]).delete()
        quote.read_kept()


def _relink(quote: Quote, chain: Sequence[Link]) -> list[Attribution]:
    """The links of the chain in its order, the present ones taken over by role and number."""
    present = {(link.role, link.number): link for link in quote.attributions.all()}
    numbers: Counter[str] = Counter()
    links = []
    for wanted in chain:
        refuse_link(wanted)
    refuse_twice(chain)
    for wanted in chain:
        numbers[wanted.role] += 1
        key = (wanted.role, numbers[wanted.role])
        link = present.get(key) or Attribution(quote=quote, role=key[0], number=key[1])
        named = {"speaker": wanted.speaker, "source": wanted.source, "capacity": wanted.capacity}
        _save_if_changed(link, named)
        links.append(link)
    return links


def _respan(quote: Quote, text: str, wanted: Sequence[Wanted]) -> None:
    """Take away the spans that differ, then lay the others: pieces may never cross meanwhile."""
    numbers: Counter[str] = Counter()
    laid: dict[tuple[str, int], dict[str, Any]] = {}
    for role, (start, end), attribution in wanted:
        numbers[role] += 1
        stretch = {"start": start, "end": end, "exact": text[start:end]}
        laid[role, numbers[role]] = {**stretch, "attribution": attribution}
    for span in quote.spans.filter(revision=quote.revision_id):
        key = (span.role, span.number)
        if key in laid and _holds(span, laid[key]):
            del laid[key]
        else:
            span.delete()
    for (role, number), values in laid.items():
        QuoteSpan.objects.create(
            quote=quote, revision_id=quote.revision_id, role=role, number=number, **values
        )


def _save_if_changed(row: Any, values: dict[str, Any]) -> None:
    if row.pk and _holds(row, values):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _holds(row: Any, values: dict[str, Any]) -> bool:
    """Whether a row has these values already."""
    return all(
        getattr(row, row._meta.get_field(name).attname) == getattr(value, "pk", value)
        for name, value in values.items()
    )
