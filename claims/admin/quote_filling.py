"""The sets of rows of a quote's form: what they open with, and what a button adds to them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from claimtrack.db.admin import RecordForm
from sources.models import Revision, Source

from ..models import Quote
from ..models.rewriting import words_stay
from .quote_finding import read
from .quote_prefilling import LEAST, Initial, correcting, fresh, parts_of, said_alike
from .quote_rows import LinkRow, PieceRow, RelationRow, Row, Rows, WordsRow, rows_of

ROWS: dict[str, type[Row]] = {
    "piece": PieceRow,
    "cue": WordsRow,
    "document": WordsRow,
    "chain": LinkRow,
    "relation": RelationRow,
}
TAKE, ADD = "_take", "_add"
"""Buttons that change a row and bring the page back with nothing stored."""


class FilledForm(RecordForm):
    """A quote's form with its rows; the initial `like` or `corrects` is a quote to fill them from.

    Of a quote whose words stay only the relations are taken from what was sent.
    """

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
        self.new_row = ""
        if data is not None and (TAKE in data or ADD in data):
            self.data = self._with_changed_rows(data.copy())
        self.rows = self._make_rows(None if data is None else self.data)
        self._focus()

    def _make_rows(self, data: Any) -> dict[str, Rows]:
        initial = self._opens_with(fresh_page=data is None)
        sent = {"relation"} if self.words_stay else set(ROWS)
        return {
            name: rows_of(row, name, data if name in sent else None, initial[name], LEAST[name])
            for name, row in ROWS.items()
        }

    def _opens_with(self, *, fresh_page: bool) -> Initial:
        if self.recorded and (fresh_page or self.words_stay):
            return parts_of(self.instance)
        if fresh_page and self.corrects:
            return correcting(self.corrects)
        if fresh_page and self.like:
            return said_alike(self.like)
        return fresh()

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
        if name in ROWS and total.isdecimal() and len(total) < 5:
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
