"""A letter quoted in an article is worked through by the admin's pages, and found over REST."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from sources.anchoring import Found, Words, locate

from .desk import Desk
from .quoting import New, Said, Span
from .walk import LETTER, Checkable, Work, walk

pytestmark = pytest.mark.browser

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = "harbour-letter"
SPEAKERS = {
    "old-quay-community": New("a new organization"),
    "government": New("a new organization"),
    "letter-signatories": New("a new group", headcount=30, headcount_is="more_than"),
    "calloveny": New("a new person", "Minister of Waters"),
}
QUOTES = {
    "community-urges": "indirect",
    "wells-unusable": "indirect",
    "silt-since-2016": "direct",
    "chromium": "direct",
    "rashes": "direct",
    "committee": "indirect",
    "not-in-the-way": "direct",
    "close-the-bay": "direct",
    "poisons-its-quarter": "direct",
}
"""Two speakers jointly; a document named; split and not closed, for others; split."""
REFUTED = "three-wells-over-limit"
PASSAGES = {
    "community-urges-halt": "The quarter has asked for an end of the tipping four times.",
    "three-wells-unusable": "Of the eleven wells of Old Quay, three are shut.",
    REFUTED: "In 2023, two wells of Old Quay had more chromium than allowed.",
    "silt-every-winter": "Silt was tipped in each winter from 2016 to 2022.",
    "rashes-doubled": "In 2021, 14 children had rashes; in 2023, 29.",
}


def record(name: str) -> dict[str, Any]:
    return json.loads((SEEDS / "record" / f"{name}.json").read_text(encoding="utf-8"))


def names() -> dict[str, str]:
    recorded = record("speakers")
    kinds = ("persons", "organizations", "groups")
    return {key: who["name"] for kind in kinds for key, who in recorded[kind].items()}


def spans(text: str, wanted: list[Any]) -> list[Span]:
    found = []
    for words in wanted:
        at = locate(text, Words(words) if isinstance(words, str) else Words(**words))
        assert isinstance(at, Found), words
        found.append((at.start, at.end))
    return found


def said(text: str, recorded: dict[str, Any], called: dict[str, str]) -> Said:
    chain = recorded["chain"]
    of: dict[str, list[str]] = {}
    for link in chain:
        of.setdefault(link["role"], []).append(called[link["speaker"]])
    return Said(
        content=spans(text, recorded["content"]),
        cue=spans(text, recorded["cue"]),
        speakers=of["speaker"],
        mention=spans(text, chain[0].get("mention", [])),
        document=spans(text, recorded.get("document_mention", [])),
        on_behalf_of="".join(of.get("on_behalf_of", [])),
        addressee="".join(of.get("addressee", [])),
        quoted_from=LETTER if "quoted_from" in recorded else "",
    )


def claimed() -> list[Checkable]:
    claims: dict[str, Any] = {}
    for path in (SEEDS / "record" / "claims").glob("*.json"):
        claims |= record(f"claims/{path.stem}")
    of_article = [f"{ARTICLE}/{key}" for key in QUOTES]
    found = []
    for key, passage in PASSAGES.items():
        claim, appearance = claims[key], claims[key]["appearances"][0]
        found.append(
            Checkable(
                text=claim["text"],
                kind=claim["kind"],
                stance=appearance["stance"],
                quote=of_article.index(appearance["quote"]),
                passage=passage,
                bearing="refutes" if key == REFUTED else "supports",
            )
        )
    return found


def test_from_an_empty_record_to_a_tombstone(page: Page, site: str, faults: list[str]) -> None:
    called = names()
    file = SEEDS / "documents" / f"{ARTICLE}.txt"
    about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    recorded = record(f"quotes/{ARTICLE}")
    speakers = {called[key]: new for key, new in SPEAKERS.items()}
    text = file.read_text(encoding="utf-8")
    work = Work(
        file=file,
        speakers=speakers,
        quotes=[said(text, recorded[key], called) for key in QUOTES],
        kinds=list(QUOTES.values()),
        claims=claimed(),
        searched="chromium law",
        said_by=called["letter-signatories"],
        **{name: about[name] for name in ("title", "publisher", "published", "address")},
    )
    desk = Desk(page, speakers)
    walk(desk, site, work)
    assert faults == []
    assert desk.actions <= 185
    assert desk.questions == 0
