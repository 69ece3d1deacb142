"""When triggers are laid, lifted and looked at.

SQLite changes a table by building it anew, and loses its triggers without a word: so ours are
lifted before a migration that has something to do, and laid after it, with the indexes built anew
and every span read. A migration that fails in between leaves none: the server refuses then, and the
system check does so as soon as nothing is left to migrate that would lay them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from . import triggers
from .models import Era


def lift_for_migrating(plan: Sequence[Any] = (), using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Lift the triggers before a migration that alters tables (SQLite; PostgreSQL keeps them)."""
    if plan and connections[using].vendor == "sqlite":
        triggers.drop(using)


def lay_after_migrating(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Lay the triggers after a migration to the end; read every span if any had been away.

    Raises CommandError where a span is not verbatim.
    """
    if unapplied(using):
        return
    if triggers.lay(using, keep_anew=True):
        found = list(spans_not_verbatim(using))
        if found:
            raise CommandError("The record has spans that are not verbatim:\n" + "\n".join(found))
    Era.open_for(using)


def check_guards(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Say where a migrated database lacks a trigger or has another than ours."""
    messages: list[CheckMessage] = []
    for alias in databases or ():
        if unapplied(alias):
            continue
        found = triggers.faults(alias)
        if found:
            messages.append(Error(triggers.unguarded(found), id="claimtrack.E001"))
    return messages


def unapplied(using: str) -> bool:
    """Whether a migration is still to be applied."""
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def spans_not_verbatim(using: str) -> Iterator[str]:
    """One line for each span of any app whose words are not the words at its place."""
    for module in faults_modules():
        yield from getattr(module, "spans_not_verbatim", lambda using: ())(using)


def faults_modules() -> Iterator[ModuleType]:
    """The module `faults` of each app that has one."""
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.faults"):
            yield import_module(f"{config.name}.faults")
