"""The English endings of a word, so that “bridges” finds “bridge”. Pure.

An index holds words as they are: endings are put on when it is asked, the same for every database.
What comes of it need not be a word of English; what no text holds is found nowhere, and costs
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_LEAST = 3
_ENGLISH = re.compile(r"[a-z]+")
_HAS_VOWEL = re.compile(r"[aeiouy]")
_SIBILANT = re.compile(r"(s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_DOUBLED = re.compile(r"([bdfgklmnprt])\1$")
_SHORT = re.compile(r"[^aeiou][aeiouy][bdfgklmnprt]$")


@lru_cache(4096)
def inflections(word: str) -> tuple[str, ...]:
    """A word with its other endings: plural, past, -ing. The word itself comes first."""
    if len(word) < _LEAST or not _ENGLISH.fullmatch(word):
        return (word,)
    found = [word]
    for base in _bases(word) or [word]:
        found += _inflected(base)
    if word.endswith("ing"):
        found.append(f"{word}s")
    return tuple(dict.fromkeys(found))


def _bases(word: str) -> list[str]:
    """What the word may be a form of."""
    return [base for base in _without_ending(word) if _is_word(base)]


def _is_word(base: str) -> bool:
    return len(base) >= _LEAST and _HAS_VOWEL.search(base) is not None


def _without_ending(word: str) -> Iterator[str]:
    if word.endswith(("ies", "ied")):
        yield word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("es") and _SIBILANT.search(word[:-2]):
            yield word[:-2]
    if word.endswith("eed"):
        yield from (word, word[:-1])
        return
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and _HAS_VOWEL.search(stem):
            if _DOUBLED.search(stem):
                yield stem[:-1]
            yield from (stem, f"{stem}e")


def _inflected(base: str) -> Iterator[str]:
    yield base
    if base.endswith("e"):
        yield from (f"{base}s", f"{base}d")
        stem = base if base.endswith(("ee", "oe", "ye")) else base[:-1]
        if _HAS_VOWEL.search(stem):
            yield f"{stem}ing"
    elif _CONSONANT_Y.search(base):
        yield from (f"{base[:-1]}ies", f"{base[:-1]}ied", f"{base}ing")
    else:
        if _SIBILANT.search(base):
            yield f"{base}es"
        yield from (f"{base}s", f"{base}ed", f"{base}ing")
        if _SHORT.search(base):
            yield from (f"{base}{base[-1]}ed", f"{base}{base[-1]}ing")
