"""Fact-checks in the admin, and the scales that they rate by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import WithActs
from claimtrack.db.admin import RecordAdmin
from claimtrack.db.forms import one_line
from sources.admin.parts import Parts

from ..models import Rating, RatingScale, Review
from .claim_parts import standing_of, verdict_shown
from .publishing import Publishing
from .review_acts import WithdrawReview
from .review_form import ReviewForm, initial_from
from .reviewers import ReviewerChoices, ReviewerSelect


@admin.register(Review)
class ReviewAdmin(Publishing, WithActs, RecordAdmin):
    form = ReviewForm
    list_display = ("claim", "reviewer", "verdict", "date", "standing")
    list_filter = ("state", ("reviewer", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("claim", "reviewer", "superseded_by")
    search_fields = ("title", "claim__text", "reviewer__name")
    date_hierarchy = "date_first"
    autocomplete_fields = ("claim",)
    publish_permission = "claims.publish_review"
    acts = (WithdrawReview(),)

    class Media:
        css = {"all": ["claims/claim.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        return super().get_queryset(request).select_related("claim", "reviewer", "superseded_by")

    def get_urls(self) -> list[URLPattern]:
        choices = self.admin_site.admin_view(ReviewerChoices.as_view(admin_site=self.admin_site))
        return [path("reviewers/", choices, name="claims_reviewer_choices"), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if not self._open(request, obj):
            return self._given(request, obj)
        verdict = ["rating", ("rating_name", "rating_value", "best", "worst"), "explanation"]
        told = ["title", "authors", "address", "language"]
        known = bool(obj or self._named(request, "claim") or self._named(request, "supersedes"))
        what = ["claim", "appearance"] if known else ["claim"]
        sections = [
            (None, {"fields": [*what, ("reviewer", "date")]}),
            (_("Verdict"), {"fields": [*verdict, *(["evidence"] if known else [])]}),
            (_("As published"), {"fields": told}),
        ]
        if obj.supersedes_id if obj else self._named(request, "supersedes"):
            sections.append((_("Supersedes"), {"fields": ["supersedes", "supersedes_reason"]}))
        last = {"fields": ["reason", "version"]} if obj else {"fields": ["version"]}
        return [*sections, (None, last)]

    def _given(self, request: HttpRequest, obj: Review) -> Any:
        shown = [
            ("claim", "standing"), "appearance", ("reviewer", "date"), "verdict",
            ("rating_value", "best", "worst", "scale"), "explanation", "rests_on_shown", "title",
            "authors", "supersedes", "supersedes_reason", "address", "language",
        ]  # fmt: skip
        tail = ["reason", "version"] if self.has_change_permission(request, obj) else []
        return [(None, {"fields": [*shown, *tail]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if self._open(request, obj):
            return ("claim",) if obj else ()
        return (
            "claim", "standing", "appearance", "reviewer", "date", "verdict", "rating_value",
            "best", "worst", "scale", "explanation", "rests_on_shown", "title", "authors",
            "supersedes", "supersedes_reason",
        )  # fmt: skip

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **k: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **k)
        if "supersedes" in form.base_fields:
            form.base_fields["supersedes"].widget = forms.HiddenInput()
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "reviewer":
            kwargs["widget"] = ReviewerSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        initial = super().get_changeform_initial_data(request)
        earlier = self._named(request, "supersedes")
        superseded = Review.objects.filter(pk=earlier).first() if earlier else None
        return {**initial, **(initial_from(superseded) if superseded else {})}

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "evidence" in form.cleaned_data and form.instance.state == Review.State.DRAFT:
            form.lay_evidence(form.instance)

    def acts_on(self, request: HttpRequest, record: Review) -> list[dict[str, Any]]:
        acts = super().acts_on(request, record)
        may = record.state == Review.State.PUBLISHED and self.has_add_permission(request)
        if may and getattr(record, "superseded_by", None) is None:
            page = f"{reverse('admin:claims_review_add')}?supersedes={record.pk}"
            acts.append({"label": _("Supersede…"), "name": "supersede", "address": page})
        return acts

    def _open(self, request: HttpRequest, obj: Any) -> bool:
        """Whether its verdict may be written: it is new, or a draft."""
        if obj is None:
            return True
        return obj.state == Review.State.DRAFT and self.has_change_permission(request, obj)

    def _named(self, request: HttpRequest, name: str) -> int:
        given = request.POST.get(name) or request.GET.get(name, "")
        return int(given) if given.isdecimal() and len(given) < 19 else 0

    @admin.display(description=gettext_lazy("verdict"), ordering="rating_name")
    def verdict(self, review: Review) -> SafeString | str:
        return verdict_shown(review)

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def standing(self, review: Review) -> str:
        return standing_of(review)

    @admin.display(description=gettext_lazy("rests on"))
    def rests_on_shown(self, review: Review) -> SafeString:
        links = review.rests_on.select_related("evidence__source")
        lines = ((str(link.evidence.source), link.evidence.bearing) for link in links)
        return format_html_join(mark_safe("<br>"), "{}, {}", lines)


class RatingInline(Parts):
    model = Rating
    fields = ("name", "value")
    extra = 3

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.add_rating")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.change_rating")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))


@admin.register(RatingScale)
class RatingScaleAdmin(RecordAdmin):
    publish_permission = "claims.publish_review"
    list_display = ("name", "publisher", "methodology_address")
    list_select_related = ("publisher",)
    readonly_fields = ("ends",)
    search_fields = ("name", "publisher__name")
    autocomplete_fields = ("publisher",)
    fields = ("name", "publisher", "methodology_address", "ends", "reason")
    inlines = (RatingInline,)

    class Media:
        css = {"all": ["claims/claim.css"]}

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    def is_read(self, record: RatingScale) -> bool:
        return Review.objects.public().filter(scale=record).exists()

    @admin.display(description=gettext_lazy("best and worst"))
    def ends(self, scale: RatingScale) -> str:
        found = scale.ends() if scale.pk else None
        if found is None:
            return _("The first fact-check with a number says which end is best.")
        return _("%(best)g and %(worst)g, as its fact-checks have it") % {
            "best": found[0],
            "worst": found[1],
        }
