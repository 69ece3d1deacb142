"""Claims in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.forms.widgets import Script
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acting import acting
from claimtrack.db.acts import WithActs
from claimtrack.db.admin import RecordAdmin, record_asked_for, shows_list
from claimtrack.db.forms import one_line
from claimtrack.db.refusals import sentence

from ..models import Claim
from .claim_acts import SetAside, TakeUp, WithdrawClaim
from .claim_filters import LackingFilter, MergedFilter, SetAsideFilter, TopicFilter
from .claim_form import AppearanceField, ClaimForm, appearances_of, most_used_topics
from .claim_parts import (
    AppearanceInline,
    EvidenceInline,
    MadeByInline,
    RelatedInline,
    RelationInline,
    ReviewInline,
)
from .evidence import EvidenceForm, evidence_page
from .labels import QuoteChoices
from .merging import MergeClaim
from .passages import Passages
from .publishing import Publishing


@admin.register(Claim)
class ClaimAdmin(Publishing, WithActs, RecordAdmin):
    form = ClaimForm
    list_display = (
        "shortened", "kind", "tagged", "verdict", "made_by", "standing", "is_public",
    )  # fmt: skip
    list_filter = (
        "kind", "status", LackingFilter, SetAsideFilter, TopicFilter, "is_public", MergedFilter,
    )  # fmt: skip
    search_fields = ("text",)
    date_hierarchy = "created_at"
    ordering = ("-sort_key",)
    publish_permission = "claims.publish_claim"
    acts = (SetAside(), TakeUp(), MergeClaim(), WithdrawClaim())

    class Media:
        css = {"all": ["claims/claim.css"]}
        js = [
            Script("claims/passages.js", type="module"),
            Script("claims/topics.js", type="module"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        rows: Any = super().get_queryset(request)
        return rows.for_list() if shows_list(request) else rows

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        about = ["text", ("kind", "language"), "topics", "condition", "due_on"]
        if obj is None:
            return [(None, {"fields": [*about, "reason", "version"]})]
        if not self.has_change_permission(request, obj):
            shown = [*about[:2], "tagged", *about[3:], "first_appearance"]
            return [(None, {"fields": [*self._standing_of(obj), *shown]})]
        fields = [*self._standing_of(obj), *about, "first_appearance", "reason", "version"]
        return [(None, {"fields": fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("standing", "is_public", "set_aside_reason", "withdrawn_reason", "tagged")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        if obj is None:
            return (MadeByInline, RelationInline)
        return (
            AppearanceInline, MadeByInline, EvidenceInline, ReviewInline, RelationInline,
            RelatedInline,
        )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        choices = QuoteChoices.as_view(admin_site=site)
        own = [
            path("quotes/", site.admin_view(choices), name="claims_quote_choices"),
            path(
                "<path:object_id>/evidence/",
                site.admin_view(self.evidence_view),
                name="claims_claim_evidence",
            ),
        ]
        return own + super().get_urls()

    def evidence_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form for evidence on this claim."""
        claim = self.model.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if claim is None:
            raise Http404
        if not request.user.has_perm("claims.add_evidence"):
            raise PermissionDenied
        return evidence_page(request, claim, self.admin_site, self.closed(request, claim))

    # The form

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **k: Any
    ) -> Any:
        if obj is not None and not self.has_change_permission(request, obj):
            k["fields"] = []  # `topics` is a field of the form alone
        return super().get_form(request, obj, change, **k)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "first_appearance":
            return AppearanceField(
                appearances_of(record_asked_for(request)),
                required=False,
                label=gettext_lazy("First appearance"),
                empty_label=_("the earliest"),
                help_text=db_field.help_text,
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        quote = request.GET.get("quote", "")
        if request.method == "GET" and quote.isdecimal() and isinstance(inline, MadeByInline):
            options["initial"] = [{"quote": quote}]
        return options

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            if "topics" in form.changed_data:
                obj.claim_topics.model.objects.lay(obj, form.cleaned_data["topics"])
        else:
            obj.__dict__.update(form.record(request.user).__dict__)

    def response_add(self, request: HttpRequest, obj: Claim, *args: Any) -> HttpResponse:
        if "_anyway" in request.POST and "_popup" not in request.POST:
            # What comes next is its evidence, on its own page.
            sent = request.POST.copy()
            sent["_continue"] = "1"
            request.POST = sent  # type: ignore[assignment]
        return super().response_add(request, obj, *args)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        claim = context.get("original")
        context["alike"] = getattr(context["adminform"].form, "alike", [])
        context["topic_names"] = most_used_topics()
        if claim and not claim.merged_into_id:
            if request.user.has_perm("claims.add_evidence") and not self.closed(request, claim):
                context["evidence_form"] = form = EvidenceForm()
                context["passages"] = Passages()
                context["media"] = context["media"] + form.media
            context["may_review"] = request.user.has_perm("claims.add_review")
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        instead = request.POST.get("_instead", "")
        if object_id is None and instead.isdecimal() and self.has_add_permission(request):
            return self._link_to_earlier(request, int(instead))
        return super().changeform_view(request, object_id, *args, **kwargs)

    def _link_to_earlier(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The quotes of a new claim's form appear in an earlier claim instead."""
        claim = Claim.objects.filter(pk=pk).first()
        if claim is None:
            raise Http404
        inline = next(
            inline for inline in self.get_inline_instances(request)
            if isinstance(inline, MadeByInline)
        )  # fmt: skip
        formset = inline.get_formset(request)(request.POST, instance=Claim(), prefix="appearances")
        chosen = [
            form.cleaned_data for form in formset.forms
            if form.has_changed() and form.is_valid() and form.cleaned_data.get("quote")
        ]  # fmt: skip
        if not chosen:
            messages.warning(request, _("No quote was named: nothing is linked to this claim."))
        for given in chosen:
            closed = given["quote"].is_public and self.closed(request, claim)
            if closed:
                messages.error(request, closed)
                continue
            try:
                with acting(request.user, request.POST.get("reason", "")), transaction.atomic():
                    claim.appear(given["quote"], given["stance"])
                messages.success(request, _("The quote is linked to this claim."))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            except IntegrityError as error:
                known = claim.appearances.filter(quote=given["quote"]).exists()
                said = _("The quote is linked to this claim already.") if known else sentence(error)
                messages.warning(request, said)
        return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))

    # What is shown of a claim

    def _standing_of(self, claim: Claim) -> list[Any]:
        lines: list[Any] = [("standing", "is_public")]
        if claim.set_aside_reason:
            lines.append("set_aside_reason")
        return [*lines, "withdrawn_reason"] if claim.withdrawn_reason else lines

    @admin.display(description=gettext_lazy("claim"), ordering="text")
    def shortened(self, claim: Claim) -> str:
        return Truncator(claim.text).chars(160)

    @admin.display(description=gettext_lazy("topics"))
    def tagged(self, claim: Claim) -> str:
        return ", ".join(link.topic.name for link in claim.claim_topics.all())

    @admin.display(description=gettext_lazy("verdict"), empty_value="")
    def verdict(self, claim: Claim) -> str:
        return claim.verdict or ""  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("quotes"), ordering="appearance_count")
    def made_by(self, claim: Claim) -> int:
        return claim.appearance_count  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, claim: Claim) -> str:
        if claim.merged_into_id:
            return _("merged into %(id)s") % {"id": claim.merged_into_id}
        if claim.set_aside_reason:
            return _("%(status)s, set aside") % {"status": claim.get_status_display()}
        return claim.get_status_display()
