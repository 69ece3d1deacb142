"""What can be off in any record: its database, its kept columns, its dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from .database import indexes, integrity, references, triggers_off
from .dates import dates
from .kept import kept_columns, sort_keys, versions
from .rows import Check
from .unreadable import unreadable

CHECKS: tuple[Check, ...] = (
    triggers_off,
    integrity,
    unreadable,
    references,
    kept_columns,
    sort_keys,
    versions,
    dates,
    indexes,
)


def faults(using: str) -> Iterator[str]:
    """One line for each fault."""
    return chain.from_iterable(check(using) for check in CHECKS)
