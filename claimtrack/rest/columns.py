"""Bodies made of a model's columns, and writing what was sent under the model's own rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.db import models
from rest_framework import serializers
from rest_framework.request import Request

from .bodies import LARGEST, Choice, Number, Switch, Text, Whole
from .describing import a_body
from .writing import MOST_REASON, StrictSerializer

MOST_LINE = 2_000
"""Of a column that holds a line, in code points."""
MOST_NAME = 500
"""Of a column that is indexed as a whole: an index entry of PostgreSQL holds 2,704 bytes."""
MOST_ORIGIN = 100
"""Of where a record was imported from, which is indexed together with its id there."""
_MOST = {"name": MOST_NAME, "external_id": MOST_NAME, "origin": MOST_ORIGIN}


class Line(Text):
    """A text of one line, without the white space around it."""

    def to_internal_value(self, data: Any) -> str:
        whole = super().to_internal_value(data)
        if self.max_length and len(whole) > self.max_length:
            return whole  # which is refused for its length, as the schema has it
        line = whole.strip()
        if not line and not self.allow_blank:
            self.fail("blank")
        return line


class Moment(serializers.DateTimeField):
    """A date and a time, in ISO 8601."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            self.fail("invalid", format="YYYY-MM-DDThh:mm:ssZ")
        return super().to_internal_value(data)


@a_body("nothing", {})
class NoBody(StrictSerializer):
    """Takes nothing."""


@a_body("a reason", {"reason": "The paper printed it under another name."})
class ReasonBody(StrictSerializer):
    reason = Line(max_length=MOST_REASON, help_text="Why: kept in the history of the record.")


class ColumnsBody(StrictSerializer):
    """Takes these columns of a model, and the fields that it declares beside them."""

    model: ClassVar[type[models.Model]]
    columns: ClassVar[tuple[str, ...]]

    def get_fields(self) -> dict[str, Any]:
        named = {name: self.model._meta.get_field(name) for name in self.columns}
        return {name: _field_of(column) for name, column in named.items()} | super().get_fields()


def _field_of(column: Any) -> serializers.Field[Any, Any, Any, Any]:
    options: dict[str, Any] = {
        "required": not (column.blank or column.null or column.has_default()),
        "help_text": column.help_text,
        "allow_null": column.null,
    }
    if column.choices:
        return Choice(choices=column.choices, allow_blank=column.blank, **options)
    match column:
        case models.CharField() | models.TextField():
            most = column.max_length or _MOST.get(column.name, MOST_LINE)
            return Line(max_length=most, allow_blank=column.blank, **options)
        case models.IntegerField():
            return Whole(max_value=LARGEST, **options)
        case models.FloatField():
            return Number(**options)
        case models.BooleanField():
            return Switch(**options)
    raise TypeError(f"{column}: no body takes such a column yet.")


def sent(request: Request, body: type[StrictSerializer], partial: bool = False) -> dict[str, Any]:
    """What a request brings, as this body takes it. Raises ValidationError naming each fault.

    With `partial` what is not sent is not there: it stays as it is.
    """
    reader = body(data=request.data, partial=partial, context={"request": request})
    reader.is_valid(raise_exception=True)
    values: dict[str, Any] = reader.validated_data
    return values


def write(record: Any, values: Mapping[str, Any]) -> Any:
    """Write these values into a record, new or not, and give it back.

    Raises ValidationError where they break a rule of its model, Conflict where another record has
    its id of the same origin.
    """
    for name, value in values.items():
        setattr(record, name, value)
    judge(record, values)
    if record._state.adding:
        record.save()
    elif values:
        record.save(update_fields=list(values))
    return record


def judge(record: Any, written: Collection[str]) -> None:
    """Hold a record against its model, as a form does that has these fields."""
    names = {column.name for column in record._meta.concrete_fields}
    record.full_clean(exclude=names - set(written), validate_constraints=False)
    if "external_id" in written or "origin" in written:
        type(record).objects.refuse_imported_twice(record)
    unseen = {"id", "uid", "created_at", "created_by", *record.kept}
    record.validate_constraints(exclude=unseen)
