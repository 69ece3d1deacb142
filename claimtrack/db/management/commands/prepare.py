from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from claimtrack.db.preparing import Preparation, one_at_a_time
from claimtrack.db.trouble import trouble


class Command(BaseCommand):
    help = (
        "Bring the database, the sample record and the static files up to date, in one process; "
        "what has not changed is skipped. Says where the admin and the API are."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="For the addresses that are said.")
        parser.add_argument("--port", type=int, default=8000, help="For the addresses, too.")
        parser.add_argument(
            "--no-sample", action="store_true", help="Load no sample record, make no demo login."
        )

    def handle(self, *args: Any, host: str, port: int, no_sample: bool, **options: Any) -> None:
        try:
            self.prepare(host, port, no_sample)
        except DatabaseError as error:
            sentence = trouble(error)
            if not sentence:
                raise
            raise CommandError(sentence) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename}: {error.strerror}. DATA_DIR must be a folder that this user can "
                "write to."
            ) from error

    def prepare(self, host: str, port: int, no_sample: bool) -> None:
        with one_at_a_time(Path(settings.DATA_DIR), self.stdout.write):
            self._prepare(f"http://{host}:{port}", no_sample)

    def _prepare(self, site: str, no_sample: bool) -> None:
        preparation = Preparation()
        parts = [preparation.migrate, preparation.collect_static]
        if not no_sample:
            parts.insert(1, preparation.load_sample)
        for part in parts:
            done = part()
            if done:
                self.stdout.write(done)
        self.stdout.write(f"Admin:    {site}/admin/")
        self.stdout.write(f"API:      {site}/api/")
        self.stdout.write(f"API docs: {site}/api/docs/")
        if not no_sample:
            self.stdout.write(f"Login:    {preparation.demo_login()}")
