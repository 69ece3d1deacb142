"""What is said of a document and makes no sense refuses it."""

from pathlib import Path

import pytest

from tests.sources.bad_input.conftest import stored
from tests.sources.conftest import Ingest


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
