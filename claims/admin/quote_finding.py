"""Where the words typed in a row stand, which place is meant, and what to ask.

Offsets are code points, [start, end), of a canonical text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from sources.anchoring import MAX_CANDIDATES, Absent, Candidate, Found, Words, locate
from sources.text import context, tidy

Stretch = tuple[int, int]
AROUND = 60
"""Code points shown on each side of a place to choose."""
LONGEST_COMPARED = 20_000


@dataclass(frozen=True)
class Part:
    """A stretch of a reading: `same` in both, `given` only in the words typed, `found` instead."""

    is_: str
    words: str


@dataclass(frozen=True)
class Reading:
    """The nearest words of the text, and what differs in them."""

    start: int
    end: int
    before: str
    after: str
    parts: tuple[Part, ...]

    @property
    def at(self) -> str:
        return written((self.start, self.end))


@dataclass(frozen=True)
class Looked:
    """What was found of the words of one row.

    `place` is decided, else `question` says what is to be decided or put right. `choices` are the
    places where the words stand, if several; `preferred` is the one that is chosen beforehand.
    """

    place: Stretch | None = None
    question: str = ""
    choices: tuple[Candidate, ...] = ()
    preferred: Stretch | None = None
    total: int = 0
    reading: Reading | None = None

    @property
    def chosen(self) -> str:
        at = self.place or self.preferred
        return written(at) if at else ""

    @property
    def differs(self) -> bool:
        """Whether the reading has other words, not only another line's end."""
        return bool(self.reading and any(part.is_ != "same" for part in self.reading.parts))

    @property
    def options(self) -> list[tuple[str, Candidate]]:
        return [(written((choice.start, choice.end)), choice) for choice in self.choices]


def written(at: Stretch) -> str:
    return f"{at[0]}-{at[1]}"


def read(at: str) -> Stretch | None:
    """The stretch that `written` wrote; None for anything else."""
    match = re.fullmatch(r"(\d{1,9})-(\d{1,9})", at)
    return (int(match[1]), int(match[2])) if match else None


def look(
    text: str,
    words: str,
    at: str = "",
    *,
    beside: Sequence[Stretch] | None = None,
    elsewhere: Callable[[str], str] = lambda words: "",
) -> Looked:
    """Look for the words of one row, `at` being the place chosen on the page.

    `beside`, the content: of several places the nearest to it is preferred, and taken without a
    question where it alone stands in the content's paragraph. `elsewhere` says in which other
    text the words stand, if in one.
    """
    try:
        exact = tidy(words).text
        answer = locate(text, Words(words))
    except ValueError as error:
        return Looked(question=str(error))
    if isinstance(answer, Found):
        return Looked(place=(answer.start, answer.end))
    if isinstance(answer, Absent):
        return _absent(text, exact, answer, elsewhere(exact))
    chosen = read(at)
    if chosen and text[slice(*chosen)] == exact:
        return _several(text, answer.candidates, answer.total, chosen, decided=True)
    if beside:
        preferred, sure = _nearest(text, exact, beside)
        looked = _several(text, answer.candidates, answer.total, preferred, decided=sure)
        question = _(
            "These words stand in %(total)s places. The one nearest to the quote is chosen below: "
            "keep it or choose another, then save again."
        )
    else:
        looked = _several(text, answer.candidates, answer.total, None, decided=False)
        question = _("These words stand in %(total)s places: choose below which of them is meant.")
    if answer.total > len(looked.choices):
        question += " " + _("Not all are shown: more words around them would narrow it down.")
    return looked if looked.place else replace(looked, question=question % {"total": answer.total})


def _several(
    text: str,
    candidates: Sequence[Candidate],
    total: int,
    chosen: Stretch | None,
    *,
    decided: bool,
) -> Looked:
    shown = {(found.start, found.end): found for found in candidates}
    if chosen:
        shown[chosen] = Candidate(*chosen, *_around(text, chosen))
    return Looked(
        place=chosen if decided else None,
        preferred=chosen,
        choices=tuple(shown[at] for at in sorted(shown)),
        total=total,
    )


def _around(text: str, at: Stretch) -> tuple[str, str, str]:
    before, after = context(text, *at, AROUND)
    return before, text[slice(*at)], after


def _nearest(text: str, exact: str, beside: Sequence[Stretch]) -> tuple[Stretch, bool]:
    """The place nearest to the content, and whether no other place could be meant.

    Whole words outside the content count before parts of words and before words within it.
    """
    first, last = min(start for start, _end in beside), max(end for _start, end in beside)
    opens = text.rfind("\n", 0, first) + 1
    closes = text.find("\n", last)
    here = _occurrences(text, exact, opens, len(text) if closes < 0 else closes)
    for better in (_whole_words(text, here), _outside(here, beside)):
        here = [at for at in here if at in better] or here
    if len(here) == 1:
        return here[0], True
    if not here:
        before, after = text.rfind(exact, 0, first), text.find(exact, last)
        here = [(start, start + len(exact)) for start in (before, after) if start >= 0]
        here = here or _occurrences(text, exact, 0, len(text))
    return min(here, key=lambda at: _distance(at, beside)), False


def _occurrences(text: str, exact: str, start: int, end: int) -> list[Stretch]:
    found: list[Stretch] = []
    at = text.find(exact, start, end)
    while at >= 0 and len(found) < MAX_CANDIDATES * 10:
        found.append((at, at + len(exact)))
        at = text.find(exact, at + len(exact), end)
    return found


def _whole_words(text: str, places: Sequence[Stretch]) -> set[Stretch]:
    def inside_a_word(one: str, other: str) -> bool:
        return one.isalnum() and other.isalnum()

    return {
        (start, end)
        for start, end in places
        if not inside_a_word(text[start - 1 : start], text[start])
        and not inside_a_word(text[end - 1], text[end : end + 1])
    }


def _outside(places: Sequence[Stretch], beside: Sequence[Stretch]) -> set[Stretch]:
    return {at for at in places if not any(at[0] < end and start < at[1] for start, end in beside)}


def _distance(at: Stretch, beside: Sequence[Stretch]) -> int:
    return min(max(start - at[1], at[0] - end, 0) for start, end in beside)


def _absent(text: str, exact: str, answer: Absent, elsewhere: str) -> Looked:
    across = _across_a_line_end(text, exact)
    if across:
        before, words, after = _around(text, across)
        reading = Reading(*across, before, after, (Part("same", words),))
        sentence = _(
            "These words stand only across a paragraph's end: put each paragraph's into a row of "
            "its own, or take them with the line's end in them."
        )
        return Looked(question=sentence, reading=reading)
    if elsewhere:
        sentence = _("These words stand in %(other)s of this source, not in the one quoted from.")
        return Looked(question=sentence % {"other": elsewhere}, reading=_reading(text, answer))
    sentence = (
        _("These words do not stand in this text. The nearest that do are shown below.")
        if answer.nearest
        else _("These words do not stand in this text, nor any like them.")
    )
    return Looked(question=sentence, reading=_reading(text, answer))


def _across_a_line_end(text: str, exact: str) -> Stretch | None:
    if len(exact) > LONGEST_COMPARED:
        return None
    pattern = r"\s+".join(re.escape(word) for word in exact.split())
    match = re.search(pattern, text)
    return match.span() if match and "\n" in match.group() else None


def _reading(text: str, answer: Absent) -> Reading | None:
    near = answer.nearest
    if near is None:
        return None
    parts, reached = [], near.start
    for difference in answer.differences:
        parts.append(Part("same", text[reached : difference.start]))
        parts.append(Part("given", difference.given))
        parts.append(Part("found", difference.found))
        reached = difference.end
    parts.append(Part("same", text[reached : near.end]))
    kept = tuple(part for part in parts if part.words)
    return Reading(near.start, near.end, near.before, near.after, kept)
