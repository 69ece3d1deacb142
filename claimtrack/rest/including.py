"""What a list gives more of on request, by `include=`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claimtrack.db.rows import Row

PARAMETER = "include"
Add = Callable[[list[int], list[Row], bool], None]


@dataclass(frozen=True)
class Include:
    """One thing more. `add` puts it into records as they are shown, whose ids it is given."""

    help: str
    add: Add
    most: int = 50
    """So many records a page has with it, at most."""
