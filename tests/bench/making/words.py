"""Invented words, a few of them common and most of them rare, as in any language (Zipf)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from random import Random

VOCABULARY = 20_000
LONGEST_TAPE = 2_000_000
ONSETS = [
    *("b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p"),
    *("pl", "qu", "r", "s", "st", "t", "th", "tr", "v", "w", "z"),
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "io", "ou"]
CODAS = ["", "", "", "n", "r", "l", "m", "st", "nd"]


def _word(rng: Random, syllables: int) -> str:
    parts = (rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(syllables))
    return "".join(parts) + rng.choice(CODAS)


def vocabulary(rng: Random, size: int) -> list[str]:
    """So many different words, the shorter ones first."""
    words = dict[str, None]()
    while len(words) < size:
        words[_word(rng, 1 if len(words) < 60 else 2 if len(words) < 3000 else 3)] = None
    return list(words)


class Tape:
    """A long run of words, out of which every text is cut: quicker than drawing each word."""

    def __init__(self, rng: Random, scale: float) -> None:
        self.rng = rng
        self.words = vocabulary(rng, VOCABULARY)
        weights = list(accumulate(1 / (rank + 2.7) ** 1.05 for rank in range(VOCABULARY)))
        length = max(100_000, min(LONGEST_TAPE, int(LONGEST_TAPE * scale)))
        self.tape = rng.choices(self.words, cum_weights=weights, k=length)

    def cut(self, least: int, most: int) -> str:
        """So many words as they come."""
        length = self.rng.randint(least, most)
        start = self.rng.randrange(len(self.tape) - length)
        return " ".join(self.tape[start : start + length])

    def sentence(self, least: int, most: int) -> str:
        words = self.cut(least, most)
        return f"{words[0].upper()}{words[1:]}."


def names(rng: Random, count: int) -> Iterator[str]:
    """Names of people, each of them once."""
    seen = set[str]()
    while len(seen) < count:
        name = f"{_word(rng, 2)} {_word(rng, 2 + len(seen) % 2)}".title()
        if name not in seen:
            seen.add(name)
            yield name


def skewed(rng: Random, count: int, power: float = 2.5) -> int:
    """A number from 0 to count - 1; low ones come far more often."""
    return int(count * rng.random() ** power)
