"""Two writers at once on PostgreSQL, each on a connection of its own."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import DatabaseError, connection, transaction

A_MOMENT = 0.4  # seconds
PATIENCE = 20  # seconds
Change = Callable[[], Any]


def committed(change: Change) -> Any:
    """Make a change on a connection of its own and commit it."""
    try:
        with transaction.atomic():
            return change()
    finally:
        connection.close()


def while_open(pool: ThreadPoolExecutor, first: Change, second: Change) -> Future:
    """The second writer comes while the first's transaction is open, which is then committed."""
    with transaction.atomic():
        first()
        other = pool.submit(committed, second)
        time.sleep(A_MOMENT)
    other.exception(PATIENCE)
    return other


def one_of_two(pool: ThreadPoolExecutor, first: Change, second: Change) -> str:
    """The first is committed and the second refused; gives why: by a rule, or as a deadlock."""
    error = while_open(pool, first, second).exception()
    assert isinstance(error, DatabaseError), f"both were committed: {error!r}"
    return str(error)
