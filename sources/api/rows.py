"""The columns of sources and their texts that anybody may read, and what hangs on them."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    Case,
    DateTimeField,
    F,
    OuterRef,
    QuerySet,
    TextField,
    Value,
    When,
)

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, by_parent, under, without
from claimtrack.db.seeking import There

from ..importing import FOLDER
from ..models import Revision, Source

PUBLISHER = ("uid", "name", "address", "country", "wikidata_id")
PUBLISHER_LINK = ("uid", "name")
_SOURCE_LINK = (
    *("uid", "kind", "title", "address", "published", "language", "status"),
    *under("publisher", *PUBLISHER_LINK),
)
_SOURCE = (
    *("id", "sort_key", "uid", "version", "is_public", "kind", "title"),
    *under("publisher", *PUBLISHER),
    *(
        "byline",
        "address",
        "canonical_address",
        "published",
        "modified",
        "language",
        "status",
        "status_notice",
    ),
    *("archive_address", "text_is_open", "origin", "external_id"),
)
_REVISION = (*("id", "uid", "number", "made_by", "reader", "retrieved_at", "is_current"),)


def source_link(path: str, full: bool) -> tuple[str, ...]:
    """The columns of a source where another record names it; hidden ones only in the full view."""
    return under(path, *_SOURCE_LINK) if full else under(path, *_SOURCE_LINK, "is_public")


def where_open(column: str, source: str, full: bool) -> Any:
    """A column of a text where one may read that text, else null."""
    if full:
        return F(column)
    opened = When(**{f"{source}text_is_open": True}, then=F(column))
    return Case(opened, default=Value(None), output_field=TextField())


def sources_seen(full: bool) -> QuerySet[Any]:
    """Sources in either view."""
    return Source.objects.all() if full else Source.objects.public()


def source_rows(sources: QuerySet[Any], full: bool) -> QuerySet[Any]:
    """Sources without their texts."""
    return sources.values(*_SOURCE)


@compiled
def sources_at(spellings: list[str], canonical: str, *, full: bool) -> QuerySet[Any]:
    """What stands at these canonical addresses, the one that is asked for first."""
    asked_for = Case(When(canonical_address=canonical, then=0), default=1)
    there = sources_seen(full).filter(canonical_address__any=spellings)
    return source_rows(there, full).order_by(asked_for, "id")


def source_rows_with_text(sources: QuerySet[Any], full: bool) -> QuerySet[Any]:
    """Sources with their current texts, where one may read those."""
    text = where_open("current_revision__text", "", full)
    return sources.annotate(text=text).values(*_SOURCE, "text")


def dressed_sources(rows: list[Row], full: bool) -> list[Row]:
    """Sources with the list of their texts."""
    texts = by_parent(texts_of([row["id"] for row in rows]), "source_id")
    return [_source(row) | {"revisions": texts[row["id"]]} for row in rows]


@compiled
def texts_of(sources: list[int]) -> QuerySet[Any]:
    """The texts of sources, the first one first."""
    texts = Revision.objects.filter(source__any=sources).order_by("source_id", "number")
    return texts.values("source_id", "uid", "number", "made_by", "retrieved_at")


@compiled
def open_texts_of(sources: list[int]) -> QuerySet[Any]:
    """The current texts of sources that anybody may read."""
    opened = Source.objects.filter(pk__any=sources, text_is_open=True)
    return opened.order_by().values("id", "current_revision__text")


def searched_of_sources(rows: list[Row], full: bool) -> list[dict[str, str]]:
    """The titles of sources, and their texts where those are open: in these they are searched."""
    found = open_texts_of([row["id"] for row in rows])
    texts = {row["id"]: (row["current_revision"] or {}).get("text") or "" for row in found}
    return [{"text": texts.get(row["id"], ""), "title": row["title"]} for row in rows]


def _source(row: Row) -> Row:
    if row["origin"] == FOLDER:  # a path on somebody's disk is nobody else's business
        row |= {"origin": "", "external_id": None}
    return without(row, "id", "sort_key")


def revisions_seen(full: bool) -> QuerySet[Any]:
    """The texts of sources that are seen."""
    return Revision.objects.all() if full else Revision.objects.filter(source__is_public=True)


def revision_rows(revisions: QuerySet[Any], full: bool, *more: str) -> QuerySet[Any]:
    """What is known of texts; their hash only where one may read them."""
    current = There(Source.objects.filter(current_revision=OuterRef("pk")))
    hashes = where_open("sha256", "source__", full)
    worked = F("worked_through_at") if full else Value(None, output_field=DateTimeField())
    shown = revisions.annotate(is_current=current, open_sha256=hashes, worked=worked)
    return shown.values(*_REVISION, "open_sha256", "worked", *more, *source_link("source", full))


def revision_rows_with_text(revisions: QuerySet[Any], full: bool) -> QuerySet[Any]:
    """Texts themselves, where one may read them."""
    text = where_open("text", "source__", full)
    return revision_rows(revisions.annotate(open_text=text), full, "open_text")


def dressed_revisions(rows: list[Row], full: bool) -> list[Row]:
    """Texts as they are shown."""
    for row in rows:
        row["sha256"] = row.pop("open_sha256")
        row["worked_through_at"] = row.pop("worked")
        if "open_text" in row:
            row["text"] = row.pop("open_text")
    return [without(row, "id") for row in rows]
