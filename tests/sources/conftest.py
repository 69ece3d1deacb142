"""A record of its own for commands that run as processes, and a way to run one within a test."""

import io
import os
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    status: int
    out: str
    err: str


class Ingest:
    """`manage.py ingest`, run within the test's transaction."""

    def __call__(self, *arguments: Any, **options: Any) -> Ran:
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            given = [str(argument) for argument in arguments]
            call_command("ingest", *given, stdout=out, stderr=err, no_color=True, **options)
        except CommandError as error:
            status = error.returncode
            err.write(str(error))
        except SystemExit as error:
            status = int(str(error.code))
        return Ran(status, out.getvalue(), err.getvalue())


@pytest.fixture
def ingest(db: None, settings: Any, tmp_path_factory: pytest.TempPathFactory) -> Ingest:
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("captures")
    return Ingest()


@dataclass
class OwnRecord:
    """A database apart, with our triggers, that processes may lock, fill and be killed over."""

    folder: Path
    address: str

    def command(self, *arguments: Any) -> list[str]:
        return [sys.executable, str(ROOT / "manage.py"), *map(str, arguments)]

    def environment(self, options: str = "") -> dict[str, str]:
        return os.environ | {
            "DJANGO_SETTINGS_MODULE": "claimtrack.settings",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.address + options,
            "HTTPS": "off",
            "SQLITE_SYNCHRONOUS": "NORMAL",
        }

    def run(self, *arguments: Any, options: str = "") -> Ran:
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(options),
            capture_output=True,
            text=True,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def connect(self) -> Any:
        if self.is_sqlite:
            return sqlite3.connect(self.address.removeprefix("sqlite:///"), isolation_level=None)
        return psycopg.connect(self.address, autocommit=True)

    @property
    def is_sqlite(self) -> bool:
        return self.address.startswith("sqlite:")

    def rows(self, sql: str) -> list[Any]:
        connected = self.connect()
        try:
            return list(connected.execute(sql).fetchall())
        finally:
            connected.close()


@pytest.fixture
def own_record(tmp_path: Path, transactional_db: None) -> Iterator[OwnRecord]:
    folder = tmp_path / "own"
    folder.mkdir()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{folder / 'record.sqlite3'}'")
        yield OwnRecord(folder, f"sqlite:///{folder / 'record.sqlite3'}")
        return
    connection.close()  # a database that is copied has no visitors
    server = connection.settings_dict
    host = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}"
    name = f"own_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"postgres://{host}/postgres", autocommit=True) as maintenance:
        maintenance.execute(f'CREATE DATABASE {name} TEMPLATE "{server["NAME"]}"')
        try:
            yield OwnRecord(folder, f"postgres://{host}/{name}")
        finally:
            maintenance.execute(f"DROP DATABASE {name} WITH (FORCE)")
