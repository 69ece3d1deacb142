"""How records are shown in the admin: looked at here, changed through the functions that may."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .models import Change


class RecordAdmin(admin.ModelAdmin):
    """A page a record, to look at. Nothing recorded is deleted from the admin."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PartInline(admin.TabularInline):
    """The parts of a record on its page, to look at."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Change)
class ChangeAdmin(RecordAdmin):
    list_display = ("seq", "at", "model", "object_id", "was_public", "is_public")
    list_filter = ("model",)
    ordering = ("-seq",)
