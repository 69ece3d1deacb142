"""Speakers, topics and publishers: public only through a public record."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, by_parent, under, without
from claimtrack.db.seeking import There
from claimtrack.db.written import times_written
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


TOPIC_VERSION = times_written(Topic)
PUBLISHER_VERSION = times_written(Publisher)


def speakers_seen(full: bool) -> QuerySet[Any]:
    """Whom quotes name, in either view."""
    unmerged = Speaker.objects.unmerged()
    return unmerged if full else unmerged.public()


def speaker_rows(speakers: QuerySet[Any], full: bool) -> QuerySet[Any]:
    """Speakers, with where they publish too as far as that may be seen."""
    public = Value(True) if full else Exists(public_publishers().filter(pk=OuterRef("publisher")))
    return speakers.annotate(publisher_is_public=public).values(*_SPEAKER)


def dressed_speakers(rows: list[Row], full: bool) -> list[Row]:
    """Speakers with their other names and their memberships."""
    keys = [row["id"] for row in rows]
    names = by_parent(names_of(keys), "speaker_id")
    held = by_parent(_memberships(keys, full), "speaker_id")
    return [
        without(row, "id", "publisher_is_public")
        | {
            "names": [other["name"] for other in names[row["id"]]],
            "publisher": row["publisher"] if row["publisher_is_public"] else None,
            "memberships": held[row["id"]],
        }
        for row in rows
    ]


@compiled
def names_of(speakers: list[int]) -> QuerySet[Any]:
    """The other names of speakers."""
    return SpeakerName.objects.filter(speaker__any=speakers).values("speaker_id", "name")


@compiled
def memberships_of(speakers: list[int], *, full: bool) -> QuerySet[Any]:
    """The roles that speakers hold or held, where there is anything to tell of them."""
    public = Exists(Speaker.objects.public().filter(pk=OuterRef("organization")))
    return (
        Membership.objects.annotate(is_told=Value(True) if full else public)
        .filter(Q(is_told=True) | ~Q(role=""), speaker__any=speakers)
        .order_by("since_first", "id")
        .values("speaker_id", "is_told", *_MEMBERSHIP, *under("organization", *SPEAKER_LINK))
    )


def _memberships(speakers: list[int], full: bool) -> list[Row]:
    """Of one in a hidden organization only the role is told, if there is one."""
    rows = memberships_of(speakers, full=full)
    for row in rows:
        if not row.pop("is_told"):
            row["organization"] = None
    return rows


CAPACITY = under("capacity", *_MEMBERSHIP, *under("organization", *SPEAKER_LINK))
"""The membership in which something was said: public with the quote that names it."""


def public_topics() -> QuerySet[Any]:
    """Topics of public claims."""
    used = ClaimTopic.objects.filter(topic=OuterRef("pk"), claim__is_public=True)
    return Topic.objects.filter(There(used))


def topics_seen(full: bool) -> QuerySet[Any]:
    """Topics in either view."""
    return Topic.objects.all() if full else public_topics()


def topic_rows(topics: QuerySet[Any], full: bool) -> QuerySet[Any]:
    return topics.annotate(version=TOPIC_VERSION).values("id", "uid", "version", "name")


def public_publishers() -> QuerySet[Any]:
    """Publishers of public sources or of public fact-checks."""
    sources = Source.objects.public().filter(publisher=OuterRef("pk"))
    reviews = Review.objects.public().filter(reviewer=OuterRef("pk"))
    return Publisher.objects.filter(There(sources) | There(reviews))


def publishers_seen(full: bool) -> QuerySet[Any]:
    """Publishers in either view."""
    return Publisher.objects.all() if full else public_publishers()


def publisher_rows(publishers: QuerySet[Any], full: bool) -> QuerySet[Any]:
    counted = publishers.annotate(version=PUBLISHER_VERSION)
    return counted.values("id", "version", *PUBLISHER, "origin", "external_id")


def as_they_are(rows: list[Row], full: bool) -> list[Row]:
    """Rows on which nothing hangs."""
    return [without(row, "id") for row in rows]
