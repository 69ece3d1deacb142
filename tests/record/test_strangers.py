"""What else acts on our tables is seen before it does harm, and so is a constraint that is gone."""

import pytest
from django.core.management import CommandError, call_command

from claimtrack.db import triggers
from claimtrack.db.guarding import check_guards

from .raw import execute, on

pytestmark = pytest.mark.django_db
SILENT = "BEGIN SELECT RAISE(IGNORE); END"


def test_a_record_as_it_is_laid_has_no_fault() -> None:
    assert triggers.faults() == []


@on("sqlite")
@pytest.mark.parametrize("made", ["TRIGGER", "TEMP TRIGGER"])
def test_a_trigger_of_somebody_else(made: str) -> None:
    execute(f"CREATE {made} zz BEFORE UPDATE ON claims_quote {SILENT}")
    assert triggers.faults() == ["zz: not ours"]
    with pytest.raises(SystemExit, match="zz: not ours"):
        triggers.refuse_unless_laid()
    assert "zz" in check_guards(["default"])[0].msg
    with pytest.raises(CommandError, match="not ours"):
        call_command("lay_triggers")
    execute("DROP TRIGGER zz")


@on("sqlite")
def test_a_temporary_table_in_front_of_ours() -> None:
    execute("CREATE TEMP TABLE sources_revision (id integer, text text)")
    assert triggers.faults() == ["sources_revision: not ours"]
    execute("DROP TABLE temp.sources_revision")


@on("postgresql")
def test_a_trigger_of_somebody_else_on_postgresql() -> None:
    execute("CREATE FUNCTION zz() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$")
    execute("CREATE TRIGGER zz BEFORE UPDATE ON claims_quote FOR EACH ROW EXECUTE FUNCTION zz()")
    assert triggers.faults() == ["zz: not ours"]


@on("postgresql")
def test_a_rule_that_rewrites_statements() -> None:
    execute("CREATE RULE zz AS ON UPDATE TO claims_quote DO INSTEAD NOTHING")
    assert triggers.faults() == ["zz: not ours"]


@on("postgresql")
def test_a_constraint_that_is_gone() -> None:
    execute("ALTER TABLE claims_quote DROP CONSTRAINT claims_quote_published_since")
    assert triggers.faults() == ["claims_quote_published_since: missing"]
    with pytest.raises(SystemExit, match="published_since: missing"):
        triggers.refuse_unless_laid()
