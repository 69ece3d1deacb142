"""What is asked of a text, and what is answered. Offsets are Unicode code points, [start, end)."""

from dataclasses import dataclass

from sources.text import context

MAX_CANDIDATES = 20
"""Places listed in Several; its total counts them all."""
CONTEXT = 60
"""Code points shown before and after a candidate."""


@dataclass(frozen=True)
class Position:
    """The words from `start` to `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """The words as they should stand, and what stands right before and after them, where known."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Candidate:
    """A place, its words, and up to CONTEXT code points on each side."""

    start: int
    end: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True)
class Difference:
    """`given` in the words asked for, `found` at [start, end) of the text; either may be empty."""

    given: str
    found: str
    start: int
    end: int


@dataclass(frozen=True)
class Found:
    """The one place where the words stand to the letter."""

    start: int
    end: int


@dataclass(frozen=True)
class Several:
    """More than one place, the first MAX_CANDIDATES listed, or none of those with that context.

    `in_context` is False where prefix and suffix were given and match nowhere: the candidates,
    maybe a single one, are then the places of the words alone.
    """

    candidates: tuple[Candidate, ...]
    total: int
    in_context: bool = True


@dataclass(frozen=True)
class Absent:
    """The words stand nowhere; the nearest reading and what differs in it, where there is one.

    0 ≤ similarity ≤ 1, marks, dashes, spaces and case aside: 1 where nothing else differs.
    """

    nearest: Candidate | None = None
    similarity: float = 0.0
    differences: tuple[Difference, ...] = ()


Answer = Found | Several | Absent


def candidate(text: str, start: int, end: int) -> Candidate:
    """The place [start, end) of `text` with its context."""
    before, after = context(text, start, end, CONTEXT)
    return Candidate(start, end, before, text[start:end], after)
