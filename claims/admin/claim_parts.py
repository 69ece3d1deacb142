"""What hangs on a claim, on its page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sources.admin.parts import Parts

from ..models import Appearance, ClaimRelation, Evidence, Review
from .claim_form import with_quotes
from .labels import QuoteField, speakers_of


class AppearanceInline(Parts):
    """The quotes that make the claim."""

    model = Appearance
    fields = ("words", "said_by", "stance", "source", "to_check")
    readonly_fields = ("words", "said_by", "source", "to_check")
    verbose_name_plural = gettext_lazy("appearances")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Appearance]:
        return with_quotes(super().get_queryset(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)
        return fields if request.user.has_perm("claims.add_review") else fields[:-1]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.change_appearance")  # of its stance

    @admin.display(description=gettext_lazy("quote"))
    def words(self, appearance: Appearance) -> SafeString:
        page = reverse("admin:claims_quote_change", args=[appearance.quote_id])
        quote = appearance.quote
        note = _(" (withdrawn)") if quote.status == "withdrawn" else ""
        return format_html('<a href="{}"><span dir="auto">{}</span></a>{}', page, quote.text, note)

    @admin.display(description=gettext_lazy("said by"))
    def said_by(self, appearance: Appearance) -> str:
        return speakers_of(appearance.quote)

    @admin.display(description=gettext_lazy("source"))
    def source(self, appearance: Appearance) -> str:
        return str(appearance.quote.source)

    @admin.display(description=gettext_lazy("fact-check"))
    def to_check(self, appearance: Appearance) -> SafeString:
        page = reverse("admin:claims_review_add")
        return format_html(
            '<a href="{}?claim={}&amp;appearance={}">{}</a>',
            page,
            appearance.claim_id,
            appearance.pk,
            _("Check this one"),
        )


class MadeByInline(Parts):
    """Quotes to link to the claim; those that are linked are shown above."""

    model = Appearance
    fields = ("quote", "stance")
    verbose_name = gettext_lazy("quote")
    verbose_name_plural = gettext_lazy("quotes that make this claim")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).none()

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.add_appearance")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj is None else 0

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "quote":
            return QuoteField(db_field, label=gettext_lazy("quote"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class RelationInline(Parts):
    """How the claim stands to others."""

    model = ClaimRelation
    fk_name = "from_claim"
    fields = ("kind", "to_claim")
    autocomplete_fields = ("to_claim",)
    verbose_name = gettext_lazy("relation")
    verbose_name_plural = gettext_lazy("how it stands to other claims")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimRelation]:
        return super().get_queryset(request).select_related("to_claim")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.add_claimrelation")


class RelatedInline(Parts):
    """How others stand to the claim."""

    model = ClaimRelation
    fk_name = "to_claim"
    fields = ("from_claim", "kind")
    verbose_name_plural = gettext_lazy("how other claims stand to it")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClaimRelation]:
        return super().get_queryset(request).select_related("from_claim")


class EvidenceInline(Parts):
    """What supports, refutes or explains the claim."""

    model = Evidence
    fields = ("bearing", "source", "passages", "note", "is_primary", "is_confidential")
    readonly_fields = ("passages",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        rows = super().get_queryset(request)
        return rows.select_related("source", "claim").prefetch_related("spans")

    @admin.display(description=gettext_lazy("passages"))
    def passages(self, evidence: Evidence) -> SafeString:
        return passages_shown(evidence)


class ReviewInline(Parts):
    """The fact-checks of the claim."""

    model = Review
    fields = ("reviewer", "verdict", "on_one", "date", "standing")
    readonly_fields = ("verdict", "on_one", "standing")
    verbose_name_plural = gettext_lazy("fact-checks")
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        links = ("reviewer", "superseded_by", "appearance__quote")
        return super().get_queryset(request).select_related(*links)

    @admin.display(description=gettext_lazy("verdict"))
    def verdict(self, review: Review) -> SafeString | str:
        return verdict_shown(review)

    @admin.display(description=gettext_lazy("on"))
    def on_one(self, review: Review) -> str:
        return str(review.appearance.quote) if review.appearance else _("the claim")

    @admin.display(description=gettext_lazy("state"))
    def standing(self, review: Review) -> str:
        return standing_of(review)


def passages_shown(evidence: Evidence) -> SafeString:
    """The passages of evidence, one below the other."""
    return format_html_join("", '<span class="passage" dir="auto">{}</span>', (
        (span.exact,) for span in evidence.spans.all() if span.revision_id == evidence.revision_id
    ))  # fmt: skip


def verdict_shown(review: Review) -> SafeString | str:
    """A verdict, struck through where it no longer stands."""
    said = review.rating_name or ("" if review.rating_value is None else f"{review.rating_value:g}")
    if review.state == "withdrawn" or review.is_superseded:
        return format_html("<s>{}</s>", said)
    return said


def standing_of(review: Review) -> str:
    """Its state, and what has become of it."""
    if review.state == "withdrawn":
        return _("withdrawn: %(reason)s") % {"reason": review.withdrawn_reason}
    if review.is_superseded:
        return _("superseded")
    return review.get_state_display()
