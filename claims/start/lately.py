"""What people did last, from the histories of the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Appearance, Attribution, Claim, Evidence, Quote, Review
from sources.models import Source

from .waiting import change_page

MOST_SHOWN = 15
LOOKED_AT = 60
"""Rows of each history that are looked at, for several in a row are often one act on one record."""

DID = {
    "+": gettext_lazy("recorded"),
    "~": gettext_lazy("changed"),
    "-": gettext_lazy("took out"),
}
_SHOWN = (
    (Quote, "claims.view_quote"),
    (Claim, "claims.view_claim"),
    (Evidence, "claims.view_evidence"),
    (Review, "claims.view_review"),
    (Source, "sources.view_source"),
)


@dataclass(frozen=True)
class Act:
    """Who did what and when; `record` is the record whose page shows it, None where it is gone."""

    who: str
    did: Any
    what: str
    reason: str
    at: datetime
    record: Model | None

    @property
    def address(self) -> str:
        return change_page(self.record) if self.record else ""


def lately(user: Any) -> list[Act]:
    """What others than this user did last on what the user may see, the latest first.

    One query a history and one for each kind of record that they name, however many rows.
    """
    rows: list[Any] = []
    for model, permission in _SHOWN:
        if user.has_perm(permission):
            history = model.history.exclude(history_user=user).select_related("history_user")
            rows += history.order_by("-history_date", "-history_id")[:LOOKED_AT]
    rows.sort(key=lambda row: (row.history_date, row.history_id), reverse=True)
    return _acts(_one_a_record(rows)[:MOST_SHOWN])


def last_of(records: Collection[Model], parts: Iterable[tuple[Any, str]]) -> dict[int, Act]:
    """For each of these records of one kind, by its id: who recorded on it last.

    `parts` are the models whose histories count, with the column that names the record there.
    Two queries a part.
    """
    latest: dict[int, Any] = {}
    keys = [record.pk for record in records]
    for model, column in parts if keys else ():
        of_these = model.history.filter(**{f"{column}__in": keys})
        ends = of_these.order_by().values(column).annotate(end=Max("history_id")).values("end")
        rows = model.history.filter(history_id__in=ends).select_related("history_user")
        for row in rows:
            key = getattr(row, column)
            if key not in latest or row.history_date > latest[key].history_date:
                latest[key] = row
    return {key: _act(row, None) for key, row in latest.items()}


LAST_OF_CLAIM = (
    (Claim, "id"),
    (Appearance, "claim_id"),
    (Evidence, "claim_id"),
    (Review, "claim_id"),
)
LAST_OF_QUOTE = ((Quote, "id"), (Attribution, "quote_id"), (Appearance, "quote_id"))


def _one_a_record(rows: list[Any]) -> list[Any]:
    """Without those that go on with what the same person did to the same record just after."""
    kept: list[Any] = []
    for row in rows:
        if not kept or _deed(kept[-1]) != _deed(row):
            kept.append(row)
    return kept


def _deed(row: Any) -> tuple[Any, ...]:
    return row.history_user_id, row.instance_type, row.id


def _acts(rows: list[Any]) -> list[Act]:
    wanted: dict[type[Model], set[int]] = {}
    for row in rows:
        model, key = _shown_on(row)
        wanted.setdefault(model, set()).add(key)
    records = {model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()}
    acts = []
    for row in rows:
        model, key = _shown_on(row)
        acts.append(_act(row, records[model].get(key)))
    return acts


def _shown_on(row: Any) -> tuple[type[Model], int]:
    if row.instance_type in (Evidence, Review):
        return Claim, row.claim_id
    return row.instance_type, row.id


def _act(row: Any, record: Model | None) -> Act:
    model = row.instance_type
    what = {Evidence: _("evidence on"), Review: _("a fact-check on")}.get(model)
    return Act(
        who=str(row.history_user or _("Somebody")),
        did=DID[row.history_type],
        what=what or _("the %s") % model._meta.verbose_name,
        reason=row.history_change_reason or "",
        at=row.history_date,
        record=record,
    )
