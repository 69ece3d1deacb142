"""The form of a quote: source, exact words, chain and relations, on one page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.admin import RecordForm
from sources.models import Revision, Source

from ..marks import kind_from_marks
from ..models import Link, Quote, QuoteRelation
from ..models.rewriting import rewrite, words_stay
from .quote_context import Segment, in_context, marks_of_quote, marks_of_rows
from .quote_finding import read
from .quote_lookup import Lookup, links, places_of, positions
from .quote_picking import PickField, find_source
from .quote_prefilling import LEAST, correcting, fresh, parts_of, said_alike
from .quote_rows import LinkRow, PieceRow, RelationRow, Row, Rows, WordsRow, rows_of

ROWS: dict[str, type[Row]] = {
    "piece": PieceRow,
    "cue": WordsRow,
    "document": WordsRow,
    "chain": LinkRow,
    "relation": RelationRow,
}
LABELS = {
    "piece": gettext_lazy("Piece"),
    "cue": gettext_lazy("Cue"),
    "document": gettext_lazy("Document named as"),
    "chain": gettext_lazy("Chain"),
    "relation": gettext_lazy("Relation"),
}
LOOK, TAKE, ADD = "_look", "_take", "_add"
"""Buttons that bring the page back with nothing stored."""
DETAILS = ("said_on", "said_in", "quoted_from", "nothing_to_check")


class QuoteForm(RecordForm):
    """Finds the words in the text, and records or rewrites the quote in one transaction."""

    source = PickField("source", find_source, label=gettext_lazy("Source"))
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[("", gettext_lazy("from the quotation marks")), *Quote.Kind.choices],
        required=False,
    )
    said_in = forms.CharField(
        label=gettext_lazy("Said in"),
        required=False,
        help_text=gettext_lazy("The language it was said in, where it is another: BCP 47, as he."),
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

    class Meta:
        model = Quote
        fields = ("source", "kind", *DETAILS)
        widgets = {"said_on": forms.TextInput}

    def __init__(self, data: Any = None, *args: Any, initial: Any = None, **kwargs: Any) -> None:
        initial = dict(initial or {})
        self.like: Quote | None = initial.pop("like", None)
        self.corrects: Quote | None = initial.pop("corrects", None)
        super().__init__(data, *args, initial=initial, **kwargs)
        self.recorded = bool(self.instance.pk)
        if self.recorded:
            self.fields.pop("source", None)
            self.initial["quoted_from"] = self.instance.quoted_from
        self.words_stay = words_stay(self.instance) if self.recorded else ""
        self.lookup: Lookup | None = None
        self.new_row = ""
        if data is not None and (TAKE in data or ADD in data):
            self.data = self._with_changed_rows(data.copy())
        self.rows = self._make_rows(None if data is None else self.data)
        self._focus()

    # The rows

    def _make_rows(self, data: Any) -> dict[str, Rows]:
        initial = fresh()
        if data is None and self.recorded:
            initial = parts_of(self.instance)
        elif data is None and self.corrects:
            initial = correcting(self.corrects)
        elif data is None and self.like:
            initial = said_alike(self.like)
        # On a quote whose words stay, only its relations are sent.
        sent = {"relation"} if self.words_stay else set(ROWS)
        if data is not None and self.words_stay:
            initial = parts_of(self.instance)
        return {
            name: rows_of(row, name, data if name in sent else None, initial[name], LEAST[name])
            for name, row in ROWS.items()
        }

    def _focus(self) -> None:
        """Begin where the next words are to be put."""
        name, _dash, number = self.new_row.rpartition("-")
        if name and int(number) < len(self.rows[name].forms):
            field = next(iter(self.rows[name].forms[int(number)].fields.values()))
        elif self.is_bound or self.recorded:
            return
        elif self.initial.get("source"):
            field = self.rows["piece"].forms[0].fields["words"]
        else:
            field = self.fields["source"]
        field.widget.attrs["autofocus"] = True

    def _with_changed_rows(self, data: Any) -> Any:
        """The input, with one row more, or with the text's own words in a row."""
        name = data.get(ADD, "")
        total = str(data.get(f"{name}-TOTAL_FORMS", ""))
        if name in ROWS and total.isdecimal():
            data[f"{name}-TOTAL_FORMS"] = str(int(total) + 1)
            self.new_row = f"{name}-{total}"
        prefix, _colon, at = data.get(TAKE, "").partition(":")
        place, revision = read(at), self._revision(self._sent_source(data))
        if place and revision and revision.text[slice(*place)]:
            data[f"{prefix}-words"] = revision.text[slice(*place)]
            data[f"{prefix}-at"] = at
        return data

    def _sent_source(self, data: Any) -> Source | None:
        if self.recorded:
            return self.instance.source
        field = self.fields["source"]
        try:
            found: Source = field.clean(field.widget.value_from_datadict(data, {}, "source"))
        except ValidationError:
            return None
        return found

    def _revision(self, source: Source | None) -> Revision | None:
        if self.recorded:
            return self.instance.revision
        return source.current_revision if source else None

    # Looking up

    def is_valid(self) -> bool:
        looking = any(button in self.data for button in (LOOK, TAKE, ADD))
        return super().is_valid() and not looking

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and ADD in self.data:
            # Whoever asks for another row is not done yet.
            self.errors.clear()
            for row in (row for rows in self.rows.values() if rows.is_bound for row in rows):
                row.errors.clear()

    def clean(self) -> dict[str, Any]:
        for rows in self.rows.values():
            if rows.is_bound:
                rows.is_valid()
        self._look_up()
        self._typed_in_vain()
        self._relations()
        for name, rows in self.rows.items():
            for number, row in enumerate(rows, start=1) if rows.is_bound else ():
                for sentences in row.errors.values():
                    for sentence in sentences:
                        self.add_error(None, f"{LABELS[name]} {number}: {sentence}")
        return super().clean()

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

    def _typed_in_vain(self) -> None:
        """Say which words were typed before the quote's own came to stay."""
        if not self.words_stay:
            return
        names = sorted(name for name in self.data if re.fullmatch(r"piece-\d+-words", name))
        typed = [self.data[name].strip() for name in names if self.data[name].strip()]
        here = self.instance.spans.filter(revision=self.instance.revision_id, role="content")
        if typed and typed != list(here.order_by("number").values_list("exact", flat=True)):
            sentence = _("You had typed “%(typed)s”: that is not stored. %(why)s")
            self.add_error(None, sentence % {"typed": " … ".join(typed), "why": self.words_stay})

    def _relations(self) -> None:
        for row in self.rows["relation"]:
            other = row.value("other")
            if other and other.pk == self.instance.pk:
                row.add_error("other", _("A quote is not related to itself: name another."))

    def _changed_meanwhile(self) -> str:
        sentence = super()._changed_meanwhile()
        theirs = Quote.objects.get(pk=self.instance.pk)
        chain = ", ".join(str(link) for link in theirs.attributions.select_related("speaker"))
        return f"{sentence} " + _("Their words: %(words)s Their chain: %(chain)s.") % {
            "words": theirs.text,
            "chain": chain or "–",
        }

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

    # Storing

    def store(self, by: Any) -> Quote:
        """Record the quote, or rewrite it; new speakers, words, chain and relations together."""
        with transaction.atomic():
            for row in self.rows["chain"]:
                if row.speaker and not row.speaker.pk:
                    row.speaker.save()
            quote = self._rewrite(by) if self.recorded else self._record(by)
            self._relate(quote)
            return quote

    def _record(self, by: Any) -> Quote:
        details = {name: self.cleaned_data[name] for name in DETAILS if name in self.cleaned_data}
        return Quote.objects.record(
            source=self.cleaned_data["source"],
            kind=self.cleaned_data["kind"] or None,
            by=by,
            **self._parts(),
            **details,
        )

    def _rewrite(self, by: Any) -> Quote:
        quote: Quote = self.instance
        kind = self.cleaned_data.get("kind")
        if self.words_stay:
            Quote.objects.lock_version(quote.pk, quote.version)
            here = quote.spans.filter(revision=quote.revision_id, role="content")
            content = list(here.order_by("number").values_list("start", "end"))
        else:
            rewrite(quote, by=by, **self._parts())
            content = places_of(self.rows["piece"])
        quote.kind = kind or kind_from_marks(quote.revision.text, content)
        quote.save()
        return quote

    def _parts(self) -> dict[str, Any]:
        chain: list[Link] = links(self.rows["chain"])
        return {
            "content": positions(self.rows["piece"]),
            "cue": positions(self.rows["cue"]),
            "document_mention": positions(self.rows["document"]),
            "chain": chain,
        }

    def _relate(self, quote: Quote) -> None:
        wanted = {
            (row.value("kind"), row.value("other").pk)
            for row in self.rows["relation"]
            if row.value("other")
        }
        for relation in quote.relations.all():
            key = (relation.kind, relation.to_quote_id)
            if key in wanted:
                wanted.remove(key)
            else:
                relation.delete()
        for kind, other in sorted(wanted):
            QuoteRelation.objects.create(from_quote=quote, kind=kind, to_quote_id=other)
