"""Merges: `merged_into` names an unmerged record, and everything hangs on that one."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from claimtrack.db.faults.rows import Wrong, line

from ..models.merging import LINKS
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
