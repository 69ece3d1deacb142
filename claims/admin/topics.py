"""Topics in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claimtrack.db.admin import RecordAdmin
from claimtrack.db.forms import one_line

from ..models import Topic


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    publish_permission = "claims.publish_claim"
    list_display = ("name", "claims")
    search_fields = ("name",)
    fields = ("name", "reason")

    class Media:
        css = {"all": ["claims/claim.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        return super().get_queryset(request).annotate(claim_count=Count("claim_topics"))

    def is_read(self, record: Topic) -> bool:
        return record.claim_topics.filter(claim__is_public=True).exists()

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    @admin.display(description=_("claims"), ordering="claim_count")
    def claims(self, topic: Topic) -> SafeString:
        page = reverse("admin:claims_claim_changelist")
        count = topic.claim_count  # type: ignore[attr-defined]
        return format_html('<a href="{}?topic={}">{}</a>', page, topic.pk, count)
