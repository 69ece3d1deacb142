"""`day` and `sort_key` are kept by the database from the record's dates."""

from datetime import date

import pytest

from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    TopicFactory,
)

from .raw import insert, on, refused, rows, stored, update, value

pytestmark = pytest.mark.django_db
KEYED = [SourceFactory, QuoteFactory, ClaimFactory]
FARTHEST = 2**20
OTHERS = {TopicFactory: {"name": "harbours"}}


def day(*ymd):
    return (date(*ymd) - date(1970, 1, 1)).days


def stored_day(record):
    return stored(record, "day")


def created(record):
    return (record.created_at.date() - date(1970, 1, 1)).days


def test_of_a_source_is_its_last_known_day_of_publication():
    source = SourceFactory(published="2023-04")
    assert stored_day(source) == day(2023, 4, 30)
    update(
        source, published="2023-05-09", published_first="2023-05-09", published_last="2023-05-09"
    )
    assert stored_day(source) == day(2023, 5, 9)
    update(source, published="2023-05-09/..", published_last=None)
    assert stored_day(source) == day(2023, 5, 9)


def test_of_an_undated_source_is_the_day_it_was_retrieved_or_made():
    source = SourceFactory()
    assert stored_day(source) == created(source)
    revision = RevisionFactory(source=source, retrieved_at="2021-02-03T23:59:59Z")
    assert stored_day(source) == day(2021, 2, 3)
    update(revision, retrieved_at="2021-02-04 00:00:00")
    assert stored_day(source) == day(2021, 2, 4)


def test_of_a_quote_is_the_day_it_was_said():
    quote = QuoteFactory(source__published="2023-04-27", said_on="2023-04-20")
    assert stored_day(quote) == day(2023, 4, 20)
    update(quote, said_on="", said_on_first=None, said_on_last=None)
    assert stored_day(quote) == day(2023, 4, 27)


def test_of_a_quote_follows_its_source():
    quote = QuoteFactory()
    assert stored_day(quote) == created(quote)
    update(
        quote.source, published="1969", published_first="1969-01-01", published_last="1969-12-31"
    )
    assert stored_day(quote) == -1


def test_of_a_claim_is_the_day_of_its_earliest_appearance():
    claim = ClaimFactory()
    assert stored_day(claim) == created(claim)
    late, early = (
        AppearanceFactory(claim=claim, quote=PublishedQuoteFactory(said_on=said_on))
        for said_on in ("2024-05-05", "2022-02-02")
    )
    assert stored_day(claim) == day(2022, 2, 2)
    update(early.quote, said_on_first="2025-01-01", said_on_last="2025-01-01")
    assert stored_day(claim) == day(2024, 5, 5)
    value(f"SELECT count(*) FROM claims_appearance WHERE id = {late.pk}")
    late.delete()
    assert stored_day(claim) == day(2025, 1, 1)
    early.delete()
    assert stored_day(claim) == created(claim)


def test_of_a_claim_a_hidden_quote_tells_nothing():
    appearance = AppearanceFactory(quote=QuoteFactory(source__is_public=True, said_on="2022-02-02"))
    claim, quote = appearance.claim, appearance.quote
    assert stored_day(claim) == created(claim)
    quote.publish(by=None)
    assert stored_day(claim) == day(2022, 2, 2)
    update(quote.source, is_public=False)
    assert stored_day(claim) == created(claim)


def test_of_a_claim_follows_the_source_of_its_quote():
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    update(appearance.quote.source, published_first="2020-01-01", published_last="2020-01-31")
    assert stored_day(appearance.claim) == day(2020, 1, 31)


@pytest.mark.parametrize("made_by", KEYED)
def test_day_is_not_set_by_hand(made_by):
    record = made_by()
    for forged in (0, 1, stored_day(record) + 1):
        with refused("kept by the database"):
            update(record, day=forged)


@pytest.mark.parametrize("made_by", KEYED)
def test_day_is_not_brought_by_an_insert(made_by):
    record = made_by()
    insert(record, id=record.pk + 1000, day=1)
    assert stored_day(made_by._meta.model(pk=record.pk + 1000)) == created(record)


@pytest.mark.parametrize("made_by", KEYED)
def test_sort_key_is_the_day_and_the_id(made_by):
    record = made_by()
    table = record._meta.db_table
    assert rows(f"SELECT sort_key FROM {table}") == [(stored_day(record) * 2**28 + record.pk,)]
    with pytest.raises(Exception, match="sort_key"):
        update(record, sort_key=1)


@pytest.mark.parametrize("made_by", KEYED)
@pytest.mark.parametrize("forged", [-1, 0, 2**28, 2**40])
def test_an_id_fits_into_the_sort_key(made_by, forged):
    record = made_by()
    with refused():
        insert(record, id=forged)


@pytest.mark.parametrize("made_by", KEYED)
def test_the_greatest_id_fits(made_by):
    record = made_by()
    for step in (*range(record.pk + FARTHEST, 2**28, FARTHEST), 2**28 - 1):
        insert(record, id=step)


@on("sqlite")
@pytest.mark.parametrize("made_by", [*KEYED, TopicFactory, ReviewFactory])
def test_an_id_lies_not_far_above_the_last(made_by):
    """After the highest of all there would be no next."""
    record = made_by()
    for forged in (record.pk + FARTHEST + 1, 2**28 - 1):
        with refused("not far above the last"):
            insert(record, id=forged, **OTHERS.get(made_by, {}))
    insert(record, id=record.pk + FARTHEST, **OTHERS.get(made_by, {}))
    assert made_by().pk == record.pk + FARTHEST + 1


@pytest.mark.parametrize("made_by", KEYED)
def test_an_id_never_changes(made_by):
    record = made_by()
    with refused("never changes"):
        update(record, id=record.pk + 1)


@on("sqlite")
@pytest.mark.parametrize("forged", ["x", b"19000", 19000.5], ids=str)
def test_day_is_a_whole_number(forged):
    with refused():
        insert(QuoteFactory(), day=forged)
    with refused():
        update(QuoteFactory(), day=forged)


@on("sqlite")
@pytest.mark.parametrize("forged", ["now", "2023-02-30", "2460000.5", "2023", 5, b"2023-01-01"])
def test_a_date_is_a_date(forged):
    source = SourceFactory()
    with refused():
        update(source, published_first=forged)
    with refused():
        insert(source, published_last=forged, created_at=forged)
