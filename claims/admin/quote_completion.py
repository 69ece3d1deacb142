"""Completion in a quote's form: speakers by all their names, sources and quotes by their words."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse

from sources.models import Source

from ..models import Quote
from .quote_named import MOST, completing, nameable
from .quote_picking import label, note

LEAST_LETTERS = 1


def complete(request: HttpRequest, what: str) -> JsonResponse:
    """`?q=` gives {"results": [{"key", "text", "note", "capacities"}]}; `?source=` the source."""
    if what not in COMPLETIONS:
        raise Http404
    permission, found = COMPLETIONS[what]
    if not request.user.has_perm(permission):
        raise PermissionDenied
    text = " ".join(request.GET.get("q", "").replace("\0", "").split())
    source = request.GET.get("source", "")
    key = int(source) if source.isdecimal() and len(source) < 16 else None
    results = found(text, key) if len(text) >= LEAST_LETTERS else []
    return JsonResponse({"results": results})


def _speakers(text: str, source: int | None) -> list[dict[str, Any]]:
    rows = completing(nameable(source), text)
    rows = rows.prefetch_related("memberships__organization", "names")[:MOST]
    return [
        {
            "key": speaker.pk,
            "text": label(speaker),
            "note": note(speaker),
            "capacities": [[held.pk, str(held)] for held in speaker.memberships.all()],
        }
        for speaker in rows
    ]


def _sources(text: str, _source: int | None) -> list[dict[str, Any]]:
    rows = Source.objects.select_related("publisher")
    found = rows.filter(title__icontains=text).newest_first()[:MOST]
    return [
        {
            "key": source.pk,
            "text": label(source),
            "note": ", ".join(
                filter(
                    None,
                    [source.get_kind_display(), str(source.publisher or ""), source.published],
                )
            ),
        }
        for source in found or rows.search(text)[:MOST]
    ]


def _quotes(text: str, _source: int | None) -> list[dict[str, Any]]:
    rows = Quote.objects.select_related("source")
    found = list(rows.search(text)[:MOST]) or rows.filter(text__icontains=text)[:MOST]
    return [
        {"key": quote.pk, "text": label(quote), "note": f"{quote.pk}, {quote.source}"}
        for quote in found
    ]


COMPLETIONS = {
    "speaker": ("claims.view_speaker", _speakers),
    "source": ("sources.view_source", _sources),
    "quote": ("claims.view_quote", _quotes),
}
