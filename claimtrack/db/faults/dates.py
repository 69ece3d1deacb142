"""Partial dates: the first and last day beside each, against how it is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from ..dates import Period, period
from ..fields import PartialDateField
from ..records import Record
from .rows import line, shortened


def dates(using: str) -> Iterator[str]:
    """Days that are not those of the date as it is written, and dates that cannot be read."""
    for model in apps.get_models():
        if issubclass(model, Record):
            for field in model._meta.local_concrete_fields:
                if isinstance(field, PartialDateField):
                    yield from _dates(using, model, field.name)


def _dates(using: str, model: type[models.Model], name: str) -> Iterator[str]:
    first, last = f"{name}_first", f"{name}_last"
    undated = models.Q(**{name: "", first: None, last: None})
    rows = model._base_manager.using(using).exclude(undated).order_by("pk")
    # As texts, for a day may be one that Python has not: `unreadable` names it.
    days = (Cast(bound, models.TextField()) for bound in (first, last))
    for pk, written, *held in rows.values_list("pk", name, *days).iterator():
        try:
            kept = [day and date.fromisoformat(day) for day in held]
        except ValueError:
            continue
        covered = _period(written)
        if covered is None:
            yield line(model, pk, f"{name} is “{shortened(written)}”, which is not a date.")
        elif kept != [covered.first, covered.last]:
            yield line(
                model,
                pk,
                f"{first} and {last} are {_days(*kept)}; “{written}” gives "
                f"{_days(covered.first, covered.last)}.",
            )


def _period(written: str) -> Period | None:
    try:
        return period(written)
    except ValueError:
        return None


def _days(first: date | None, last: date | None) -> str:
    return f"{first or 'open'} and {last or 'open'}"
