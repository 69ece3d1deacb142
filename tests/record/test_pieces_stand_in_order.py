"""The pieces of a quote stand in the order of the text and do not overlap.

Else words could be put together into what nobody said.
"""

import pytest
from django.core.exceptions import ValidationError

from claims.models import Quote
from claims.models.rewriting import rewrite
from sources.anchoring import Position
from tests.factories import WORDS, QuoteFactory, QuoteSpanFactory, RevisionFactory, SourceFactory

from .raw import execute, insert, refused, stored, update

pytestmark = pytest.mark.django_db
ORDER = "in the order of the text and do not overlap"


def place(words):
    start = WORDS.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


@pytest.fixture
def quote():
    """With room for a piece before the first: they are numbers 2, 3 and 4."""
    quote = QuoteFactory(content=["We shall", "the bridge", "Nobody else"])
    for number in (3, 2, 1):
        update(quote.spans.get(number=number), number=number + 1)
    return quote


def piece(quote, number=2):
    return quote.spans.get(role="content", number=number, revision=quote.revision)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (5, "mayor"),
        (5, "build"),
        (5, "Nobody"),
        (5, "else spoke"),
        (5, "The mayor said: “We shall build the bridge.” Nobody else spoke"),
        (1, "We shall"),
        (1, "spoke"),
        (1, "said: “We"),
    ],
)
def test_one_that_is_added_stands_where_its_number_says(quote, number, words):
    with refused(ORDER):
        insert(piece(quote), number=number, **place(words))


@pytest.mark.parametrize(("number", "words"), [(5, "evening"), (1, "mayor"), (5, " spoke")])
def test_one_that_stands_there_is_added(quote, number, words):
    insert(piece(quote), number=number, **place(words))
    before = "We shall the bridge Nobody else"
    assert stored(quote, "text") == (f"{words} {before}" if number == 1 else f"{before} {words}")


def test_one_that_is_moved_does_not_pass_another(quote):
    for words in ("mayor", "Nobody else", "shall build", "spoke", "bridge.” Nobody"):
        with refused(ORDER):
            update(piece(quote, 3), **place(words))
    update(piece(quote, 3), **place("build"))
    assert stored(quote, "text") == "We shall build Nobody else"


def test_one_that_grows_does_not_reach_into_another(quote):
    with refused(ORDER):
        update(piece(quote, 2), **place("We shall build the"))
    with refused(ORDER):
        update(piece(quote, 4), **place("bridge.” Nobody else"))


@pytest.mark.parametrize(("number", "to"), [(2, 5), (2, 9), (4, 1), (3, 5)])
def test_a_number_does_not_take_one_past_another(quote, number, to):
    with refused(ORDER):
        update(piece(quote, number), number=to)
    assert stored(quote, "text") == "We shall the bridge Nobody else"


def test_two_do_not_change_numbers_in_one_statement(quote):
    with refused():
        execute("UPDATE claims_quotespan SET number = 17 - number WHERE role = 'content'")


def test_a_cue_that_becomes_a_piece_stands_where_its_number_says(quote):
    cue = QuoteSpanFactory(quote=quote, number=7)
    with refused(ORDER):
        update(cue, role="content")
    update(cue, role="content", number=1)
    assert stored(quote, "text").startswith("said We shall")


def test_cues_and_mentions_stand_anywhere(quote):
    for role in ("cue", "source"):
        insert(piece(quote), role=role, number=1, **place("shall build"))
        insert(piece(quote), role=role, number=2, **place("We shall"))


def test_another_quote_may_overlap(quote):
    other = QuoteFactory(source=quote.source, content=["shall build the"])
    assert other.text == "shall build the"


def test_it_is_so_in_every_text_by_itself(quote):
    later = RevisionFactory(source=quote.source, text=f"Ha, ha! {WORDS}")
    start = later.text.index("Nobody else")
    insert(
        piece(quote, 4), revision_id=later.pk, start=start, end=start + len("Nobody else"), number=1
    )
    start = later.text.index("We shall")
    with refused(ORDER):
        insert(
            piece(quote),
            revision_id=later.pk,
            start=start,
            end=start + len("We shall"),
            number=2,
        )


@pytest.mark.parametrize(
    "content",
    [
        ["the bridge", "We shall"],
        ["We shall build", "shall build the"],
        ["We shall", "We shall"],
        [Position(16, 20), Position(19, 22)],
    ],
    ids=str,
)
def test_none_is_recorded_in_another_order(content):
    source = SourceFactory(text=WORDS)
    source.refresh_from_db()
    with pytest.raises(ValidationError, match=ORDER):
        Quote.objects.record(source=source, content=content)
    assert not Quote.objects.exists()


def test_pieces_that_touch_are_recorded():
    start = WORDS.index("We shall")
    content = [Position(start, start + 2), Position(start + 2, start + 8)]
    assert QuoteFactory(content=content).text == "We  shall"


@pytest.mark.parametrize(
    "content",
    [
        ["the bridge", "Nobody else"],
        ["Nobody else"],
        ["We shall"],
        ["mayor", "We shall", "the bridge", "Nobody else"],
        ["The", "mayor", "said"],
        ["Nobody", "spoke", "evening"],
        ["build", "the bridge.” Nobody", "else spoke that evening"],
        ["The mayor said: “We", "shall build", "the bridge.” Nobody else spoke"],
    ],
    ids=" | ".join,
)
def test_a_recorded_quote_is_put_right_to_any_pieces(quote, content):
    quote.refresh_from_db()
    rewrite(quote, content=content)
    assert stored(quote, "text") == " ".join(content)
