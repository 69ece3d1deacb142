"""Rating scales: public only through a public fact-check."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, by_parent, under, without
from claimtrack.db.seeking import There
from claimtrack.db.written import times_written
from sources.api.rows import PUBLISHER_LINK

from ...models import Rating, RatingScale, Review
from .speakers import public_publishers

SCALE_VERSION = times_written(RatingScale) + times_written(Rating, "scale_id")


def scales_seen(full: bool) -> QuerySet[Any]:
    """Rating scales in either view."""
    if full:
        return RatingScale.objects.all()
    return RatingScale.objects.filter(There(Review.objects.public().filter(scale=OuterRef("pk"))))


def scale_rows(scales: QuerySet[Any], full: bool) -> QuerySet[Any]:
    """Scales, with whose they are as far as that may be seen."""
    public = Value(True) if full else Exists(public_publishers().filter(pk=OuterRef("publisher")))
    return scales.annotate(version=SCALE_VERSION, publisher_is_public=public).values(
        *("id", "uid", "version", "name", "methodology_address", "publisher_is_public"),
        *under("publisher", *PUBLISHER_LINK),
    )


def dressed_scales(rows: list[Row], full: bool) -> list[Row]:
    """Scales with their ratings, from the lowest number; those without one by name."""
    ratings = by_parent(ratings_of([row["id"] for row in rows]), "scale_id")
    return [
        without(row, "id", "publisher_is_public")
        | {
            "publisher": row["publisher"] if row["publisher_is_public"] else None,
            "ratings": ratings[row["id"]],
        }
        for row in rows
    ]


@compiled
def ratings_of(scales: list[int]) -> QuerySet[Any]:
    """The ratings of scales."""
    ratings = Rating.objects.filter(scale__any=scales)
    return ratings.order_by("value", "name").values("scale_id", "name", "value")
