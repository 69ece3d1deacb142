"""`is_public` is kept by the database: of a quote with its source, of a claim with its status."""

import pytest
from django.db import transaction

from tests.factories import ClaimFactory, PublishedQuoteFactory, QuoteFactory, SourceFactory

from .raw import delete, execute, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db
SINCE = "2026-01-01 00:00:00"


def is_public(record):
    return bool(stored(record, "is_public"))


def test_a_quote_is_public_when_it_and_its_source_are():
    quote = QuoteFactory()
    assert not is_public(quote)
    with refused("publish the source first"):
        update(quote, status="published", published_at=SINCE)
    update(quote.source, is_public=True)
    assert not is_public(quote)
    update(quote, status="published", published_at=SINCE)
    assert is_public(quote)
    update(quote.source, is_public=False)
    assert not is_public(quote)
    update(quote.source, is_public=True)
    update(quote, status="withdrawn", withdrawn_reason="misheard")
    assert not is_public(quote)


def test_all_quotes_of_a_source_follow_it_and_no_other_s():
    one = PublishedQuoteFactory()
    same, recorded = QuoteFactory(source=one.source), QuoteFactory(source=one.source)
    same.publish(by=None)
    other = PublishedQuoteFactory()
    update(one.source, is_public=False)
    assert [is_public(quote) for quote in (one, same, recorded, other)] == [False] * 3 + [True]
    execute("UPDATE sources_source SET is_public = %s", True)
    assert [is_public(quote) for quote in (one, same, recorded, other)] == [True, True, False, True]


@pytest.mark.parametrize("made_by", [QuoteFactory, ClaimFactory])
def test_is_not_set_by_hand(made_by):
    record = made_by()
    with refused("kept by the database"):
        update(record, is_public=True)


def test_is_not_unset_by_hand():
    quote = PublishedQuoteFactory()
    with refused("kept by the database"):
        update(quote, is_public=False)


@pytest.mark.parametrize("made_by", [QuoteFactory, ClaimFactory])
def test_is_not_brought_by_an_insert(made_by):
    record = made_by()
    insert(record, is_public=True, id=record.pk + 1000)
    assert not is_public(made_by._meta.model(pk=record.pk + 1000))


def test_a_claim_is_public_while_it_is_published_and_not_merged():
    claim, survivor = ClaimFactory(), ClaimFactory()
    update(claim, status="published", published_at=SINCE)
    assert is_public(claim)
    merge = claim.merge_into(survivor, by=None, reason="the same")
    assert not is_public(claim)
    merge.undo(by=None)
    assert is_public(claim)
    update(claim, status="withdrawn", withdrawn_reason="a joke")
    assert not is_public(claim)


def test_no_source_comes_in_after_its_quote():
    """Else a quote would be judged by a source that is not written yet."""
    quote = QuoteFactory()
    with refused():
        insert(quote, source_id=10**6)
    with refused():
        insert(quote.revision, source_id=10**6, number=2, sha256="0" * 64)


def test_no_source_goes_to_come_back_in_another_way():
    quote = QuoteFactory()
    with refused("never deleted"):
        delete(quote.source)


@on("sqlite")
@pytest.mark.parametrize("forged", ["yes", 2, b"1", -1, 0.5], ids=str)
def test_of_a_source_is_yes_or_no(forged):
    source = SourceFactory()
    with refused():
        update(source, is_public=forged)
    with refused():
        insert(source, is_public=forged)


def test_undone_with_its_transaction():
    quote = PublishedQuoteFactory()
    before = transaction.savepoint()
    update(quote.source, is_public=False)
    transaction.savepoint_rollback(before)
    assert is_public(quote)


@pytest.mark.parametrize("made_by", [QuoteFactory, ClaimFactory])
def test_what_never_was_public_leaves_no_tombstone(made_by):
    record = made_by()
    forged = {"status": "withdrawn", "withdrawn_reason": "x", "published_at": SINCE}
    with refused("from the moment at which its status says so"):
        update(record, **forged)
    with refused("from the moment at which its status says so"):
        insert(record, id=record.pk + 1000, **forged)
    with refused("from the moment at which its status says so"):
        update(record, published_at=SINCE)


def test_a_document_is_not_quoted_from_itself():
    quote = QuoteFactory()
    with refused("not quoted from itself"):
        update(quote, quoted_from_id=quote.source_id)
