"""What the full-text index is asked, and how that is written down for each database. Pure.

An `Asked` is a tree: terms, and groups of which all or any must stand in a record, with what must
not. Who asks writes it in the language that `reading_questions` reads; programs put it together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from .folding import LONGEST, words_with_places
from .inflecting import inflections

Place = tuple[int, int]


class Asked(Protocol):
    """Something that stands in a record, or does not."""

    def written_for(self, vendor: str) -> str:
        """As FTS5's MATCH takes it (sqlite), or as a tsquery is read (postgresql)."""

    def terms(self) -> Iterator[Term]:
        """The terms of which some must stand there."""


@dataclass(frozen=True)
class Term:
    """A word with whatever English ending; or words beside each other, as they are.

    With `begins`, the last word is the beginning of one.
    """

    words: tuple[str, ...]
    exact: bool = False
    begins: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """What stands in a text for a single word."""
        if self.exact or self.begins:
            return self.words
        return inflections(self.words[0])

    def written_for(self, vendor: str) -> str:
        return self._fts5() if vendor == "sqlite" else self._tsquery()

    def _fts5(self) -> str:
        begins = self.begins or len(self.words[-1]) == LONGEST  # SQLite has the rest of it, too
        if begins or len(self.words) > 1:
            return f'"{" ".join(self.words)}"{" *" if begins else ""}'
        return _joined([f'"{word}"' for word in self.forms], " OR ")

    def _tsquery(self) -> str:
        if self.begins or len(self.words) > 1:
            written = " <-> ".join(f"'{word}'" for word in self.words)
            return f"({written}{':*' if self.begins else ''})"
        return _joined([f"'{word}'" for word in self.forms], " | ")

    def terms(self) -> Iterator[Term]:
        yield self

    def places(self, words: Sequence[tuple[str, int, int]]) -> Iterator[Place]:
        """Where it stands among the words of a text, with their places."""
        forms, many = set(self.forms), len(self.words)
        for at in range(len(words) - many + 1):
            if many > 1 and any(words[at + n][0] != self.words[n] for n in range(many - 1)):
                continue
            last = words[at + many - 1][0]
            if self.begins or many > 1:
                fits = last.startswith(self.words[-1]) if self.begins else last == self.words[-1]
            else:
                fits = last in forms
            if fits:
                yield words[at][1], words[at + many - 1][2]


@dataclass(frozen=True)
class AllOf:
    """All of `parts` stand there, and none of `without`."""

    parts: tuple[Asked, ...]
    without: tuple[Asked, ...] = ()

    def written_for(self, vendor: str) -> str:
        both, either = (" AND ", " OR ") if vendor == "sqlite" else (" & ", " | ")
        written = _joined([part.written_for(vendor) for part in self.parts], both)
        if not self.without:
            return written
        barred = _joined([part.written_for(vendor) for part in self.without], either)
        return f"({written} NOT {barred})" if vendor == "sqlite" else f"({written} & !{barred})"

    def terms(self) -> Iterator[Term]:
        for part in self.parts:
            yield from part.terms()


@dataclass(frozen=True)
class AnyOf:
    """One of these stands there at least."""

    parts: tuple[Asked, ...]

    def written_for(self, vendor: str) -> str:
        either = " OR " if vendor == "sqlite" else " | "
        return _joined([part.written_for(vendor) for part in self.parts], either)

    def terms(self) -> Iterator[Term]:
        for part in self.parts:
            yield from part.terms()


def _joined(written: Sequence[str], by: str) -> str:
    return written[0] if len(written) == 1 else f"({by.join(written)})"


def all_words(words: Iterable[str]) -> Asked:
    """All of these words, in any order and with whatever endings."""
    return AllOf(tuple(Term((word,)) for word in words))


def hits(asked: Asked, text: str) -> list[Place]:
    """Where terms stand in a text: [start, end) in code points, in order; none within another."""
    words = list(words_with_places(text))
    found = sorted(
        {place for term in set(asked.terms()) for place in term.places(words)},
        key=lambda place: (place[0], -place[1]),
    )
    kept: list[Place] = []
    for place in found:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept
