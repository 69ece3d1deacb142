"""Who is acting, and why: what history and `created_by` say of a change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from .given import refuse_unstorable


@dataclass(frozen=True)
class Act:
    """The user who acts (None: nobody signed in) and the reason given."""

    by: Any = None
    reason: str = ""


_current: ContextVar[Act | None] = ContextVar("claimtrack_act", default=None)


@contextmanager
def acting(by: Any, reason: str = "") -> Iterator[Act]:
    """Say who makes the changes within, and why; what an inner block leaves out is the outer's.

    Raises ValidationError for a reason that no database holds.
    """
    refuse_unstorable({"reason": reason})
    outer = current_act()
    act = Act(by or outer.by, reason or outer.reason)
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


def current_act() -> Act:
    return _current.get() or Act()


def acting_user_pk() -> int | None:
    """The key of the user who acts: the default of every `created_by`."""
    by = current_act().by
    return by.pk if by else None
