"""What the database takes can be read: days of the years 1 to 9999, moments, text without NUL."""

from datetime import date

import pytest
from django.db import DatabaseError

from tests.factories import (
    ClaimFactory,
    MembershipFactory,
    QuoteFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
    SuggestionFactory,
    TopicFactory,
)

from .raw import execute, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db
DAYS = {
    "when a source was published": (SourceFactory, "published_first"),
    "until when": (SourceFactory, "published_last"),
    "when it was changed": (SourceFactory, "modified_first"),
    "when a quote was said": (QuoteFactory, "said_on_last"),
    "when a claim falls due": (ClaimFactory, "due_on_first"),
    "since when somebody was": (MembershipFactory, "since_first"),
    "when a verdict was given": (ReviewFactory, "date_last"),
}
MOMENTS = {
    "since when a quote is published": (QuoteFactory, "published_at"),
    "since when a claim is published": (ClaimFactory, "published_at"),
    "when a text was retrieved": (RevisionFactory, "retrieved_at"),
    "when a text was worked through": (RevisionFactory, "worked_through_at"),
}
BEYOND = {
    "sqlite": ["0000-01-01", "0000-12-31", "-001-01-01", "10000-01-01"],
    "postgresql": ["infinity", "-infinity", "0044-03-15 BC", "20000-01-01", "10000-01-01"],
}


def each(vendor, values):
    return [pytest.param(value, marks=on(vendor), id=f"{vendor} {value}") for value in values]


ODD_DAYS = [value for vendor, days in BEYOND.items() for value in each(vendor, days)]


@pytest.mark.parametrize("beyond", ODD_DAYS)
@pytest.mark.parametrize(("made_by", "column"), DAYS.values(), ids=DAYS)
def test_a_day_lies_in_the_years_that_are_known(made_by, column, beyond):
    record = made_by()
    with refused():
        update(record, **{column: beyond})
    with refused():
        insert(record, **{column: beyond})


@pytest.mark.parametrize("known", ["0001-01-01", "9999-12-31"])
def test_the_first_day_and_the_last_are_taken(known):
    membership = MembershipFactory(since="")
    update(membership, since_first=known)
    membership.refresh_from_db()
    assert membership.since_first == date.fromisoformat(known)


@pytest.mark.parametrize("beyond", ODD_DAYS)
@pytest.mark.parametrize(("made_by", "column"), MOMENTS.values(), ids=MOMENTS)
def test_a_moment_lies_in_the_years_that_are_known(made_by, column, beyond):
    moment = beyond if "infinity" in beyond else f"{beyond} 00:00:00"
    if beyond.endswith(" BC"):
        moment = "0044-03-15 00:00:00 BC"
    with refused():
        update(made_by(), **{column: moment})


@on("sqlite")
@pytest.mark.parametrize(
    "moment",
    [
        "2024-01-01 00:00:00......",
        "2024-01-01 00:00:00.",
        "2024-01-01 00:00:00.1.2",
        "2024-01-01 00:00:001",
        "2024-01-01 00:00:00 ",
        "2024-01-01 00:00:00Z",
        "2024-01-01T00:00:00",
        "2024-01-01 24:00:00",
        "2024-01-01 00:00",
        "2024-01-01",
        "2024-02-30 00:00:00",
        "now",
        "",
        0,
    ],
)
@pytest.mark.parametrize(("made_by", "column"), MOMENTS.values(), ids=MOMENTS)
def test_a_moment_is_well_formed(made_by, column, moment):
    with refused("values of its own type"):
        update(made_by(), **{column: moment})


@pytest.mark.parametrize("moment", ["2024-01-01 00:00:00", "2024-01-01 23:59:59.123456"])
def test_a_moment_that_is_well_formed_is_taken(moment):
    revision = RevisionFactory()
    update(revision, retrieved_at=moment)
    revision.refresh_from_db()
    assert f"{revision.retrieved_at:%Y-%m-%d %H:%M:%S}" == moment[:19]


TEXTS = {
    "a claim": (ClaimFactory, "text"),
    "what a source is called": (SourceFactory, "title"),
    "the name of a speaker": (SpeakerFactory, "name"),
    "the language of a quote": (QuoteFactory, "said_in"),
    "the words of a verdict": (ReviewFactory, "explanation"),
    "a topic": (TopicFactory, "name"),
    "why a suggestion was rejected": (SuggestionFactory, "reason"),
    "a date as it is written": (SourceFactory, "published"),
}


@on("sqlite")
@pytest.mark.parametrize("nul", ["NUL \0 within", "\0", "NUL at the end\0"], ids=ascii)
@pytest.mark.parametrize(("made_by", "column"), TEXTS.values(), ids=TEXTS)
def test_no_text_holds_a_nul(made_by, column, nul):
    """Else SQLite's own functions would see less of it than Python."""
    record = made_by()
    with refused("values of its own type"):
        update(record, **{column: nul})
    with refused("values of its own type"):
        insert(record, **{column: nul})


@on("postgresql")
@pytest.mark.parametrize(("made_by", "column"), TEXTS.values(), ids=TEXTS)
def test_no_text_holds_a_nul_on_postgresql(made_by, column):
    """It has no such character."""
    record = made_by()
    before = stored(record, column)
    with refused(error=DatabaseError):
        execute(f"UPDATE {record._meta.db_table} SET {column} = 'a' || chr(0)")
    assert stored(record, column) == before
