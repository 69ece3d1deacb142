"""Pasted words are found, asked about where they stand twice, or refused."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Quote, QuoteSpan, Speaker
from sources.models import Source

from .form import TEXT, add, choices, known, sent

pytestmark = pytest.mark.django_db


def test_words_that_stand_twice_are_asked_about(desk: Client, source: Source) -> None:
    data = sent(source, piece=["“It was built to stand"])
    page = add(desk, data)
    first, second = TEXT.index(data["piece-0-words"]), TEXT.rindex(data["piece-0-words"])
    length = len(data["piece-0-words"])
    places = [f"{first}-{first + length}", f"{second}-{second + length}"]
    assert choices(page, "piece-0-at") == [(places[0], False), (places[1], False)]
    assert "to the pilots. <mark" in page.replace("\n", "")
    assert not Quote.objects.exists()
    assert add(desk, data | {"piece-0-at": places[1]}) == ""
    assert QuoteSpan.objects.get().start == second


def test_a_place_where_other_words_stand_is_not_taken(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=[{"words": "“It was built to stand", "at": "0-22"}]))
    assert [chosen for _at, chosen in choices(page, "piece-0-at")] == [False, False]
    assert not Quote.objects.exists()


def test_the_only_cue_beside_the_quote_is_taken_without_a_question(
    desk: Client, source: Source
) -> None:
    data = sent(source, piece=["“The mole will stand,”"], cue=["said"], _look="1")
    page = add(desk, data)
    beside = TEXT.index("said to the pilots")
    chosen = [at for at, is_chosen in choices(page, "cue-0-at") if is_chosen]
    assert chosen == [f"{beside}-{beside + 4}"]
    assert "Please correct" not in page
    del data["_look"]
    assert add(desk, data) == ""


def test_a_word_within_another_is_no_mention(desk: Client, source: Source) -> None:
    add(desk, sent(source, piece=["“We pay for it,”"], cue=["the"]))
    assert QuoteSpan.objects.get(role="cue").start == TEXT.index("the letter")


def test_of_several_beside_the_quote_the_nearest_is_chosen_and_asked_about(
    desk: Client, source: Source, ida: Speaker
) -> None:
    words = "“We pay for it,” others wrote"
    data = sent(source, piece=[words], chain=[known(ida, words="he")])
    page = add(desk, data)
    near = TEXT.index("he said no more")
    chosen = [at for at, is_chosen in choices(page, "chain-0-at") if is_chosen]
    assert chosen == [f"{near}-{near + 2}"]
    assert "nearest to the quote" in page
    assert not Quote.objects.exists()
    other = TEXT.index("he said enough")
    assert add(desk, data | {"chain-0-at": f"{other}-{other + 2}"}) == ""
    assert QuoteSpan.objects.get(role="source").start == other


def test_a_cue_chosen_beside_other_words_is_chosen_anew(desk: Client, source: Source) -> None:
    first = TEXT.index("said")
    data = sent(source, piece=["“The mole will stand,”"], cue=[{"words": "said"}])
    data |= {"cue-0-at": f"{first}-{first + 4}", "found": "0-10"}
    assert add(desk, data) == ""
    assert QuoteSpan.objects.get(role="cue").start == TEXT.index("said to the pilots")
