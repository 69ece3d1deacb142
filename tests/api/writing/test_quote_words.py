"""Words that do not stand so in the text, and what else is wrong, are refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Quote
from sources.models import Source
from tests.factories import (
    SpeakerFactory,
)

from .people import annotator, fault
from .quoting import FIRST, QUOTES, SECOND, TEXT, UID, bridge, least

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return bridge()


def test_words_that_stand_in_several_places(source: Source) -> None:
    answer = annotator().post(QUOTES, least(source, content=[{"exact": "The bridge"}]))
    fault(answer, 400, "words_not_found", "content.0.exact")
    (found,) = answer.json()["places"]
    assert (found["attr"], found["total"], found["nearest"]) == ("content.0.exact", 2, None)
    assert [TEXT[c["start"] : c["end"]] for c in found["candidates"]] == ["The bridge"] * 2
    assert found["candidates"][1]["after"] == " is closed."
    chosen = {"exact": "The bridge", "suffix": " is closed"}
    assert annotator().post(QUOTES, least(source, content=[chosen])).status_code == 201


def test_words_that_stand_nowhere(source: Source) -> None:
    given = least(
        source,
        cue=[{"exact": "sad"}],
        chain=[
            {"speaker": str(SpeakerFactory().uid), "mention": [{"exact": "the mayor, Ida Vole"}]}
        ],
    )
    answer = annotator().post(QUOTES, given)
    attrs = [error["attr"] for error in answer.json()["errors"]]
    assert answer.status_code == 400
    assert attrs == ["cue.0.exact", "chain.0.mention.0.exact"]
    found = answer.json()["places"][1]
    assert (found["attr"], found["total"]) == ("chain.0.mention.0.exact", 0)
    assert found["nearest"]["exact"] == "the mayor, Ida Vale"
    assert [(d["given"], d["found"]) for d in found["differences"]] == [("Vole", "Vale")]
    assert not Quote.objects.exists()


def test_a_span_whose_words_differ(source: Source) -> None:
    given = least(source, content=[{"start": 0, "end": 10, "exact": "It snowed."}])
    said = fault(annotator().post(QUOTES, given), 400, "other_words", "content.0.exact")
    assert "“It rained.”" in said
    assert "“It snowed.”" in said


def test_a_span_outside_the_text(source: Source) -> None:
    given = least(source, content=[{"start": 5, "end": len(TEXT) + 1}])
    assert str(len(TEXT)) in fault(annotator().post(QUOTES, given), 400, "outside", "content.0.end")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no pieces": ({"content": []}, "content"),
    "no list": ({"content": "We"}, "content"),
    "no object": ({"content": ["We"]}, "content.0"),
    "nothing in a piece": ({"content": [{}]}, "content.0.exact"),
    "half a span": ({"content": [{"start": 3}]}, "content.0.end"),
    "a word for a number": ({"content": [{"start": "3", "end": 5}]}, "content.0.start"),
    "a huge number": ({"content": [{"start": 2**40, "end": 2**41}]}, "content.0.start"),
    "a negative number": ({"content": [{"start": -1, "end": 5}]}, "content.0.start"),
    "a context for a span": ({"content": [{"start": 1, "end": 5, "prefix": "x"}]}, "content.0"),
    "NUL": ({"content": [{"exact": "a\0b"}]}, "content.0.exact"),
    "an unknown field": ({"colour": "red"}, "colour"),
    "an unknown field below": ({"chain": [{"name": "Ida"}]}, "chain.0.name"),
    "another kind": ({"kind": "loud"}, "kind"),
    "another role": ({"chain": [{"role": "author"}]}, "chain.0.role"),
    "nobody": ({"chain": [{"role": "speaker"}]}, "chain.0"),
    "no uid": ({"source": "7"}, "source"),
    "an unknown source": ({"source": UID}, "source"),
    "an unknown text": ({"revision": UID}, "revision"),
    "an unknown speaker": ({"chain": [{"speaker": UID}]}, "chain.0.speaker"),
    "no date": ({"said_on": "in spring"}, "said_on"),
    "a word for a switch": ({"nothing_to_check": "yes"}, "nothing_to_check"),
    "pieces in disorder": ({"content": [{"exact": SECOND}, {"exact": FIRST}]}, "content"),
    "another's relation": ({"relations": [{"kind": "denies", "to": UID}]}, "relations.0.to"),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_names_its_field(source: Source, name: str) -> None:
    given, attr = WRONG[name]
    answer = annotator().post(QUOTES, least(source) | given)
    body = answer.json()
    assert answer.status_code == 400, body
    found = [error["attr"] for error in body["errors"]]
    assert attr in found, body
    assert not Quote.objects.exists()


def test_half_of_a_surrogate_pair(source: Source) -> None:
    body = f'{{"source": "{source.uid}", "content": [{{"exact": "a\\ud800b"}}]}}'
    answer = annotator().client.post(QUOTES, body, content_type="application/json")
    assert answer.status_code == 400
    assert not Quote.objects.exists()


def test_a_body_that_is_no_object() -> None:
    for body in ([], "quote", 3, None):
        assert annotator().post(QUOTES, body).status_code == 400
