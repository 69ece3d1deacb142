"""Publishers in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from claimtrack.db.admin import RecordAdmin, shows_list
from claimtrack.db.forms import one_line

from ..models import Publisher


@admin.register(Publisher)
class PublisherAdmin(RecordAdmin):
    publish_permission = "sources.publish_source"
    list_display = ("name", "address", "country", "documents")
    list_filter = ("country",)
    search_fields = ("name", "address")
    fields = ("name", "address", "country", "wikidata_id", "reason")

    class Media:
        css = {"all": ["sources/admin.css"]}

    def is_read(self, record: Publisher) -> bool:
        return record.sources.filter(is_public=True).exists()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Publisher]:
        rows = super().get_queryset(request)
        if shows_list(request):
            return rows.annotate(document_count=Count("sources"))
        return rows

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    @admin.display(description=_("documents"), ordering="document_count")
    def documents(self, publisher: Publisher) -> int:
        return publisher.document_count  # type: ignore[attr-defined]
