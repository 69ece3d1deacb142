"""The history of what people edit: who changed what, when and why.

The database copies each row that is there after a change, so that its history says what it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from .acting import current_act
from .compiled import written


class History(HistoricalRecords):
    """simple-history's own, which writes by itself only of what is gone."""

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        if history_type == "-":
            super().create_historical_record(instance, history_type, using)
        else:
            keep_history(type(instance), [instance.pk], history_type, using or DEFAULT_DB_ALIAS)

    def get_history_user(self, instance: models.Model) -> Any:
        return _user()

    def get_change_reason_for_object(
        self, instance: models.Model, history_type: str, using: str | None
    ) -> str | None:
        return current_act().reason or None


def history(*left_out: str) -> History:
    """The history of a model that people edit; what the database keeps is left out of it."""
    return History(
        excluded_fields=list(left_out),
        user_related_name="+",
        history_change_reason_field=models.TextField(null=True, blank=True),
    )


def keep_history(
    model: type[models.Model], keys: Sequence[int], kind: str, using: str = DEFAULT_DB_ALIAS
) -> None:
    """Copy the rows of these keys into their history: made ("+") or changed ("~")."""
    connection, user = connections[using], _user()
    with connection.cursor() as cursor:
        cursor.execute(
            _copying(model, connection.vendor),
            [
                connection.ops.adapt_datetimefield_value(timezone.now()),
                current_act().reason or None,
                kind,
                user.pk if user else None,
                written(list(keys), connection.vendor),
            ],
        )


def history_model(model: type[models.Model]) -> Any:
    """The model of the rows of a model's history; None where it has none."""
    name = getattr(model._meta, "simple_history_manager_attribute", "")
    # Not by getattr: simple-history makes a new class of manager each time.
    return vars(model)[name].model if name else None


@cache
def _copying(model: type[models.Model], vendor: str) -> str:
    past = history_model(model)
    copied = ", ".join(f'"{field.column}"' for field in past.tracked_fields)
    among = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(%s::bigint[])"}
    return (
        f'INSERT INTO "{past._meta.db_table}" ({copied}, "history_date", '
        '"history_change_reason", "history_type", "history_user_id") '
        f'SELECT {copied}, %s, %s, %s, %s FROM "{model._meta.db_table}" '
        f"WHERE id {among[vendor]} ORDER BY id"
    )


def _user() -> Any:
    """Whoever acts, else whoever has signed in for the request at hand."""
    by = current_act().by
    if by:
        return by
    request = getattr(HistoricalRecords.context, "request", None)
    user = getattr(request, "user", None)
    return user if user and user.is_authenticated else None
