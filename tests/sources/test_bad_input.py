"""What cannot be taken in gets a sentence that says why, and nothing of it is stored."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from sources.models import Capture, Publisher, Revision, Source
from sources.text import MAX_BYTES
from tests.sources.conftest import Ingest, OwnRecord


def stored() -> int:
    return sum(model.objects.count() for model in (Source, Capture, Revision, Publisher))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "statement.txt"
    file.write_text("The mayor said no.")
    return file


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The text is empty"),
        (b" \n\t\n", "The text is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "The file looks like a PNG image"),
        (bytes(range(32)) * 20, "The file looks like binary data"),
        (b"The caf\xe9 is closed.", "Byte 0xe9 at offset 7 is not utf-8"),
        (b"<html><meta charset=klingon><p>No.", "The declared charset 'klingon' is unknown"),
        (b"<html><body></body></html>", "The page holds no text"),
    ],
)
def test_bytes_that_are_no_text(ingest: Ingest, file: Path, data: bytes, sentence: str) -> None:
    file.write_bytes(data)
    ran = ingest(file)
    assert ran.status == 1
    assert ran.out.startswith(f"{file}: refused: {sentence}")
    assert ran.out.endswith("1 document: 1 refused\n")
    assert not stored()


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfNo.", "No."),
        ("“No.”".encode("utf-16"), "“No.”"),
        (
            '<html><meta charset="windows-1252"><p>“No.”</p></html>'.encode("cp1252"),
            "“No.”",
        ),
    ],
)
def test_encodings_that_are_known(ingest: Ingest, file: Path, data: bytes, text: str) -> None:
    file.write_bytes(data)
    assert ingest(file).status == 0
    assert Revision.objects.get().text.strip() == text


def test_fifty_megabytes_are_refused_unread(
    ingest: Ingest, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.truncate(file, 50_000_000)
    monkeypatch.setattr(Path, "open", None)
    ran = ingest(file)
    assert ran.status == 1
    assert f"refused: It has 50,000,000 bytes, too many for a text: split it into parts of at most {MAX_BYTES:,}." in ran.out  # fmt: skip # noqa: E501
    assert not stored()


def test_the_others_are_stored(ingest: Ingest, tmp_path: Path) -> None:
    for name, data in (("a.txt", b"No."), ("b.txt", b""), ("c.txt", b"Yes.")):
        (tmp_path / name).write_bytes(data)
    ran = ingest(tmp_path)
    assert ran.status == 1
    assert ran.out.endswith("3 documents: 2 added, 1 refused\n")
    assert Source.objects.count() == 2


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["{file}", "nowhere"]])
def test_a_path_that_does_not_exist(ingest: Ingest, file: Path, arguments: list[str]) -> None:
    ran = ingest(*(argument.format(file=file) for argument in arguments))
    assert ran.status == 2
    assert "does not exist: name a file or a folder." in ran.err
    assert not stored()


def test_a_path_that_cannot_be_opened(ingest: Ingest) -> None:
    ran = ingest("a" * 300)
    assert ran.status == 2
    assert ran.err == f"{'a' * 300} cannot be opened: File name too long."


def test_a_folder_without_documents(ingest: Ingest, tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"")
    ran = ingest(tmp_path)
    assert ran.status == 2
    assert "holds no documents, only 1 file of another kind" in ran.err


def test_nothing_but_descriptions(ingest: Ingest, file: Path) -> None:
    described = file.with_suffix(".json")
    described.write_text("{}")
    ran = ingest(described)
    assert (ran.status, ran.err) == (2, "There is nothing to ingest: name a document.")


def test_a_description_of_nothing(ingest: Ingest, tmp_path: Path) -> None:
    alone = tmp_path / "alone.json"
    alone.write_text("{}")
    ran = ingest(alone)
    assert ran.status == 1
    assert "A JSON file describes the document beside it, and there is none." in ran.out


@pytest.mark.parametrize("option", ["--title", "--address"])
def test_what_is_of_one_document_is_not_said_of_two(
    ingest: Ingest, tmp_path: Path, option: str
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name)
    ran = ingest(tmp_path, option, "https://harbour.example/a")
    assert ran.status == 2
    assert f"{option} is of one document, and 2 are named" in ran.err
    assert not stored()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--published", "last spring"], "options: published: “last spring” is not a date"),
        (["--address", "harbour"], "options: address: “harbour” is not an address"),
        (["--language", "English!"], "options: language: “English!” is no language tag"),
        (["--kind", "gossip"], "invalid choice: 'gossip'"),
    ],
)
def test_options_that_make_no_sense(
    ingest: Ingest, file: Path, arguments: list[str], sentence: str
) -> None:
    ran = ingest(file, *arguments)
    assert sentence in ran.err
    assert ran.status in (1, 2)  # argparse's own end in 2 on a command line
    assert not stored()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"{", "it is not JSON: Expecting property name enclosed in double quotes, line 1"),
        (b"", "it is not JSON"),
        (b"\xff", "it is not UTF-8"),
        (b"[]", "it should be one object"),
        (b"[" * 100_000, "it is not JSON that can be read"),
        (b'{"titel": "No"}', "“titel” is no key of it; these are: title, publisher,"),
        (b'{"published": 2023}', "published is 2023, not text in quotes"),
        (b'{"published": "27.4.2023"}', "published: “27.4.2023” is not a date"),
        (b'{"kind": "gossip"}', "kind: “gossip” is none of article, letter,"),
        (b'{"address": "harbour"}', "address: “harbour” is not an address"),
        (b'{"archive_address": "harbour"}', "archive_address: “harbour” is not an address"),
        (b'{"publisher": "' + b"P" * 501 + b'"}', "publisher: it has 501 characters"),
        (b'{"title": "' + b"T" * 1_000_000 + b'"}', "it has more than 1,000,000 bytes"),
    ],
)
def test_a_broken_description(ingest: Ingest, file: Path, written: bytes, sentence: str) -> None:
    sidecar = file.with_suffix(".json")
    sidecar.write_bytes(written)
    ran = ingest(file)
    assert ran.status == 1
    assert f"{file}: refused: {sidecar}: {sentence}" in ran.out
    assert not stored()


def test_a_pipe_does_not_hang(ingest: Ingest, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = ingest(tmp_path / "pipe")
    assert ran.status == 1
    assert "refused: It is not a file: for what a program writes, pass -." in ran.out


def test_a_file_that_may_not_be_read(
    ingest: Ingest, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(self: Path, *_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    ran = ingest(file)
    assert ran.status == 1
    assert "refused: It cannot be read: Permission denied." in ran.out


def test_a_link_to_nothing(ingest: Ingest, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    ran = ingest(tmp_path / "a.txt")
    assert "refused: It cannot be read: No such file or directory." in ran.out


def test_a_name_that_is_not_utf8(ingest: Ingest, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("No.")
    ran = ingest(folder)
    assert ran.status == 1
    assert f"{folder}/caf\ufffd.txt: refused: Its path is not UTF-8: rename it." in ran.out
    assert not stored()


def test_a_name_that_would_break_the_line(ingest: Ingest, tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31m.txt").write_text("No.")
    assert ingest(tmp_path).out.startswith(f"{tmp_path}/a\\n\\x1b[31m.txt: added\n")


def test_a_path_too_long_for_the_index(ingest: Ingest, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    deep = folder.joinpath(*["é" * 120] * 9)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("No.")
    assert "refused: Its path is longer than 2,000 bytes: shorten it." in ingest(folder).out


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
