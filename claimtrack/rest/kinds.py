"""How the value of a filter is written, read and checked."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from claimtrack.db.asking import Asked
from claimtrack.db.reading_questions import read_question

MOST_CODE_POINTS = 1_000
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Kind:
    """What a filter takes: a name for it, how it is read, and its schema.

    `read` raises ValueError, with one sentence, for what it cannot take.
    """

    name: str
    read: Callable[[str], Any]
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    shapes: bool = False
    """Its value decides which statement is run, not only with what."""


def _read_text(written: str) -> str:
    if len(written) > MOST_CODE_POINTS:
        raise ValueError(f"Has {len(written):,} characters: write at most {MOST_CODE_POINTS:,}.")
    if "\0" in written:
        raise ValueError("Holds a NUL, which no text here does.")
    if _SURROGATE.search(written):
        raise ValueError("Holds half a character, which no text here does.")
    return written


def _read_question(written: str) -> Asked:
    return read_question(_read_text(written))


def _read_uid(written: str) -> uuid.UUID:
    if not _UID.fullmatch(written):
        raise ValueError("Not an id: write a uid, as in 6f1c2f0e-3c55-4a83-9d8e-0c2f4a3b9d10.")
    return uuid.UUID(written)


def _read_switch(written: str) -> bool:
    if written not in ("true", "false"):
        raise ValueError("Write true or false.")
    return written == "true"


def choice(values: Sequence[str]) -> Kind:
    """One of these words."""

    def read(written: str) -> str:
        if written not in values:
            raise ValueError(f"“{written[:80]}” is none of {', '.join(values)}.")
        return written

    return Kind("choice", read, {"type": "string", "enum": list(values)})


def _read_day(end: str, period_of: Callable[[str], Any]) -> Callable[[str], date]:
    def read(written: str) -> date:
        if len(written) > 64:
            raise ValueError("Too long for a date: write 2023, 2023-04 or 2023-04-27.")
        day: date | None = getattr(period_of(written), end)
        if day is None:
            raise ValueError(f"“{written}” has no {end} day: write 2023, 2023-04 or 2023-04-27.")
        return day

    return read


def day(end: str, period_of: Callable[[str], Any]) -> Kind:
    """The first or last day of a partial date in EDTF, which `period_of` reads."""
    return Kind("date (EDTF)", _read_day(end, period_of), {"type": "string", "example": "2023-04"})


TEXT = Kind("text", _read_text, {"type": "string", "maxLength": MOST_CODE_POINTS})
QUESTION = Kind("words", _read_question, {"type": "string", "maxLength": MOST_CODE_POINTS})
UID = Kind("uid", _read_uid, {"type": "string", "format": "uuid"})
SWITCH = Kind("true or false", _read_switch, {"type": "boolean"}, shapes=True)
