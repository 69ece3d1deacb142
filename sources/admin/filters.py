"""Filters that ask yes or no, in words for people."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class HappenedFilter(admin.SimpleListFilter):
    """Whether something has been done: a moment is written there, or none."""

    moment = ""
    """The column of the moment."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("Not yet")), ("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("no", "yes"):
            return queryset
        return queryset.filter(**{f"{self.moment}__isnull": self.value() == "no"})


class WorkedThrough(HappenedFilter):
    """Of texts."""

    title = _("worked through")
    parameter_name = "worked_through"
    moment = "worked_through_at"


class TextWorkedThrough(WorkedThrough):
    """Of sources: one without a text has nothing to be worked through."""

    moment = "current_revision__worked_through_at"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found = super().queryset(request, queryset)
        return found.filter(current_revision__isnull=False) if self.value() else found
