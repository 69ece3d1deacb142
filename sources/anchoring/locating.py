"""The places where words stand to the letter, and spans as W3C selectors."""

from typing import Any

from sources.anchoring.answers import MAX_CANDIDATES, Answer, Found, Several, Words, candidate
from sources.anchoring.nearest import nearest
from sources.text import context, tidy


def locate(text: str, words: Words) -> Answer:
    """Where in the canonical `text` the words stand to the letter.

    The words are put into the canonical form first. Prefix and suffix narrow several places down.
    Raises ValueError where `exact` is empty or only white space.
    """
    exact, prefix, suffix = (tidy(part).text for part in (words.exact, words.prefix, words.suffix))
    if not exact.strip():
        raise ValueError("exact is empty: it should hold the words as they stand in the text.")
    places, total = _occurrences(text, prefix + exact + suffix)
    shift, in_context = len(prefix), True
    if not total and (prefix or suffix):
        places, total = _occurrences(text, exact)
        shift, in_context = 0, False
    if not total:
        return nearest(text, exact)
    starts = [place + shift for place in places]
    if total == 1 and in_context:
        return Found(starts[0], starts[0] + len(exact))
    candidates = tuple(candidate(text, start, start + len(exact)) for start in starts)
    return Several(candidates, total, in_context)


def selectors(text: str, start: int, end: int, length: int = 32) -> list[dict[str, Any]]:
    """[start, end) as W3C selectors: a TextPositionSelector and a TextQuoteSelector.

    Prefix and suffix have up to `length` code points. Raises ValueError outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"[{start}, {end}) is no span of the text:"
            f" it should be 0 <= start < end <= {len(text)}."
        )
    prefix, suffix = context(text, start, end, length)
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": prefix,
            "suffix": suffix,
        },
    ]


def _occurrences(text: str, words: str) -> tuple[list[int], int]:
    """The first MAX_CANDIDATES starts of `words`, overlapping ones too, and how many there are."""
    starts: list[int] = []
    total, place = 0, text.find(words)
    while place >= 0:
        following = text.find(words, place + 1)
        step = following - place
        # Words that touch or overlap themselves go on at this step for as long as the text repeats:
        # counting a long run of one letter place by place would take seconds.
        run = 1
        if 0 < step <= len(words):
            run += (_repeats(text, place, step) - len(words)) // step
            following = text.find(words, place + (run - 1) * step + 1)
        room = MAX_CANDIDATES - len(starts)
        starts.extend(place + number * step for number in range(min(run, room)))
        total, place = total + run, following
    return starts, total


def _repeats(text: str, start: int, step: int) -> int:
    """How far the text from `start` on repeats its first `step` code points, in code points."""
    reach, grow = 0, step
    limit = len(text) - start - step
    while grow:
        grow = min(grow, limit - reach)
        here = start + reach
        if grow and text[here : here + grow] == text[here + step : here + step + grow]:
            reach, grow = reach + grow, grow * 2
        else:
            grow //= 2
    return step + reach
