"""The rows of a quote's form: words to be found, links of the chain, relations to other quotes.

Every row may be empty; what it holds is looked up by the form as a whole, which knows the text.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ..models import Attribution, Membership, QuoteRelation, Speaker
from .quote_finding import Looked
from .quote_named import find_quote
from .quote_picking import PickField

MOST_ROWS = 100
KNOWN, DOCUMENT = "", "document"
IS = [
    (KNOWN, gettext_lazy("known")),
    (Speaker.Kind.PERSON.value, gettext_lazy("a new person")),
    (Speaker.Kind.ORGANIZATION.value, gettext_lazy("a new organization")),
    (Speaker.Kind.GROUP.value, gettext_lazy("a new group")),
    (Speaker.Kind.UNNAMED.value, gettext_lazy("somebody unnamed, new")),
    (DOCUMENT, gettext_lazy("a document that relayed it")),
]


def words_field(label: Any, rows: int = 0) -> forms.CharField:
    attrs: dict[str, Any] = {"dir": "auto", "class": "quote-words", "autocomplete": "off"}
    widget: forms.Widget = forms.TextInput(attrs)
    if rows:
        widget = forms.Textarea({**attrs, "rows": rows})
    return forms.CharField(label=label, required=False, widget=widget)


class Row(forms.Form):
    """A row; `looked` is what was found of its words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.looked: Looked | None = None

    def value(self, name: str) -> Any:
        return getattr(self, "cleaned_data", {}).get(name) or ""

    @property
    def is_unplaced(self) -> bool:
        """Whether it has words of which no place is decided."""
        typed = "words" in self.fields and self["words"].value()
        return bool(typed and not (self.looked and self.looked.place))

    @property
    def chosen(self) -> str:
        """The place that the page sends on with the words."""
        if self.looked:
            return self.looked.chosen
        return "" if self.is_bound else str(self.initial.get("at", ""))

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return self.looked.options if self.looked else []


class PieceRow(Row):
    words = words_field(gettext_lazy("Exact words"), rows=3)
    at = forms.CharField(required=False)


class WordsRow(Row):
    words = words_field(gettext_lazy("Words"))
    at = forms.CharField(required=False)


class LinkRow(Row):
    """Who, in which role. A row with the role and name of another adds a mention to that link."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=Attribution.Role.choices, required=False
    )
    who = PickField("speaker", label=gettext_lazy("Who"), required=False)
    is_ = forms.ChoiceField(label=gettext_lazy("Who is"), choices=IS, required=False)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    headcount = forms.IntegerField(
        label=gettext_lazy("Headcount"), required=False, min_value=1, max_value=2**31 - 1
    )
    headcount_is = forms.ChoiceField(
        label=gettext_lazy("Headcount is"),
        choices=[("", "–"), *Speaker.HeadcountIs.choices],
        required=False,
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("In the capacity of"), required=False, widget=forms.Select
    )
    words = words_field(gettext_lazy("Named as"))
    at = forms.CharField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaker: Speaker | None = None
        self.source: Any = None
        self.membership: Membership | None = None
        self.offer_capacities(self.initial.get("who"))

    @property
    def makes_somebody_new(self) -> bool:
        return self["is_"].value() not in (KNOWN, DOCUMENT, None)

    @property
    def makes_a_group(self) -> bool:
        return bool(self["is_"].value() == Speaker.Kind.GROUP)

    def offer_capacities(self, who: Any) -> list[Membership]:
        """List the speaker's offices and parties to choose from."""
        held: list[Membership] = []
        if isinstance(who, Speaker) and who.pk:
            held = list(who.memberships.all())
        choices = [("", "–"), *((membership.pk, str(membership)) for membership in held)]
        self.fields["capacity"].widget.choices = choices
        return held


class RelationRow(Row):
    kind = forms.ChoiceField(
        label=gettext_lazy("This quote"),
        choices=[("", "–"), *QuoteRelation.Kind.choices],
        required=False,
    )
    other = PickField("quote", find_quote, label=gettext_lazy("Which quote"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = self.cleaned_data
        if given.get("other") and not given.get("kind"):
            self.add_error("kind", gettext_lazy("Say how the two quotes stand to each other."))
        if given.get("kind") and not given.get("other") and "other" not in self.errors:
            self.add_error("other", gettext_lazy("Say which quote is meant."))
        return given


class Rows(forms.BaseFormSet):
    """Rows that may all be empty."""

    default_error_messages = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": gettext_lazy("It came incomplete: load the page again."),
    }

    def clean(self) -> None:
        if (self.management_form.cleaned_data.get("TOTAL_FORMS") or 0) < 0:
            raise forms.ValidationError(self.default_error_messages["missing_management_form"])

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        kwargs["empty_permitted"] = False
        return super()._construct_form(i, **kwargs)  # type: ignore[misc]


def rows_of(row: type[Row], prefix: str, data: Any, initial: list[Any], least: int) -> Rows:
    """A set of rows, as sent, or with the initial ones and empty ones up to `least`, one at least.

    `data` None: the page is fresh.
    """
    extra = max(least - len(initial), 1)
    kind = forms.formset_factory(
        row,
        formset=Rows,
        extra=extra,
        max_num=MOST_ROWS,
        absolute_max=10 * MOST_ROWS,  # more than may be stored, for what was typed is shown again
        validate_max=True,
    )
    if data is not None:
        return kind(data, prefix=prefix)  # type: ignore[return-value]
    return kind(initial=initial, prefix=prefix)  # type: ignore[return-value]
