"""A real article is worked through by the admin's pages alone, and found over REST.

The article and its marking by hand lie beside the checkout and are not part of the project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from claims.models import Appearance, Claim, Quote, Review, Speaker
from sources.models import Source

from .axe import axe
from .desk import Desk, New, Said, ask

FOLDER = Path(__file__).parents[2].parent / "shared" / "seed"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the marked article lies beside the checkout"),
]

TITLE = "Israeli delegation in Baku"
ADDRESS = "https://news.example/2023/04/israeli-delegation-in-baku"
LETTER = "Letter to the minister"
COMMUNITY = "Baku Jewish community"
MEMBERS = "more than 30 serving members of Knesset"
SPEAKERS = {
    COMMUNITY: New("a new organization"),
    "State of Israel": New("a new organization"),
    MEMBERS: New("a new group", headcount=30, headcount_is="more_than"),
    "Eli Cohen": New("a new person", "foreign minister of Israel"),
}
REPORT = "Peoples of the region in figures"
PASSAGES = {
    "C1": "In the north-west, 14 people were wounded when the police fired on a march.",
    "C3": "Persians are the largest group; Azeris are the second largest.",
    "C4": "Estimates of the number of Azeris run from 12 to 23 million.",
    "C10": "Most Azeris live in the north-western provinces.",
    "C11": "Tabriz is the capital of East Azerbaijan Province.",
}
REPORT_TEXT = "Peoples of the region\n\n" + "\n\n".join(PASSAGES.values()) + "\n"
WHY = "They are the second largest."
BEARINGS = {"C3": "refutes"}


def load(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"gold-{name}.json").read_text())[name]


def said(gold: dict[str, Any], text: str) -> Said:
    mention = [(start, end) for start, end in gold["source"]]
    names_letter = any("letter" in text[start:end].lower() for start, end in mention)
    return Said(
        content=[(start, end) for start, end in gold["content"]],
        cue=[(start, end) for start, end in gold["cue"]],
        speakers=gold["speakers"],
        mention=[] if names_letter else mention,
        document=mention if names_letter else [],
        on_behalf_of=gold.get("on_behalf_of", ""),
        addressee=gold.get("addressee", ""),
        quoted_from=LETTER if "quoted_from" in gold else "",
    )


def test_nine_quotes_five_claims_and_a_fact_check(page: Page, site: str, faults: list[str]) -> None:
    text = next(FOLDER.glob("*.txt")).read_text()
    desk = Desk(page, SPEAKERS)
    desk.sign_in()
    desk.add_source(LETTER, kind="letter")
    desk.add_source(TITLE, text, address=ADDRESS, published="2023-04-19", language="en")
    desk.add_source(REPORT, REPORT_TEXT, kind="report")
    desk.add_publisher("Plumbline")

    quotes = load("quotes")
    desk.record_quotes(TITLE, [said(gold, text) for gold in quotes])
    as_marked(quotes, text)

    claims = [gold for gold in load("claims") if gold["id"] in PASSAGES]
    for gold in claims:
        number = gold["quote"] - 1
        begin = " ".join(text[a:b] for a, b in quotes[number]["content"])[:60]
        desk.record_claim(gold["text"], gold["kind"], begin, gold["stance"])
        bearing = BEARINGS.get(gold["id"], "supports")
        desk.link_evidence(REPORT, bearing, [PASSAGES[gold["id"]]])
    assert {(a.claim.text, a.stance) for a in Appearance.objects.select_related("claim")} == {
        (gold["text"], gold["stance"]) for gold in claims
    }
    assert faults == []
    assert axe(page) == []
    faults.clear()  # axe-core's own

    largest = next(gold["text"] for gold in claims if gold["id"] == "C3")
    desk.go_to("claims/claim", largest)
    desk.fact_check("Plumbline", "False", WHY, REPORT)
    desk.publish_list("claims/quote")
    desk.publish_list("claims/claim")
    desk.go_to("claims/review", largest)
    desk.publish_this()
    found_by_a_stranger(site, largest)

    desk.withdraw_this("The figures were of another year.")
    left_behind(site, largest)
    assert faults == []
    assert desk.actions <= 190
    assert desk.questions == 0  # of words in several places, the right one was chosen beforehand


def as_marked(quotes: list[dict[str, Any]], text: str) -> None:
    """The record has the kinds, places and chains that were marked by hand."""
    recorded = list(Quote.objects.order_by("pk"))
    assert len(recorded) == len(quotes) == 9
    assert Source.objects.get(title=TITLE).current_revision.text == text
    for gold, quote in zip(quotes, recorded, strict=True):
        number = gold["number"]
        assert (number, quote.kind) == (number, gold["kind"])
        for role in ("content", "cue", "source"):
            spans = quote.spans.filter(role=role).order_by("number")
            assert [[span.start, span.end] for span in spans] == gold[role], (number, role)
        chain: dict[str, list[str]] = {}
        for link in quote.attributions.select_related("speaker").order_by("role", "number"):
            chain.setdefault(link.role, []).append(link.speaker.name)
        others = {key: [gold[key]] for key in ("on_behalf_of", "addressee") if key in gold}
        assert chain == {"speaker": gold["speakers"]} | others, number
        assert str(quote.quoted_from or "") == (LETTER if "quoted_from" in gold else "")
    assert Speaker.objects.count() == len(SPEAKERS)
    members = Speaker.objects.get(name=MEMBERS)
    assert (members.kind, members.headcount, members.headcount_is) == ("group", 30, "more_than")


def found_by_a_stranger(site: str, claim: str) -> None:
    """By its words, by its speaker, by the article's address."""
    _status, by_words = ask(site, "claims/", q="largest ethnic group Iran")
    assert [row["text"] for row in by_words["results"]] == [claim]
    _status, speakers = ask(site, "speakers/", name=MEMBERS)
    _status, by_speaker = ask(site, "claims/", speaker=speakers["results"][0]["uid"])
    assert claim in [row["text"] for row in by_speaker["results"]]
    _status, article = ask(site, "sources/lookup/", address=f"{ADDRESS}/?utm_source=mail#top")
    assert len(article["quotes"]) == 9
    assert claim in [row["text"] for row in article["claims"]]
    assert [(row["rating_name"], row["claim"]["text"]) for row in article["reviews"]] == [
        ("False", claim)
    ]
    _status, review = ask(site, f"reviews/{Review.objects.get().uid}/")
    assert review["explanation"] == WHY


def left_behind(site: str, claim: str) -> None:
    """The withdrawn fact-check has left the lists, and says at its address why."""
    review = Review.objects.get()
    assert ask(site, "reviews/")[1]["results"] == []
    _status, trace = ask(site, f"reviews/{review.uid}/")
    assert (trace["state"], trace["withdrawn_reason"]) == (
        "withdrawn",
        "The figures were of another year.",
    )
    assert WHY not in json.dumps(trace)
    _status, still = ask(site, f"claims/{Claim.objects.get(text=claim).uid}/")
    assert still["text"] == claim
