"""SQLite promises no order among triggers of one kind: any order gives the same record."""

import pytest
from django.core.management import call_command
from django.db import connection

from claimtrack.db import triggers
from claimtrack.db.models import Change
from tests.factories import (
    WORDS,
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    EvidenceSpanFactory,
    PublishedQuoteFactory,
    RevisionFactory,
)

from .raw import execute, on, rows, update

pytestmark = [pytest.mark.django_db, on("sqlite")]


def work():
    """A day's work by raw SQL, on every table that others follow."""
    quote = PublishedQuoteFactory(content=["We shall", "evening"])
    AttributionFactory(quote=quote)
    appearance = AppearanceFactory(quote=quote)
    EvidenceSpanFactory(evidence__claim=appearance.claim, evidence__is_confidential=True)
    RevisionFactory(source=quote.source, text=f"{WORDS} Corrected.")
    update(quote.source, title="A ferry", published_last="2001-01-01", is_public=False)
    update(quote, said_on="1999", said_on_last="1999-12-31")
    update(quote.source, is_public=True)
    survivor = ClaimFactory(text="The bridge is built")
    appearance.claim.merge_into(survivor, by=None, reason="the same")
    update(
        survivor, text="The tunnel is dry", status="published", published_at="2026-01-01 00:00:00"
    )


def seen():
    found = {
        "source": rows("SELECT is_public, day, version FROM sources_source ORDER BY id"),
        "quote": rows("SELECT text, is_public, day, version FROM claims_quote ORDER BY id"),
        "claim": rows("SELECT is_public, day, version FROM claims_claim ORDER BY id"),
        "speaker": rows("SELECT version FROM claims_speaker ORDER BY id"),
        "quotes found": rows("SELECT text FROM claims_quote_fts ORDER BY rowid"),
        "claims found": rows("SELECT length(text) FROM claims_claim_fts ORDER BY rowid"),
        "sources found": rows("SELECT closed FROM sources_source_fts ORDER BY rowid"),
    }
    changes = Change.objects.values_list("model", "was_public", "is_public")
    return found | {"journal": sorted(changes)}


def lay(order):
    triggers.drop()
    for trigger in order(triggers.expected("sqlite")):
        execute(trigger.definition)
    assert triggers.faults() == []


@pytest.mark.parametrize("order", [list, lambda laid: laid[::-1]], ids=["as laid", "reversed"])
def test_the_indexes_are_clean(order):
    lay(order)
    work()
    indexes = [rules.index for rules in triggers.all_rules() if rules.index]
    assert [fault for index in indexes for fault in index.faults(connection)] == []


def test_both_orders_give_the_same():
    outcomes = []
    for order in (list, lambda laid: laid[::-1]):
        lay(order)
        execute("SAVEPOINT before")
        work()
        outcomes.append(seen())
        execute("ROLLBACK TO before")
    assert outcomes[0] == outcomes[1]
    assert call_command("check", databases=["default"]) is None
