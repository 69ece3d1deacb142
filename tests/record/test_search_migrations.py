"""An index that was written by an earlier rule is written anew by the migration."""

import pytest
from django.core.management import call_command
from django.db import connection

from claims.models import Claim, Quote
from claimtrack.db import triggers
from sources.models import Source
from tests.factories import ClaimFactory, QuoteFactory

from .raw import execute
from .test_search_index import clean, hits

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = {"db": "0002_search_words", "claims": "0002_search", "sources": "0002_search"}
TABLES = ("claims_quote", "claims_claim", "sources_source")


def as_it_was() -> None:
    """What a database holds that was migrated by the earlier migrations, as they were then."""
    if connection.vendor == "sqlite":
        triggers.drop()
        for table in TABLES:
            columns = "title, text" if table == "sources_source" else "text"
            execute(f"DROP TABLE {table}_fts")
            execute(
                f"CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, "
                "tokenize = 'porter unicode61 remove_diacritics 2')"
            )
        return
    for table in TABLES:
        execute(f"ALTER TABLE {table} DROP COLUMN words")
    execute("ALTER TABLE sources_source DROP COLUMN open_words")
    execute("CREATE TEXT SEARCH CONFIGURATION ct_words (COPY = english)")
    execute("CREATE TEXT SEARCH DICTIONARY ct_english_stem (TEMPLATE = snowball, LANGUAGE=english)")
    execute(
        "CREATE OR REPLACE FUNCTION ct_tsvector(words text) RETURNS tsvector LANGUAGE sql "
        "IMMUTABLE PARALLEL SAFE STRICT AS $$ SELECT to_tsvector('ct_words', words) $$"
    )
    for table in TABLES:
        generated = " GENERATED ALWAYS AS (ct_tsvector(text)) STORED"
        made = "" if table == "sources_source" else generated
        execute(f"ALTER TABLE {table} ADD COLUMN words tsvector{made}")
        execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


def test_an_earlier_index_is_written_anew():
    claim = ClaimFactory(text="Covid-19 closed the pier in 1990-1995")
    quote = QuoteFactory()
    for app, migration in BEFORE.items():
        call_command("migrate", app, migration, verbosity=0)
    as_it_was()
    call_command("migrate", verbosity=0)
    assert triggers.faults() == []
    assert hits("claims_claim", "covid") == hits("claims_claim", "1995") == [claim.pk]
    assert list(Claim.objects.search("19 closing")) == [claim]
    assert list(Quote.objects.search("bridges")) == [quote]
    assert list(Source.objects.search("evening")) == [quote.source]
    assert clean()


def test_migrating_back_and_forth_keeps_the_index():
    claim, quote = ClaimFactory(text="Covid-19"), QuoteFactory()
    for app, migration in BEFORE.items():
        call_command("migrate", app, migration, verbosity=0)
    call_command("migrate", verbosity=0)
    assert hits("claims_claim", "19") == [claim.pk]
    assert hits("sources_source", "evening") == [quote.source.pk]
    assert triggers.faults() == []
    assert clean()
