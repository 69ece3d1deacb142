"""A quote comes with its words, pieces, chain, context, relations, and what it lies within."""

from __future__ import annotations

import pytest

from claims.api.rows.passages import CONTEXT
from claims.models import Link, Quote
from sources.anchoring import Position
from tests.factories import SourceFactory, SpeakerFactory

from .conftest import Get
from .rich import TEXT, Rich, rich_record

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> Rich:
    return rich_record()


def test_words_are_the_pieces_without_their_marks(get: Get, record: Rich) -> None:
    answer = get(f"/api/quotes/{record.quote.uid}/").json()
    assert answer["text"] == "“We shall build the bridge,” “and soon. Nobody pays a toll.”"
    assert answer["words"] == "We shall build the bridge, and soon. Nobody pays a toll."


def test_spans_stand_where_they_say(get: Get, record: Rich) -> None:
    answer = get(f"/api/quotes/{record.quote.uid}/").json()
    roles = [(span["role"], span["number"]) for span in answer["spans"]]
    assert roles == [("content", 1), ("content", 2), ("cue", 1), ("source", 1), ("source", 2)]
    for span in answer["spans"]:
        assert TEXT[span["start"] : span["end"]] == span["exact"]


def test_content_has_selectors(get: Get, record: Rich) -> None:
    answer = get(f"/api/quotes/{record.quote.uid}/").json()
    span = answer["spans"][1]
    position, words = span["selectors"]
    assert position == {
        "type": "TextPositionSelector",
        "start": span["start"],
        "end": span["end"],
    }
    around = words["prefix"] + words["exact"] + words["suffix"]
    assert around in TEXT
    assert (len(words["prefix"]), words["exact"]) == (32, span["exact"])


def test_chain_runs_outward_from_who_said_it(get: Get, record: Rich) -> None:
    chain = get(f"/api/quotes/{record.quote.uid}/").json()["chain"]
    assert [(link["role"], link["number"]) for link in chain] == [
        ("speaker", 1),
        ("relayed_by", 1),
        ("relayed_by", 2),
    ]
    assert chain[0]["speaker"]["name"] == record.speaker.name
    assert chain[0]["capacity"]["role"] == "mayor"
    assert chain[0]["capacity"]["organization"]["kind"] == "organization"
    assert [words["exact"] for words in chain[0]["mentions"]] == ["the mayor, Ida Vale"]
    assert chain[1]["source"]["title"].startswith("A note to the port")


@pytest.mark.parametrize("length", [0, 1, CONTEXT - 1, CONTEXT, CONTEXT + 1, 3 * CONTEXT])
def test_context_is_bounded(get: Get, length: int) -> None:
    said = "“🌊 Nobody pays.”"
    before, after = "𝄞" * length, "é🌊" * length
    source = SourceFactory(text=before + said + after, is_public=True)
    source.refresh_from_db()
    quote = Quote.objects.record(source=source, content=[said], chain=[Link(SpeakerFactory())])
    quote.publish(by=None)
    answer = get(f"/api/quotes/{quote.uid}/").json()
    assert answer["context"] == {
        "before": before[max(length - CONTEXT, 0) :],
        "after": after[:CONTEXT],
    }
    position, words = answer["spans"][0]["selectors"]
    assert (position["start"], words["exact"]) == (length, said)
    assert words["prefix"] == before[max(length - 32, 0) :]


def test_relations_are_shown_at_both_ends(get: Get, record: Rich) -> None:
    for one, other, direction in (
        (record.inner, record.quote, "to"),
        (record.quote, record.inner, "from"),
    ):
        (relation,) = get(f"/api/quotes/{one.uid}/").json()["relations"]
        assert (relation["kind"], relation["direction"]) == ("corrects", direction)
        assert relation["quote"]["uid"] == str(other.uid)
        assert relation["quote"]["text"] == other.text


def test_a_quote_knows_what_it_lies_within(get: Get, record: Rich) -> None:
    inner = get(f"/api/quotes/{record.inner.uid}/").json()
    assert [row["uid"] for row in inner["within"]] == [str(record.quote.uid)]
    assert get(f"/api/quotes/{record.quote.uid}/").json()["within"] == []


def test_every_piece_must_lie_within(get: Get, record: Rich) -> None:
    end = TEXT.index("The port was silent.")
    half = Quote.objects.record(
        source=record.source,
        content=["We shall", Position(end, end + 8)],
        chain=[Link(record.speaker)],
    )
    half.publish(by=None)
    assert get(f"/api/quotes/{half.uid}/").json()["within"] == []


def test_spans_on_later_texts_are_not_those_it_was_found_at(get: Get, record: Rich) -> None:
    later = record.source.add_revision(f"Corrected. {TEXT}")
    for span in list(record.quote.spans.all()):
        start = span.start + len("Corrected. ")
        record.quote.spans.create(
            revision=later,
            role=span.role,
            number=span.number,
            start=start,
            end=start + len(span.exact),
            exact=span.exact,
        )
    answer = get(f"/api/quotes/{record.quote.uid}/").json()
    assert answer["revision"]["number"] == 1
    assert len(answer["spans"]) == 5
    assert answer["spans"][0]["start"] == 0


def test_where_it_stands(get: Get, record: Rich) -> None:
    answer = get(f"/api/quotes/{record.quote.uid}/").json()
    assert answer["source"]["uid"] == str(record.source.uid)
    assert answer["source"]["publisher"]["name"] == record.publisher.name
    assert answer["quoted_from"]["title"].startswith("A note to the port")
    assert (answer["origin"], answer["external_id"]) == ("archive", record.quote.external_id)
