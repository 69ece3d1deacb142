"""The form of a claim: its topics by name, and a look at what was claimed before."""

from __future__ import annotations

import csv
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.admin import RecordForm

from ..models import Appearance, Claim, Quote, Topic
from .labels import quote_label, with_speakers

SUGGESTED = 100
"""Topics that the field offers as one types."""


def names_in(written: str) -> list[str]:
    """Topics by name, parted by commas; a name that has a comma stands in double quotes."""
    row = next(csv.reader([" ".join(written.split())], skipinitialspace=True), [])
    return list(dict.fromkeys(name for name in map(str.strip, row) if name))


def written_as(names: list[str]) -> str:
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


class AppearanceField(forms.ModelChoiceField):
    """One of a claim's appearances, by the words of its quote."""

    def label_from_instance(self, obj: Any) -> str:
        return quote_label(obj.quote)


def appearances_of(claim: int) -> QuerySet[Appearance]:
    """The claim's appearances, with the words and speakers of their quotes at hand."""
    return with_quotes(Appearance.objects.filter(claim=claim))


def with_quotes(appearances: QuerySet[Appearance]) -> QuerySet[Appearance]:
    return appearances.prefetch_related(Prefetch("quote", with_speakers(Quote.objects.all())))


class ClaimForm(RecordForm):
    """A claim as the desk writes it down."""

    topics = forms.CharField(
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "vTextField",
                "dir": "auto",
                "list": "topic-names",
                "autocomplete": "off",
            }
        ),
        help_text=gettext_lazy("Parted by commas. A name that is not there yet is a new topic."),
    )

    class Meta:
        model = Claim
        fields = ("text", "kind", "language", "condition", "due_on", "first_appearance")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alike: list[Claim] = []
        if self.instance.pk:
            links = self.instance.claim_topics.select_related("topic")
            self.fields["topics"].initial = written_as([link.topic.name for link in links])

    def clean_topics(self) -> list[str]:
        try:
            return names_in(self.cleaned_data["topics"])
        except csv.Error as error:
            raise ValidationError(
                _("A topic's name in double quotes ends with another: “%(given)s” does not.")
                % {"given": self.cleaned_data["topics"]}
            ) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk or not cleaned.get("text") or "_anyway" in self.data:
            return cleaned
        self.alike = Claim.objects.alike(cleaned["text"])
        if self.alike:
            raise ValidationError(
                _(
                    "Nothing is stored yet: earlier claims that share these words stand below. "
                    "Record this one anyway, or link the quote to one of those instead."
                ),
                code="alike",
            )
        return cleaned

    def record(self, by: Any) -> Claim:
        """Store a new claim by the one function that does."""
        given = self.cleaned_data
        details = {
            name: given[name]
            for name in ("kind", "language", "condition", "due_on")
            if name in given
        }
        return Claim.objects.record(given["text"], topics=given["topics"], by=by, **details)


def most_used_topics() -> list[str]:
    """The names that the field offers, the most used first."""
    rows = Topic.objects.annotate(uses=Count("claim_topics")).order_by("-uses", "name")
    return list(rows.values_list("name", flat=True)[:SUGGESTED])
