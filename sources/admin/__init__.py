"""Sources in the admin."""

from __future__ import annotations

from django.contrib import admin

from claimtrack.db.admin import PartInline, ReadOnlyAdmin

from ..models import Capture, Publisher, Revision, Source


class RevisionInline(PartInline):
    model = Revision
    fk_name = "source"
    fields = ("number", "made_by", "reader", "retrieved_at", "worked_through_by")
    show_change_link = True

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("worked_through_by").defer("text")


class CaptureInline(PartInline):
    model = Capture
    fields = ("media_type", "size", "sha256", "retrieved_at", "address")


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "publisher", "published", "language", "status", "is_public")
    list_filter = ("kind", "status", "is_public", "language")
    list_select_related = ("publisher",)
    search_fields = ("title", "byline", "address", "publisher__name")
    ordering = ("-sort_key",)
    inlines = (RevisionInline, CaptureInline)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("source", "number", "made_by", "reader", "retrieved_at")
    list_select_related = ("source",)
    search_fields = ("source__title",)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.resolver_match.kwargs.get("object_id") else rows.defer("text")


@admin.register(Publisher)
class PublisherAdmin(ReadOnlyAdmin):
    list_display = ("name", "address", "country")
    search_fields = ("name",)
