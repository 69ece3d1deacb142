"""What the database itself refuses and keeps: laid as triggers, the same on both databases.

Each app states its rules in a module `triggers`, as `RULES`; they are found through the app
registry, compiled for the database at hand, laid after every migration, and compared before the
server starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from ..models import Change, Era, Stamp
from . import postgresql, sqlite
from .laid import Trigger
from .rules import Refuse, Rules, journal_row, rekeep, undeletable

RULES = (
    Rules(
        "change",
        Change,
        refuse=(
            Refuse(
                "The journal is written as of now.",
                "NEW.era IS DISTINCT FROM ERA() OR NEW.xid IS DISTINCT FROM XID()",
                on=("insert",),
            ),
            Refuse("The journal never changes.", on=("update",)),
            undeletable("The journal"),
        ),
    ),
    Rules(
        "era",
        Era,
        refuse=(
            Refuse(
                "Eras follow one another.",
                "NEW.number <> coalesce((SELECT max(number) FROM db_era), 0) + 1",
                on=("insert",),
            ),
            Refuse("An era never changes.", on=("update",)),
            undeletable("An era"),
        ),
    ),
    Rules("stamp", Stamp, irreplaceable=False, refuse=(undeletable("The stamp"),)),
)
DIALECTS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}


def all_rules() -> Iterator[Rules]:
    """The rules of every app, in the order of INSTALLED_APPS."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.triggers"):
            yield from getattr(import_module(f"{config.name}.triggers"), "RULES", ())


def expected(vendor: str) -> list[Trigger]:
    """The triggers that a database of this kind must hold."""
    dialect, every = DIALECTS[vendor], list(all_rules())
    shown = {rules.table for rules in every if rules.model is not Stamp}
    return [*(each for rules in every for each in dialect.compile(rules)), *dialect.stamping(shown)]


def lay(using: str = DEFAULT_DB_ALIAS, keep_anew: bool = False) -> bool:
    """Lay every trigger and fill the indexes anew, unless all is in place; say whether it was not.

    All in one transaction: nobody writes to a record that nothing guards.
    """
    connection = connections[using]
    dialect, wanted = DIALECTS[connection.vendor], expected(connection.vendor)
    if not dialect.faults(connection, wanted):
        return False
    with transaction.atomic(using=using):
        dialect.drop(connection)
        if keep_anew:
            keep_columns(connection)
            tell_untold(connection)
        rebuild_indexes(connection)
        dialect.lay(connection, wanted)
        Stamp.roll(using)  # for what was written while they were away
    return True


def drop(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every trigger away: only for a migration, which lays them again."""
    connection = connections[using]
    DIALECTS[connection.vendor].drop(connection)


def keep_columns(connection: Any) -> None:
    """Write each kept column by its rule where it is off, as when a migration brings a rule."""
    spell = DIALECTS[connection.vendor].spell
    with connection.cursor() as cursor:
        for rules in all_rules():
            off = " OR ".join(
                f"{keep.column} IS DISTINCT FROM {keep.of(rules.table)}" for keep in rules.keep
            )
            if off:
                cursor.execute(spell(rekeep(rules, off)))


def tell_untold(connection: Any) -> None:
    """Have the journal tell of what it never told of, as when a migration brings a new list."""
    spell = DIALECTS[connection.vendor].spell
    with connection.cursor() as cursor:
        for rules in all_rules():
            if rules.journal:
                public = rules.journal.of("r")
                told = f"h.model = '{rules.label}' AND h.object_id = r.id"
                cursor.execute(
                    spell(
                        journal_row(rules.label, "r.id", public, public)
                        + f" FROM {rules.table} r WHERE NOT EXISTS "
                        f"(SELECT 1 FROM db_change h WHERE {told}) ORDER BY r.id"
                    )
                )


def rebuild_indexes(connection: Any) -> None:
    for rules in all_rules():
        if rules.index:
            rules.index.rebuild(connection)


def faults(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """One line for each trigger or constraint that is missing, differs, or is not ours."""
    connection = connections[using]
    dialect, wanted = DIALECTS[connection.vendor], expected(connection.vendor)
    tables = {trigger.table for trigger in wanted}
    there = dialect.constraints(connection, tables)
    missing = {name for rules in all_rules() for name in constraint_names(rules.model)} - there
    return [
        *dialect.faults(connection, wanted),
        *dialect.strangers(connection, tables),
        *sorted(f"{name}: missing" for name in missing),
    ]


def constraint_names(model: type[models.Model]) -> set[str]:
    """The names of the CHECKs and unique keys that a model states."""
    return {constraint.name for constraint in model._meta.constraints}


def refuse_unless_laid() -> None:
    """Stop the process, with one sentence, where the database does not guard the record.

    Raises SystemExit.
    """
    found = faults()
    if found:
        raise SystemExit(unguarded(found))


def unguarded(found: list[str]) -> str:
    return (
        f"The database does not guard the record ({len(found)} guards are off: "
        f"{'; '.join(found[:3])}{' …' if len(found) > 3 else ''}): run `manage.py migrate`, or, "
        "where nothing is left to migrate, `manage.py lay_triggers`; then `manage.py verify`."
    )
