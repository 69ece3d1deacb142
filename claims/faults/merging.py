"""Merges: `merged_into` names an unmerged record, and everything hangs on that one."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from claimtrack.db.faults.rows import Wrong, line

from ..models.merging import LINKS, Merge
from .checking import along, circles


def merges(using: str) -> Iterator[str]:
    """Merges that loop, each loop once, and those into a record that is merged itself."""
    for label in LINKS:
        model = apps.get_model(label)
        rows = model._base_manager.using(using).exclude(merged_into=None)
        links = dict(rows.values_list("pk", "merged_into_id"))
        looping = list(circles(links))
        for loop in looping:
            yield line(model, loop[0], f"its merges loop: {along(loop)}.")
        inside = {pk for loop in looping for pk in loop}
        for pk, into in sorted(links.items()):
            if into in links and pk not in inside:
                yield line(
                    model, pk, f"it is merged into {into}, which is merged into {links[into]}."
                )


def on_record(using: str) -> Iterator[str]:
    """Records merged by no merge that is on record, and merges of which the records know nothing.

    A record whose survivor was merged later points at the survivor of that one.
    """
    for label in LINKS:
        model = apps.get_model(label)
        table = model._meta.db_table
        merges = f"claims_merge g WHERE g.model = '{label}' AND g.undone_at IS NULL"
        count = f"(SELECT count(*) FROM {merges} AND g.merged_id = t.id)"
        yield from Wrong(
            model,
            "it is merged into {0}, by {1} merges that stand: there is one.",
            f"SELECT t.id, t.merged_into_id, {count} FROM {table} t "
            f"WHERE t.merged_into_id IS NOT NULL AND {count} <> 1",
        )(using)
        into = f"(SELECT t.merged_into_id FROM {table} t WHERE t.id = g.{{}})"
        merged, survivor = into.format("merged_id"), into.format("survivor_id")
        yield from Wrong(
            Merge,
            f"it merged {label} {{0}} into {{1}}; that one's merged_into is {{2}}.",
            f"SELECT g.id, g.merged_id, g.survivor_id, {merged} FROM {merges} "
            f"AND ({merged} IS NULL "
            f"OR {merged} NOT IN (g.survivor_id, coalesce({survivor}, g.survivor_id)))",
        )(using)


def on_merged(using: str) -> Iterator[str]:
    """Rows that hang on a merged record instead of the one that stands for it."""
    for label, links in LINKS.items():
        table = apps.get_model(label)._meta.db_table
        for hanging, name, _ in links:
            model = apps.get_model(hanging)
            column = model._meta.get_field(name).column
            yield from Wrong(
                model,
                f"its {name} {{0}} is merged into {{1}}: it hangs on that one.",
                f"SELECT h.id, h.{column}, t.merged_into_id FROM {model._meta.db_table} h "
                f"JOIN {table} t ON t.id = h.{column} WHERE t.merged_into_id IS NOT NULL",
            )(using)
