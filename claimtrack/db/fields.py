"""Model fields that both apps share."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast

from .dates import Period, period

ID_BITS = 28
"""How many low bits of a sort key hold the id; a table with a sort key holds ids below 2**28."""


def readable_period(written: str) -> None:
    """Validate a partial date, with the sentence that says what would be right."""
    try:
        period(written)
    except ValueError as error:
        raise ValidationError(str(error), code="not_a_date") from error


class PartialDateField(models.TextField):
    """A date as it was written, in EDTF; the days it covers go to `<name>_first`, `<name>_last`.

    The two sibling DateFields are declared beside it, after it, so that they are plain columns
    to filter and sort by.
    """

    default_validators = [readable_period]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        written = super().pre_save(model_instance, add)
        covered = self.covered(written)
        setattr(model_instance, f"{self.name}_first", covered.first)
        setattr(model_instance, f"{self.name}_last", covered.last)
        return written

    def covered(self, written: str) -> Period:
        """The days that a written date covers. Raises ValidationError naming this field."""
        try:
            return period(written)
        except ValueError as error:
            raise ValidationError({self.name: str(error)}) from error


def bound_field() -> models.DateField:
    """The first or last day that the partial date above it covers; NULL where it is open."""
    return models.DateField(null=True, blank=True, editable=False)


def no_single_day(name: str) -> models.Q:
    """True where a partial date covers several days, or is open at one end."""
    first, last = f"{name}_first", f"{name}_last"
    return (
        models.Q(**{f"{first}__lt": F(last)})
        | models.Q(**{f"{first}__isnull": True, f"{last}__isnull": False})
        | models.Q(**{f"{first}__isnull": False, f"{last}__isnull": True})
    )


def sort_key_field() -> models.GeneratedField:
    """`day` and `id` in one integer, kept by the database: date order and keyset pages in one."""
    return models.GeneratedField(
        expression=F("day") * Value(2**ID_BITS) + F("id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )


def day_field() -> models.BigIntegerField:
    """Days since 1970-01-01, kept by the database from the record's dates."""
    return models.BigIntegerField(default=0, editable=False)


def version_field() -> models.BigIntegerField:
    """Raised by the database at every change of the record or of its parts."""
    return models.BigIntegerField(default=1, editable=False)


def id_fits_sort_key(table: str) -> models.CheckConstraint:
    """A CHECK that the id leaves the day's bits of the sort key alone."""
    return models.CheckConstraint(
        condition=models.Q(id__gte=1, id__lt=2**ID_BITS), name=f"{table}_id_fits_sort_key"
    )


def whole(name: str) -> models.Q:
    """True where a column holds a whole number: SQLite would store 0.5 in an integer column."""
    return models.Q(**{name: Cast(name, models.BigIntegerField())})


def words(name: str) -> models.Q:
    """True where a column holds text: SQLite would store a blob in a text column."""
    return models.Q(**{name: Cast(name, models.TextField())})
