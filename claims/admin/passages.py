"""Passages pasted into rows, a passage a row: found in a source's text, or asked about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from sources.anchoring import Position

from .quote_finding import Looked, look, read

ROWS = 2
"""Empty rows on a fresh page; a script adds more."""


@dataclass(frozen=True)
class Row:
    """One row: the words as they were typed, the place chosen, and what was found."""

    words: str = ""
    at: str = ""
    looked: Looked | None = None


@dataclass(frozen=True)
class Passages:
    """The rows of one form."""

    rows: tuple[Row, ...] = (Row(),) * ROWS

    @classmethod
    def posted(cls, data: QueryDict) -> Passages:
        """As they were sent: `passage` a row, with `place-N` where a place was chosen."""
        given = data.getlist("passage")
        return cls(
            tuple(Row(words, data.get(f"place-{n}", "")) for n, words in enumerate(given))
            or cls().rows
        )

    @property
    def are_given(self) -> bool:
        return any(row.words.strip() for row in self.rows)

    def looked_up(self, text: str) -> Passages:
        """These rows, each with where its words stand in a text."""
        return Passages(
            tuple(
                replace(row, looked=_look(text, row)) if row.words.strip() else row
                for row in self.rows
            )
        )

    @property
    def questions(self) -> list[str]:
        """What is to be decided or put right, naming the row."""
        return [
            _("Passage %(number)s: %(question)s")
            % {"number": number, "question": row.looked.question}
            for number, row in enumerate(self.rows, start=1)
            if row.looked and row.looked.question
        ]

    @property
    def positions(self) -> list[Position]:
        return [Position(*row.looked.place) for row in self.rows if row.looked and row.looked.place]


def _look(text: str, row: Row) -> Looked:
    looked: Looked = look(text, row.words, row.at)
    chosen: Any = read(row.at)
    reading = looked.reading
    if chosen and reading and chosen == (reading.start, reading.end):
        # The reader took the words that stand there for those that were typed.
        return Looked(place=chosen, reading=reading)
    return looked
