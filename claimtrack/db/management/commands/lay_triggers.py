from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS

from claimtrack.db import triggers
from claimtrack.db.guarding import spans_not_verbatim, unapplied
from claimtrack.db.models import Era


class Command(BaseCommand):
    """Lay the triggers that are missing or differ, then read every span."""

    help = (
        "Lay the database's triggers where they are missing or differ, and read every span; "
        "exit status 1 where one is not verbatim."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        using = DEFAULT_DB_ALIAS
        if unapplied(using):
            raise CommandError(
                "Migrations are still to be applied: run `manage.py migrate`, which lays the "
                "triggers itself."
            )
        off = triggers.faults(using)
        if triggers.lay(using):
            self.stdout.write(f"laid anew, and the search indexes with them: {'; '.join(off)}")
        else:
            self.stdout.write("every trigger was in its place")
        left = triggers.faults(using)
        if left:
            raise CommandError(
                f"{'; '.join(left)}: this is not for triggers to mend. Drop what is not ours, "
                "restore what is missing from a back-up, then run `manage.py verify`."
            )
        Era.open_for(using)
        found = 0
        for fault in spans_not_verbatim(using):
            self.stdout.write(fault)
            found += 1
        if found:
            raise CommandError(
                f"{found} {'span is' if found == 1 else 'spans are'} not verbatim: now run "
                "`manage.py verify`."
            )
        self.stdout.write("every span is verbatim")
