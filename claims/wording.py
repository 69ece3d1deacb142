"""Short lines about records: how many there are, which they are, and what is shown of a text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .api.rows.passages import CONTEXT

NAMED = 20
"""So many records are named; of more it is said that there are others."""


def counted(one: str, many: str, count: int) -> list[str]:
    """A line with a number in it; none where there is nothing."""
    return [ngettext(one, many, count) % count] if count else []


def named(said: str, rows: Any) -> list[str]:
    """A line that names these records, the first NAMED of them; none where there are none."""
    names = [str(row) for row in rows[: NAMED + 1]]
    if len(names) > NAMED:
        names[NAMED:] = [_("and others")]
    return [said % ", ".join(names)] if names else []


def shown_of_closed_texts() -> str:
    """What a closed text shows all the same, in a sentence."""
    said = _(
        "Of a closed text nobody reads more than its public quotes, up to %(count)d characters "
        "before and after each, and the passages that public claims name as evidence."
    )
    return said % {"count": CONTEXT}
