"""Records that some may no longer change: public ones, and those merged into another.

Whoever opens one only looks, and is told why. Whoever had it open before it was closed is shown
what of theirs is not stored.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from .forms import as_key


def is_public(record: Any) -> bool:
    """Whether outsiders read it, or would if nothing else were hidden."""
    standing = (getattr(record, "status", ""), getattr(record, "state", ""))
    return getattr(record, "is_public", False) or "published" in standing


class Closing:
    """A ModelAdmin that closes records to whoever may not publish them."""

    publish_permission = ""
    """Who has it changes records that are public; without one everybody does."""
    part_of = ""
    """The column of the record that this one belongs to, and is public with."""

    def closed(self, request: HttpRequest, record: Any) -> str:
        """Why this user does not change this record; empty where nothing stands against it."""
        if getattr(record, "merged_into_id", None):
            return _("It has been merged into another: that one is changed instead.")
        whole = getattr(record, self.part_of) if self.part_of else record
        needed = self.publish_permission
        if not needed or request.user.has_perm(needed) or not self._is_read(whole):
            return ""
        told = _("The %(what)s is public: an Editor changes it.")
        return told % {"what": whole._meta.verbose_name}

    def is_read(self, record: Any) -> bool:
        """Whether outsiders read it; for what is public only through others, say how."""
        return is_public(record)

    def _is_read(self, record: Any) -> bool:
        # Django asks for each part of a page anew whether it may be changed.
        if "_outsiders_read" not in vars(record):
            record._outsiders_read = self.is_read(record)
        return bool(record._outsiders_read)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may: bool = super().has_change_permission(request, obj)  # type: ignore[misc]
        return may and not (obj and self.closed(request, obj))

    def _may_change_some(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)  # type: ignore[misc]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        page = partial(super().changeform_view, request, object_id, form_url)  # type: ignore[misc]
        try:
            return page(extra_context)
        except PermissionDenied:
            lost = self._lost(request, object_id)
            if lost is None:
                raise
            request.method = "GET"  # what comes back is the page to look at
            return page({**(extra_context or {}), "lost": lost})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = context.get("original")
        if record is not None and self._may_change_some(request):
            context["closed"] = self.closed(request, record)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def _lost(self, request: HttpRequest, object_id: str | None) -> list[str] | None:
        """What was sent for a record that is closed; None where something else is in the way."""
        if request.method != "POST" or object_id is None or not self._may_change_some(request):
            return None
        rows = self.get_queryset(request)  # type: ignore[attr-defined]
        record = rows.filter(pk=as_key(unquote(object_id))).first()
        if record is None or not self.closed(request, record):
            return None
        return self.in_vain(request, record)

    def in_vain(self, request: HttpRequest, record: Any, taken: Collection[str] = ()) -> list[str]:
        """What was sent for this record and is not as it stands, without the fields `taken`."""
        shown = set(flatten_fieldsets(self.get_fieldsets(request, record)))  # type: ignore[attr-defined]
        shown -= set(self.get_readonly_fields(request, record))  # type: ignore[attr-defined]
        columns = [
            column.name
            for column in record._meta.concrete_fields
            if column.editable
            and column.name not in taken
            and (column.name in request.POST or _is_ticked(column, shown))
        ]
        form: Any = forms.models.modelform_factory(
            self.model,  # type: ignore[attr-defined]
            form=self.form,  # type: ignore[attr-defined]
            fields=columns,
            formfield_callback=partial(self.formfield_for_dbfield, request=request),  # type: ignore[attr-defined]
        )
        told: list[str] = form(request.POST, instance=copy(record)).in_vain(without=taken)
        return told


def _is_ticked(column: models.Field[Any, Any], shown: Collection[str]) -> bool:
    """Whether it is a box that sends nothing where it is not ticked."""
    return isinstance(column, models.BooleanField) and column.name in shown
