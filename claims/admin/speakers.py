"""Speakers in the admin: their other names, their offices, what they said."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import WithActs
from claimtrack.db.admin import RecordAdmin, shows_list
from sources.admin.parts import Parts

from ..models import Attribution, Membership, Speaker, SpeakerName
from .claim_filters import MergedFilter
from .memberships import Lines, MembershipInline
from .merging import MergeSpeaker


class SpeakerNameInline(Lines, Parts):
    model = SpeakerName
    fields = ("name",)
    verbose_name = gettext_lazy("other name")
    verbose_name_plural = gettext_lazy("other names")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.add_speakername")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.change_speakername")


class MemberInline(Parts):
    model = Membership
    fk_name = "organization"
    fields = ("speaker", "role", "since", "until")
    verbose_name_plural = gettext_lazy("who belongs to it")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        return super().get_queryset(request).select_related("speaker", "organization")


class SaidInline(Parts):
    """The quotes in whose chain the speaker stands."""

    model = Attribution
    fk_name = "speaker"
    fields = ("role", "words", "kind", "said_on", "is_public")
    readonly_fields = ("words", "kind", "said_on", "is_public")
    verbose_name_plural = gettext_lazy("quotes")
    listed_in = ("claims.quote", "attributions__speaker")
    ordering = ("-quote__sort_key",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Attribution]:
        return super().get_queryset(request).select_related("quote", "speaker", "source")

    @admin.display(description=gettext_lazy("words"))
    def words(self, link: Attribution) -> SafeString:
        page = reverse("admin:claims_quote_change", args=[link.quote_id])
        return format_html('<a href="{}"><span dir="auto">{}</span></a>', page, link.quote)

    @admin.display(description=gettext_lazy("kind"))
    def kind(self, link: Attribution) -> str:
        return link.quote.get_kind_display()

    @admin.display(description=gettext_lazy("said on"))
    def said_on(self, link: Attribution) -> str:
        return link.quote.said_on

    @admin.display(description=gettext_lazy("public"), boolean=True)
    def is_public(self, link: Attribution) -> bool:
        return link.quote.is_public


@admin.register(Speaker)
class SpeakerAdmin(Lines, WithActs, RecordAdmin):
    publish_permission = "claims.publish_quote"
    list_display = ("name", "description", "kind", "people", "quotes", "merged_into")
    list_filter = ("kind", MergedFilter)
    list_select_related = ("merged_into",)
    search_fields = ("name", "description", "names__name")
    fields = (
        ("kind", "headcount_is", "headcount"), "name", "description",
        "publisher", "wikidata_id", "reason", "version",
    )  # fmt: skip
    autocomplete_fields = ("publisher",)
    acts = (MergeSpeaker(),)

    class Media:
        css = {"all": ["claims/claim.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        rows = super().get_queryset(request).select_related("merged_into")
        if shows_list(request):
            return rows.annotate(quote_count=Count("attributions__quote", distinct=True))
        return rows

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, doubled = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            # Whoever completes a name never means a merged speaker.
            found = found.filter(merged_into=None)
        return found, doubled

    def is_read(self, record: Speaker) -> bool:
        return Speaker.objects.public().filter(pk=record.pk).exists()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        if obj is None:
            return (SpeakerNameInline, MembershipInline)
        return (SpeakerNameInline, MembershipInline, MemberInline, SaidInline)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is not None and obj.merged_into_id:
            return [(None, {"fields": ["merged_into"]}), *fieldsets]
        return fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("merged_into",)

    @admin.display(description=gettext_lazy("people"))
    def people(self, speaker: Speaker) -> str:
        if speaker.headcount is None:
            return ""
        return _("%(how)s %(count)s") % {
            "how": speaker.get_headcount_is_display(),
            "count": speaker.headcount,
        }

    @admin.display(description=gettext_lazy("quotes"), ordering="quote_count")
    def quotes(self, speaker: Speaker) -> int:
        return speaker.quote_count  # type: ignore[attr-defined]
