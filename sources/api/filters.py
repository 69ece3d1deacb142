"""The filters of sources and of their texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest, Least
from django.db.models.lookups import GreaterThanOrEqual, LessThan, Lookup

from claimtrack.db.dates import period
from claimtrack.db.fields import ID_BITS, no_single_day
from claimtrack.db.seeking import KeyOfDay
from claimtrack.rest.filters import Bounds, Filter, Filters, Leaves
from claimtrack.rest.kinds import QUESTION, TEXT, UID, choice, day

from ..importing import FOLDER
from ..models import Revision, Source

FEW, SOME = Leaves.FEW, Leaves.SOME
FROM = day("first", period)
UNTIL = day("last", period)
FROM_HELP = "Its period ends on the first day of this date or later; undated ones never match."
UNTIL_HELP = "Its period begins on the last day of this date or earlier; undated ones never match."


def ends_after(path: str) -> Callable[[date], Q]:
    """A partial date that is written, and does not end before a day; open ends never do."""
    return lambda day: (
        Q(**{f"{path}_last__gte": day}) | (Q(**{f"{path}_last": None}) & ~Q(**{path: ""}))
    )


def begins_before(path: str) -> Callable[[date], Q]:
    """A partial date that is written, and does not begin after a day."""
    return lambda day: (
        Q(**{f"{path}_first__lte": day}) | (Q(**{f"{path}_first": None}) & ~Q(**{path: ""}))
    )


def not_after(*periods: tuple[QuerySet[Any], str]) -> Bounds:
    """Up to what key all lies that begins by a day, where the key has the last day of a period.

    `periods` are records and the partial date that they have: those of more than a day may begin
    before it and end after it.
    """

    def bounds(day: Any, key: Any) -> Sequence[Lookup[Any]]:
        ends = [day]
        for records, name in periods:
            first, last = f"{name}_first", f"{name}_last"
            over = records.filter(no_single_day(name), **{f"{last}__gt": day})
            over = over.filter(Q(**{f"{first}__lte": day}) | Q(**{first: None}))
            ends.append(Coalesce(Subquery(over.order_by(f"-{last}").values(last)[:1]), day))
        return [LessThan(key, KeyOfDay(Greatest(*ends)) + 2**ID_BITS)]

    return bounds


def not_before(*periods: tuple[QuerySet[Any], str]) -> Bounds:
    """From what key on all lies that ends on a day or later: what has no end lies at its beginning.

    `periods` as of `not_after`.
    """

    def bounds(day: Any, key: Any) -> Sequence[Lookup[Any]]:
        begins = [day]
        for records, name in periods:
            first, last = f"{name}_first", f"{name}_last"
            endless = records.filter(no_single_day(name), **{last: None, f"{first}__lt": day})
            begins.append(Coalesce(Subquery(endless.order_by(first).values(first)[:1]), day))
        return [GreaterThanOrEqual(key, KeyOfDay(Least(*begins)))]

    return bounds


PUBLISHED = (Source.objects.all(), "published")
IMPORTED = (
    Filter("external_id", TEXT, "Its id where it was imported from.", "external_id", leaves=FEW),
    Filter("origin", TEXT, "Where it was imported from.", "origin", leaves=SOME),
)

SOURCES = Filters(
    (
        Filter(
            "q",
            QUESTION,
            "As of quotes: in the title, and in the text where that is open.",
            method="holding",
        ),
        Filter("publisher", UID, "Who published it.", "publisher__uid", leaves=SOME),
        Filter("kind", choice(Source.Kind.values), "One or more kinds.", "kind", several=True),
        Filter("status", choice(Source.Status.values), "Its status.", "status", several=True),
        Filter("language", TEXT, "Its language, as it is written there.", "language", several=True),
        Filter(
            "from", FROM, FROM_HELP, where=ends_after("published"), bounds=not_before(PUBLISHED)
        ),
        Filter(
            "until",
            UNTIL,
            UNTIL_HELP,
            where=begins_before("published"),
            bounds=not_after(PUBLISHED),
        ),
        Filter(
            "external_id",
            TEXT,
            IMPORTED[0].help,
            where=lambda value: Q(external_id=value) & ~Q(origin=FOLDER),
            leaves=FEW,
        ),
        Filter(
            "origin",
            TEXT,
            IMPORTED[1].help,
            where=lambda value: Q(origin=value) & ~Q(origin=FOLDER),
            leaves=SOME,
        ),
    )
)

REVISIONS = Filters(
    (
        Filter("source", UID, "Whose texts.", "source__uid", leaves=FEW),
        Filter(
            "made_by", choice(Revision.MadeBy.values), "How it was made.", "made_by", several=True
        ),
    )
)
