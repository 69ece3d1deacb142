from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.seeding import SeedError, lay_seeds


class Command(BaseCommand):
    """Lay the sample record; exit status 1 where an entry of it cannot be laid."""

    help = "Lay the sample record of seeds/. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tally = lay_seeds()
        except SeedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"laid: {_listed(tally.new)}; already there: {_listed(tally.there)}")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing"
