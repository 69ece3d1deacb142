"""Bytes that are no text are refused, and the others stored."""

import os
from pathlib import Path

import pytest

from sources.models import Revision, Source
from sources.text import MAX_BYTES
from tests.sources.bad_input.conftest import stored
from tests.sources.conftest import Ingest


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
