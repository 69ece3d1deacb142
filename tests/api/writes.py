"""Writes of all kinds, at random: by the models, in bulk, by raw SQL, on another connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import count
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from claims.models import (
    Claim,
    ClaimTopic,
    Merge,
    Quote,
    Rating,
    RatingScale,
    Review,
    Speaker,
    Topic,
)
from sources.models import Publisher, Source
from tests.factories import PublisherFactory, SpeakerFactory, TopicFactory
from tests.record.at_once import committed

from .rich import rich_record

_numbers = count(1)
WHY = "It was somebody else."


def elsewhere(statement: str) -> None:
    """Run a statement on another connection, and commit it."""
    if connection.vendor == "sqlite":
        other = sqlite3.connect(connection.settings_dict["NAME"], uri=True, isolation_level=None)
        other.execute(statement)
        other.close()
        return

    def execute() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(committed, execute).result()


def _any(model: type[Any], random: Random) -> Any:
    return random.choice(list(model.objects.all()))


def _rename_speaker(random: Random) -> None:
    speaker = _any(Speaker, random)
    speaker.description = f"number {next(_numbers)}"
    speaker.save()


def _name_publishers(random: Random) -> None:
    _any(Publisher, random)
    Publisher.objects.filter(pk=_any(Publisher, random).pk).update(country=f"c{next(_numbers)}")


def _retitle_elsewhere(random: Random) -> None:
    source = _any(Source, random)
    elsewhere(f"UPDATE sources_source SET title = 'Title {next(_numbers)}' WHERE id = {source.pk}")


def _topic_by_hand(random: Random) -> None:
    topic = _any(Topic, random)
    with connection.cursor() as cursor:
        words = f"topic {next(_numbers)}"
        cursor.execute("UPDATE claims_topic SET name = %s WHERE id = %s", [words, topic.pk])


def _turn_source(random: Random) -> None:
    source = _any(Source, random)
    source.is_public = not source.is_public
    source.save()


def _turn_text(random: Random) -> None:
    source = _any(Source, random)
    source.text_is_open = not source.text_is_open
    source.save()


def _withdraw(random: Random) -> None:
    _any(random.choice([Quote, Claim, Review]), random).withdraw(WHY, by=None)


def _merge(random: Random) -> None:
    model = random.choice([Claim, Speaker])
    one, other = (_any(model, random) for _ in range(2))
    one.merge_into(other, by=None, reason="the same")


def _unmerge(random: Random) -> None:
    _any(Merge, random).undo(by=None)


def _say(random: Random) -> None:
    quote = _any(Quote, random)
    Quote.objects.filter(pk=quote.pk).update(said_on=f"19{random.randrange(10, 99)}")


def _in_bulk(random: Random) -> None:
    Speaker.objects.bulk_create([SpeakerFactory.build() for _ in range(3)])
    TopicFactory()


def _link(random: Random) -> None:
    _any(Claim, random).appear(_any(Quote, random), random.choice(["asserts", "denies"]))


def _publish_elsewhere(random: Random) -> None:
    source = _any(Source, random)
    source.publisher = random.choice([None, _any(Publisher, random)])
    source.save()


def _retag(random: Random) -> None:
    names = {_any(Topic, random).name for _ in range(2)}
    ClaimTopic.objects.lay(_any(Claim, random), names)


def _rate(random: Random) -> None:
    scale = _any(RatingScale, random)
    scale.methodology_address = f"https://plumb.example/{next(_numbers)}"
    scale.save()
    Rating.objects.lay(_any(RatingScale, random), {"sunk": next(_numbers), "afloat": None})


def _correct(random: Random) -> None:
    _any(Source, random).add_revision(f"It rained, {next(_numbers)}.").work_through(None)


def _draft(random: Random) -> None:
    details = {"scale": _any(RatingScale, random), "rating_name": "sunk"}
    review = Review.objects.record(_any(Claim, random), PublisherFactory(), **details)
    random.choice([review.publish, lambda by: review.withdraw(WHY, by)])(None)


def _publish(random: Random) -> None:
    _any(random.choice([Source, Quote, Claim, Review]), random).publish(by=None)


WRITES: tuple[Callable[[Random], None], ...] = (
    lambda random: rich_record() and None,
    _publish_elsewhere,
    _retag,
    _rate,
    _correct,
    _draft,
    _publish,
    _rename_speaker,
    _name_publishers,
    _retitle_elsewhere,
    _topic_by_hand,
    _turn_source,
    _turn_text,
    _withdraw,
    _merge,
    _unmerge,
    _say,
    _in_bulk,
    _link,
)


def write(random: Random) -> str:
    """Try one write, which the record may refuse; say which."""
    chosen = random.choice(WRITES)
    with suppress(DatabaseError, ValidationError, IndexError, ValueError):
        chosen(random)
    return chosen.__name__
