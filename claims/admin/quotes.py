"""Quotes in the admin: the list, the page, and what leads there."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import quote as escaped
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import WithActs
from claimtrack.db.admin import RecordAdmin
from sources.models import Revision, Source

from ..models import Quote
from .labels import speakers_of, with_speakers
from .publishing import Publishing
from .quote_acts import NothingToCheck, SomethingToCheck, WithdrawQuote
from .quote_completion import complete
from .quote_form import QuoteForm
from .quote_prefilling import chain_of
from .quote_storing import store

EPOCH = date(1970, 1, 1)
SAME_CHAIN = "_same"


class WithoutClaim(admin.SimpleListFilter):
    title = gettext_lazy("claims")
    parameter_name = "claims"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", gettext_lazy("waits for a claim"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.without_claim() if self.value() == "none" else queryset


class SourceLanguage(admin.SimpleListFilter):
    title = gettext_lazy("language of the source")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        spoken = Source.objects.exclude(language="").order_by("language")
        return [(name, name) for name in spoken.values_list("language", flat=True).distinct()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(source__language=self.value()) if self.value() else queryset


@admin.register(Quote)
class QuoteAdmin(Publishing, WithActs, RecordAdmin):
    form = QuoteForm
    change_form_template = "admin/claims/quote/change_form.html"
    publish_permission = "claims.publish_quote"
    acts = (NothingToCheck(), SomethingToCheck(), WithdrawQuote())
    list_display = ("words", "said_by", "kind", "of_source", "day_said", "status", "is_public")
    list_filter = ("kind", "status", "is_public", "nothing_to_check", SourceLanguage, WithoutClaim)
    date_hierarchy = "source__published_last"
    list_select_related = ("source",)
    search_fields = ("text",)
    search_help_text = gettext_lazy("Words of the quote, in any order.")
    ordering = ("-sort_key",)

    # The list

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quote]:
        return with_speakers(super().get_queryset(request))

    @admin.display(description=gettext_lazy("Words"), ordering="text")
    def words(self, record: Quote) -> str:
        return format_html('<span dir="auto">{}</span>', Truncator(record.text).chars(160))

    @admin.display(description=gettext_lazy("Speakers"))
    def said_by(self, record: Quote) -> str:
        return speakers_of(record)

    @admin.display(description=gettext_lazy("Source"), ordering="source__title")
    def of_source(self, record: Quote) -> str:
        return Truncator(str(record.source)).chars(60)

    @admin.display(description=gettext_lazy("Said on"), ordering="sort_key")
    def day_said(self, record: Quote) -> str:
        """As it was written, of the quote or of its source; else the day it is sorted under."""
        written = record.said_on or record.source.published
        return written or (EPOCH + timedelta(days=record.day)).isoformat()

    # The page

    def acts_on(self, request: HttpRequest, record: Quote) -> list[dict[str, Any]]:
        acts = super().acts_on(request, record)
        may = record.status != Quote.Status.WITHDRAWN and request.user.has_perm("claims.add_claim")
        if may:
            page = _claim_page(record)
            acts.insert(0, {"label": _("Record a claim"), "name": "claim", "address": page})
        return acts

    def get_urls(self) -> list[URLPattern]:
        completion = path(
            "completion/<slug:what>/",
            self.admin_site.admin_view(complete),
            name="claims_quote_completion",
        )
        return [completion, *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        first = ("of_source_page",) if obj else ("source",)
        if obj and not self.has_change_permission(request, obj):
            first += ("status", "withdrawn_reason")  # type: ignore[assignment]
        details = ("kind", "said_on", "said_in", "quoted_from", "nothing_to_check")
        last = [(None, {"fields": ("version", "reason")})] if obj else []
        if obj and not self.has_change_permission(request, obj):
            last = []
        return [
            (_("Where"), {"fields": first}),
            (_("Kind, time and language"), {"fields": details}),
            *last,
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("of_source_page",) if obj else ()

    @admin.display(description=gettext_lazy("Source"))
    def of_source_page(self, record: Quote) -> str:
        address = reverse("admin:sources_source_change", args=[record.source_id])
        return format_html('<a href="{}" dir="auto">{}</a>', address, record.source)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, *args, **kwargs)
        form.user = request.user  # type: ignore[attr-defined]
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """`?source=` preselects it; `?corrects=` and `?like=` take over parts of a quote."""
        initial: dict[str, Any] = {}
        rows = Quote.objects.select_related("source", "quoted_from", "revision")
        for name in ("corrects", "like"):
            key = _number(request.GET.get(name))
            quote = rows.filter(pk=key).first() if key else None
            if quote:
                initial |= {name: quote, "source": quote.source, "quoted_from": quote.quoted_from}
        key = _number(request.GET.get("source"))
        source = Source.objects.filter(pk=key).first() if key else None
        return {**initial, "source": source} if source else initial

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            # What the record refuses only when it is stored; nothing of it stays behind.
            request.refusal = " ".join(error.messages)  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        stored = store(form, by=request.user)
        obj.pk = stored.pk
        obj.refresh_from_db()

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        """Go on with another quote, else to the page of this one, where a claim is recorded."""
        if IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, *args)
        page = reverse("admin:claims_quote_change", args=[escaped(obj.pk)])
        again = {"_addanother": f"source={obj.source_id}", SAME_CHAIN: f"like={obj.pk}"}
        for button, query in again.items():
            if button in request.POST:
                said = _('Recorded: <a href="{}">{}</a>')
                messages.success(request, format_html(said, page, obj))
                return HttpResponseRedirect(f"{reverse('admin:claims_quote_add')}?{query}")
        said = _("The quote “{}” was added successfully.")
        if request.user.has_perm("claims.add_claim") and not obj.nothing_to_check:
            said += " " + _('Next: <a href="{}">record a claim</a> that it makes.')
        messages.success(request, format_html(said, obj, _claim_page(obj)))
        return HttpResponseRedirect(page)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = context.get("original")
        context["edits"] = record is None or self.has_change_permission(request, record)
        context["completion"] = reverse("admin:claims_quote_completion", args=["speaker"])
        if record is not None:
            context |= _told_about(record)
        return super().render_change_form(request, context, *args, **kwargs)


def _claim_page(quote: Quote) -> str:
    """Where a claim that this quote makes is recorded."""
    return f"{reverse('admin:claims_claim_add')}?quote={quote.pk}"


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 16 else None


def _told_about(quote: Quote) -> dict[str, Any]:
    """What the page says of a quote beside its form."""
    spans = quote.spans.select_related("attribution__speaker", "attribution__source")
    here = spans.filter(revision=quote.revision_id).order_by("role", "number")
    later = spans.exclude(revision=quote.revision_id).order_by("revision__number")
    newer = Revision.objects.without_text().filter(source=quote.source_id).order_by("-number")
    return {
        "spans": here,
        "links": partial(chain_of, quote),
        "found_on": quote.revision,
        "newer_text": newer.filter(number__gt=quote.revision.number).first(),
        "also_in": lambda: sorted(set(later.values_list("revision__number", flat=True))),
        "related_by": quote.related_by.select_related("from_quote"),
        "relations": quote.relations.select_related("to_quote"),
    }
