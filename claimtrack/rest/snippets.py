"""A piece of a text around the first hits, and where these stand in it. Pure."""

from __future__ import annotations

from typing import Any

from claimtrack.db.asking import Asked, hits

LONGEST = 300
"""Code points of a snippet."""
BEFORE = 60
"""Code points before the first hit, at most."""


def snippet(asked: Asked, fields: dict[str, str]) -> dict[str, Any]:
    """The snippet of the first of these fields of a record, by name, that has a hit.

    Of the first field its beginning, where there is none: words may be spread over the fields.
    """
    found = {name: hits(asked, text) for name, text in fields.items()}
    name = next((name for name in found if found[name]), next(iter(fields)))
    text, places = fields[name], found[name]
    start = _beginning(text, places[0][0] if places else 0)
    end = start + LONGEST if len(text) > start + LONGEST else len(text)
    if end < len(text):
        end = max(text.rfind(" ", start, end), *(last for _, last in places[:1]), start + BEFORE)
    return {
        "field": name,
        "start": start,
        "snippet": text[start:end],
        "spans": [[first - start, last - start] for first, last in places if last <= end],
    }


def _beginning(text: str, first: int) -> int:
    """Where a word begins, a little before the first hit."""
    if first <= BEFORE:
        return 0
    space = text.find(" ", first - BEFORE, first)
    return space + 1 if space >= 0 else first - BEFORE
