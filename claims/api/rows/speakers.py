"""Speakers, topics and publishers: public only through a public record."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claimtrack.rest.rows import Row, by_parent, fetch, under, without
from sources.api.rows import PUBLISHER, PUBLISHER_LINK
from sources.models import Publisher, Source

from ...models import ClaimTopic, Membership, Review, Speaker, SpeakerName, Topic

SPEAKER_LINK = ("uid", "kind", "name", "description", "headcount", "headcount_is")
"""A speaker where another record names it."""

_SPEAKER = (
    *("id", "uid", "version", "kind", "name", "description", "wikidata_id"),
    *("headcount", "headcount_is", "origin", "external_id", "publisher_is_public"),
    *under("publisher", *PUBLISHER_LINK),
)
_MEMBERSHIP = ("uid", "role", "since", "until")


def speaker_rows(speakers: QuerySet[Any]) -> QuerySet[Any]:
    """Speakers, with where they publish too as far as that is public."""
    public = public_publishers().filter(pk=OuterRef("publisher"))
    return speakers.annotate(publisher_is_public=Exists(public)).values(*_SPEAKER)


def dressed_speakers(rows: list[Row]) -> list[Row]:
    """Speakers with their other names and their memberships."""
    keys = [row["id"] for row in rows]
    names = by_parent(
        fetch(SpeakerName.objects.filter(speaker__in=keys).values("speaker_id", "name")),
        "speaker_id",
    )
    held = by_parent(_memberships(keys), "speaker_id")
    return [
        without(row, "id", "publisher_is_public")
        | {
            "names": [other["name"] for other in names[row["id"]]],
            "publisher": row["publisher"] if row["publisher_is_public"] else None,
            "memberships": held[row["id"]],
        }
        for row in rows
    ]


def _memberships(speakers: list[int]) -> list[Row]:
    """Of one in a hidden organization only the role is told, if there is one."""
    public = Exists(Speaker.objects.public().filter(pk=OuterRef("organization")))
    rows = fetch(
        Membership.objects.annotate(is_told=public)
        .filter(Q(is_told=True) | ~Q(role=""), speaker__in=speakers)
        .order_by("since_first", "id")
        .values("speaker_id", "is_told", *_MEMBERSHIP, *under("organization", *SPEAKER_LINK))
    )
    for row in rows:
        if not row.pop("is_told"):
            row["organization"] = None
    return rows


CAPACITY = under("capacity", *_MEMBERSHIP, *under("organization", *SPEAKER_LINK))
"""The membership in which something was said: public with the quote that names it."""


def public_topics() -> QuerySet[Any]:
    """Topics of public claims."""
    used = ClaimTopic.objects.filter(topic=OuterRef("pk"), claim__is_public=True)
    return Topic.objects.filter(Exists(used))


def topic_rows(topics: QuerySet[Any]) -> QuerySet[Any]:
    return topics.values("id", "uid", "name")


def public_publishers() -> QuerySet[Any]:
    """Publishers of public sources or of public fact-checks."""
    sources = Source.objects.public().filter(publisher=OuterRef("pk"))
    reviews = Review.objects.public().filter(reviewer=OuterRef("pk"))
    return Publisher.objects.filter(Exists(sources) | Exists(reviews))


def publisher_rows(publishers: QuerySet[Any]) -> QuerySet[Any]:
    return publishers.values("id", *PUBLISHER)


def as_they_are(rows: list[Row]) -> list[Row]:
    """Rows on which nothing hangs."""
    return [without(row, "id") for row in rows]
