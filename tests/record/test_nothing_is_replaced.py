"""INSERT OR REPLACE and its kin delete a row without firing a delete trigger: none gets through."""

import pytest
from django.db import connection
from factory.django import DjangoModelFactory

from claimtrack.db import triggers
from tests import factories
from tests.factories import (
    ClaimFactory,
    EvidenceSpanFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    QuoteSpanFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
)

from .raw import columns, execute, insert, on, refused, rows, stored, update

pytestmark = pytest.mark.django_db
MADE_BY = {
    item._meta.model: item
    for item in vars(factories).values()
    if isinstance(item, type) and issubclass(item, DjangoModelFactory) and item._meta.model
}
GUARDED = [
    rules for rules in triggers.all_rules() if rules.model in MADE_BY and rules.irreplaceable
]
AT_STAKE = [
    RevisionFactory,
    SourceFactory,
    QuoteFactory,
    QuoteSpanFactory,
    EvidenceSpanFactory,
    SpeakerFactory,
    ClaimFactory,
    ReviewFactory,
]


def whole(record):
    return rows(f"SELECT * FROM {record._meta.db_table} WHERE id = %s", record.pk)


@on("sqlite")
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
@pytest.mark.parametrize("rules", GUARDED, ids=lambda rules: rules.name)
def test_no_row_is_replaced_by_its_id(rules, verb):
    record = MADE_BY[rules.model]()
    before = whole(record)
    with refused("exists already"):
        insert(record, verb, id=record.pk)
    assert whole(record) == before


@on("sqlite")
@pytest.mark.parametrize("rules", GUARDED, ids=lambda rules: rules.name)
def test_no_row_is_replaced_by_its_uid(rules):
    record = MADE_BY[rules.model]()
    with refused("exists already"):
        insert(record, "INSERT OR REPLACE", uid=record.uid.hex)


@on("sqlite")
@pytest.mark.parametrize("made_by", AT_STAKE, ids=lambda made_by: made_by.__name__)
def test_no_row_is_replaced_by_an_update(made_by):
    one, other = made_by(), made_by()
    with refused("never changes"):
        update(one, "UPDATE OR REPLACE", id=other.pk)
    with refused():
        update(one, "UPDATE OR REPLACE", uid=other.uid.hex)


@on("sqlite")
def test_no_row_changes_its_rowid():
    one, other = QuoteFactory(), QuoteFactory()
    for column in ("rowid", "_rowid_", "oid"):
        with refused("never changes"):
            execute(
                f"UPDATE OR REPLACE claims_quote SET {column} = %s WHERE id = %s", other.pk, one.pk
            )


@on("sqlite")
def test_no_span_takes_another_s_number():
    span = QuoteFactory(content=["We shall", "bridge"]).spans.first()
    with refused("exists already"):
        update(span, "UPDATE OR REPLACE", number=2)


@on("sqlite")
def test_no_text_takes_another_s_number_or_hash():
    revision = RevisionFactory()
    for changes in ({"number": 1, "sha256": "0" * 64}, {"number": 2}):
        with refused("exists already"):
            insert(revision, "INSERT OR REPLACE", **changes)


@on("sqlite")
def test_no_source_takes_another_s_address():
    one = SourceFactory(canonical_address="https://harbour.example/1")
    with refused("exists already"):
        insert(one, "INSERT OR REPLACE")
    other = SourceFactory()
    with refused("exists already"):
        update(other, "UPDATE OR REPLACE", canonical_address=one.canonical_address)


@on("sqlite")
def test_no_imported_record_takes_another_s_id():
    one = ClaimFactory(origin="desk", external_id="1")
    with refused("exists already"):
        insert(one, "INSERT OR REPLACE")
    with refused("exists already"):
        update(ClaimFactory(origin="desk"), "UPDATE OR REPLACE", external_id="1")


@on("sqlite")
def test_no_review_takes_the_place_of_another_that_supersedes():
    first = ReviewFactory()
    second = ReviewFactory(claim=first.claim, supersedes=first, supersedes_reason="new figures")
    with refused("exists already"):
        insert(second, "INSERT OR REPLACE")


@pytest.mark.parametrize("made_by", AT_STAKE, ids=lambda made_by: made_by.__name__)
def test_an_upsert_is_no_way_round_what_is_frozen(made_by):
    record = made_by()
    written = columns(record) | {"id": record.pk}
    names = ", ".join(f'"{name}"' for name in written)
    places = ", ".join(["%s"] * len(written))
    with refused():
        execute(
            f"INSERT INTO {record._meta.db_table} ({names}) VALUES ({places}) "
            "ON CONFLICT (id) DO UPDATE SET uid = excluded.uid",
            *written.values(),
        )


@pytest.mark.parametrize("rules", GUARDED, ids=lambda rules: rules.name)
def test_no_id_is_below_one(rules):
    """On SQLite a row with the id -1 would keep every other out."""
    record = MADE_BY[rules.model]()
    for forged in (-1, 0):
        with refused():
            insert(record, id=forged)


@pytest.mark.parametrize("made_by", AT_STAKE, ids=lambda made_by: made_by.__name__)
def test_no_two_rows_have_one_id(made_by):
    record = made_by()
    with refused():
        insert(record, id=record.pk)


@on("sqlite")
def test_or_ignore_stores_nothing_and_leaves_what_is_there():
    quote = PublishedQuoteFactory()
    before = whole(quote)
    with refused():
        insert(quote, "INSERT OR IGNORE", id=quote.pk)
    with refused():
        update(quote, "UPDATE OR IGNORE", text="lies")
    assert whole(quote) == before
    assert stored(quote, "text") == quote.text
    connection.check_constraints()
