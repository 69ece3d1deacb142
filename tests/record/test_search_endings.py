"""A word is found with its other English endings, and words of other kinds are left alone."""

import pytest

from claimtrack.db.inflecting import inflections

FORMS = (
    "bridge bridges bridged bridging",
    "city cities",
    "carry carries carried carrying",
    "stop stops stopped stopping",
    "tax taxes taxed taxing",
    "close closes closed closing",
    "call calls called calling",
    "agree agrees agreed agreeing",
    "need needs needed needing",
    "use uses used using",
    "photo photos",
    "building buildings",
    "bring brings bringing",
    "occur occurs occurred occurring",
    "potato potatoes",
    "lawmaker lawmakers",
)


@pytest.mark.parametrize("forms", FORMS)
def test_each_form_is_found_by_each_other(forms: str) -> None:
    for word in forms.split():
        assert set(forms.split()) <= set(inflections(word)), word


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("the", "thing"),
        ("thing", "the"),
        ("this", "thi"),
        ("is", "i"),
        ("bus", "bu"),
        ("1990s", "1990"),
    ],
)
def test_what_only_looks_like_an_ending_is_none(word: str, other: str) -> None:
    assert other not in inflections(word)


@pytest.mark.parametrize("word", ["é", "straße", "мосты", "19", "us", "x2s", "שלום"])
def test_only_words_of_plain_letters_have_endings(word: str) -> None:
    assert inflections(word) == (word,)


def test_they_are_few() -> None:
    for word in " ".join(FORMS).split():
        assert len(inflections(word)) < 16
