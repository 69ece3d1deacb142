"""A path that leads to no document that can be read is named, and nothing is stored."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.sources.bad_input.conftest import stored
from tests.sources.conftest import Ingest


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
