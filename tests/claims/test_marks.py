"""The double quotation marks of all languages say whether a quote is direct, mixed or indirect."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.marks import kind_from_marks, peel

SEED = Path(__file__).parents[2].parent / "shared" / "seed"


def kind(*pieces: str) -> str:
    """The kind of a quote in pieces, as they stand in a text with other words between them."""
    text, spans = "", []
    for piece in pieces:
        text += " Oduya said, "
        spans.append((len(text), len(text) + len(piece)))
        text += piece
    return kind_from_marks(text + " and left.", spans)


@pytest.mark.parametrize(
    "words",
    [
        "“We shall see.”",
        '"We shall see."',
        "„Wir werden sehen.“",
        "„Wir werden sehen.”",
        "»Wir werden sehen.«",
        "« Nous verrons. »",
        "«Посмотрим.»",
        "”Vi får se.”",
        "「そのうちわかる。」",
        "『そのうちわかる。』",
        "“会看到的。”",
        '"נראה"',
        "״נראה״",
        "„Meglátjuk – mondta »ő«.”",
    ],
)
def test_all_of_it_inside_marks_is_direct(words: str) -> None:
    assert kind(words) == "direct"


@pytest.mark.parametrize(
    "words",
    [
        "that the boat was “old”",
        '"old" and slow',
        "“old” and “slow”",
        "dass es »alt« sei",
        "古いと「言った」こと",
    ],
)
def test_part_of_it_inside_marks_is_mixed(words: str) -> None:
    assert kind(words) == "mixed"


@pytest.mark.parametrize(
    "words",
    [
        "that the boat was old",
        "that it wasn’t the harbour’s ‘fault’",
        'that צה"ל would help',
        "that צה״ל would help",
        'that a 12" pipe had burst',
        "that 《Kestrel Bay》 was a good book",
    ],
)
def test_no_double_marks_are_indirect(words: str) -> None:
    assert kind(words) == "indirect"


@pytest.mark.parametrize(
    "words",
    [
        "“The boat is old. It will stay in port.",  # never closed
        "The boat is old. It will stay in port.”",  # never opened
        "“The boat is old. It will stay in port.“",  # closed by an opening mark
        "”The boat is old. It will stay in port.”",  # opened by a closing mark
        "“The boat is old.\n\n“It will stay in port.”",  # opens again without closing
        "“The boat is old. It will” stay in port.”",  # a stray mark inside
        "“The mayor told me ‘no’, and then “no” again, and left.”",
        '"The boat is old, and then "no" again."',
        '“The boat is old, 12" too long.”',
    ],
)
def test_a_stray_or_unclosed_mark_leaves_a_quote_direct(words: str) -> None:
    assert kind(words) == "direct"


def test_pieces_count_together() -> None:
    assert kind("“The boat,”", "“is old.”") == "direct"
    assert kind("“The boat,”", "is old") == "mixed"
    assert kind("the boat", "is old") == "indirect"


def test_a_piece_that_was_not_closed_goes_on_in_the_next() -> None:
    assert kind("“The boat is old.", "It will stay.", "That is all.”") == "direct"


@given(st.text(max_size=60))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_from_marks(text, [(0, len(text))]) in ("direct", "mixed", "indirect")


@given(st.text(max_size=60))
def test_peeled_words_stand_in_the_words(text: str) -> None:
    assert peel(text) in text


@given(st.text(st.characters(categories=["L", "Zs"]), min_size=1, max_size=40).map(str.strip))
def test_marks_around_words_make_them_direct_and_come_off(words: str) -> None:
    if not words:
        return
    for opening, closing in ("“”", "„“", "»«", '""', "「」"):
        quoted = opening + words + closing
        assert kind_from_marks(quoted, [(0, len(quoted))]) == "direct"
        assert peel(quoted) == words


@pytest.mark.parametrize(
    ("words", "peeled"),
    [
        ("“We shall see,”", "We shall see,"),
        ("“We shall see", "We shall see"),
        ("We shall see.”", "We shall see."),
        ("« Nous verrons. »", "Nous verrons."),
        ("“I said “no”, and left.”", "I said “no”, and left."),
        ("“old” and “slow”", "“old” and “slow”"),
        ("that it was “old”", "that it was “old”"),
        ("no marks at all", "no marks at all"),
        ("“old”.", "old"),
        ("“”", ""),
        ("", ""),
    ],
)
def test_outer_marks_come_off(words: str, peeled: str) -> None:
    assert peel(words) == peeled


@pytest.mark.skipif(not SEED.is_dir(), reason="the shared seed folder is not beside the checkout")
def test_the_seed_article_has_the_kinds_marked_by_hand() -> None:
    gold = json.loads((SEED / "gold-quotes.json").read_text(encoding="utf-8"))
    text = (SEED / f"{gold['id']}.txt").read_bytes().decode()
    found = [kind_from_marks(text, quote["content"]) for quote in gold["quotes"]]
    assert found == [quote["kind"] for quote in gold["quotes"]]
