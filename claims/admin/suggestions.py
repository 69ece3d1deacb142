"""What a machine proposes, to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claimtrack.db.admin import ReadOnlyAdmin, record_asked_for

from ..models import Suggestion


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ("source", "kind", "confidence", "extractor", "decision", "decided_by")
    list_filter = ("decision", "kind", "extractor")
    list_select_related = ("revision__source", "decided_by")
    search_fields = ("revision__source__title",)
    fields = (
        "source", "words", ("kind", "confidence", "extractor"),
        ("decision", "decided_by", "decided_at"), "why", "quote",
    )  # fmt: skip
    readonly_fields = ("source", "words", "why")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Suggestion]:
        rows = super().get_queryset(request).select_related("revision__source", "decided_by")
        return rows if record_asked_for(request) else rows.defer("revision__text")

    @admin.display(description=_("reason"))
    def why(self, suggestion: Suggestion) -> str:
        return suggestion.reason

    @admin.display(description=_("source"))
    def source(self, suggestion: Suggestion) -> str:
        return str(suggestion.revision.source)

    @admin.display(description=_("words"))
    def words(self, suggestion: Suggestion) -> SafeString:
        """Each piece as it stands in the text, with its role."""
        text = suggestion.revision.text
        pieces: Any = (
            (role, Truncator(text[start:end]).chars(1000))
            for role, spans in suggestion.spans.items()
            for start, end in spans
        )
        return format_html_join("", '<p><b>{}</b> <span dir="auto">{}</span></p>', pieces)
