"""Running `verify` on a database that has been damaged for the while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection, transaction

from claimtrack.db import triggers


def verify() -> list[str]:
    """The faults that the command reports, on standard output; the rest goes to standard error."""
    out, err = StringIO(), StringIO()
    ended = None
    try:
        call_command("verify", stdout=out, stderr=err)
    except CommandError as error:
        ended = error
    faults = out.getvalue().splitlines()
    if faults:
        assert ended
        assert ended.returncode == 1
        assert str(ended).startswith(f"{len(faults)} fault")
    else:
        assert ended is None
        assert err.getvalue() == "The record has no fault.\n"
    return faults


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def run_unguarded(*statements: str) -> None:
    """Run with the triggers away, which also lets the indexes follow."""
    connection.check_constraints()  # PostgreSQL alters no table with rows still to be checked
    triggers.drop()
    run(*statements)
    triggers.lay()
