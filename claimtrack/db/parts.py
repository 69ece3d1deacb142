"""The parts of a record in tables on its page."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.forms.models import BaseInlineFormSet, _get_foreign_key
from django.http import HttpRequest
from django.urls import reverse

from .forms import Completing
from .listing import OF_A_RECORD

SHOWN = 50
"""Rows of a table that is only looked at, where a list has them all."""


class ShownRows(BaseInlineFormSet):
    """Rows to look at: a form sends nothing of them, and they stand in nobody's way."""

    is_shown_only = True
    all_at = ""
    """The address of the list of all; without one all are shown here."""

    def __init__(self, data: Any = None, files: Any = None, **options: Any) -> None:
        options.pop("save_as_new", None)
        super().__init__(**options)
        self.has_more = False
        self.new_objects: list[Any] = []
        self.changed_objects: list[Any] = []
        self.deleted_objects: list[Any] = []

    def get_queryset(self) -> Any:
        if not hasattr(self, "_queryset"):
            rows = super().get_queryset()
            found = list(rows[: SHOWN + 1] if self.all_at else rows)
            self.has_more = bool(self.all_at) and len(found) > SHOWN
            self._queryset = found[:SHOWN] if self.has_more else found
        return self._queryset

    def is_valid(self) -> bool:
        return True

    def save(self, commit: bool = True) -> list[Any]:
        return []


class PartInline(Completing, admin.TabularInline):
    """The parts of a record on its page, to look at."""

    template = "admin/part_inline.html"
    extra = 0
    can_delete = False
    show_change_link = False
    listed_in: tuple[str, str] | None = None
    """The model on whose list all of them are, and what names the record there:
    ("claims.quote", "attributions__speaker"). Else their own list, where they have one."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if self.has_add_permission(request, obj) or self.has_change_permission(request, obj):
            return super().get_formset(request, obj, **kwargs)
        rows: Any = super().get_formset(request, obj, **{"formset": ShownRows, **kwargs})
        rows.all_at = self._list_of_all(request, obj)
        return rows

    def _list_of_all(self, request: HttpRequest, record: Any) -> str:
        own = (
            self.model._meta.label,
            _get_foreign_key(self.parent_model, self.model, self.fk_name).name,
        )
        label, column = self.listed_in or own
        listing = self.admin_site._registry.get(apps.get_model(label))
        if record is None or listing is None or not listing.has_view_permission(request):
            return ""
        meta = listing.opts
        page = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        return f"{page}?{column}{OF_A_RECORD}={record.pk}"
