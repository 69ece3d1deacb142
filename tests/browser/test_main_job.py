"""A letter quoted in an article is worked through by the admin's pages, and found over REST."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from claims.models import Claim, Quote, Review
from sources.anchoring import Found, Words, locate

from .axe import axe
from .desk import Desk, New, Said, Span, ask

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parents[2] / "seeds"
TITLE = "Thirty-odd lawmakers back Old Quay over the silt"
ADDRESS = "https://courier.essary.example/2023/03/lawmakers-back-old-quay"
LETTER = "Letter to the Minister of Waters"
FIGURES = "The coast in figures"
FIGURES_TEXT = "Water\n\nIn 2023, two wells of Old Quay had more chromium than allowed.\n"
NAMES = {
    "letter-signatories": "More than 30 members of the National Assembly",
    "old-quay-community": "Old Quay community",
    "calloveny": "Idris Calloveny",
}
SPEAKERS = {
    NAMES["letter-signatories"]: New("a new group", headcount=30, headcount_is="more_than"),
    NAMES["old-quay-community"]: New("a new organization"),
    NAMES["calloveny"]: New("a new person", "Minister of Waters"),
}
QUOTES = ("wells-unusable", "chromium", "not-in-the-way", "close-the-bay")
"""Two speakers jointly; a document named; split and not closed, for others; split."""
CLAIM = "Three wells of Old Quay carry more chromium than the law allows"
WHY = "It was two wells."


def spans(text: str, wanted: list[Any]) -> list[Span]:
    found = []
    for words in wanted:
        at = locate(text, Words(words) if isinstance(words, str) else Words(**words))
        assert isinstance(at, Found), words
        found.append((at.start, at.end))
    return found


def said(text: str, recorded: dict[str, Any]) -> Said:
    chain = recorded["chain"]
    of = {role: [NAMES[link["speaker"]] for link in chain if link["role"] == role] for role in (
        "speaker", "on_behalf_of", "addressee",
    )}  # fmt: skip
    return Said(
        content=spans(text, recorded["content"]),
        cue=spans(text, recorded["cue"]),
        speakers=of["speaker"],
        mention=spans(text, chain[0].get("mention", [])),
        document=spans(text, recorded.get("document_mention", [])),
        on_behalf_of="".join(of["on_behalf_of"]),
        addressee="".join(of["addressee"]),
        quoted_from=LETTER,
    )


def test_from_an_empty_record_to_a_tombstone(page: Page, site: str, faults: list[str]) -> None:
    text = (SEEDS / "documents" / "harbour-letter.txt").read_text()
    recorded = json.loads((SEEDS / "record" / "quotes" / "harbour-letter.json").read_text())
    quotes = [said(text, recorded[key]) for key in QUOTES]
    desk = Desk(page, SPEAKERS)
    desk.sign_in()
    desk.add_source(LETTER, kind="letter")
    desk.add_source(TITLE, text, address=ADDRESS, published="2023-03-14", language="en")
    desk.add_source(FIGURES, FIGURES_TEXT, kind="report")
    desk.add_publisher("Plumbline")

    desk.record_quotes(TITLE, quotes)
    for quote, row in zip(quotes, Quote.objects.order_by("pk"), strict=True):
        marked = {"content": quote.content, "cue": quote.cue}
        marked["source"] = [*quote.mention, *quote.document]
        for role, places in marked.items():
            found = row.spans.filter(role=role).order_by("number").values_list("start", "end")
            assert list(found) == places
        links = row.attributions.order_by("number").values_list("role", "speaker__name")
        assert [name for role, name in links if role == "speaker"] == quote.speakers
    kinds = [row.kind for row in Quote.objects.order_by("pk")]
    assert kinds == ["indirect", "direct", "direct", "direct"]

    desk.record_claim(CLAIM, "factual", "“three wells now carry", "asserts")
    desk.link_evidence(FIGURES, "refutes", ["two wells of Old Quay had more chromium"])
    desk.fact_check("Plumbline", "False", WHY, FIGURES)
    assert faults == []
    assert axe(page) == []
    faults.clear()  # axe-core's own
    desk.publish_list("claims/quote")
    desk.publish_list("claims/claim")
    desk.go_to("claims/review", CLAIM)
    desk.publish_this()
    found_by_a_stranger(site)

    desk.withdraw_this("Another year's figures.")
    trace = ask(site, f"reviews/{Review.objects.get().uid}/")[1]
    assert (trace["state"], trace["withdrawn_reason"]) == ("withdrawn", "Another year's figures.")
    assert WHY not in json.dumps(trace)
    assert ask(site, "reviews/")[1]["results"] == []
    assert faults == []


def found_by_a_stranger(site: str) -> None:
    """By its words, by its speaker, by the article's address."""
    (by_words,) = ask(site, "claims/", q="chromium wells")[1]["results"]
    assert by_words["uid"] == str(Claim.objects.get().uid)
    (group,) = ask(site, "speakers/", name=NAMES["letter-signatories"])[1]["results"]
    (by_speaker,) = ask(site, "claims/", speaker=group["uid"])[1]["results"]
    assert by_speaker["text"] == CLAIM
    article = ask(site, "sources/lookup/", address=f"{ADDRESS}/?utm_source=mail#top")[1]
    assert len(article["quotes"]) == len(QUOTES)
    assert [(row["rating_name"], row["claim"]["text"]) for row in article["reviews"]] == [
        ("False", CLAIM)
    ]
    assert ask(site, f"reviews/{article['reviews'][0]['uid']}/")[1]["explanation"] == WHY
