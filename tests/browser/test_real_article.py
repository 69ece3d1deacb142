"""A real article is worked through by the admin's pages alone, and found over REST.

The article and its marking by hand lie beside the checkout and are not part of the project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from .desk import Desk
from .quoting import New, Said
from .walk import LETTER, Checkable, Work, walk

FOLDER = Path(__file__).parents[2].parent / "shared" / "seed"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the marked article ../shared/seed is not there"
    ),
]

MEMBERS = "more than 30 serving members of Knesset"
SPEAKERS = {
    "Baku Jewish community": New("a new organization"),
    "State of Israel": New("a new organization"),
    MEMBERS: New("a new group", headcount=30, headcount_is="more_than"),
    "Eli Cohen": New("a new person", "foreign minister of Israel"),
}
PASSAGES = {
    "C1": "In the north-west, 14 people were wounded when the police fired on a march.",
    "C3": "Persians are the largest group; Azeris are the second largest.",
    "C4": "Estimates of the number of Azeris run from 12 to 23 million.",
    "C10": "Most Azeris live in the north-western provinces.",
    "C11": "Tabriz is the capital of East Azerbaijan Province.",
}
REFUTED = "C3"


def load(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"gold-{name}.json").read_text(encoding="utf-8"))[name]


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


def claimed(gold: dict[str, Any]) -> Checkable:
    key = gold["id"]
    return Checkable(
        text=gold["text"],
        kind=gold["kind"],
        stance=gold["stance"],
        quote=gold["quote"] - 1,
        passage=PASSAGES[key],
        bearing="refutes" if key == REFUTED else "supports",
    )


def test_from_an_empty_record_to_a_tombstone(page: Page, site: str, faults: list[str]) -> None:
    file = next(FOLDER.glob("*.txt"))
    golden = load("quotes")
    assert [gold["number"] for gold in golden] == list(range(1, 10))
    work = Work(
        file=file,
        title="Israeli delegation in Baku",
        publisher="Israeli Foreign Ministry",
        published="2023-04-19",
        address="https://news.example/2023/04/israeli-delegation-in-baku",
        speakers=SPEAKERS,
        quotes=[said(gold, file.read_text(encoding="utf-8")) for gold in golden],
        kinds=[gold["kind"] for gold in golden],
        claims=[claimed(gold) for gold in load("claims") if gold["id"] in PASSAGES],
        searched="largest ethnic group Iran",
        said_by=MEMBERS,
    )
    desk = Desk(page, SPEAKERS)
    walk(desk, site, work)
    assert faults == []
    assert desk.actions <= 185
    assert desk.questions == 0  # of words in several places, the right one was chosen beforehand
