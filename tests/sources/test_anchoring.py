"""Words are found to the letter or not at all; then the nearest reading shows what differs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.anchoring import (
    MAX_CANDIDATES,
    Absent,
    Difference,
    Found,
    Several,
    Words,
    locate,
    selectors,
)
from sources.text import tidy

TEXT = (
    "Ferry late again\n\n“The ferries are slow,” said Ines Korhola, harbour master of Kestrel Bay. "
    "“They were slow last year, and nobody cared.” The town has\u00a0two ferries.\n\n"
    "“The ferries are slow,” the mayor agreed on Monday."
)
ODD = st.text(
    st.one_of(st.characters(), st.sampled_from("ab \n\0\r\u0301\u05d0\u202e😀\ud800")), max_size=60
)


@given(ODD, st.data())
def test_every_stretch_of_a_text_is_found_to_the_letter(odd: str, data: st.DataObject) -> None:
    text = tidy(odd).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    exact = text[start:end]
    if not exact.strip() or tidy(exact).text != exact:
        return
    answer = locate(text, Words(exact))
    places = [place for place in range(len(text)) if text.startswith(exact, place)]
    if isinstance(answer, Found):
        assert places == [answer.start]
    else:
        assert isinstance(answer, Several)
        assert answer.total == len(places)
        assert [one.start for one in answer.candidates] == places[:MAX_CANDIDATES]
        assert all(text[one.start : one.end] == exact for one in answer.candidates)


@given(st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=6))
def test_places_that_overlap_are_all_counted(text: str, exact: str) -> None:
    places = [place for place in range(len(text)) if text.startswith(exact, place)]
    answer = locate(text, Words(exact))
    if len(places) > 1:
        assert isinstance(answer, Several)
        assert answer.total == len(places)
        assert [one.start for one in answer.candidates] == places[:MAX_CANDIDATES]
    else:
        assert isinstance(answer, Found if places else Absent)


@given(ODD, ODD)
def test_words_that_do_not_stand_there_are_never_found(odd: str, words: str) -> None:
    text, exact = tidy(odd).text, tidy(words).text
    if not exact.strip() or exact in text:
        return
    answer = locate(text, Words(exact))
    assert isinstance(answer, Absent)
    assert 0 <= answer.similarity <= 1
    assert all(text[one.start : one.end] == one.found for one in answer.differences)
    assert bool(answer.differences) == (answer.nearest is not None)


def test_words_are_put_into_the_canonical_form_first() -> None:
    assert locate("Café\nclosed", Words("Cafe\u0301\r\nclosed")) == Found(0, 11)


def test_several_places_are_listed_with_their_context() -> None:
    answer = locate(TEXT, Words("“The ferries are slow,”"))
    assert isinstance(answer, Several)
    assert answer.total == 2
    assert answer.in_context
    assert answer.candidates[0].before.endswith("again\n\n")
    assert answer.candidates[1].after == " the mayor agreed on Monday."


@pytest.mark.parametrize(
    "words",
    [
        Words("“The ferries are slow,”", suffix=" the mayor"),
        Words("“The ferries are slow,”", prefix="two ferries.\n\n"),
        Words("“The ferries are slow,”", prefix="two ferries.\n\n", suffix=" the mayor"),
    ],
)
def test_what_stands_around_narrows_down(words: Words) -> None:
    start = TEXT.rindex("“The ferries")
    assert locate(TEXT, words) == Found(start, start + len(words.exact))


def test_a_context_that_matches_nowhere_is_said() -> None:
    answer = locate(TEXT, Words("Ines Korhola", prefix="asked "))
    assert isinstance(answer, Several)
    assert not answer.in_context
    assert [one.exact for one in answer.candidates] == ["Ines Korhola"]


def test_the_list_is_capped_and_the_total_is_not() -> None:
    answer = locate("no " * 1_000, Words("no"))
    assert isinstance(answer, Several)
    assert (len(answer.candidates), answer.total) == (MAX_CANDIDATES, 1_000)


@pytest.mark.parametrize("exact", ["", "  ", "\n\u00a0", "\0"])
def test_no_words_are_refused(exact: str) -> None:
    with pytest.raises(ValueError, match="exact is empty"):
        locate(TEXT, Words(exact))


@pytest.mark.parametrize(
    ("given_words", "nearest", "differences"),
    [
        (
            '"They were slow last year, and nobody cared."',
            "“They were slow last year, and nobody cared.”",
            [('"', "“"), ('"', "”")],
        ),
        (
            "They were slow this year, and nobody cared",
            "They were slow last year, and nobody cared",
            [("this", "last")],
        ),
        ("The town has two ferries", "The town has\u00a0two ferries", [(" ", "\u00a0")]),
        (
            "Ines Korhola, master of Kestrel",
            "Ines Korhola, harbour master of Kestrel",
            [("", "harbour")],
        ),
        ("ines korhola", "Ines Korhola", [("ines", "Ines"), ("korhola", "Korhola")]),
        ("Ines Korhla", "Ines Korhola", [("Korhla", "Korhola")]),
    ],
)
def test_the_nearest_reading_is_shown_with_its_differences(
    given_words: str, nearest: str, differences: list[tuple[str, str]]
) -> None:
    answer = locate(TEXT, Words(given_words))
    assert isinstance(answer, Absent)
    assert answer.nearest is not None
    assert answer.nearest.exact == nearest
    assert answer.similarity > 0.85
    assert [(one.given, one.found) for one in answer.differences] == differences
    assert all(TEXT[one.start : one.end] == one.found for one in answer.differences)


def test_words_that_are_nowhere_near_have_no_nearest_reading() -> None:
    assert locate(TEXT, Words("Quarterly zinc exports doubled, Oduya wrote")) == Absent()


def test_a_difference_has_its_place() -> None:
    answer = locate("She said no.", Words("She says no."))
    assert isinstance(answer, Absent)
    assert answer.differences == (Difference("says", "said", 4, 8),)


SENTENCE = "The ferry was late again, said Ann Oke. "
HOSTILE = {
    "one letter": ("a" * 5_000_000, "a" * 300 + "b"),
    "one letter, long": ("a" * 5_000_000, "b" + "a" * 5_000),
    "one word": ("no " * 1_600_000, "no " * 1_000 + "yes"),
    "one sentence": (SENTENCE * 125_000, SENTENCE.replace("late", "early") * 30),
    "marks": ('"' * 5_000_000, "“" * 5_000),
    "emoji": ("😀" * 5_000_000, "😀" * 100 + "x"),
    "many places": ("a" * 5_000_000, "a" * 300),
    "nothing alike": ("xyz " * 1_250_000, "completely other words than those " * 100),
    "endless words": (SENTENCE * 100_000, "z" * 1_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_longest_texts_are_answered_in_seconds(name: str) -> None:
    text, exact = HOSTILE[name]
    started = time.perf_counter()
    locate(text, Words(exact))
    assert time.perf_counter() - started < 5


def test_selectors_lead_back_to_their_place() -> None:
    start = TEXT.rindex("“The ferries")
    position, quote = selectors(TEXT, start, start + 23)
    assert position == {"type": "TextPositionSelector", "start": start, "end": start + 23}
    assert quote["type"] == "TextQuoteSelector"
    words = Words(quote["exact"], quote["prefix"], quote["suffix"])
    assert locate(TEXT, words) == Found(start, start + 23)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 10_000)])
def test_selectors_of_no_span_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no span of the text"):
        selectors(TEXT, start, end)
