"""What is said of a document: by itself, by the JSON file beside it, by whoever takes it in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from claimtrack.db.dates import period

from .addresses import canonical_address, is_front_page
from .models import Source
from .reading import Document
from .text import UnreadableText, tidy

MAX_SIDECAR = 1_000_000
"""In bytes."""
MAX_LINE = 2_000
"""Of a title or byline, in code points."""
MAX_NAME = 500
"""Of a publisher, in code points: names are unique, and PostgreSQL indexes some 2,700 bytes."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True)
class Description:
    """What is known of a document beside its text; "" where nothing is said.

    `published` and `modified` are partial dates in EDTF, `language` a BCP 47 tag, `kind` one of
    Source.Kind.
    """

    title: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    modified: str = ""
    address: str = ""
    language: str = ""
    kind: str = ""
    archive_address: str = ""

    def over(self, other: Description) -> Description:
        """This description, and what the other says where this one says nothing."""
        mine, theirs = asdict(self), asdict(other)
        return Description(**{name: mine[name] or theirs[name] for name in mine})


NAMES = tuple(field.name for field in fields(Description))


class Misdescribed(ValueError):
    """What is said of a document makes no sense; one sentence names the key and the file."""


def describe(said: Mapping[str, Any], where: str) -> Description:
    """The description that a person wrote, every value in the form in which it is kept.

    `where` opens the sentence of the Misdescribed that is raised for an unknown key, a value that
    is not text, or one that makes no sense.
    """
    kept = {}
    for name, value in said.items():
        if name not in NAMES:
            raise Misdescribed(f"{where}: “{name}” is no key of it; these are: {', '.join(NAMES)}.")
        if value is not None and not isinstance(value, str):
            raise Misdescribed(f"{where}: {name} is {json.dumps(value)[:40]}, not text in quotes.")
        try:
            kept[name] = _CHECKS[name](_tidy(value or ""))
        except ValueError as error:
            raise Misdescribed(f"{where}: {name}: {error}") from None
    return Description(**kept)


def self_description(document: Document) -> tuple[Description, list[str]]:
    """What a document says of itself, and a sentence for each thing that is left out as senseless.

    The address of a mere front page is left out too: pages that give it as their own all do so.
    """
    kept, left_out = {}, []
    for name in NAMES:
        value = _tidy(getattr(document, name, ""))
        try:
            kept[name] = _CHECKS[name](value)
            if name == "address" and value and is_front_page(canonical_address(value)):
                raise ValueError(f"“{value}” is a site's front page.")
        except ValueError as error:
            kept[name] = ""
            left_out.append(f"its own {name} is left out: {error}")
    return Description(**kept), left_out


def read_sidecar(path: Path, where: str) -> Description:
    """The description in a JSON file. Raises Misdescribed for a broken one; `where` names it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SIDECAR + 1)
        if len(data) > MAX_SIDECAR:
            raise Misdescribed(f"{where}: it has more than {MAX_SIDECAR:,} bytes.")
        said = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise Misdescribed(f"{where}: it cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Misdescribed(f"{where}: it is not UTF-8: save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise Misdescribed(
            f"{where}: it is not JSON: {error.msg}, line {error.lineno}, column {error.colno}."
        ) from None
    except (RecursionError, ValueError) as error:
        if isinstance(error, Misdescribed):
            raise
        raise Misdescribed(f"{where}: it is not JSON that can be read.") from None
    if not isinstance(said, dict):
        raise Misdescribed(f'{where}: it should be one object, as in {{"title": "…"}}.')
    return describe(said, where)


def _tidy(value: str) -> str:
    try:
        return " ".join(tidy(value[: 8 * MAX_LINE]).text.split())
    except UnreadableText:
        return value


def _line(value: str) -> str:
    return _at_most(MAX_LINE, value)


def _name(value: str) -> str:
    return _at_most(MAX_NAME, value)


def _at_most(most: int, value: str) -> str:
    if len(value) > most:
        raise ValueError(f"it has {len(value):,} characters; at most {most:,} are right.")
    return value


def _date(value: str) -> str:
    period(value)
    return value


def _address(value: str) -> str:
    if value:
        canonical_address(value)
    return value


def _language(value: str) -> str:
    if value and not _LANGUAGE.fullmatch(value):
        raise ValueError(f"“{value[:40]}” is no language tag: write one as in en, he or pt-BR.")
    return value


def _kind(value: str) -> str:
    if value and value not in Source.Kind.values:
        raise ValueError(f"“{value[:40]}” is none of {', '.join(Source.Kind.values)}.")
    return value


_CHECKS: dict[str, Callable[[str], str]] = {
    "title": _line,
    "publisher": _name,
    "byline": _line,
    "published": _date,
    "modified": _date,
    "address": _address,
    "language": _language,
    "kind": _kind,
    "archive_address": _address,
}
