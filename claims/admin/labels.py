"""How records are named where one is chosen among many."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Prefetch, QuerySet
from django.utils.text import Truncator

from claimtrack.db.forms import KeySelect
from claimtrack.db.searching import words_of

from ..models import Attribution, Quote

OFFERED = 20
"""Quotes on one page of a completion."""


def with_speakers(quotes: QuerySet[Quote]) -> QuerySet[Quote]:
    """Quotes with their source and who said them at hand."""
    said = Attribution.objects.filter(role=Attribution.Role.SPEAKER).select_related("speaker")
    return quotes.select_related("source").prefetch_related(
        Prefetch("attributions", said.order_by("number"), to_attr="said_by")
    )


def speakers_of(quote: Quote) -> str:
    """Who said it; of a quote that came by `with_speakers`."""
    return ", ".join(link.speaker.name for link in quote.said_by if link.speaker)  # type: ignore[attr-defined]


def quote_label(quote: Quote) -> str:
    """The words, who said them, and where."""
    words = Truncator(quote.text).chars(160)
    return " — ".join(filter(None, [words, speakers_of(quote), str(quote.source)]))


class QuoteChoices(AutocompleteJsonView):
    """Quotes for completion: by their words, else by who said them."""

    paginate_by = OFFERED

    def get_queryset(self) -> QuerySet[Any]:
        quotes: Any = with_speakers(Quote.objects.exclude(status="withdrawn").newest_first())
        if not words_of(self.term):
            return quotes
        found = quotes.search(self.term)
        if found.exists():
            return found
        spoken = Attribution.objects.filter(speaker__name__icontains=self.term)
        if spoken.exists():
            return quotes.filter(pk__in=spoken.values("quote"))
        return quotes.filter(text__icontains=self.term)

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(obj.pk), "text": quote_label(obj)}


class QuoteSelect(KeySelect):
    """Completion over quotes that shows their words and speakers."""

    url_name = "%s:claims_quote_choices"


class QuoteField(forms.ModelChoiceField):
    def __init__(self, field: Any, **kwargs: Any) -> None:
        widget = QuoteSelect(field, admin.site)
        super().__init__(with_speakers(Quote.objects.all()), widget=widget, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return quote_label(obj)
