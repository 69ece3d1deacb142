"""How the columns of records look in forms."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
)
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


def as_key(written: Any) -> int:
    """The key of a record that is written there; 0 where none is."""
    text = str(written)
    return int(text) if text.isdecimal() and len(text) < 19 else 0


class KeySelect(AutocompleteSelect):
    """Completion that asks the database for keys alone, whatever was sent or is in the address."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if as_key(key)], attrs)


class Completing:
    """A ModelAdmin or an inline whose columns with completion have the above."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        completed = self.get_autocomplete_fields(request)  # type: ignore[attr-defined]
        if db_field.name in completed and "widget" not in kwargs:
            kwargs["widget"] = KeySelect(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
