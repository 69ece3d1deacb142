"""What happened to a record, on a page to read: who did it when and why, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fields import PartialDateField
from .forms import as_key
from .history import history_model

PER_PAGE = 50
MOST_SHOWN = 2_000
"""Code points of a value."""
DID = {
    "+": gettext_lazy("Recorded"),
    "~": gettext_lazy("Changed"),
    "-": gettext_lazy("Taken out"),
}
_ABOUT_THE_ROW = {"id", "uid", "created_at", "created_by"}


@dataclass(frozen=True)
class Difference:
    """A column, what it said and what it says; "" where it says nothing."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Entry:
    """One change of a record."""

    row: Any
    changes: list[Difference] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        return self.row.history_date

    @property
    def who(self) -> str:
        return str(self.row.history_user or _("Somebody"))

    @property
    def did(self) -> Any:
        return DID[self.row.history_type]

    @property
    def why(self) -> str:
        return self.row.history_change_reason or ""


def last_entry_of(record: models.Model) -> int | None:
    """The number of the last entry in a record's history."""
    past = history_model(type(record))
    if past is None:
        return None
    rows = past.objects.filter(id=record.pk)
    return rows.aggregate(last=models.Max("history_id"))["last"]


def entries(rows: Sequence[Any], before: Any = None) -> list[Entry]:
    """Entries of these rows of one history, the latest first; `before` is the row that precedes.

    One query for each model that a changed column names, however many rows.
    """
    steps = list(pairwise([*rows, *([before] if before else [])]))
    changed = [[c for c in _columns(new) if _raw(old, c) != _raw(new, c)] for new, old in steps]
    names = _names(
        (column, _raw(row, column))
        for step, columns in zip(steps, changed, strict=True)
        for row in step
        for column in columns
    )
    found = [
        Entry(
            new,
            [Difference(_label(c), _said(old, c, names), _said(new, c, names)) for c in columns],
        )
        for (new, old), columns in zip(steps, changed, strict=True)
    ]
    return found if before or not rows else [*found, Entry(rows[-1])]


def _columns(row: Any) -> Iterator[Any]:
    """What people write; not what follows from it."""
    tracked = row.tracked_fields
    left_out = _ABOUT_THE_ROW | {
        f"{column.name}_{end}"
        for column in tracked
        if isinstance(column, PartialDateField)
        for end in ("first", "last")
    }
    return (column for column in tracked if column.name not in left_out)


def _raw(row: Any, column: Any) -> Any:
    return getattr(row, column.attname)


def _label(column: Any) -> str:
    return str(capfirst(column.verbose_name))


def _names(values: Iterable[tuple[Any, Any]]) -> dict[tuple[type[models.Model], Any], str]:
    """The records that columns name, by model and key."""
    wanted: dict[type[models.Model], set[Any]] = {}
    for column, value in values:
        if column.related_model and value is not None:
            wanted.setdefault(column.related_model, set()).add(value)
    named: dict[tuple[type[models.Model], Any], str] = {}
    for model, keys in wanted.items():
        beside = [f.name for f in model._meta.fields if f.is_relation and not f.null]
        rows = model._base_manager.select_related(*beside) if beside else model._base_manager
        named |= {(model, key): str(record) for key, record in rows.in_bulk(keys).items()}
    return named


def _said(row: Any, column: Any, names: dict[tuple[type[models.Model], Any], str]) -> str:
    """A value in the words that pages have for it."""
    value = _raw(row, column)
    if value is None or value == "":
        return ""
    if column.related_model:
        return f"{names.get((column.related_model, value), '')} (#{value})".lstrip()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return str(date_format(value, "DATETIME_FORMAT"))
    value = dict(column.flatchoices).get(value, value) if column.choices else value
    return Truncator(str(value)).chars(MOST_SHOWN)


class WithPast:
    """A ModelAdmin whose histories are read, and never sent to: no record goes back by them."""

    def get_urls(self) -> list[URLPattern]:
        meta = self.model._meta  # type: ignore[attr-defined]
        entry = path(
            "<path:object_id>/history/<str:entry>/",
            self.admin_site.admin_view(self.history_view),  # type: ignore[attr-defined]
            name=f"{meta.app_label}_{meta.model_name}_simple_history",
        )
        return [entry, *super().get_urls()]  # type: ignore[misc]

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
        entry: str = "",
    ) -> HttpResponse:
        """All entries of a record's history, or the one of this number."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        past = history_model(self.model)  # type: ignore[attr-defined]
        if past is None and not entry:
            return super().history_view(request, object_id, extra_context)  # type: ignore[misc]
        record = self._read(request, as_key(unquote(object_id)))
        if past is None or record is None:
            raise Http404
        rows = past.objects.filter(id=record.pk).order_by("-history_id")
        shown = rows.filter(history_id=as_key(entry)) if entry else rows
        page = Paginator(shown.select_related("history_user"), PER_PAGE).get_page(
            request.GET.get("p")
        )
        found = list(page)
        if entry and not found:
            raise Http404
        before = rows.filter(history_id__lt=found[-1].history_id).first() if found else None
        return self._past_page(request, record, page, entries(found, before))

    def _read(self, request: HttpRequest, key: int) -> Any:
        record = self.get_queryset(request).filter(pk=key).first()  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, record):  # type: ignore[attr-defined]
            raise PermissionDenied
        return record

    def _past_page(
        self, request: HttpRequest, record: Any, page: Any, told: list[Entry]
    ) -> HttpResponse:
        meta = record._meta
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History"),
            "subtitle": str(record),
            "opts": meta,
            "object": record,
            "module_name": str(capfirst(meta.verbose_name_plural)),
            "entries": told,
            "page": page,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/past.html", context)
