"""A trigger as a database holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Trigger:
    """One trigger: its name, its table and what tells it from another under the same name."""

    name: str
    table: str
    definition: str
    """SQLite: the CREATE TRIGGER statement. PostgreSQL: the body of its function."""
    moment: str = ""
    """PostgreSQL only: as in `BEFORE INSERT OR UPDATE`."""
