"""The form of a fact-check: its rating from a scale or free, and what it rests on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.admin import RecordForm
from claimtrack.db.forms import as_key

from ..models import Evidence, Rating, RatingScale, Review
from .claim_form import AppearanceField, appearances_of

CARRIED_ON = (
    "claim", "appearance", "reviewer", "authors", "language", "rating_name", "rating_value",
    "best", "worst", "scale", "title", "explanation",
)  # fmt: skip
"""What a fact-check that supersedes another begins with."""


class RatingField(forms.ModelChoiceField):
    """A rating of one of the scales, under the scale's name; scales in use come first."""

    def __init__(self) -> None:
        used = Review.objects.filter(scale=OuterRef("scale"))
        rows = Rating.objects.select_related("scale").annotate(in_use=Exists(used))
        super().__init__(
            rows.order_by("-in_use", "scale__name", "scale", "value", "name"),
            label=gettext_lazy("Rating of a scale"),
            required=False,
            empty_label=gettext_lazy("none: free, as written below"),
            help_text=gettext_lazy(
                "Fills in its name and number; and best and worst, where you leave them empty: "
                "the ends of the scale's numbers, the same way round as in the latest fact-check "
                "on it."
            ),
        )

    def label_from_instance(self, obj: Any) -> str:
        number = "" if obj.value is None else f" ({obj.value:g})"
        return f"{obj.scale.name}: {obj.name}{number}"


class RestsOnField(forms.ModelMultipleChoiceField):
    """Evidence, by its source, bearing and note."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        return super().clean([key for key in value or () if as_key(key)])

    def label_from_instance(self, obj: Any) -> str:
        told = f"{obj.source}, {obj.get_bearing_display()}"
        return f"{told}: {obj.note}" if obj.note else told


class ReviewForm(RecordForm):
    rating = RatingField()
    evidence = RestsOnField(
        Evidence.objects.none(),
        label=gettext_lazy("Rests on"),
        required=False,
        help_text=gettext_lazy("Of the claim's evidence, what the verdict rests on."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.fields.get("rating_name"):  # a verdict that is given is only shown
            return
        claim = self._claim_pk()
        if "appearance" in self.fields:
            self.fields["appearance"] = AppearanceField(
                appearances_of(claim),
                required=False,
                label=gettext_lazy("On one appearance"),
                empty_label=gettext_lazy("none: on the claim itself"),
            )
        evidence = Evidence.objects.filter(claim=claim).select_related("source", "claim")
        self.fields["evidence"].queryset = evidence  # type: ignore[attr-defined]
        if self.instance.pk:
            rests_on = self.instance.rests_on.values_list("evidence", flat=True)
            self.fields["evidence"].initial = list(rests_on)
            self.fields["rating"].initial = self._rating_of(self.instance)
        elif not self.is_bound:
            self.initial.setdefault("date", timezone.localdate().isoformat())

    def _claim_pk(self) -> int:
        given = self.instance.claim_id or self.data.get("claim") or self.initial.get("claim") or 0
        given = getattr(given, "pk", given)
        return min(int(given), 2**62) if str(given).isdecimal() else 0

    def _rating_of(self, review: Review) -> Any:
        named = Rating.objects.filter(scale=review.scale_id, name=review.rating_name)
        return named.values_list("pk", flat=True).first() if review.scale_id else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "rating_name" not in self.fields:
            return cleaned
        rating = cleaned.get("rating")
        if rating and ("rating" in self.changed_data or "rating_name" not in self.changed_data):
            self._fill_in(cleaned, rating)
        elif rating is None and {"rating", "rating_name"} & set(self.changed_data):
            self.instance.scale = None
        if cleaned.get("supersedes") and not (cleaned.get("supersedes_reason") or "").strip():
            self.add_error(
                "supersedes_reason", _("Say why this verdict supersedes the earlier one.")
            )
        return cleaned

    def _fill_in(self, cleaned: dict[str, Any], rating: Rating) -> None:
        self.instance.scale = rating.scale
        cleaned["rating_name"], cleaned["rating_value"] = rating.name, rating.value
        if rating.value is None:
            cleaned["best"] = cleaned["worst"] = None
            return
        if cleaned.get("best") is None or cleaned.get("worst") is None:
            ends = rating.scale.ends()
            if ends is None:
                self.add_error("best", self._which_is_best(rating.scale))
                return
            for name, end in zip(("best", "worst"), ends, strict=True):
                if cleaned.get(name) is None:
                    cleaned[name] = end
        if cleaned["best"] == cleaned["worst"]:
            self.add_error("worst", _("The worst rating is another than the best."))

    def _which_is_best(self, scale: RatingScale) -> ValidationError:
        numbers = scale.numbers()
        said = _(
            "No fact-check says yet which end of “%(scale)s” is best: give best and worst, "
            "%(low)g and %(high)g one way or the other."
        )
        return ValidationError(said % {"scale": scale, "low": numbers[0], "high": numbers[-1]})

    def lay_evidence(self, review: Review) -> None:
        """Name what the verdict rests on, and nothing else."""
        wanted = {item.pk: item for item in self.cleaned_data.get("evidence", ())}
        for link in review.rests_on.all():
            if wanted.pop(link.evidence_id, None) is None:
                link.delete()
        review.rest_on(list(wanted.values()))


def initial_from(superseded: Review) -> dict[str, Any]:
    """What a draft that supersedes this one begins with."""
    initial = {name: superseded.serializable_value(name) for name in CARRIED_ON}
    initial["supersedes"] = superseded.pk
    initial["evidence"] = list(superseded.rests_on.values_list("evidence", flat=True))
    rating = Rating.objects.filter(scale=superseded.scale_id, name=superseded.rating_name)
    if superseded.scale_id:
        initial["rating"] = rating.values_list("pk", flat=True).first()
    return initial
