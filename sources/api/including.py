"""What lists of sources and of their texts give more of on request."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row
from claimtrack.rest.including import Include

from ..models import Revision, Source
from .rows import where_open

MOST_TEXTS = 20
"""So many records a page has with their texts, which may be long."""


@compiled
def _current(sources: list[int], *, full: bool) -> QuerySet[Any]:
    rows = Source.objects.filter(pk__any=sources).order_by()
    return rows.annotate(words_of=where_open("current_revision__text", "", full)).values(
        "id", "words_of"
    )


@compiled
def _themselves(revisions: list[int], *, full: bool) -> QuerySet[Any]:
    rows = Revision.objects.filter(pk__any=revisions).order_by()
    return rows.annotate(words_of=where_open("text", "source__", full)).values("id", "words_of")


def add_texts(keys: list[int], shown: list[Row], full: bool) -> None:
    """Give sources their current texts, where one may read those."""
    _add(_current(keys, full=full), keys, shown)


def add_text(keys: list[int], shown: list[Row], full: bool) -> None:
    """Give texts their words, where one may read those."""
    _add(_themselves(keys, full=full), keys, shown)


def _add(rows: list[Row], keys: list[int], shown: list[Row]) -> None:
    texts = {row["id"]: row["words_of"] for row in rows}
    for key, record in zip(keys, shown, strict=True):
        record["text"] = texts.get(key)


_HELP = "text: the words, where anybody may read them; else null."
TEXTS = Include(_HELP, add_texts, MOST_TEXTS)
TEXT = Include(_HELP, add_text, MOST_TEXTS)
