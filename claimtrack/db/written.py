"""The version of records that have no column for it: how often they have been written.

Every way that the models write leaves a row in the history, so that counting these tells whether
a record is still as somebody saw it.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from .history import history_model


def times_written(model: type[Any], column: str = "id") -> Coalesce:
    """How many rows the history of this model has that name the outer query's record."""
    past = history_model(model).objects.filter(**{column: OuterRef("pk")}).order_by()
    counted = past.values(column).annotate(times=Count("*")).values("times")
    return Coalesce(Subquery(counted), Value(0))


def lock_written(record: Any, version: Any, seen: int) -> None:
    """Open a change of a record by somebody who saw this version of it.

    `version` is the expression that counts it. Raises Conflict where it has been written since.
    """
    records = type(record).objects.filter(pk=record.pk)
    records.select_for_update().first()
    if records.annotate(version=version).values_list("version", flat=True).get() != seen:
        records.refuse_stale(seen)
