"""Who saves on a stale page is told what is recorded now, and loses nothing typed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from claims.models import Quote, Speaker
from tests.claims.admin.roles import signed_in
from tests.factories import QuoteFactory, SpeakerFactory

from .form import as_shown, change, known

pytestmark = pytest.mark.django_db


@pytest.fixture
def stale(desk: Client, quote: Quote) -> dict[str, Any]:
    """What the page sends that was opened before a colleague saved."""
    return as_shown(desk, quote)


def colleague_saves(quote: Quote, **typed: Any) -> None:
    editor = signed_in("Editor")
    quote.refresh_from_db()
    assert change(editor, quote, as_shown(editor, quote) | typed) == ""


def told(page: str) -> list[str]:
    """What stands above the form."""
    found = re.search(r'<ul class="errorlist nonfield"[^>]*>(.*?)</ul>', page, re.S)
    assert found
    return re.findall(r"<li>(.*?)</li>", found[1], re.S)


def test_the_second_is_told_what_differs_and_loses_nothing(
    desk: Client, quote: Quote, stale: dict[str, Any]
) -> None:
    theirs = {"piece-1-words": "“It was built to stand.”", "cue-0-words": "", "said_in": "en"}
    colleague_saves(quote, **theirs)
    mine = stale | {"said_on": "2023-04", "piece-0-words": "The mole will stand"}
    page = change(desk, quote, mine)
    first, *differences = told(page)
    assert "changed this record while you had it open" in first
    assert differences == [
        "Exact words: now “The mole will stand,”; “It was built to stand.” "
        "(you had “The mole will stand”).",
        "Cue: now nothing (you had “said”).",
        "Said on: now nothing (you had “2023-04”).",
        "Said in: now “en” (you had nothing).",
    ]
    assert 'value="2023-04"' in page
    assert "The mole will stand</textarea>" in page
    quote.refresh_from_db()
    assert quote.text.endswith("“It was built to stand.”")
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    assert change(desk, quote, mine | {"version": version[1]}) == ""
    quote.refresh_from_db()
    assert (quote.text, quote.said_on) == ("The mole will stand", "2023-04")


def test_another_chain_and_other_relations_are_told(
    desk: Client, quote: Quote, stale: dict[str, Any], ida: Speaker
) -> None:
    tam = SpeakerFactory(name="Tam Orrel")
    other = QuoteFactory(source=quote.source, content=["“It was built to stand.”"])
    chain = {f"chain-0-{name}": value for name, value in known(tam, words="he").items()}
    relation = {"relation-0-other": str(other.pk), "relation-0-kind": "denies"}
    near = quote.revision.text.index("he letter")
    colleague_saves(quote, **chain, **relation, **{"chain-0-at": f"{near}-{near + 2}"})
    new = {"chain-1-who": "the pilots", "chain-1-role": "addressee", "chain-1-is_": "group"}
    page = change(desk, quote, stale | new | {"chain-TOTAL_FORMS": 2})
    assert told(page)[1:] == [
        "Who said it: now Speaker: Tam Orrel, named as “he” (you had Speaker: "
        f"{ida}, named as “Ida Vale”; Addressee: the pilots, a new group).",
        f"Other quotes: now Denies: {other} (you had nothing).",
    ]


def test_the_same_words_at_another_place_are_told(
    desk: Client, quote: Quote, stale: dict[str, Any]
) -> None:
    far = quote.revision.text.rindex("said no more")
    colleague_saves(quote, **{"cue-0-at": f"{far}-{far + 4}"})
    page = change(desk, quote, stale)
    assert told(page)[1:] == ["Cue: now “said” (you had the same words at another place)."]


def test_what_was_typed_while_the_quote_was_published_is_not_dropped_in_silence(
    desk: Client, quote: Quote, stale: dict[str, Any]
) -> None:
    typed = {"piece-0-words": "The mole will stand", "chain-0-who": "", "chain-0-words": ""}
    quote.source.publish(by=None)
    quote.publish(by=None)
    page = change(desk, quote, stale | typed)
    assert "Exact words: you had “The mole will stand”. That is not stored." in page
    assert "Who said it: you had nothing. That is not stored." in page
    assert "Cue: you had" not in page
    quote.refresh_from_db()
    assert quote.text.startswith("“The mole will stand,”")
