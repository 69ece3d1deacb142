"""What rests on a source, on its page: its quotes; and publishing or hiding it.

The rest of the page is `sources.admin`'s, which knows nothing of claims.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.admin import SourceAdmin
from sources.admin.parts import Parts
from sources.models import Source

from ..models import Quote
from .labels import speakers_of, with_speakers
from .publishing import Publishing
from .source_acts import HideSource


class QuoteInline(Parts):
    """The quotes found in a source, in the order in which they were recorded."""

    model = Quote
    fk_name = "source"
    fields = ("words", "said_by", "kind", "status", "is_public")
    readonly_fields = ("words", "said_by", "is_public")
    ordering = ("pk",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        return with_speakers(super().get_queryset(request))

    @admin.display(description=gettext_lazy("words"))
    def words(self, quote: Quote) -> SafeString:
        page = reverse("admin:claims_quote_change", args=[quote.pk])
        return format_html('<a href="{}"><span dir="auto">{}</span></a>', page, quote.text)

    @admin.display(description=gettext_lazy("said by"))
    def said_by(self, quote: Quote) -> str:
        return speakers_of(quote)


admin.site.unregister(Source)


@admin.register(Source)
class AnnotatedSourceAdmin(Publishing, SourceAdmin):
    publish_permission = "sources.publish_source"
    acts = (*SourceAdmin.acts, HideSource())

    class Media:
        css = {"all": ["claims/claim.css"]}

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return () if obj is None else (QuoteInline, *super().get_inlines(request, obj))

    def acts_on(self, request: HttpRequest, record: Source) -> list[dict[str, Any]]:
        acts = super().acts_on(request, record)
        if record.current_revision_id and request.user.has_perm("claims.add_quote"):
            page = f"{reverse('admin:claims_quote_add')}?source={record.pk}"
            acts.insert(0, {"label": _("Record a quote"), "name": "quote", "address": page})
        return acts
