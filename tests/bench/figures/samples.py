"""Quotes that stand in the record, to be recorded once more: by the house's function, or by SQL."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection, models
from django.utils import timezone

from claims.models import Attribution, Quote, QuoteSpan, Speaker
from claims.models.recording import Link
from sources.anchoring import Position
from tests.record.raw import columns

SAMPLES = 100
ROLES = ("content", "cue", "source")


@dataclass(frozen=True)
class Key:
    """In a statement's values: the id that the statement of this name gave."""

    name: str


@dataclass
class Sample:
    """A quote with its parts, whose places another one can have as well."""

    quote: Quote
    spans: list[QuoteSpan]
    speaker: Speaker

    def places(self, role: str) -> list[tuple[int, int]]:
        return [(span.start, span.end) for span in self.spans if span.role == role]

    def record(self) -> Quote:
        """By the one function that does so."""
        quote: Quote = Quote.objects.record(
            source=self.quote.source,
            revision=self.quote.revision,
            content=[Position(*place) for place in self.places("content")],
            cue=[Position(*place) for place in self.places("cue")],
            chain=[Link(self.speaker, mention=[Position(*p) for p in self.places("source")])],
        )
        return quote

    def save(self) -> None:
        """Row by row, as a tutorial has it."""
        there = {"revision": self.quote.revision}
        quote = Quote.objects.create(source=self.quote.source, kind=self.quote.kind, **there)
        link = Attribution.objects.create(quote=quote, speaker=self.speaker)
        for span in self.spans:
            place = {"start": span.start, "end": span.end, "exact": span.exact, "role": span.role}
            named = link if span.role == "source" else None
            QuoteSpan.objects.create(
                quote=quote, number=span.number, attribution=named, **there, **place
            )

    @cached_property
    def raw(self) -> list[tuple[str, list[Any], str]]:
        """The statements with their values, each with a name for the id that it gives."""
        quote = Quote(source=self.quote.source, revision=self.quote.revision, kind=self.quote.kind)
        found = _with_history(quote, "quote")
        link = Attribution(speaker=self.speaker)
        found += _with_history(link, "link", quote_id=Key("quote"))
        for place, span in enumerate(self.spans):
            named = Key("link") if span.role == "source" else None
            found += _with_history(
                span, f"span{place}", quote_id=Key("quote"), attribution_id=named
            )
        return found


def _with_history(
    record: models.Model, name: str, **changes: Any
) -> list[tuple[str, list[Any], str]]:
    row = columns(record) | changes
    past = record.history.model  # type: ignore[attr-defined]
    there = {str(item.column) for item in past._meta.concrete_fields}
    said = {"id": Key(name), "history_date": timezone.now(), "history_type": "+"}
    said |= {"history_change_reason": "measured"}
    if connection.vendor == "sqlite":
        said["history_date"] = timezone.now().replace(tzinfo=None).isoformat(" ")
    line = {column: value for column, value in row.items() if column in there} | said
    return [
        (_insert(record._meta.db_table, row, "id"), list(row.values()), name),
        (_insert(past._meta.db_table, line, "history_id"), list(line.values()), f"{name} then"),
    ]


def _insert(table: str, row: dict[str, Any], key: str) -> str:
    names = ", ".join(f'"{column}"' for column in row)
    mark = "?" if connection.vendor == "sqlite" else "%s"
    places = ", ".join([mark] * len(row))
    return f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key}"


def samples(count: int = SAMPLES, skip: int = 0) -> list[Sample]:
    """So many quotes of the record, the same ones each time."""
    quotes = Quote.objects.select_related("source", "revision").order_by("uid")
    found = []
    for quote in quotes[skip : skip + count]:
        spans = sorted(quote.spans.all(), key=lambda span: (ROLES.index(span.role), span.number))
        link = quote.attributions.select_related("speaker").get(role="speaker")
        found.append(Sample(quote, spans, link.speaker))
    return found
