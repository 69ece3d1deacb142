"""The parts of a record on its page: in a table, or in a line that says that there are none."""

from __future__ import annotations

from typing import Any

from claimtrack.db.parts import PartInline


class Parts(PartInline):
    """Parts that take one line of the page where there are none, and none can be added."""

    template = "admin/sources/parts.html"
    note: Any = ""
    """Said below the table: what may be changed, and what follows from it."""
