"""What is said when something is refused: by the database, as a sentence for people; of a field."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError

_LAST_RESORT = "The database refused this: it would make the record untrue."
_CONSTRAINT = re.compile(
    r"(?:CHECK constraint failed: |UNIQUE constraint failed: |(?:check|unique) constraint \")"
    r"(?P<name>[\w., ]+)"
)


def sentence(error: IntegrityError) -> str:
    """The sentence of the rule that was broken, without what PostgreSQL adds below it."""
    first = str(error).strip().splitlines()[0] if str(error).strip() else ""
    broken = _CONSTRAINT.search(first)
    if broken:
        rule = broken["name"].strip()
        return f"The database refused this ({rule}): it would make the record untrue."
    return first if first.endswith(".") else _LAST_RESORT


def of_field(name: str, said: str, code: str) -> ValidationError:
    """The error that says what is wrong with one field.

    Of an error that is made of a dict and a code Django forgets the code.
    """
    return ValidationError({name: ValidationError(said, code=code)})
