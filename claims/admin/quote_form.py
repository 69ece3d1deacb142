"""The form of a quote: source, exact words, chain and relations, on one page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.admin import not_stored, now_and_yours

from ..models import Quote
from .quote_context import Segment, in_context, marks_of_quote, marks_of_rows
from .quote_differences import differences
from .quote_filling import ADD, ROWS, TAKE, FilledForm
from .quote_lookup import Lookup, places_of
from .quote_named import find_source
from .quote_picking import PickField
from .quote_rows import Row, rows_of
from .quote_storing import DETAILS

LABELS = {
    "piece": gettext_lazy("Piece"),
    "cue": gettext_lazy("Cue"),
    "document": gettext_lazy("Document"),
    "chain": gettext_lazy("Who said it"),
    "relation": gettext_lazy("Relation"),
}
"""What a row is called, before its number."""
LOOK = "_look"
"""The button that shows the words where they are found, with nothing stored."""


class QuoteForm(FilledForm):
    """Finds the words in the text, and says what is to be put right before they are stored."""

    source = PickField("source", find_source, label=gettext_lazy("Source"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("from the quotation marks")), *Quote.Kind.choices],
        required=False,
    )
    said_in = forms.CharField(
        label=gettext_lazy("Said in"),
        required=False,
        help_text=gettext_lazy(
            "The language it was said in, where the text is in another: its code, as he or pt-BR."
        ),
    )
    quoted_from = PickField(
        "source",
        find_source,
        label=gettext_lazy("Quoted from"),
        required=False,
        help_text=gettext_lazy("The document that the document at hand quotes."),
    )
    user: Any = None
    """Who fills it in."""
    lookup: Lookup | None = None
    known: Quote | None = None
    """What is recorded of the same words at the same place."""

    class Meta:
        model = Quote
        fields = ("source", "kind", *DETAILS)
        widgets = {"said_on": forms.TextInput}
        help_texts = {
            "said_on": gettext_lazy(
                "Where it was not on the day of publication: 2023-04-27, 2023-04 for a month, "
                "2023-04-27~ for about that day."
            ),
            "nothing_to_check": gettext_lazy(
                "There is no claim in it: it leaves the list of what waits."
            ),
        }

    def is_valid(self) -> bool:
        looking = any(button in self.data for button in (LOOK, TAKE, ADD))
        return super().is_valid() and not looking

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and ADD in self.data:
            # Whoever asks for another row is not done yet.
            self.errors.clear()
            for _name, _number, row in self._sent_rows():
                row.errors.clear()

    def clean(self) -> dict[str, Any]:
        for rows in self.rows.values():
            if rows.is_bound:
                rows.is_valid()
        self._look_up()
        self._refuse_twin()
        self._relations()
        try:
            super().clean()
        except ValidationError as told:
            # It stands above what is to be put right in the rows.
            self.add_error(None, told)
        for name, rows in self.rows.items():
            for sentence in rows.non_form_errors() if rows.is_bound else ():
                self.add_error(None, f"{LABELS[name]}: {sentence}")
        for name, number, row in self._sent_rows():
            for sentences in row.errors.values():
                for sentence in sentences:
                    self.add_error(None, f"{LABELS[name]} {number}: {sentence}")
        return self.cleaned_data

    def _sent_rows(self) -> Iterator[tuple[str, int, Row]]:
        for name, rows in self.rows.items():
            for number, row in enumerate(rows if rows.is_bound else (), start=1):
                yield name, number, row

    def _look_up(self) -> None:
        source = self.instance.source if self.recorded else self.cleaned_data.get("source")
        revision = self._revision(source)
        if source is None or self.words_stay:
            return
        if revision is None:
            sentence = _("“%s” has no text yet: give it one, then quote from it.")
            self.add_error("source", sentence % source)
            return
        may_add = self.user is None or self.user.has_perm("claims.add_speaker")
        self.lookup = Lookup(source, revision, may_add)
        self.lookup.find_content(self.rows["piece"])
        for name in ("cue", "document", "chain"):
            self.lookup.find_beside(self.rows[name], self.data.get("found", ""))
        self.lookup.name(self.rows["chain"])
        if not any(row.looked for row in self.rows["piece"]):
            self.add_error(None, _("A quote has at least one piece: paste its exact words."))

    def in_vain(self, without: Collection[str] = ()) -> list[str]:
        return [*self._rows_in_vain(), *super().in_vain(without)]

    def _rows_in_vain(self) -> list[str]:
        """What was typed before the quote's own words came to stay."""
        if not self.words_stay or "piece-TOTAL_FORMS" not in self.data:
            return []
        typed = {
            name: rows_of(row, name, self.data, [], 0)
            for name, row in ROWS.items()
            if name != "relation"
        }
        for rows in typed.values():
            rows.is_valid()
        found = differences(self.instance, typed)
        return [not_stored(label, yours) for label, _now, yours in found]

    def _refuse_twin(self) -> None:
        """Ask once whether words that are recorded already are to be recorded a second time."""
        at = places_of(self.rows["piece"])
        if self.recorded or not self.lookup or not at:
            return
        self.known = Quote.objects.standing_at(self.lookup.revision, at).first()
        if self.known and self.data.get("again") != str(self.known.pk):
            page = reverse("admin:claims_quote_change", args=[self.known.pk])
            said = _(
                'These words are <a href="{}">recorded already</a>. To record them a second time, '
                "save again."
            )
            self.add_error(None, format_html(said, page))

    def _relations(self) -> None:
        for row in self.rows["relation"]:
            other = row.value("other")
            if other and other.pk == self.instance.pk:
                row.add_error("other", _("A quote is not related to itself: name another."))

    def _differing(self) -> list[str]:
        sent = {name: rows for name, rows in self.rows.items() if rows.is_bound}
        found = differences(self.instance, sent)
        return [*(now_and_yours(*difference) for difference in found), *super()._differing()]

    # What is shown

    @property
    def found(self) -> str:
        """The content beside which the places of cue and mentions are chosen."""
        return self.lookup.fingerprint if self.lookup else ""

    @property
    def context(self) -> list[Segment]:
        """The quote in its context: as it was just found, else as it is recorded."""
        if self.lookup:
            text, marks = self.lookup.revision.text, marks_of_rows(self.rows)
        elif self.recorded:
            text, marks = self.instance.revision.text, marks_of_quote(self.instance)
        else:
            return []
        return in_context(text, marks)

    @property
    def still_asked(self) -> bool:
        """Whether words were typed that are not marked in the context."""
        return any(row.is_unplaced for _name, _number, row in self._sent_rows())
