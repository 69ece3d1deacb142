"""The bytes of captures, in files named for their SHA-256 below MEDIA_ROOT."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from django.core.files.storage import default_storage

STALE = 24 * 60 * 60  # seconds
_ARRIVING = "arriving"


def name_of(sha256: str) -> str:
    """The file that holds the bytes of this hash, relative to MEDIA_ROOT."""
    return f"{sha256[:2]}/{sha256[2:]}.bin"


def keep(data: bytes, sha256: str) -> str:
    """Write bytes to their file and return its name; from then on a power cut leaves them whole.

    A file that is there already is taken as it is. Raises OSError where it cannot be written.
    """
    name = name_of(sha256)
    path = Path(default_storage.path(name))
    if path.is_file() and path.stat().st_size == len(data):
        return name
    _folder(path.parent)
    arriving = _folder(Path(default_storage.path(_ARRIVING)))
    descriptor, temporary = tempfile.mkstemp(dir=arriving)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return name


def sweep() -> None:
    """Remove what a process that was killed left half-written."""
    for path in Path(default_storage.path(_ARRIVING)).glob("*"):
        if path.stat().st_mtime < time.time() - STALE:
            path.unlink(missing_ok=True)


def _folder(path: Path) -> Path:
    if not path.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
        _sync(path.parent)
    return path


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
