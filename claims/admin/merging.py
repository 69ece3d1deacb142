"""Merging two records that are one, and taking the merge back."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claimtrack.db.acts import Act, WithActs
from claimtrack.db.admin import ReadOnlyAdmin
from claimtrack.db.forms import KeySelect
from sources.admin.filters import HappenedFilter
from sources.admin.parts import Parts

from ..models import Claim, Merge, MergeMove, Quote, Speaker
from ..models.merging import LINKS
from ..wording import counted
from .reasons import DESK, SaidReasonForm

NAMES = {
    "claims.SpeakerName": ("%d other name", "%d other names"),
    "claims.Membership": ("%d office or membership", "%d offices and memberships"),
    "claims.Attribution": ("%d place in the chain of a quote", "%d places in chains of quotes"),
    "claims.Appearance": ("%d appearance", "%d appearances"),
    "claims.Evidence": ("%d piece of evidence", "%d pieces of evidence"),
    "claims.Review": ("%d fact-check", "%d fact-checks"),
    "claims.ClaimTopic": ("%d topic", "%d topics"),
    "claims.ClaimRelation": ("%d relation to another claim", "%d relations to other claims"),
}
"""What hangs on a record that is merged, in words: one, many."""
KEPT_WITH_THE_MERGE = gettext_lazy("Kept with the merge, for the desk. It is not public.")


class IntoForm(SaidReasonForm):
    """Which record stays."""

    into = forms.ModelChoiceField(Claim.objects.none(), label=gettext_lazy("Into"))
    field_order = ("into", "reason")

    def __init__(self, record: Any, data: Any = None) -> None:
        super().__init__(data, KEPT_WITH_THE_MERGE)
        model = type(record)
        into: Any = self.fields["into"]
        into.queryset = model.objects.filter(merged_into=None).exclude(pk=record.pk)
        into.widget = KeySelect(model._meta.get_field("merged_into"), admin.site)
        into.widget.choices = into.choices


class _Merge(Act):
    name = "merge"
    label = gettext_lazy("Merge into…")
    form = IntoForm

    def make_form(self, record: Any, data: Any = None) -> forms.Form:
        return IntoForm(record, data)

    def offered(self, record: Any) -> bool:
        return not record.merged_into_id

    def says(self, record: Any) -> list[Any]:
        return [
            _(
                "What hangs on “%(this)s” moves to the one you choose, and “%(this)s” points to "
                "it from then on: who comes with its address is led there. What both have is "
                "kept once. A merge can be undone."
            )
            % {"this": record}
        ]

    def stands_on(self, record: Any) -> list[Any]:
        return [*what_will_move(record), *self.public_of(record)]

    def public_of(self, record: Any) -> list[str]:
        """What the public will see change, in short lines."""
        return []

    def to_be_seen(self, record: Any, given: dict[str, Any]) -> tuple[str, list[Any]]:
        survivor = given["into"]
        lines = [_("This one goes: %(this)s") % {"this": _described(record)}]
        lines += [_("This one stays: %(this)s") % {"this": _described(survivor)}]
        moving = what_will_move(record) or [_("nothing hangs on it")]
        return str(survivor.pk), [*lines, _("It moves: %(what)s.") % {"what": ", ".join(moving)}]

    def carry_out(self, record: Any, by: Any, given: dict[str, Any]) -> str:
        survivor = given["into"]
        record.merge_into(survivor, by, given["reason"])
        meta = survivor._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[survivor.pk])

    def done(self, record: Any) -> str:
        return _("“%(this)s” is merged into this one.") % {"this": record}


class MergeClaim(_Merge):
    permission = "claims.merge_claim"

    def public_of(self, record: Claim) -> list[str]:
        if not record.is_public:
            return []
        return [_("It is public: its words are no longer shown, those of the other are.")]


class MergeSpeaker(_Merge):
    permission = "claims.merge_speaker"

    def public_of(self, record: Speaker) -> list[str]:
        quotes = Quote.objects.filter(is_public=True, attributions__speaker=record)
        return counted(
            "%d public quote, which then names the other one",
            "%d public quotes, which then name the other one",
            quotes.distinct().count(),
        )


def what_will_move(record: Any) -> list[str]:
    """How many rows of each kind hang on a record, in short lines."""
    counts: Counter[str] = Counter()
    for label, name, _identity in LINKS[record._meta.label_lower]:
        model = apps.get_model(label)
        counts[label] += model.objects.filter(**{name: record}).count()
    lines = [line for label, count in counts.items() for line in counted(*NAMES[label], count)]
    earlier = record.merged.count()
    if earlier:
        lines.append(
            ngettext("%d record merged into it", "%d records merged into it", earlier) % earlier
        )
    return lines


def _described(record: Any) -> str:
    return f"{record} (#{record.pk})"


class Unmerge(Act):
    name = "undo"
    label = gettext_lazy("Undo the merge")
    permission = "claims.view_merge"

    def offered(self, record: Merge) -> bool:
        return record.undone_at is None

    def why_not(self, record: Merge) -> str:
        return _("The merge is undone already.")

    def says(self, record: Merge) -> list[Any]:
        moves = record.moves.count()
        return [
            ngettext(
                "%d row goes back to where it was before the merge.",
                "%d rows go back to where they were before the merge.",
                moves,
            )
            % moves,
            _("What was recorded on the survivor since then stays there."),
        ]

    def make_form(self, record: Merge, data: Any = None) -> forms.Form:
        return SaidReasonForm(data, DESK)

    def carry_out(self, record: Merge, by: Any, given: dict[str, Any]) -> None:
        record.undo(by, given["reason"])

    def done(self, record: Merge) -> str:
        return _("The merge is undone.")


class MergeMoveInline(Parts):
    model = MergeMove
    fields = ("what", "object_id", "before", "after", "folded")
    readonly_fields = ("what",)
    verbose_name_plural = gettext_lazy("what moved")

    @admin.display(description=gettext_lazy("kind"))
    def what(self, move: MergeMove) -> str:
        return str(apps.get_model(move.model)._meta.verbose_name)


class OfKind(admin.SimpleListFilter):
    title = gettext_lazy("kind")
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(label, apps.get_model(label)._meta.verbose_name_plural) for label in LINKS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(model=self.value()) if self.value() else queryset


class Undone(HappenedFilter):
    title = gettext_lazy("undone")
    parameter_name = "undone"
    moment = "undone_at"


@admin.register(Merge)
class MergeAdmin(WithActs, ReadOnlyAdmin):
    """Every merge there was, to look at and to undo."""

    list_display = ("what", "merged", "survivor", "reason", "created_by", "created_at", "undone_at")
    list_filter = (OfKind, Undone)
    list_select_related = ("created_by",)
    list_display_links = ("what",)
    date_hierarchy = "created_at"
    fields = (
        "merged", "survivor", "why", ("created_by", "created_at"), ("undone_by", "undone_at"),
    )  # fmt: skip
    inlines = (MergeMoveInline,)
    acts = (Unmerge(),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("merged", "survivor", "why", "created_by", "created_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Merge]:
        rows = super().get_queryset(request)
        return rows.annotate(merged_name=_name("merged_id"), survivor_name=_name("survivor_id"))

    def acts_on(self, request: HttpRequest, record: Merge) -> list[dict[str, Any]]:
        return super().acts_on(request, record) if self._may_undo(request, record) else []

    def _act_page(self, request: HttpRequest, act: Act, record: Merge) -> Any:
        if not self._may_undo(request, record):
            raise PermissionDenied
        return super()._act_page(request, act, record)

    def _may_undo(self, request: HttpRequest, record: Merge) -> bool:
        return request.user.has_perm(f"claims.merge_{record.model.rpartition('.')[2]}")

    @admin.display(description=gettext_lazy("reason"))
    def why(self, merge: Merge) -> str:
        return merge.reason

    @admin.display(description=gettext_lazy("kind"), ordering="model")
    def what(self, merge: Merge) -> str:
        return str(apps.get_model(merge.model)._meta.verbose_name)

    @admin.display(description=gettext_lazy("merged"), ordering="merged_id")
    def merged(self, merge: Merge) -> SafeString:
        return _link(merge.model, merge.merged_id, merge.merged_name)  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("into"), ordering="survivor_id")
    def survivor(self, merge: Merge) -> SafeString:
        return _link(merge.model, merge.survivor_id, merge.survivor_name)  # type: ignore[attr-defined]


def _name(key: str) -> Case:
    """The name of the record that a merge names by this key."""
    speaker = Speaker.objects.filter(pk=OuterRef(key)).values("name")
    claim = Claim.objects.filter(pk=OuterRef(key)).order_by().values("text")
    return Case(When(model="claims.speaker", then=Subquery(speaker)), default=Subquery(claim))


def _link(label: str, pk: int, name: str) -> SafeString:
    page = reverse(f"admin:{label.replace('.', '_')}_change", args=[pk])
    return format_html('<a href="{}">{}</a> #{}', page, Truncator(name).chars(120), pk)
