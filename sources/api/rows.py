"""The columns of sources and their texts that anybody may read, and what hangs on them."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, TextField, Value, When

from claimtrack.rest.rows import Row, by_parent, fetch, under, without

from ..importing import FOLDER
from ..models import Revision, Source

PUBLISHER = ("uid", "name", "address", "country", "wikidata_id")
PUBLISHER_LINK = ("uid", "name")
SOURCE_LINK = (
    *("uid", "kind", "title", "address", "published", "language", "status", "is_public"),
    *under("publisher", *PUBLISHER_LINK),
)
"""A source where another record names it; null where it is hidden."""

_SOURCE = (
    *("id", "sort_key", "uid", "version", "kind", "title", *under("publisher", *PUBLISHER)),
    *("byline", "address", "published", "modified", "language", "status", "status_notice"),
    *("archive_address", "text_is_open", "origin", "external_id"),
)
_REVISION = (
    *("id", "uid", "number", "made_by", "reader", "retrieved_at", "is_current", "open_sha256"),
    *under("source", *SOURCE_LINK),
)


def where_open(column: str, source: str = "source") -> Case:
    """A column of a text where anybody may read that text, else null."""
    opened = When(**{f"{source}__text_is_open": True}, then=F(column))
    return Case(opened, default=Value(None), output_field=TextField())


def source_rows(sources: QuerySet[Any]) -> QuerySet[Any]:
    """Sources without their texts."""
    return sources.values(*_SOURCE)


def source_rows_with_text(sources: QuerySet[Any]) -> QuerySet[Any]:
    """Sources with their current texts, where those are open."""
    text = Case(
        When(text_is_open=True, then=F("current_revision__text")),
        default=Value(None),
        output_field=TextField(),
    )
    return source_rows(sources).annotate(text=text)


def dressed_sources(rows: list[Row]) -> list[Row]:
    """Sources with the list of their texts."""
    texts = by_parent(
        fetch(
            Revision.objects.filter(source__in=[row["id"] for row in rows])
            .order_by("number")
            .values("source_id", "uid", "number", "made_by", "retrieved_at")
        ),
        "source_id",
    )
    return [_source(row) | {"revisions": texts[row["id"]]} for row in rows]


def _source(row: Row) -> Row:
    if row["origin"] == FOLDER:  # a path on somebody's disk is nobody else's business
        row |= {"origin": "", "external_id": None}
    return without(row, "id", "sort_key")


def public_revisions() -> QuerySet[Any]:
    """The texts of public sources."""
    return Revision.objects.filter(source__is_public=True)


def revision_rows(revisions: QuerySet[Any]) -> QuerySet[Any]:
    """What is known of texts; their hash only where they are open."""
    current = Exists(Source.objects.filter(current_revision=OuterRef("pk")))
    return revisions.annotate(is_current=current, open_sha256=where_open("sha256")).values(
        *_REVISION
    )


def revision_rows_with_text(revisions: QuerySet[Any]) -> QuerySet[Any]:
    """Texts themselves, where they are open."""
    return revision_rows(revisions).annotate(open_text=where_open("text"))


def dressed_revisions(rows: list[Row]) -> list[Row]:
    """Texts as they are shown."""
    for row in rows:
        row["sha256"] = row.pop("open_sha256")
        if "open_text" in row:
            row["text"] = row.pop("open_text")
    return [without(row, "id") for row in rows]
