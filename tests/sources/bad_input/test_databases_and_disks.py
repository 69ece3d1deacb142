"""A database or a disk that cannot take a document is named, and nothing is stored."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from sources.models import Source
from tests.sources.bad_input.conftest import stored
from tests.sources.conftest import Ingest, OwnRecord


def test_a_database_that_is_read_only(ingest: Ingest, file: Path, db: None) -> None:
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA query_only = ON" if sqlite else "SET TRANSACTION READ ONLY")
        try:
            ran = ingest(file)
        finally:
            if sqlite:
                cursor.execute("PRAGMA query_only = OFF")
    assert ran.status == 1
    assert ran.err.startswith("The database is read-only: ")
    assert ran.out == "0 documents: none; stopped, 1 not tried\n"
    assert not stored()


def test_a_database_that_is_full(ingest: Ingest, file: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's disk cannot be filled from here; its code is tested below")
    file.write_text("The mayor said no. " * 200_000)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + 20}")
        try:
            ran = ingest(file)
        finally:
            cursor.execute("PRAGMA max_page_count = 4294967294")
    assert ran.status == 1
    assert ran.err.startswith("The database or its disk is full: make room")
    assert not stored()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("53100", "The database or its disk is full"),
        ("55P03", "The database is locked"),
        ("25006", "The database is read-only"),
        ("57P01", "The database cannot be opened"),
    ],
)
def test_what_postgresql_says_of_itself(
    ingest: Ingest, file: Path, monkeypatch: pytest.MonkeyPatch, state: str, sentence: str
) -> None:
    class Cause(Exception):
        sqlstate = state

    def fail(*_: Any, **__: Any) -> Any:
        raise OperationalError("…") from Cause()

    monkeypatch.setattr(Source, "add_revision", fail)
    ran = ingest(file)
    assert ran.status == 1
    assert ran.err.startswith(sentence)
    assert not stored()


def test_a_disk_without_room_for_the_bytes(
    ingest: Ingest, file: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = ingest(file)
    assert ran.status == 1
    assert ran.err.startswith("The bytes cannot be kept: ")
    assert "No space left on device" in ran.err
    assert not stored()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_database_that_does_not_guard_the_record(
    ingest: Ingest, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = "claimtrack.db.commands.faults"
    monkeypatch.setattr(missing, lambda: ["ct_revision_before_update: missing"])
    ran = ingest(file)
    assert ran.status == 1
    assert ran.err.startswith("The database does not guard the record (1 guard")
    assert not stored()


def test_a_database_that_is_locked(own_record: OwnRecord, file: Path) -> None:
    holder = own_record.connect()
    if own_record.is_sqlite:
        holder.execute("BEGIN IMMEDIATE")
        options = "?timeout=1"
    else:
        holder.execute("BEGIN")
        holder.execute("LOCK TABLE sources_source IN EXCLUSIVE MODE")
        options = "?options=-c%20lock_timeout%3D200"
    try:
        ran = own_record.run("ingest", file, options=options)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert ran.status == 1
    assert "The database is locked: another process is writing to it" in ran.err
    assert "Traceback" not in ran.err
    assert own_record.rows("SELECT count(*) FROM sources_source")[0][0] == 0
    assert own_record.run("ingest", file).out.endswith("1 document: 1 added\n")
