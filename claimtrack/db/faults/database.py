"""The database itself: its triggers, its pages and constraints, its references, its indexes."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connections, models

from .. import triggers
from .rows import Wrong


def triggers_off(using: str) -> Iterator[str]:
    """Triggers that are missing, disabled, changed or not ours."""
    for fault in triggers.faults(using):
        yield f"trigger {fault}"


def integrity(using: str) -> Iterator[str]:
    """What SQLite finds of its own pages, indexes and constraints; PostgreSQL has no such look."""
    if connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (found,) in cursor.fetchall():
            if found != "ok":
                yield f"database: {found}"


def references(using: str) -> Iterator[str]:
    """Rows that name a row which is not there (as SQLite's foreign_key_check, on both)."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if not meta.managed or meta.proxy:
            continue
        for field in meta.local_concrete_fields:
            if isinstance(field, models.ForeignKey) and getattr(field, "db_constraint", False):
                yield from _dangling(model, field)(using)


def _dangling(model: type[models.Model], field: models.ForeignKey) -> Wrong:
    table, key = model._meta.db_table, model._meta.pk.column
    target, named = field.related_model._meta.db_table, field.target_field.column
    there = f'SELECT 1 FROM {target} o WHERE o."{named}" = t."{field.column}"'
    return Wrong(
        model,
        f"its {field.name} is {{0}}, which is not there.",
        f'SELECT t."{key}", t."{field.column}" FROM {table} t '
        f'WHERE t."{field.column}" IS NOT NULL AND NOT EXISTS ({there})',
    )


def indexes(using: str) -> Iterator[str]:
    """Records whose indexed words are not their words."""
    for rules in triggers.all_rules():
        if rules.index:
            for pk, sentence in rules.index.faults(connections[using]):
                yield f"{rules.label if pk else rules.index.fts} {pk or 'index'}: {sentence}"
