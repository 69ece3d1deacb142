"""Lists that are searched: by date and by relevance, with hits and facets, on what is public."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from claims.models import ClaimTopic, Link
from claimtrack.rest import finding, search_pages
from claimtrack.rest import search as searching
from tests.factories import (
    ClaimFactory,
    ClaimTopicFactory,
    PublishedQuoteFactory,
    PublisherFactory,
    SourceFactory,
    SpeakerFactory,
)

from . import schema
from .conftest import Get

pytestmark = pytest.mark.django_db
QUOTES, CLAIMS, SOURCES = "/api/quotes/", "/api/claims/", "/api/sources/"
LISTS = (QUOTES, CLAIMS, SOURCES)


def said(text: str, day: str = "2023-04-27", **more: Any) -> Any:
    """A public quote that is a whole text, by itself."""
    source = SourceFactory(text=text, published=day, is_public=True, **more.pop("of", {}))
    return PublishedQuoteFactory(source=source, content=[text], kind="free_direct", **more)


def claimed(text: str, **more: Any) -> Any:
    claim = ClaimFactory(text=text, **more)
    claim.publish(by=None)
    return claim


def found(results: Get, q: str, path: str = QUOTES, **query: Any) -> list[str]:
    return [row.get("text", row.get("title")) for row in results(path, q=q, **query)]


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ("mole", ["old mole", "the moles closed"]),
        ("mole old", ["old mole"]),
        ("pier OR old", ["a pier", "old mole"]),
        ("mole -old", ["the moles closed"]),
        ("mole NOT (old OR closing)", []),
        ('"old mole"', ["old mole"]),
        ('"mole old"', []),
        ("cl*", ["the moles closed"]),
        ("(pier OR closing) -old", ["a pier", "the moles closed"]),
    ],
)
def test_the_query_language(results: Get, q: str, wanted: list[str]) -> None:
    for text in ("old mole", "the moles closed", "a pier"):
        claimed(text)
        said(text)
    assert sorted(found(results, q)) == wanted
    assert sorted(found(results, q, CLAIMS)) == wanted


@pytest.mark.parametrize(
    ("q", "fault"),
    [
        ("mole (pier", "At character 6: the bracket that opens here is never closed."),
        ("mole)", "At character 5: the bracket that closes here was never opened."),
        ('a "pier', "At character 3: the quotation mark that opens here is never closed."),
        ("mole OR", "At character 6: “OR” stands between two words, or in quotation marks."),
        ("AND mole", "At character 1: “AND” stands between two words, or in quotation marks."),
        ("mole NOT", "At character 6: “NOT” stands before a word, or in quotation marks."),
        ("-mole", "At character 1: only says what is not to be there: say what is to be there."),
        ("a OR -b", "At character 6: beside “OR” it only says what is not to be there: say what"),
        ("m*", "At character 1: write 2 letters at least before “*”."),
        ("mo*le", "At character 3: “*” stands at the end of a word only."),
        ("(" * 30 + "a" + ")" * 30, "At character 21: brackets are nested deeper than 20."),
        (" ".join(["a"] * 201), "At character 401: more than 200 words: leave some out."),
        ("—", "Holds no word to look for."),
        ("a\0b", "Holds a NUL, which no text here does."),
        ("x" * 1001, "Has 1,001 characters: write at most 1,000."),
    ],
)
def test_an_unreadable_query_is_refused_with_the_place(get: Get, q: str, fault: str) -> None:
    for path in LISTS:
        answer = get(path, q=q)
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["attr"]) == (400, "q")
        assert error["detail"].startswith(fault)


@pytest.mark.parametrize(
    "q",
    [
        "-(a b) " * 20 + "c",
        "(" * 20 + "a" + " b)" * 20,
        "x -(" * 10 + "a" + " b)" * 10,
        "(a OR (b " * 10 + "c" + "))" * 10,
        "(" * 19 + "(a OR b) c" + " OR d) e" * 19,
        " OR ".join(f"w{n}" for n in range(120)),
        " ".join(f"w{n}*" for n in range(10, 170)),
        '"' + "a " * 200 + '"',
    ],
)
def test_the_deepest_and_longest_query_is_answered(results: Get, q: str) -> None:
    claimed("a b c")
    for path in LISTS:
        results(path, q=q)
        results(path, q=q, order="relevance", highlight="1", facets="kind")


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        ({"q": "a", "order": "size"}, "order"),
        ({"order": "relevance"}, "order"),
        ({"q": "a", "highlight": "yes"}, "highlight"),
        ({"highlight": "1"}, "highlight"),
        ({"facets": "colour"}, "facets"),
        ({"facets": ""}, "facets"),
        ({"q": "a", "cursor": "r50.7"}, "cursor"),
        ({"q": "a", "cursor": "r50", "order": "relevance"}, "cursor"),
        ({"q": "a", "cursor": "7", "order": "relevance"}, "cursor"),
    ],
)
def test_what_is_wished_for_badly_is_refused(get: Get, query: dict[str, str], attr: str) -> None:
    for path in LISTS:
        answer = get(path, **query)
        assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)


def test_by_date_in_both_directions_with_filters(get: Get, monkeypatch: Any) -> None:
    speaker, other = SpeakerFactory(), SpeakerFactory()
    for n in range(12):
        by = speaker if n % 2 else other
        said(f"mole {n}", f"2023-04-{n + 10}", chain=[Link(by)])
        said(f"pier {n}", f"2023-04-{n + 10}", chain=[Link(by)])
    query: dict[str, Any] = {"q": "moles", "speaker": speaker.uid, "from_": "2023", "limit": 2}
    seen, pages = [], []
    page = get(QUOTES, **query, count=1).json()
    assert (page["count"], page["count_is"]) == (6, "exactly")
    while True:
        pages.append([row["text"] for row in page["results"]])
        seen += pages[-1]
        if not page["next"]:
            break
        page = get(page["next"]).json()
    assert seen == [f"mole {n}" for n in range(11, 0, -2)]
    for wanted in reversed(pages[:-1]):
        page = get(page["previous"]).json()
        assert [row["text"] for row in page["results"]] == wanted
    assert page["previous"] is None


@pytest.mark.parametrize("step", [1, 3, 1000])
def test_any_length_of_walk_gives_the_same_pages(
    get: Get, results: Get, monkeypatch: Any, step: int
) -> None:
    monkeypatch.setattr(finding, "STEP", step)
    for n in range(9):
        said(f"{'mole' if n % 3 == 0 else 'pier'} {n}", f"2023-04-{n + 10}")
    assert found(results, "mole") == ["mole 6", "mole 3", "mole 0"]
    page = get(QUOTES, q="mole", limit=1).json()
    page = get(get(page["next"]).json()["next"]).json()
    assert [row["text"] for row in page["results"]] == ["mole 0"]
    page = get(page["previous"]).json()
    assert [row["text"] for row in page["results"]] == ["mole 3"]


def test_by_relevance_in_pages_that_newer_hits_do_not_shift(get: Get) -> None:
    for n in range(5):
        said("mole " * (n + 1) + "and more words beside it", f"2023-04-{n + 10}")
    page = get(QUOTES, q="mole", order="relevance", limit=2).json()
    assert page["relevance"] == {"exact": True, "ranked": 5}
    schema.check(QUOTES, page)
    said("mole mole mole mole mole mole", "2024")
    texts = [row["text"] for row in page["results"]]
    back = page
    while page["next"]:
        back, page = page, get(page["next"]).json()
        texts += [row["text"] for row in page["results"]]
    assert [text.count("mole") for text in texts] == [5, 4, 3, 2, 1]
    assert get(page["previous"]).json()["results"] == back["results"]


def test_of_more_hits_than_are_ranked_the_newest_are_and_it_says_so(
    get: Get, monkeypatch: Any
) -> None:
    monkeypatch.setattr(searching, "MOST_RANKED", 3)
    for n in range(5):
        said(f"mole {n}", f"2023-04-{n + 10}")
    page = get(QUOTES, q="mole", order="relevance", facets="kind").json()
    assert page["relevance"] == {"exact": False, "ranked": 3}
    assert [row["text"] for row in page["results"]] == ["mole 4", "mole 3", "mole 2"]
    kinds = [{"value": "free_direct", "name": "free direct", "count": 3}]
    assert page["facets"] == {"counted": 3, "bounded": True, "kind": kinds}


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("mole", ["Mole", "moles"]),
        ("zoe", ["Zoë"]),
        ('"covid 19" OR mo*', ["Mole", "moles", "Covid-19"]),
        ("mole -pier", ["Mole", "moles"]),
        ("covid-19 zoë", ["Zoë", "Covid-19"]),
    ],
)
def test_hits_are_marked_by_offsets(get: Get, q: str, marked: list[str]) -> None:
    text = "𝔘 Mole of Zoë, <b>and</b> moles: Covid-19"
    said(text)
    claimed(text)
    for path in (QUOTES, CLAIMS):
        page = get(path, q=q, highlight="1").json()
        (row,) = page["results"]
        hits = row["hits"]
        assert hits["snippet"] == text
        assert [hits["snippet"][start:end] for start, end in hits["spans"]] == marked
        schema.check(path, page)


def test_a_snippet_is_bounded_and_stands_in_the_field_it_names(get: Get) -> None:
    text = " ".join(f"word{n}" for n in range(500))
    said(text, of={"text_is_open": True})
    for path in (QUOTES, SOURCES):
        (row,) = get(path, q="word250", highlight="1").json()["results"]
        hits = row["hits"]
        assert hits["field"] == "text"
        assert len(hits["snippet"]) <= search_pages.LONGEST
        assert text[hits["start"] :].startswith(hits["snippet"])
        ((start, end),) = hits["spans"]
        assert hits["snippet"][start:end] == "word250"
        assert not hits["snippet"].startswith("ord")


def test_a_source_is_found_in_its_title_and_in_its_text_only_where_that_is_open(get: Get) -> None:
    closed = SourceFactory(title="Old quay", text="Nobody spoke.", is_public=True)
    opened = SourceFactory(title="New quay", text="Nobody sang.", is_public=True)
    opened.open_text(by=None)

    def titles(q: str, **query: Any) -> list[str]:
        page = get(SOURCES, q=q, highlight="1", **query).json()
        return [row["title"] for row in page["results"]]

    for order in ("date", "relevance"):
        assert titles("nobody", order=order) == ["New quay"]
        assert titles("quay nobody", order=order) == ["New quay"]
        assert titles("quay -nobody", order=order) == ["Old quay"]
        assert titles("quay -spoke", order=order) == ["New quay", "Old quay"]
        assert titles("spo*", order=order) == titles('"nobody spoke"', order=order) == []
    (row,) = get(SOURCES, q="old", highlight="1").json()["results"]
    assert (row["hits"]["field"], row["hits"]["snippet"]) == ("title", "Old quay")
    opened.open_text(by=None, closed=True)
    assert titles("sang") == []
    closed.open_text(by=None)
    assert titles("spoke") == ["Old quay"]


def test_facets_count_what_may_be_seen(get: Get) -> None:
    speaker, publisher = SpeakerFactory(name="Ida Vale"), PublisherFactory()
    quote = said("a mole", chain=[Link(speaker)], of={"publisher": publisher})
    said("another mole", chain=[Link(speaker)])
    said("a pier", chain=[Link(SpeakerFactory())])
    claim = claimed("The mole is closed")
    claim.appear(quote)
    hidden = ClaimFactory(text="The mole is open")
    hidden.appear(quote)
    shown = ClaimTopicFactory(claim=claim).topic
    assert isinstance(ClaimTopicFactory(claim=hidden), ClaimTopic)
    page = get(QUOTES, q="mole", facets="speaker,publisher,topic,kind").json()
    assert page["facets"] == {
        "counted": 2,
        "bounded": False,
        "speaker": [{"value": str(speaker.uid), "name": "Ida Vale", "count": 2}],
        "publisher": [{"value": str(publisher.uid), "name": publisher.name, "count": 1}],
        "topic": [{"value": str(shown.uid), "name": shown.name, "count": 1}],
        "kind": [{"value": "free_direct", "name": "free direct", "count": 2}],
    }
    schema.check(QUOTES, page)
    page = get(CLAIMS, q="mole", facets="speaker,publisher,topic,kind").json()
    assert page["facets"]["counted"] == 1
    assert [row["count"] for row in page["facets"]["speaker"]] == [1]
    schema.check(CLAIMS, page)
    page = get(SOURCES, facets="publisher,kind").json()
    assert page["facets"]["counted"] == 3
    assert page["facets"]["publisher"][0]["value"] == str(publisher.uid)


def test_a_recorded_quote_of_a_claim_is_in_no_public_facet(get: Get) -> None:
    claim = claimed("The mole is closed")
    quote = PublishedQuoteFactory(chain=[Link(SpeakerFactory())])
    claim.appear(quote)
    quote.withdraw("a mistake", by=None)
    facets = get(CLAIMS, q="mole", facets="speaker,publisher").json()["facets"]
    assert (facets["speaker"], facets["publisher"]) == ([], [])


def test_a_page_walks_the_index_by_date(get: Get) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL cannot")
    statement = finding.listing("sqlite", *listed())
    sql = statement.sql.replace("%s", "?")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement.sql}", ['"mole"', 0])
        plan = [row[3] for row in cursor.fetchall()]
    assert "claims_quote_fts VIRTUAL TABLE" in plan[0], (plan, sql)
    assert not [step for step in plan if "TEMP B-TREE" in step]


def listed() -> tuple[Any, ...]:
    from claims.api.views import QuoteViewSet

    return QuoteViewSet, (("q", None),), "lt", False
