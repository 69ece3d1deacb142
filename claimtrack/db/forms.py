"""How the columns of records look in forms."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models

OF_MANY_LINES = ("text", "explanation", "note", "condition", "status_notice", "supersedes_reason")
"""Text columns that hold sentences; the others hold a line."""


def one_line(db_field: models.Field[Any, Any], options: dict[str, Any]) -> dict[str, Any]:
    """Options of a form field: a text column that holds a line is a line in the form."""
    if isinstance(db_field, models.TextField) and "widget" not in options:
        if db_field.name in OF_MANY_LINES:
            widget: Any = AdminTextareaWidget(attrs={"rows": 4, "dir": "auto"})
        else:
            widget = AdminTextInputWidget(attrs={"class": "vTextField", "dir": "auto"})
        return {**options, "widget": widget}
    return options
