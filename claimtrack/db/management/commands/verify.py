from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError
from tqdm import tqdm

from claimtrack.db.faults.rows import Check
from claimtrack.db.guarding import faults_modules, unapplied
from claimtrack.db.trouble import broken, trouble


class Command(BaseCommand):
    """Report every fault of the record; exit status 1 where there is one."""

    help = "Read the whole record and report every fault, one a line."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self._report()
        except DatabaseError as error:
            raise CommandError(trouble(error) or f"The record cannot be read: {error}") from error
        if found:
            raise CommandError(f"{found} {'fault' if found == 1 else 'faults'} in the record.")
        self.stderr.write("The record has no fault.", lambda text: text)

    def _report(self) -> int:
        """Write each fault; give how many there are."""
        if unapplied(DEFAULT_DB_ALIAS):
            raise CommandError("Migrations are still to be applied: run `manage.py migrate` first.")
        checks = [check for module in faults_modules() for check in module.CHECKS]
        found = 0
        with tqdm(checks, unit="check", disable=None, leave=False) as progress:
            for check in progress:
                for fault in _read(check):
                    progress.clear()
                    self.stdout.write(fault)
                    found += 1
        return found


def _read(check: Check) -> Iterator[str]:
    """The faults that a check finds; that it cannot read on is one itself."""
    try:
        yield from check(DEFAULT_DB_ALIAS)
    except DatabaseError as error:
        if trouble(error) and not broken(error):
            raise
        yield _unread(error)
    except (ValueError, TypeError, OverflowError) as error:  # a value that Python cannot read
        yield _unread(error)


def _unread(error: Exception) -> str:
    return f"database: it cannot be read to its end ({' '.join(str(error).split())})."
