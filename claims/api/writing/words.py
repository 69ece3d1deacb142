"""Finding in a text what a body says stands there; every fault is gathered, with what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from claimtrack.rest.describing import FaultsSerializer
from claimtrack.rest.faults import Faults, Faulty
from sources.anchoring import Position, Several, Words
from sources.text import tidy

from ...models import WordsNotFound
from ...models.recording import places

SHOWN = 200
"""Of words that differ, so many code points are repeated."""
Given = Mapping[str, Any]


def located(text: str, path: str, given: Sequence[Given], faults: Faults) -> list[Position]:
    """Where each of these places is in the text; what is not there goes to `faults`."""
    found = []
    for number, place in enumerate(given):
        at = f"{path}.{number}"
        with faults.at(at):
            found.append(_place(text, place))
    return found


def _place(text: str, place: Given) -> Position:
    if "start" in place:
        return _stretch(text, place["start"], place["end"], place.get("exact"))
    words = Words(place["exact"], place.get("prefix", ""), place.get("suffix", ""))
    try:
        [(start, end)] = places(text, "exact", [words])
    except WordsNotFound as error:
        fault = ErrorDetail(error.messages[0], "words_not_found")
        raise Faulty({"exact": [fault]}, [_told(error.answer)]) from error
    return Position(start, end)


def _stretch(text: str, start: int, end: int, exact: str | None) -> Position:
    [(start, end)] = places(text, "end", [Position(start, end)])
    there, wanted = text[start:end], None if exact is None else tidy(exact).text
    if wanted is not None and wanted != there:
        sentence = f"At [{start}, {end}) stands “{_cut(there)}”, not “{_cut(wanted)}”."
        raise Faulty({"exact": [ErrorDetail(sentence, "other_words")]})
    return Position(start, end)


def _cut(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def _told(answer: Any) -> dict[str, Any]:
    """What was found instead, in one shape."""
    several = isinstance(answer, Several)
    return {
        "attr": "exact",
        "total": answer.total if several else 0,
        "candidates": [asdict(each) for each in answer.candidates] if several else [],
        "nearest": None if several or answer.nearest is None else asdict(answer.nearest),
        "differences": [] if several else [asdict(each) for each in answer.differences],
    }


class CandidateSerializer(serializers.Serializer[Any]):
    """A place in the text, in its context."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    before = serializers.CharField()
    exact = serializers.CharField()
    after = serializers.CharField()


class DifferenceSerializer(serializers.Serializer[Any]):
    given = serializers.CharField(help_text="In the words that were sent.")
    found = serializers.CharField(help_text="In the text, at [start, end).")
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class FoundSerializer(serializers.Serializer[Any]):
    """Where words stand that were not found in one place."""

    attr = serializers.CharField(help_text="The field that holds the words.")
    total = serializers.IntegerField(help_text="In so many places they stand.")
    candidates = CandidateSerializer(many=True, help_text="The first of these places.")
    nearest = CandidateSerializer(
        allow_null=True, help_text="The nearest reading, where they stand nowhere."
    )
    differences = DifferenceSerializer(many=True, help_text="Of the nearest reading, word by word.")


class WordsFaultsSerializer(FaultsSerializer):
    """Beside `words_not_found`: the places to choose from, or the nearest reading."""

    places = FoundSerializer(many=True, required=False)


_BRIDGE = {"before": "said that ", "exact": "the bridge", "after": " is closed."}
_EXAMPLE = {
    "type": "validation_error",
    "errors": [
        {
            "code": "words_not_found",
            "detail": "These words stand in 2 places: say which, by the words around them.",
            "attr": "content.0.exact",
        }
    ],
    "places": [
        {
            "attr": "content.0.exact",
            "total": 2,
            "candidates": [{"start": start, "end": start + 10, **_BRIDGE} for start in (97, 128)],
            "nearest": None,
            "differences": [],
        }
    ],
}
WORDS_FAULTS = {
    400: OpenApiResponse(
        WordsFaultsSerializer,
        description="What cannot be taken, and where words stand that were not found.",
        examples=[OpenApiExample("words in two places", _EXAMPLE)],
    )
}
"""The answer that says so, for the schema."""
