"""The columns that the database keeps, against the rules by which its triggers keep them."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from ..fields import ID_BITS
from ..triggers import all_rules
from ..triggers.rules import ANEW, Rules, quoted
from .rows import Wrong


def kept_columns(using: str) -> Iterator[str]:
    """Columns that do not hold what their rule gives."""
    for rules in all_rules():
        for keep in rules.keep:
            column, rule = quoted(keep.column), keep.of(rules.table)
            yield from Wrong(
                rules.model,
                f"{keep.column} is {{0}}; its rule gives {{1}}.",
                f"SELECT id, {column}, {rule} FROM {rules.table} "
                f"WHERE {column} IS DISTINCT FROM {rule}",
            )(using)


def sort_keys(using: str) -> Iterator[str]:
    """Sort keys that are not the day and the id."""
    for model in apps.get_models():
        if "sort_key" in {field.name for field in model._meta.local_concrete_fields}:
            rule = f"day * {2**ID_BITS} + id"
            yield from Wrong(
                model,
                "sort_key is {0}; its day and id give {1}.",
                f"SELECT id, sort_key, {rule} FROM {model._meta.db_table} "
                f"WHERE sort_key IS DISTINCT FROM {rule}",
            )(using)


def versions(using: str) -> Iterator[str]:
    """Versions that are no count, or are lower than the journal has seen."""
    for rules in all_rules():
        if rules.versioned:
            yield from _versions(rules)(using)


def _versions(rules: Rules) -> Wrong:
    """Making a record, and every rise of its version, writes the journal.

    A row in which `is_public` changed may come from a change of the source, say, and counts for
    nothing here. So does every row of a record in whose name others write the journal as well.
    """
    journal = (
        "(SELECT count(*) FROM db_change j WHERE j.object_id = t.id "
        f"AND j.model = '{rules.label}' AND j.was_public = j.is_public)"
    )
    seen = "1" if _others_write_the_journal(rules.label) else journal
    return Wrong(
        rules.model,
        "version is {0}; it is a whole number, and has been {1} at least.",
        f"SELECT t.id, t.version, CASE WHEN {seen} > 1 THEN {seen} ELSE 1 END FROM {rules.table} t "
        f"WHERE t.version < 1 OR t.version <> CAST(t.version AS bigint) OR t.version < {seen}",
    )


def _others_write_the_journal(label: str) -> bool:
    followers = (then for rules in all_rules() for then in rules.then)
    statements = (statement for then in followers for statement in then.do)
    return any(f"'{label}'" in each and f"{ANEW} FROM" not in each for each in statements)
