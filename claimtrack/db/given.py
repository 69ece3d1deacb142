"""What a caller gives, refused in a sentence before Python or the database would refuse it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import models

from .refusals import of_field

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def refuse_unknown(details: Mapping[str, Any], known: Collection[str]) -> None:
    """Raise TypeError for a detail that a function does not take, as for any other keyword."""
    unknown = ", ".join(sorted(set(details) - set(known)))
    if unknown:
        raise TypeError(f"unexpected {unknown}: the details are {', '.join(sorted(known))}")


def refuse_unsaved(model: type[models.Model], **named: Any) -> None:
    """Raise ValidationError where a record of this model could not name one of these records."""
    for name, record in named.items():
        field: Any = model._meta.get_field(name)
        if record is None and field.null:
            continue
        wanted = field.related_model
        if not isinstance(record, wanted):
            raise of_field(
                name,
                f"{type(record).__name__} is no {wanted._meta.verbose_name}: name one.",
                "no_record",
            )
        if record._state.adding:
            raise of_field(
                name, f"The {wanted._meta.verbose_name} is not saved yet: save it first.", "unsaved"
            )


def refuse_unstorable(values: Mapping[str, Any]) -> None:
    """Raise ValidationError for a text with a NUL or a lone surrogate, which no database holds."""
    for name, value in values.items():
        found = _UNSTORABLE.search(value) if isinstance(value, str) else None
        if found:
            what = "a NUL" if found[0] == "\0" else "half of a surrogate pair"
            raise of_field(
                name, f"It holds {what}, at {found.start()}: take that out.", "unstorable"
            )


def refuse_blank(record: models.Model, left_out: Collection[str] = ()) -> None:
    """Raise ValidationError where a text that may not be empty is of white space only."""
    for field in record._meta.local_concrete_fields:
        value = vars(record).get(field.attname)
        judged = not field.blank and field.name not in left_out
        if judged and isinstance(value, str) and not value.strip():
            raise of_field(field.name, "It is empty: it has words.", "blank")


def listed(name: str, values: Any) -> list[Any]:
    """The values as a list. Raises ValidationError where they are none, as a text by itself."""
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise of_field(
            name, f"{type(values).__name__} is no list: give one, even of one.", "no_list"
        )
    return list(values)
