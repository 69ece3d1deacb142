"""The nearest reading of words that stand nowhere to the letter: to be shown, never accepted.

Seed and extend, as in BLAST (Altschul et al. 1990): rare pieces of the words point to windows of
the text, in which the words are aligned with rapidfuzz along a longest common subsequence.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from sources.anchoring.answers import Absent, Difference, candidate

MAX_COMPARED = 20_000
"""Longer words have no nearest reading: aligning takes time with the square of their length."""
NEAREST_AT_LEAST = 0.5
"""Less similar than this is no reading of the words at all."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
# Scripts that put no space between words count character by character; no token is endless.
_TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]{{1,32}}|[^\w\s]")
_Span = tuple[int, int]
_MAX_RARE = 48
_MAX_HITS = 200
_MAX_WINDOWS = 6
_SHORT = 64


class _Fold(dict[int, int]):
    """One code point for another, so that offsets stay: marks, dashes, spaces, case, width."""

    def __missing__(self, code: int) -> int:
        character = chr(code)
        if character in "“”„‟«»‹›‘’‚‛`´′″「」『』":
            folded = "'" if character in "‹›‘’‚‛`´′" else '"'
        elif unicodedata.category(character) == "Pd" or character == "−":
            folded = "-"
        elif character.isspace():
            folded = " "
        else:
            folded = unicodedata.normalize("NFKC", character).lower()
        self[code] = ord(folded) if len(folded) == 1 else code
        return self[code]


_FOLD = _Fold()


@dataclass(frozen=True)
class _Tokens:
    """Words and marks of a stretch of text, folded, and where they stand."""

    folded: list[str]
    spans: list[_Span]

    @classmethod
    def of(cls, text: str, offset: int = 0) -> "_Tokens":
        matches = list(_TOKEN.finditer(text))
        spans = [(offset + match.start(), offset + match.end()) for match in matches]
        return cls([match.group().translate(_FOLD) for match in matches], spans)


def nearest(text: str, exact: str) -> Absent:
    """Seeds by the words of `exact` that are rare in the text, aligns word by word around them."""
    if len(exact) > MAX_COMPARED:
        return Absent()
    folded_text, folded = text.translate(_FOLD), exact.translate(_FOLD)
    given = _Tokens.of(exact)
    best, place = 0.0, (0, 0)
    for window in _windows(folded_text, folded):
        for start, end in _readings(text, folded_text, folded, given, window):
            similarity = fuzz.ratio(folded, folded_text[start:end]) / 100
            if similarity > best:
                best, place = similarity, (start, end)
    if best < NEAREST_AT_LEAST:
        return Absent()
    differences = tuple(_differences(text, exact, given, *place))
    return Absent(candidate(text, *place), round(best, 4), differences)


def _windows(folded_text: str, folded: str) -> list[_Span]:
    """The stretches, three times as long as the words, in which most of their rare pieces stand."""
    width = max(len(folded), 16)
    votes: defaultdict[int, float] = defaultdict(float)
    for offset, hits in _seeds(folded_text, folded):
        # Each piece counts once a window, the more the rarer it is; windows overlap by half.
        near = {max(0, hit - offset) // width for hit in hits}
        for bucket in near | {bucket + 1 for bucket in near}:
            votes[bucket] += 1 / len(hits)
    ranked = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:_MAX_WINDOWS]
    size = len(folded_text)
    return [
        (max(0, (bucket - 1) * width - width // 2), min(size, (bucket + 2) * width + width // 2))
        for bucket in ranked
    ]


def _seeds(folded_text: str, folded: str) -> list[tuple[int, list[int]]]:
    """(offset in the words, places in the text) of the longest words, else of groups of three."""
    words = {match.group(): match.start() for match in re.finditer(r"\w{4,32}", folded)}
    longest = sorted(words.items(), key=lambda word: (-len(word[0]), word[1]))[:_MAX_RARE]
    found = [(offset, _places(folded_text, word)) for word, offset in longest]
    if sum(bool(hits) for _, hits in found) * 3 < len(found) or len(found) < 3:
        step = max(1, (len(folded) - 2) // _MAX_RARE)
        for offset in range(0, max(1, len(folded) - 2), step):
            found.append((offset, _places(folded_text, folded[offset : offset + 3])))
    return [(offset, hits) for offset, hits in found if hits]


def _places(folded_text: str, piece: str) -> list[int]:
    places: list[int] = []
    place = folded_text.find(piece)
    while place >= 0 and len(places) < _MAX_HITS:
        places.append(place)
        place = folded_text.find(piece, place + len(piece))
    return places


def _readings(
    text: str, folded_text: str, folded: str, given: _Tokens, window: _Span
) -> Iterator[_Span]:
    """Spans of the window that may be the words: aligned by words, short ones also by letters."""
    start, end = window
    here = _Tokens.of(text[start:end], start)
    blocks = _blocks(given.folded, here.folded)
    if blocks:
        first, last = _densest(here, blocks)
        yield here.spans[first][0], here.spans[last][1]
        # Words replaced at either end: as many words more as were asked for there.
        lead = first - min(given_at for given_at, at in blocks if at >= first)
        tail = last + len(given.spans) - 1 - max(given_at for given_at, at in blocks if at <= last)
        first_too, last_too = max(0, lead), min(len(here.spans) - 1, tail)
        yield here.spans[first_too][0], here.spans[last][1]
        yield here.spans[first][0], here.spans[last_too][1]
        yield here.spans[first_too][0], here.spans[last_too][1]
    if len(folded) <= _SHORT:
        aligned = fuzz.partial_ratio_alignment(folded, folded_text[start:end])
        if aligned and aligned.dest_end > aligned.dest_start:
            left, right = start + aligned.dest_start, start + aligned.dest_end
            touched = [span for span in here.spans if span[0] < right and left < span[1]]
            if touched:
                yield touched[0][0], touched[-1][1]


def _blocks(one: list[str], other: list[str]) -> list[_Span]:
    """Pairs of places of equal tokens, along a longest common subsequence."""
    matching = LCSseq.opcodes(one, other).as_matching_blocks()
    return [(block.a + k, block.b + k) for block in matching for k in range(block.size)]


def _densest(here: _Tokens, blocks: list[_Span]) -> _Span:
    """First and last token of the run with the most matches and the fewest strangers between them.

    A maximum-sum run, as in Kadane's algorithm: a match weighs its length, a stranger half of its.
    """
    lengths = [end - start for start, end in here.spans]
    before = [0]
    for length in lengths:
        before.append(before[-1] + length)
    places = [at for _, at in blocks]
    run = best = float(lengths[places[0]])
    run_first, span = places[0], (places[0], places[0])
    for previous, at in pairwise(places):
        gap = (before[at] - before[previous + 1]) / 2
        if run > gap:
            run += lengths[at] - gap
        else:
            run, run_first = float(lengths[at]), at
        if run > best:
            best, span = run, (run_first, at)
    return span


def _differences(
    text: str, exact: str, given: _Tokens, start: int, end: int
) -> Iterator[Difference]:
    """What differs between `exact` and text[start:end], word by word, spaces and marks included."""
    found = _Tokens.of(text[start:end], start)
    for ours, theirs in _aligned(given, found, len(exact), start, end):
        if exact[slice(*ours)] != text[slice(*theirs)]:
            yield Difference(exact[slice(*ours)], text[slice(*theirs)], *theirs)


def _aligned(
    given: _Tokens, found: _Tokens, given_size: int, start: int, end: int
) -> Iterator[tuple[_Span, _Span]]:
    """Stretches of the words given and of the text found that answer each other, in their order."""
    given_spans = [*given.spans, (given_size, given_size)]
    found_spans = [*found.spans, (end, end)]
    given_next, found_next, given_end, found_end = 0, 0, 0, start
    for given_at, found_at in [
        *_blocks(given.folded, found.folded),
        (len(given.spans), len(found.spans)),
    ]:
        ours, theirs = given_spans[given_next:given_at], found_spans[found_next:found_at]
        if len(ours) == len(theirs) > 0:
            yield from zip(ours, theirs, strict=True)
        elif ours or theirs:
            yield _hull(ours, given_end), _hull(theirs, found_end)
        else:
            yield (given_end, given_spans[given_at][0]), (found_end, found_spans[found_at][0])
        yield given_spans[given_at], found_spans[found_at]
        given_next, found_next = given_at + 1, found_at + 1
        given_end, found_end = given_spans[given_at][1], found_spans[found_at][1]


def _hull(spans: list[_Span], otherwise: int) -> _Span:
    return (spans[0][0], spans[-1][1]) if spans else (otherwise, otherwise)
