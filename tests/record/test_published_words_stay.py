"""Once a quote is published its words stay, and so does its last piece."""

import pytest

from tests.factories import (
    SAID,
    WORDS,
    PublishedQuoteFactory,
    QuoteFactory,
    QuoteSpanFactory,
    RevisionFactory,
)

from .raw import delete, execute, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db
STAY = "words of a published quote stay"
NOBODY = {"start": WORDS.index("Nobody"), "end": WORDS.index("Nobody") + 6, "exact": "Nobody"}


@pytest.fixture(params=["published", "withdrawn"])
def quote(request):
    quote = PublishedQuoteFactory(content=["We shall", "evening"], cue=["said"])
    if request.param == "withdrawn":
        quote.withdraw("misheard", by=None)
    return quote


@pytest.mark.parametrize(
    "change", [NOBODY, {"role": "cue", "number": 2}, {"role": "source"}, {"number": 3}], ids=str
)
def test_a_piece_is_not_changed(quote, change):
    with refused(STAY):
        update(quote.spans.get(role="content", number=1), **change)


def test_a_piece_is_not_added(quote):
    with refused(STAY):
        insert(quote.spans.get(role="content", number=1), number=3, **NOBODY)


def test_a_cue_does_not_become_a_piece(quote):
    with refused(STAY):
        update(quote.spans.get(role="cue"), role="content", number=3)


def test_a_piece_is_not_removed_nor_the_last_one(quote):
    for span in quote.spans.filter(role="content"):
        with refused(STAY):
            delete(span)
    with refused(STAY):
        execute("DELETE FROM claims_quotespan")


def test_two_pieces_do_not_change_places(quote):
    with refused(STAY):
        execute("UPDATE claims_quotespan SET number = 13 - number WHERE role = 'content'")


def test_cues_and_mentions_may_still_be_put_right(quote):
    delete(quote.spans.get(role="cue"))
    insert(QuoteSpanFactory(), quote_id=quote.pk, revision_id=quote.revision_id)


def test_the_words_may_be_found_again_in_a_later_text(quote):
    later = RevisionFactory(source=quote.source, text=f"{WORDS} Corrected.")
    insert(quote.spans.get(role="content", number=1), revision_id=later.pk)
    assert stored(quote, "text") == "We shall evening"


def test_a_published_quote_is_not_recorded_again_to_change_it(quote):
    with refused():
        update(quote, status="recorded")
    with refused("never changes"):
        update(quote, published_at=None)
    with refused():
        update(quote, status="recorded", published_at=None)


def test_what_is_withdrawn_is_not_published_again():
    quote = PublishedQuoteFactory()
    quote.withdraw("misheard", by=None)
    with refused("withdrawn"):
        update(quote, status="published")


def test_a_quote_without_content_is_not_published():
    quote = QuoteFactory()
    delete(quote.spans.get())
    with refused("without content"):
        update(quote, status="published", published_at="2026-01-01 00:00:00")
    with refused():
        insert(quote, status="published", published_at="2026-01-01 00:00:00")


def test_a_published_quote_says_since_when_and_a_withdrawn_one_why():
    quote = QuoteFactory()
    with refused():
        update(quote, status="published")
    with refused():
        update(quote, status="withdrawn")
    with refused():
        update(quote, status="known")


def test_while_it_is_recorded_its_pieces_may_change():
    quote = QuoteFactory()
    update(quote.spans.get(), **NOBODY)
    assert stored(quote, "text") == "Nobody"


@on("postgresql")
def test_one_statement_does_not_publish_and_change_it():
    quote = QuoteFactory()
    quote.source.publish(by=None)
    span = quote.spans.get()
    try:
        execute(
            "WITH p AS (UPDATE claims_quote SET status = 'published', published_at = now() "
            'WHERE id = %s RETURNING id) UPDATE claims_quotespan SET start = %s, "end" = %s, '
            "exact = 'Nobody' FROM p WHERE quote_id = p.id",
            quote.pk,
            NOBODY["start"],
            NOBODY["end"],
        )
    except Exception:  # refused, or carried out in the other order: never both words
        return
    assert stored(quote, "text") == stored(span, "exact") in (SAID, "Nobody")
