"""The cursors by which PostgreSQL is read: imported only where its driver is there."""

from __future__ import annotations

from typing import Any

from psycopg import ClientCursor, Cursor
from psycopg.types.string import TextLoader

MOST_PREPARED = 500
"""Statements that a connection keeps planned."""
SETTINGS = (
    # Else each list of keys that is short is planned again, at ten times the cost of its answer.
    "plan_cache_mode = force_generic_plan",
    # A page takes less than it takes to start more processes, or a compiler.
    "max_parallel_workers_per_gather = 0",
    "jit = off",
)


class Preparing(Cursor[Any]):
    """Prepares what it runs."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        return super().execute(query, params, prepare=True, **options)

    def close(self) -> None:
        """Stay open: it is used again, as long as its connection."""


class Planning(ClientCursor[Any]):
    """Has each statement planned for the values at hand."""

    close = Preparing.close


class Cursors:
    """Those of one connection."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        raw.prepared_max = MOST_PREPARED
        raw.prepare_threshold = 5  # Django sets None, and then nothing is prepared at all
        self.planning = self._made(Planning)
        self._preparing: list[Any] = []
        for setting in SETTINGS:
            self.planning.execute(f"SET {setting}")

    def preparing(self, number: int = 1) -> list[Any]:
        """So many of those that prepare."""
        while len(self._preparing) < number:
            self._preparing.append(self._made(Preparing))
        return self._preparing[:number]

    def _made(self, kind: type[Any]) -> Any:
        cursor = kind(self.raw)
        cursor.adapters.register_loader("uuid", TextLoader)
        return cursor
