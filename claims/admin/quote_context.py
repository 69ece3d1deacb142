"""A quote in its context: a bounded stretch of the text with its words marked.

Offsets are code points, [start, end).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy

from ..models import Quote

CALLED = {
    "content": gettext_lazy("quoted words"),
    "cue": gettext_lazy("cue"),
    "source": gettext_lazy("who or what is named"),
}
OF_ROWS = {"piece": "content", "cue": "cue", "document": "source", "chain": "source"}
AROUND = 300
"""Code points shown before and after what is marked."""
LONGEST = 6_000
"""A longer stretch without a gap is shown from its two ends."""


@dataclass(frozen=True)
class Mark:
    """Words to mark, and their role: content, cue, source."""

    start: int
    end: int
    role: str

    @property
    def label(self) -> str:
        return str(CALLED[self.role])


def marks_of_rows(rows: Mapping[str, Iterable[Any]]) -> list[Mark]:
    """The words that were found of the rows of a form."""
    return [
        Mark(row.looked.place[0], row.looked.place[1], role)
        for name, role in OF_ROWS.items()
        for row in rows[name]
        if row.looked and row.looked.place
    ]


def marks_of_quote(quote: Quote) -> list[Mark]:
    """The words of a quote as it was found."""
    here = quote.spans.filter(revision=quote.revision_id)
    return [Mark(span.start, span.end, span.role) for span in here]


@dataclass(frozen=True)
class Segment:
    """A stretch of text under the same marks, or a gap where text is left out."""

    words: str = ""
    roles: tuple[str, ...] = ()
    label: str = ""
    is_gap: bool = False

    @property
    def classes(self) -> str:
        return " ".join(f"is-{role}" for role in self.roles)


def in_context(text: str, marks: Sequence[Mark]) -> list[Segment]:
    """The text around the marks in reading order; marks may overlap."""
    segments: list[Segment] = []
    reached = 0
    for start, end in _windows(len(text), marks):
        if start > reached:
            segments.append(Segment(is_gap=True))
        segments += _segments(text, start, end, marks)
        reached = end
    if segments and reached < len(text):
        segments.append(Segment(is_gap=True))
    return segments


def _windows(length: int, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for mark in sorted(marks, key=lambda mark: mark.start):
        start, end = max(0, mark.start - AROUND), min(length, mark.end + AROUND)
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    for start, end in merged:
        if end - start > LONGEST:
            yield start, start + LONGEST // 2
            yield end - LONGEST // 2, end
        else:
            yield start, end


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    for left, right in pairwise(cuts):
        over = [mark for mark in marks if mark.start < right and left < mark.end]
        roles = tuple(dict.fromkeys(mark.role for mark in over))
        label = ", ".join(dict.fromkeys(mark.label for mark in over))
        yield Segment(text[left:right], roles, label)
