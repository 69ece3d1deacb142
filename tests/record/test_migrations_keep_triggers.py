"""Every trigger is there after any migration, or all are told and the server does not start."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from claims.models import QuoteSpan
from claimtrack.db import triggers
from claimtrack.db.guarding import check_guards, lift_for_migrating
from claimtrack.start import check_before_serving
from tests.factories import SAID, START, PublishedQuoteFactory, QuoteFactory, QuoteSpanFactory

from .raw import execute, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db(transaction=True)
SPAN = ("claims", "quotespan")


class AddNote(migrations.Migration):
    """What a later version may do: a column for the table of spans."""

    operations = [migrations.AddField("quotespan", "note", models.TextField(default=""))]


class AddNoteAndFail(AddNote):
    operations = [*AddNote.operations, migrations.RunSQL("SELECT no_such_function()")]


@pytest.fixture
def later(monkeypatch):
    """Put a migration after the last one of claims, for one test, and take it back at the end."""
    added = []
    build = MigrationLoader.build_graph

    def built(self):
        build(self)
        for migration in added:
            last = self.graph.leaf_nodes("claims")[0]
            key = ("claims", migration.name)
            self.disk_migrations[key] = migration
            self.graph.add_node(key, migration)
            self.graph.add_dependency(migration, key, last)

    monkeypatch.setattr(MigrationLoader, "build_graph", built)

    def add(migration_class):
        migration = migration_class("9999_later", "claims")
        migration.dependencies = [MigrationLoader(connection).graph.leaf_nodes("claims")[0]]
        added.append(migration)
        return migration.dependencies[0][1]

    yield add
    if added:
        before = added[0].dependencies[0][1]
        call_command("migrate", "claims", before, verbosity=0)
    added.clear()
    call_command("migrate", verbosity=0)
    assert triggers.faults() == []


def columns():
    with connection.cursor() as cursor:
        table = QuoteSpan._meta.db_table
        return [item.name for item in connection.introspection.get_table_description(cursor, table)]


def assert_guarded():
    assert triggers.faults() == []
    assert check_guards(["default"]) == []
    check_before_serving()


def assert_everybody_is_told():
    (message,) = check_guards(["default"])
    assert message.id == "claimtrack.E001"
    assert "guards are off" in message.msg
    with pytest.raises(SystemExit, match="does not guard the record"):
        triggers.refuse_unless_laid()
    with pytest.raises(SystemExit, match="does not guard the record"):
        check_before_serving()


def test_every_trigger_is_there_after_the_last_migration():
    assert len(triggers.expected(connection.vendor)) > 30
    assert_guarded()


def test_a_migration_that_changes_the_table_of_spans_keeps_them_verbatim(later):
    span = QuoteSpanFactory(role="source", start=START, end=START + len(SAID), exact=SAID)
    later(AddNote)
    call_command("migrate", verbosity=0)
    assert "note" in columns()
    assert_guarded()
    with refused("other words"):
        update(span, exact=SAID.upper())
    assert stored(span, "exact") == SAID


def test_a_migration_back_and_forth_keeps_every_trigger(later):
    before = later(AddNote)
    call_command("migrate", verbosity=0)
    call_command("migrate", "claims", before, verbosity=0)
    assert "note" not in columns()
    call_command("migrate", verbosity=0)
    assert_guarded()


def test_a_migration_that_fails_is_noticed_until_it_is_put_right(later):
    later(AddNoteAndFail)
    with pytest.raises(Exception, match="no_such_function"):
        call_command("migrate", verbosity=0)
    if connection.vendor == "sqlite":
        assert len(triggers.faults()) == len(triggers.expected("sqlite"))
        with pytest.raises(SystemExit, match="does not guard the record"):
            check_before_serving()
    else:
        assert triggers.faults() == []


def test_a_span_that_was_forged_meanwhile_is_found_and_named():
    span = QuoteSpanFactory(role="source", start=START, end=START + len(SAID), exact=SAID)
    triggers.drop()
    try:
        update(span, exact="x" * len(SAID))
        with pytest.raises(CommandError, match="not verbatim"):
            call_command("lay_triggers", verbosity=0)
    finally:
        triggers.drop()
        update(span, exact=SAID)
        call_command("lay_triggers", verbosity=0)
    assert_guarded()


@pytest.mark.django_db
def test_each_trigger_is_missed():
    missed = []
    for trigger in triggers.expected(connection.vendor):
        drop(trigger)
        missed.append(f"{trigger.name}: missing")
        assert triggers.faults() == sorted(missed)


def drop(trigger):
    table = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
    execute(f"DROP TRIGGER {trigger.name}{table}")


def test_one_that_is_missing_is_told_to_everybody():
    drop(triggers.expected(connection.vendor)[0])
    assert_everybody_is_told()
    triggers.lay()
    assert_guarded()


def test_what_they_keep_follows_a_rule_that_a_migration_brings():
    quote = PublishedQuoteFactory()
    triggers.drop()
    execute("UPDATE claims_quote SET day = 1, is_public = %s", False)
    triggers.lay(keep_anew=True)
    assert stored(quote, "day") == quote.day
    assert bool(stored(quote, "is_public"))
    assert_guarded()


def test_one_that_differs_or_is_not_ours_is_told_to_everybody():
    trigger = triggers.expected(connection.vendor)[0]
    if connection.vendor == "sqlite":
        drop(trigger)
        execute(
            f"CREATE TRIGGER {trigger.name} BEFORE UPDATE ON {trigger.table} BEGIN SELECT 1; END"
        )
        execute(f"CREATE TRIGGER ct_forger BEFORE UPDATE ON {trigger.table} BEGIN SELECT 1; END")
    else:
        body = "LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
        execute(f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger {body}")
    assert_everybody_is_told()
    triggers.lay()
    assert_guarded()


@on("postgresql")
@pytest.mark.parametrize(
    "sabotage",
    [
        "ALTER TABLE claims_quotespan DISABLE TRIGGER ct_quotespan_before",
        "ALTER TABLE claims_quotespan ENABLE REPLICA TRIGGER ct_quotespan_before",
        "ALTER FUNCTION ct_quotespan_before() RESET search_path",
    ],
)
def test_one_that_is_switched_off_is_told_to_everybody(sabotage):
    execute(sabotage)
    assert_everybody_is_told()
    triggers.lay()
    assert_guarded()


def test_a_migration_without_anything_to_do_leaves_them_alone():
    lift_for_migrating(plan=[], using="default")
    assert triggers.faults() == []
    executor = MigrationExecutor(connection)
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
    call_command("migrate", verbosity=0)
    assert_guarded()


def test_after_a_flush_they_are_laid_and_the_journal_is_open():
    QuoteFactory()
    triggers.drop()
    call_command("flush", verbosity=0, interactive=False, allow_cascade=True)
    quote = QuoteFactory()
    insert(quote, id=quote.pk + 1)
    assert_guarded()
