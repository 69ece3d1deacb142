"""What every command that writes to the record is made of."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError

from .guarding import unapplied
from .triggers import faults, unguarded
from .trouble import trouble

TO_MIGRATE = (
    "Migrations are still to be applied: run `manage.py prepare`, or `manage.py migrate`, first."
)


class RecordCommand(BaseCommand):
    """A command that refuses to run where the database does not guard the record.

    A database that is locked, read-only, full or away ends it with a sentence, exit status 1.
    """

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            if found := faults():
                raise CommandError(TO_MIGRATE if unapplied(DEFAULT_DB_ALIAS) else unguarded(found))
            return super().execute(*args, **options)
        except DatabaseError as error:
            sentence = trouble(error)
            if not sentence:
                raise
            raise CommandError(sentence) from error
