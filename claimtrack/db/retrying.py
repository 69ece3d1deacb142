"""Changes that take several locks, and may meet another that takes them in another order."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import OperationalError, connection

DEADLOCK = "40P01"

Given = ParamSpec("Given")
Result = TypeVar("Result")


def once_more_on_deadlock(change: Callable[Given, Result]) -> Callable[Given, Result]:
    """Make a change that PostgreSQL ended to break a deadlock a second time, and no more.

    Within an open transaction there is nothing to repeat: then the error goes on to its owner.
    """

    @wraps(change)
    def changed(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return change(*args, **kwargs)
        except OperationalError as error:
            if connection.in_atomic_block or not _is_deadlock(error):
                raise
            return change(*args, **kwargs)

    return changed


def _is_deadlock(error: OperationalError) -> bool:
    cause: Any = error.__cause__
    return getattr(cause, "sqlstate", None) == DEADLOCK
