"""The filters of sources and of their texts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import Q

from claimtrack.db.dates import period
from claimtrack.rest.filters import Filter, Filters
from claimtrack.rest.kinds import QUESTION, TEXT, UID, choice, day

from ..importing import FOLDER
from ..models import Revision, Source

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


IMPORTED = (
    Filter("external_id", TEXT, "Its id where it was imported from.", "external_id"),
    Filter("origin", TEXT, "Where it was imported from.", "origin"),
)

SOURCES = Filters(
    (
        Filter(
            "q",
            QUESTION,
            "As of quotes: in the title, and in the text where that is open.",
            method="holding",
        ),
        Filter("publisher", UID, "Who published it.", "publisher__uid"),
        Filter("kind", choice(Source.Kind.values), "One or more kinds.", "kind", several=True),
        Filter("status", choice(Source.Status.values), "Its status.", "status", several=True),
        Filter("language", TEXT, "Its language, as it is written there.", "language", several=True),
        Filter("from", FROM, FROM_HELP, where=ends_after("published")),
        Filter("until", UNTIL, UNTIL_HELP, where=begins_before("published")),
        Filter(
            "external_id",
            TEXT,
            IMPORTED[0].help,
            where=lambda value: Q(external_id=value) & ~Q(origin=FOLDER),
        ),
        Filter(
            "origin",
            TEXT,
            IMPORTED[1].help,
            where=lambda value: Q(origin=value) & ~Q(origin=FOLDER),
        ),
    )
)

REVISIONS = Filters(
    (
        Filter("source", UID, "Whose texts.", "source__uid"),
        Filter(
            "made_by", choice(Revision.MadeBy.values), "How it was made.", "made_by", several=True
        ),
    )
)
