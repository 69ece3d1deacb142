from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from ..addresses import canonical_address


def refuse_no_address(record: models.Model, *names: str) -> None:
    """Raise ValidationError for each of these fields that holds what is no web address.

    They are handed on as links: another scheme could be a script.
    """
    faults = {}
    for name in names:
        try:
            value = getattr(record, name)
            if value:
                canonical_address(value)
        except ValueError as error:
            faults[name] = ValidationError(str(error), code="address")
    if faults:
        raise ValidationError(faults)
