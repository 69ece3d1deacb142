"""Evidence: linked to a claim and to the passages of a source, by pasted words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acting import acting
from claimtrack.db.admin import RecordAdmin
from claimtrack.db.forms import KeySelect, one_line
from claimtrack.db.refusals import sentence
from sources.models import Source

from ..models import Claim, Evidence
from .claim_parts import passages_shown
from .passages import Passages


class EvidenceForm(forms.Form):
    """What bears on a claim; the passages are rows of their own beside it."""

    source = forms.ModelChoiceField(
        Source.objects.all(),
        label=gettext_lazy("Source"),
        widget=KeySelect(Evidence._meta.get_field("source"), admin.site),
    )
    bearing = forms.ChoiceField(choices=Evidence.Bearing.choices, label=gettext_lazy("Bearing"))
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField", "dir": "auto"}),
        help_text=gettext_lazy("What it shows; needed where there is no passage: a chart, a call."),
    )
    is_primary = forms.BooleanField(
        label=gettext_lazy("Primary"), required=False, help_text=gettext_lazy("First-hand.")
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Confidential"),
        required=False,
        help_text=gettext_lazy("Counted in public, never named."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="evidence_%s")

    def look_up(self, passages: Passages) -> Passages:
        """Find the passages in the source's text; what is to be decided becomes an error."""
        source = self.cleaned_data.get("source")
        if source is None or not passages.are_given:
            return passages
        if source.current_revision is None:
            said = _("“%(source)s” has no text to take passages from: write a note instead.")
            self.add_error("source", said % {"source": source})
            return passages
        found = passages.looked_up(source.current_revision.text)
        for question in found.questions:
            self.add_error(None, question)
        return found


def evidence_page(
    request: HttpRequest, claim: Claim, site: admin.AdminSite, closed: str
) -> HttpResponse:
    """Show the form, or link the evidence and go back to the claim; else say why it is closed.

    What was typed stays on the page.
    """
    posted = request.method == "POST"
    form = EvidenceForm(request.POST if posted else None)
    passages = Passages.posted(request.POST) if posted else Passages()
    if posted and not closed and form.is_valid():
        passages = form.look_up(passages)
        if form.is_valid() and _linked(request, claim, form, passages):
            messages.success(request, _("The evidence is linked."))
            return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim.pk]))
    context = {
        **site.each_context(request),
        "opts": Claim._meta,
        "title": _("Add evidence"),
        "original": claim,
        "closed": closed,
        "evidence_form": form,
        "passages": passages,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/claims/claim/evidence.html", context)


def _linked(
    request: HttpRequest, claim: Claim, form: EvidenceForm, passages: Passages
) -> Evidence | None:
    given = dict(form.cleaned_data)
    try:
        with acting(request.user), transaction.atomic():
            return claim.add_evidence(passages=passages.positions, by=request.user, **given)
    except ValidationError as error:
        if hasattr(error, "error_dict"):
            for name, said in error.message_dict.items():
                form.add_error(name if name in form.fields else None, said)
        else:
            form.add_error(None, error)
    except IntegrityError as error:
        form.add_error(None, sentence(error))
    return None


@admin.register(Evidence)
class EvidenceAdmin(RecordAdmin):
    """Evidence that is there: what is said of it may change, its passages stay."""

    list_display = ("claim", "bearing", "source", "is_primary", "is_confidential")
    list_filter = ("bearing", "is_primary", "is_confidential")
    list_select_related = ("claim", "source")
    search_fields = ("note", "claim__text", "source__title")
    fields = (
        "claim", "source", "passages_shown", "bearing", "note", "is_primary", "is_confidential",
        "reason",
    )  # fmt: skip
    readonly_fields = ("claim", "source", "passages_shown")
    publish_permission = "claims.publish_claim"
    part_of = "claim"

    class Media:
        css = {"all": ["claims/claim.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return super().get_queryset(request).select_related("claim", "source")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # it is added on the page of its claim

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    @admin.display(description=gettext_lazy("passages"))
    def passages_shown(self, evidence: Evidence) -> SafeString:
        return passages_shown(evidence)
