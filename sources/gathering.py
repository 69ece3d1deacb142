"""The documents that a command line names: files, folders of them, standard input."""

from __future__ import annotations

import os
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .describing import Description, read_sidecar, self_description
from .importing import Incoming
from .reading import read
from .text import MAX_BYTES, UnreadableText

SUFFIXES = frozenset({".txt", ".text", ".html", ".htm", ".xhtml"})
"""What is taken from a folder; a file that is named is always tried."""
STANDARD_INPUT = "-"
MAX_EXTERNAL_ID = 2_000
"""In bytes: what PostgreSQL surely indexes."""


class NothingThere(ValueError):
    """A path that names no document; one sentence says why."""


@dataclass(frozen=True)
class Found:
    """A document that is to be read; `file` is None for standard input."""

    file: Path | None
    below: str = ""
    """Its path below the ingested folder, that folder's name first; "" for a file by itself."""
    double: Path | None = None
    """Another file at the same path below another folder, which came before in the same run."""

    @property
    def shown(self) -> str:
        """How it is named to people, always in one line that any terminal can write."""
        return shown(self.file) if self.file else "standard input"

    @property
    def sidecar(self) -> Path | None:
        """The JSON file that describes it, where there is one."""
        return next((path for path in self._beside() if path.is_file()), None)

    def _beside(self) -> list[Path]:
        if not self.file:
            return []
        return [self.file.with_name(f"{self.file.name}.json"), self.file.with_suffix(".json")]

    def bytes(self) -> bytes:
        """What is in it. Raises UnreadableText where it cannot be read, or is too large to be."""
        if not self.file:
            return _bounded(sys.stdin.buffer.read(MAX_BYTES + 1))
        try:
            status = self.file.stat()
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableText("It is not a file: for what a program writes, pass -.")
            if status.st_size > MAX_BYTES:
                raise _too_large(f"{status.st_size:,}")
            with self.file.open("rb") as file:
                return _bounded(file.read(MAX_BYTES + 1))
        except OSError as error:
            raise UnreadableText(f"It cannot be read: {error.strerror}.") from None


@dataclass
class Gathered:
    """What the paths name, and what of their folders was passed over."""

    documents: list[Found] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    """One sentence each: links, folders that cannot be opened."""
    other_kinds: int = 0
    """Files in folders that are no text and no HTML."""
    paths: dict[str, Path] = field(default_factory=dict)
    """The file at each path below an ingested folder."""

    def add(self, file: Path, below: str) -> None:
        """Add a document of a folder."""
        first = self.paths.setdefault(below, file)
        double = None if first is file or first.samefile(file) else first
        self.documents.append(Found(file, below, double))


def gather(paths: Iterable[str]) -> Gathered:
    """The documents that the paths name, folders in the order of their names.

    Raises NothingThere for a path that is empty, does not exist or cannot be opened, and for a
    folder without documents.
    """
    gathered = Gathered()
    for written in paths:
        try:
            _gather(written, gathered)
        except OSError as error:
            path = shown(Path(written))
            raise NothingThere(f"{path} cannot be opened: {error.strerror}.") from None
    return gathered


def load(found: Found, given: Description) -> Incoming:
    """Read a document; what is `given` goes before the JSON beside it, that before what it says.

    Raises UnreadableText, or Misdescribed for the JSON file beside it.
    """
    try:
        below = found.below.encode()
    except UnicodeEncodeError:
        raise UnreadableText("Its path is not UTF-8: rename it.") from None
    if len(below) > MAX_EXTERNAL_ID:
        raise UnreadableText(f"Its path is longer than {MAX_EXTERNAL_ID:,} bytes: shorten it.")
    if found.double:
        raise UnreadableText(
            f"It would pass for {shown(found.double)}, for both are known as "
            f"{shown(Path(found.below))}: rename one of the two."
        )
    if found.file and found.file.suffix.lower() == ".json":
        raise UnreadableText("A JSON file describes the document beside it, and there is none.")
    data = found.bytes()
    name = found.file.name if found.file else ""
    document = read(data, name)
    said, notes = self_description(document)
    if sidecar := found.sidecar:
        said = read_sidecar(sidecar, shown(sidecar)).over(said)
    return Incoming(
        document=document,
        data=data,
        description=given.over(said),
        below=found.below,
        name=found.below or (shown(Path(name)) if name else ""),
        notes=tuple(notes),
    )


def of_other_kinds(count: int) -> str:
    """So many files that are no text and no HTML, in words."""
    return "1 file of another kind" if count == 1 else f"{count:,} files of other kinds"


def shown(path: Path) -> str:
    """A path as it can be written anywhere, in one line."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _gather(written: str, gathered: Gathered) -> None:
    path = Path(written)
    if not written:
        raise NothingThere("A path is empty: name a file, a folder, or - for standard input.")
    if written == STANDARD_INPUT:
        gathered.documents.append(Found(None))
    elif path.is_dir():
        _gather_folder(path, gathered)
    elif not os.path.lexists(path):
        raise NothingThere(f"{shown(path)} does not exist: name a file or a folder.")
    elif not _is_sidecar(path):
        gathered.documents.append(Found(path))


def _gather_folder(folder: Path, gathered: Gathered) -> None:
    root = folder.resolve()
    before, others = len(gathered.documents), gathered.other_kinds
    for file in _files(folder, root, gathered):
        if file.suffix.lower() in SUFFIXES:
            below = unicodedata.normalize(
                "NFC", f"{root.name}/{file.relative_to(folder).as_posix()}"
            )
            gathered.add(file, below)
        elif not _is_sidecar(file):
            gathered.other_kinds += 1
    if len(gathered.documents) == before:
        left = gathered.other_kinds - others
        raise NothingThere(
            f"{shown(folder)} holds no documents"
            + (f", only {of_other_kinds(left)}" if left else "")
            + f": it should have files that end in {', '.join(sorted(SUFFIXES))}."
        )


def _files(folder: Path, root: Path, gathered: Gathered) -> Iterator[Path]:
    """The files below a folder, hidden ones and links that lead out of it left out."""

    def unopened(error: OSError) -> None:
        path = shown(Path(error.filename))
        gathered.passed_over.append(f"{path} cannot be opened: {error.strerror}.")

    for parent, folders, names in os.walk(folder, onerror=unopened):
        here = Path(parent)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (here / name).is_symlink():
                gathered.passed_over.append(f"{shown(here / name)} is a link to a folder.")
        for name in sorted(names):
            path = here / name
            if name.startswith("."):
                continue
            astray = _astray(path, root) if path.is_symlink() else ""
            if astray:
                gathered.passed_over.append(f"{shown(path)} is a link that leads {astray}.")
            elif path.is_file():
                yield path


def _astray(link: Path, root: Path) -> str:
    """Where a link leads that is not followed; "" where it leads to somewhere in the folder."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a loop is a RuntimeError until Python 3.13
        return "nowhere"
    return "" if target.is_relative_to(root) else "out of the folder"


def _is_sidecar(path: Path) -> bool:
    """Whether a JSON file describes a document beside it."""
    if path.suffix.lower() != ".json":
        return False
    described = path.with_suffix("")
    endings = ["", *SUFFIXES, *(suffix.upper() for suffix in SUFFIXES)]
    return any(described.with_name(described.name + ending).is_file() for ending in endings)


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_BYTES:
        raise _too_large(f"more than {MAX_BYTES:,}")
    return data


def _too_large(size: str) -> UnreadableText:
    return UnreadableText(
        f"It has {size} bytes, too many for a text: split it into parts of at most {MAX_BYTES:,}."
    )
