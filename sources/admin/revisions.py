"""The texts of sources in the admin, to read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claimtrack.db.acts import WithActs
from claimtrack.db.admin import ReadOnlyAdmin, record_asked_for

from ..models import Revision
from .filters import WorkedThrough
from .parts import Parts
from .source_acts import WorkThrough


def shown(text: str, language: str) -> SafeString:
    """A text as a page to read: its own lines, its own direction."""
    return format_html(
        '<div class="source-text" dir="auto" lang="{}" tabindex="0" role="region" '
        'aria-label="{}">{}</div>',
        language,
        _("The text"),
        text,
    )


class RevisionInline(Parts):
    """The texts of a source, the newest first."""

    model = Revision
    fk_name = "source"
    fields = ("number", "made_by", "reader", "retrieved_at", "worked_through_by")
    verbose_name_plural = _("texts")
    show_change_link = True
    ordering = ("-number",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        rows = super().get_queryset(request)
        return rows.select_related("worked_through_by", "source").defer("text")


@admin.register(Revision)
class RevisionAdmin(WithActs, ReadOnlyAdmin):
    list_display = ("source", "number", "made_by", "reader", "retrieved_at", "worked_through_by")
    list_filter = (WorkedThrough, "made_by")
    list_select_related = ("source", "worked_through_by")
    search_fields = ("source__title",)
    fields = (
        ("source", "number"),
        ("made_by", "reader", "retrieved_at"),
        ("worked_through_by", "worked_through_at"),
        "text_shown",
        "sha256",
    )
    acts = (WorkThrough(),)

    class Media:
        css = {"all": ["sources/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        rows = super().get_queryset(request)
        return rows if record_asked_for(request) else rows.defer("text")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["text_shown"]

    @admin.display(description=_("text"))
    def text_shown(self, revision: Revision) -> SafeString:
        return shown(revision.text, revision.source.language)
