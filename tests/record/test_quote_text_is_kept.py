"""A quote's text is what its content spans say, whoever writes what."""

import pytest

from tests.factories import SAID, WORDS, QuoteFactory, QuoteSpanFactory, RevisionFactory

from .raw import delete, execute, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db


def place(words):
    start = WORDS.index(words)
    return {"start": start, "end": start + len(words), "exact": words}


@pytest.fixture
def quote():
    return QuoteFactory()


@pytest.mark.parametrize("text", ["", "Never.", SAID + " ", SAID.lower()])
def test_is_not_set_by_hand(quote, text):
    with refused("comes from its spans"):
        update(quote, text=text)
    assert stored(quote, "text") == SAID


def test_is_not_brought_by_an_insert(quote):
    with refused("comes from its spans"):
        insert(quote, text=SAID)


def test_follows_an_added_piece(quote):
    insert(quote.spans.get(), number=2, **place("Nobody else"))
    assert stored(quote, "text") == f"{SAID} Nobody else"


def test_is_in_the_order_of_the_numbers(quote):
    span = quote.spans.get()
    for number, words in ((10, "evening"), (2, "Nobody"), (7, "spoke")):
        insert(span, number=number, **place(words))
    assert stored(quote, "text") == f"{SAID} Nobody spoke evening"


def test_follows_a_moved_piece(quote):
    update(quote.spans.get(), **place("Nobody"))
    assert stored(quote, "text") == "Nobody"


def test_stays_in_order_whatever_the_numbers():
    quote = QuoteFactory(content=["We shall", "Nobody"])
    update(quote.spans.get(number=2), number=9)
    update(quote.spans.get(number=1), number=8)
    with refused("in the order of the text"):
        update(quote.spans.get(number=8), number=10)
    assert stored(quote, "text") == "We shall Nobody"


def test_follows_a_changed_role():
    quote = QuoteFactory(content=["We shall", "Nobody"])
    update(quote.spans.get(number=1), role="cue")
    assert stored(quote, "text") == "Nobody"


def test_follows_a_removed_piece():
    quote = QuoteFactory(content=["We shall", "Nobody"])
    delete(quote.spans.get(number=1))
    assert stored(quote, "text") == "Nobody"
    delete(quote.spans.get())
    assert stored(quote, "text") == ""


def test_follows_many_pieces_written_by_one_statement():
    quote = QuoteFactory(content=["mayor", "We shall", "Nobody"])
    execute("UPDATE claims_quotespan SET start = start + 1, exact = substr(exact, 2)")
    assert stored(quote, "text") == "ayor e shall obody"
    execute("DELETE FROM claims_quotespan WHERE number > 1")
    assert stored(quote, "text") == "ayor"


def test_is_not_made_of_cues_mentions_or_later_texts(quote):
    QuoteSpanFactory(quote=quote)
    later = RevisionFactory(source=quote.source, text=f"{WORDS} Corrected.")
    insert(quote.spans.get(role="content"), revision_id=later.pk)
    assert stored(quote, "text") == SAID


def test_of_other_quotes_stays(quote):
    other = QuoteFactory(source=quote.source, content=["Nobody"])
    delete(quote.spans.get())
    assert stored(other, "text") == "Nobody"


@on("sqlite")
def test_is_no_blob(quote):
    with refused():
        update(quote, text=SAID.encode())
