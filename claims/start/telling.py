"""Which words of a text tell what it is about, and how much two texts share of them. Pure.

Words are compared as the search index compares them, or nearly so: without case, accents and
common English endings.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

_COMMON = """
a about after all also an and any are as at be been before being both but by can could did do does
for from had has have he her here hers him his how i if in into is it its just may me might more
most must my no nor not now of on one only or other our out over own said say says shall she
should so some such than that the their them then there these they this those though through to
too under until up upon us very was we were what when where which while who whom whose why will
with would you your
"""
COMMON = frozenset(_COMMON.split())
"""English words that say nothing about what a text is about."""

_WORD = re.compile(r"\w+")
_ENDINGS = ("ingly", "edly", "ies", "ied", "ing", "ed", "es", "ly", "s", "e", "y")
_LEAST_STEM = 3
_MEAN_WEIGHT = 2.0


def stem(word: str) -> str:
    """A word without case, accents and common endings: of “Bridges” and “bridge”, the same."""
    letters = unicodedata.normalize("NFKD", word.lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _LEAST_STEM:
            plain = plain.removesuffix(ending)
            break
    return plain[:-1] if len(plain) > _LEAST_STEM and plain[-1] == plain[-2] else plain


def telling(text: str) -> list[str]:
    """The words of a text that tell what it is about, each once, in the order of first use.

    All words, where it has none but common ones.
    """
    words = list(dict.fromkeys(_WORD.findall(text.lower())))
    return [word for word in words if word not in COMMON and len(word) > 1] or words


def stems(text: str) -> frozenset[str]:
    """The stems of its telling words."""
    return frozenset(stem(word) for word in telling(text))


def weight(standing_in: int, most: int) -> float:
    """What a word weighs that stands in so many records, counted up to `most`: from 1 to 3."""
    return 3 - 2 * math.log(max(standing_in, 1)) / math.log(most)


def likeness(
    one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]
) -> tuple[float, float]:
    """How good a find is, and the share of the shorter text that both have, from 0 to 1.

    The first is the shared weight times that share, so that of two claims that an article holds
    whole the one with more to tell comes first; the longer text's share counts a little, so that
    of two texts that hold all words asked for the shorter one does. A word without a weight has
    the mean one.
    """

    def weigh(words: Iterable[str]) -> float:
        return sum(weights.get(word, _MEAN_WEIGHT) for word in words)

    shared, (shorter, longer) = weigh(one & other), sorted((weigh(one), weigh(other)))
    if not shared:
        return 0.0, 0.0
    share = shared / shorter
    return shared * (share + shared / longer / 5), share


def places(text: str, wanted: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where words with these stems stand in a text: [start, end) in code points."""
    for match in _WORD.finditer(text):
        if stem(match.group()) in wanted:
            yield match.span()
