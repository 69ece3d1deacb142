"""Two writers at once on an SQLite file: one waits or is refused, and the record stays true."""

import sqlite3

import pytest
from django.db import connection

from tests.factories import QuoteFactory

from .raw import execute, on

pytestmark = [pytest.mark.django_db(transaction=True), on("sqlite")]
PUBLISH = "UPDATE claims_quote SET status = 'published', published_at = '2026-01-01 00:00:00'"
HIDE = "UPDATE sources_source SET is_public = 0"
STATE = "SELECT q.status, s.is_public, q.is_public FROM claims_quote q, sources_source s"


@pytest.fixture
def writers(tmp_path):
    """Two connections, without Django, to a copy of a record with one quote on a public source."""
    QuoteFactory(source__is_public=True)
    connection.close_if_unusable_or_obsolete()
    path = tmp_path / "record.sqlite3"
    execute(f"VACUUM INTO '{path}'")
    both = [sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2)]
    for writer in both:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("PRAGMA foreign_keys = ON")
    yield both
    for writer in both:
        writer.close()


ORDERS = [(PUBLISH, HIDE, "published"), (HIDE, PUBLISH, "recorded")]


def in_its_turn(writer, statement):
    """What is not published by then, is not published on a hidden source."""
    if statement == HIDE:
        writer.execute(HIDE)
    else:
        with pytest.raises(sqlite3.IntegrityError, match="publish the source first"):
            writer.execute(PUBLISH)


@pytest.mark.parametrize(("first", "second", "status"), ORDERS)
@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE"])
def test_the_second_waits_for_the_first(writers, first, second, status, begin):
    one, other = writers
    one.execute(begin)
    one.execute(first)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute(second)
    one.execute("COMMIT")
    in_its_turn(other, second)
    assert other.execute(STATE).fetchall() == [(status, 0, 0)]


@pytest.mark.parametrize(("first", "second", "status"), ORDERS)
def test_one_with_an_older_view_of_the_record_is_refused(writers, first, second, status):
    one, other = writers
    other.execute("BEGIN")
    assert other.execute(STATE).fetchall() == [("recorded", 1, 0)]
    one.execute(first)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute(second)
    other.execute("ROLLBACK")
    in_its_turn(other, second)
    assert other.execute(STATE).fetchall() == [(status, 0, 0)]


def test_a_program_that_knows_nothing_of_the_record_is_refused_like_any_other(writers):
    _, other = writers
    with pytest.raises(sqlite3.IntegrityError, match="comes from its spans"):
        other.execute("UPDATE claims_quote SET text = 'lies'")
    with pytest.raises(sqlite3.IntegrityError, match="other words"):
        other.execute("UPDATE claims_quotespan SET exact = replace(exact, 'bridge', 'tunnel')")
    other.execute(PUBLISH)
    with pytest.raises(sqlite3.IntegrityError, match="published quote stay"):
        other.execute("DELETE FROM claims_quotespan")


def test_not_even_without_foreign_keys_or_checks(writers):
    _, other = writers
    other.execute("PRAGMA foreign_keys = OFF")
    other.execute("PRAGMA ignore_check_constraints = ON")
    other.execute("PRAGMA recursive_triggers = ON")
    for lie in (
        "start = start + 0.5",
        '"end" = "end" + 1',
        "exact = CAST(exact AS BLOB)",
        "revision_id = 77",
        "quote_id = 77",
        "start = -1",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(f"UPDATE claims_quotespan SET {lie}")
    other.execute(PUBLISH)
    assert other.execute(STATE).fetchall() == [("published", 1, 1)]
