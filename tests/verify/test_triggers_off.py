"""Triggers that are missing, changed or switched off are reported, and `lay_triggers` lays them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claimtrack.db import triggers

from .running import rolled_back, run, run_unguarded, verify

postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of PostgreSQL")
sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="of SQLite")

SPAN = {"sqlite": "ct_quotespan_before_insert", "postgresql": "ct_quotespan_before"}
DROPPED = {
    "sqlite": "DROP TRIGGER {}",
    "postgresql": "DROP TRIGGER {} ON claims_quotespan",
}


@pytest.fixture
def damaged(record):
    connection.check_constraints()
    with rolled_back():
        yield record


@pytest.fixture
def trigger() -> str:
    return SPAN[connection.vendor]


def lay() -> str:
    out = StringIO()
    call_command("lay_triggers", stdout=out)
    return out.getvalue()


def drop_one(trigger: str) -> None:
    run(DROPPED[connection.vendor].format(trigger))


def assert_off(trigger: str) -> None:
    """One line, whether it calls the trigger missing or different."""
    assert [line.partition(": ")[0] for line in verify()] == [f"trigger {trigger}"]


def test_a_missing_trigger(damaged, trigger):
    drop_one(trigger)
    assert verify() == [f"trigger {trigger}: missing"]


def test_every_trigger_missing(damaged):
    triggers.drop()
    expected = {trigger.name for trigger in triggers.expected(connection.vendor)}
    assert set(verify()) == {f"trigger {name}: missing" for name in expected}


@sqlite
def test_a_changed_trigger(damaged, trigger):
    drop_one(trigger)
    run(f"CREATE TRIGGER {trigger} BEFORE INSERT ON claims_quotespan BEGIN SELECT 1; END")
    assert verify() == [f"trigger {trigger}: differs"]


@postgresql
def test_a_changed_function(damaged, trigger):
    run(
        f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql "
        "AS $body$BEGIN RETURN NEW; END$body$"
    )
    assert_off(trigger)


@postgresql
def test_a_disabled_trigger(damaged, trigger):
    run(f"ALTER TABLE claims_quotespan DISABLE TRIGGER {trigger}")
    assert_off(trigger)
    lay()
    assert verify() == []


@postgresql
def test_a_trigger_with_a_condition(damaged, trigger):
    drop_one(trigger)
    run(
        f"CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE OR DELETE ON claims_quotespan "
        f"FOR EACH ROW WHEN (1 = 2) EXECUTE FUNCTION {trigger}()"
    )
    assert_off(trigger)
    lay()
    assert verify() == []


OTHER = {
    "sqlite": ["CREATE TRIGGER ct_other AFTER INSERT ON claims_topic BEGIN SELECT 1; END"],
    "postgresql": [
        "CREATE FUNCTION ct_other() RETURNS trigger LANGUAGE plpgsql "
        "SET search_path = public, pg_temp AS $body$BEGIN RETURN NEW; END$body$",
        "CREATE TRIGGER ct_other AFTER INSERT ON claims_topic "
        "FOR EACH ROW EXECUTE FUNCTION ct_other()",
    ],
}


def test_a_trigger_that_is_not_ours(damaged):
    run(*OTHER[connection.vendor])
    assert verify() == ["trigger ct_other: unknown"]
    lay()
    assert verify() == []


def test_lay_triggers_lays_what_is_missing(damaged, trigger):
    drop_one(trigger)
    assert lay() == (
        f"laid anew, and the search indexes with them: {trigger}: missing\nevery span is verbatim\n"
    )
    assert verify() == []


def test_lay_triggers_has_nothing_to_do(damaged):
    assert lay() == "every trigger was in its place\nevery span is verbatim\n"


def test_lay_triggers_lists_spans_that_are_not_verbatim(damaged):
    run_unguarded(f"UPDATE claims_quotespan SET exact = 'sang' WHERE id = {damaged['cue']}")
    triggers.drop()
    out = StringIO()
    with pytest.raises(CommandError, match="1 span is not verbatim") as raised:
        call_command("lay_triggers", stdout=out)
    assert raised.value.returncode == 1
    assert out.getvalue().splitlines()[1:] == [
        f"claims.quotespan {damaged['cue']}: it holds “sang”; at [10, 14) its text has “said”."
    ]
    assert triggers.faults() == []
