"""The search index follows the record, whatever is written, and is found clean by its own check."""

import pytest
from django.db import connection

from claims.models import Link
from claims.triggers.quotes import AS_SPEAKER, IN_ANY_ROLE
from claimtrack.db import triggers
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    QuoteFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
)

from .raw import delete, execute, on, rows, update, value

pytestmark = pytest.mark.django_db
INDEXES = [rules.index for rules in triggers.all_rules() if rules.index]


def hits(table, word):
    """The ids of the records in which the word is found."""
    if connection.vendor == "sqlite":
        found = rows(
            f"SELECT t.id FROM {table}_fts f JOIN {table} t ON t.sort_key = f.rowid "
            f"WHERE {table}_fts MATCH %s ORDER BY t.id",
            word,
        )
    else:
        found = rows(
            f"SELECT id FROM {table} WHERE words @@ ct_folded(%s)::tsquery ORDER BY id",
            word,
        )
    return [pk for (pk,) in found]


def clean():
    return [fault for index in INDEXES for fault in index.faults(connection)] == []


def test_finds_a_quote_by_its_words_and_no_longer_by_its_old_ones():
    quote = QuoteFactory()
    assert hits("claims_quote", "bridge") == [quote.pk]
    update(quote.spans.get(), start=0, end=9, exact="The mayor")
    assert hits("claims_quote", "bridge") == []
    assert hits("claims_quote", "mayor") == [quote.pk]
    assert clean()


def test_follows_a_quote_to_another_day():
    quote = QuoteFactory()
    update(quote.source, published_first="2020-01-01", published_last="2020-01-01")
    assert hits("claims_quote", "bridge") == [quote.pk]
    update(quote, said_on_last="1950-01-01")
    assert hits("claims_quote", "bridge") == [quote.pk]
    assert clean()


def test_follows_text_and_day_changed_together():
    claim = ClaimFactory()
    AppearanceFactory(claim=claim, quote__said_on="2020")
    update(claim, text="The tunnel is dry")
    source = SourceFactory(title="A tunnel")
    update(source, title="A ferry", published_last="2001-01-01")
    assert hits("claims_claim", "tunnel") == [claim.pk]
    assert hits("claims_claim", "bridge") == []
    assert hits("sources_source", "ferry") == [source.pk]
    assert hits("sources_source", "tunnel") == []
    assert clean()


def test_forgets_a_piece_that_goes():
    quote = QuoteFactory(content=["bridge", "evening"])
    delete(quote.spans.get(number=2))
    assert hits("claims_quote", "evening") == []
    delete(quote.spans.get())
    assert hits("claims_quote", "bridge") == []
    assert clean()


def test_holds_the_current_text_of_a_source_only():
    source = SourceFactory(text="The tunnel is dry.")
    assert hits("sources_source", "tunnel") == [source.pk]
    RevisionFactory(source=source, text="The ferry is late.")
    assert hits("sources_source", "tunnel") == []
    assert hits("sources_source", "ferry") == [source.pk]
    assert clean()


@pytest.mark.parametrize("word", ["Élodie", "ELODIE", "elodie"])
def test_folds_case_and_accents(word):
    claim = ClaimFactory(text="Élodie spoke")
    assert hits("claims_claim", word) == [claim.pk]


def test_follows_many_rows_changed_by_one_statement():
    ClaimFactory.create_batch(5)
    QuoteFactory.create_batch(3)
    execute("UPDATE claims_claim SET text = 'The tunnel is dry'")
    execute("UPDATE sources_source SET title = 'A ferry', published_last = '2001-01-01'")
    assert len(hits("claims_claim", "tunnel")) == 5
    assert clean()


def test_says_when_it_is_not_clean():
    quote = QuoteFactory()
    if connection.vendor == "sqlite":
        execute("DELETE FROM claims_quote_fts")
    else:
        execute("SET CONSTRAINTS ALL IMMEDIATE")
        execute("ALTER TABLE sources_source DISABLE TRIGGER ct_source_before")
        execute("UPDATE sources_source SET open_words = ''")
    assert not clean()
    assert quote.pk


@on("postgresql")
def test_words_of_a_source_are_not_set_by_hand():
    source = SourceFactory(text="The tunnel is dry.")
    execute("UPDATE sources_source SET words = 'lies', open_words = 'lies'")
    assert hits("sources_source", "tunnel") == [source.pk]
    assert clean()


def by_key(speaker, kind):
    """The ids of the quotes that have this key for a speaker."""
    found = rows(
        "SELECT t.id FROM claims_quote_fts f JOIN claims_quote t ON t.sort_key = f.rowid "
        "WHERE f.keys MATCH %s ORDER BY t.id",
        f"\u01bf{speaker.pk}{kind}",
    )
    return [pk for (pk,) in found]


@on("sqlite")
def test_follows_who_stands_in_the_chain():
    speaker, other = SpeakerFactory(), SpeakerFactory()
    quote = QuoteFactory(chain=[Link(speaker), Link(other, "addressee")])
    assert by_key(speaker, AS_SPEAKER) == by_key(speaker, IN_ANY_ROLE) == [quote.pk]
    assert (by_key(other, AS_SPEAKER), by_key(other, IN_ANY_ROLE)) == ([], [quote.pk])
    survivor = SpeakerFactory()
    merge = speaker.merge_into(survivor, by=None, reason="one person")
    assert (by_key(speaker, AS_SPEAKER), by_key(survivor, AS_SPEAKER)) == ([], [quote.pk])
    merge.undo(by=None)
    assert (by_key(speaker, AS_SPEAKER), by_key(survivor, AS_SPEAKER)) == ([quote.pk], [])
    update(quote.attributions.get(speaker=other), role="relayed_by")
    delete(quote.attributions.get(speaker=speaker))
    assert by_key(speaker, IN_ANY_ROLE) == []
    update(quote, said_on_last="1950-01-01")
    assert by_key(other, IN_ANY_ROLE) == [quote.pk]
    assert hits("claims_quote", "bridge") == [quote.pk]
    assert clean()


@on("sqlite")
def test_says_when_keys_are_off():
    QuoteFactory(chain=[Link(SpeakerFactory())])
    assert clean()
    execute("UPDATE claims_quote_fts SET keys = ''")
    assert not clean()


@on("sqlite")
def test_holds_one_row_a_record():
    QuoteFactory.create_batch(3)
    for index in INDEXES:
        assert value(f"SELECT count(*) FROM {index.fts}") == value(
            f"SELECT count(*) FROM {index.table}"
        )
