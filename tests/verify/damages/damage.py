"""One fault: how it is made, and the line by which it is found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Damage:
    """One fault: how it is made, and the lines that report it."""

    name: str
    lines: tuple[str, ...]
    sql: tuple[str, ...]
    only: str = ""
    """The one database on which it can be made."""

    def __str__(self) -> str:
        return self.name


def damage(name: str, line: str | tuple[str, ...], *sql: str, only: str = "") -> Damage:
    return Damage(name, (line,) if isinstance(line, str) else line, sql, only)
