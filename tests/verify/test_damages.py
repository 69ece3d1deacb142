"""A damaged record: each fault is reported, on one line, once."""

import pytest
from django.conf import settings
from django.db import connection

from claims.models import Claim, Quote
from claimtrack.db.models import Change
from sources.models import Capture
from tests.factories import SAID

from .damages import INDEXES, UNGUARDED, Damage
from .running import rolled_back, run, run_unguarded, verify

REFERENCES_OFF = {
    "sqlite": "SELECT 1",  # they are only looked at when the transaction is kept
    "postgresql": "ALTER TABLE claims_appearance DISABLE TRIGGER ALL",
}


@pytest.fixture(scope="module")
def names(record) -> dict[str, object]:
    """What the damages name: ids, and what else depends on the record."""
    quote, recorded, withdrawn = (
        Quote.objects.get(pk=record[name]) for name in ("quote", "recorded", "withdrawn")
    )
    claim, other = (Claim.objects.get(pk=record[name]) for name in ("claim", "other"))
    seen = Change.objects.filter(model="claims.quote", object_id=quote.pk)
    return {
        **record,
        "said": SAID,
        "file": Capture.objects.get(pk=record["capture"]).file.path,
        "folder": settings.MEDIA_ROOT,
        "other_key": other.sort_key,
        "other_day": recorded.day,
        "today": Claim.objects.get(pk=record["double"]).day,
        "quote_seen": sum(change.was_public == change.is_public for change in seen),
        "references_off": REFERENCES_OFF[connection.vendor],
        "published_on": _as_stored(withdrawn.published_at),
        "claim_on": _as_stored(claim.published_at),
    }


def _as_stored(moment) -> str:
    plain = connection.vendor == "sqlite"
    return str(moment.replace(tzinfo=None) if plain else moment)


@pytest.mark.parametrize("damage", UNGUARDED, ids=str)
def test_each_fault_is_reported_once(damage: Damage, names):
    skip_elsewhere(damage)
    with rolled_back():
        run_unguarded(*(statement.format_map(names) for statement in damage.sql))
        assert sorted(verify()) == sorted(line.format_map(names) for line in damage.lines)


@pytest.mark.parametrize("damage", INDEXES, ids=str)
def test_an_index_that_differs_is_reported_once(damage: Damage, names):
    skip_elsewhere(damage)
    with rolled_back():
        run(*(statement.format_map(names) for statement in damage.sql))
        assert verify() == [line.format_map(names) for line in damage.lines]


def skip_elsewhere(damage: Damage) -> None:
    if damage.only not in ("", connection.vendor):
        pytest.skip(f"{damage.only} alone can hold this")
