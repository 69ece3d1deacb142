"""Whoever follows what has changed has a copy of the list, and hears of nothing that was hidden."""

from __future__ import annotations

from random import Random

import pytest

from claims.api.views import SpeakerViewSet
from claimtrack.rest.changes import place_now
from tests.factories import ClaimFactory, PublishedQuoteFactory, SpeakerFactory

from .mirror import JOURNALED, Mirror, of, told, wait_until_served
from .readers import full, public
from .rich import SECRET, rich_record
from .schema import check, openapi
from .writes import write

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Never said."


def test_it_is_of_every_list() -> None:
    lists = [
        path.split("/")[2]
        for path, methods in openapi()["paths"].items()
        for each in methods.get("get", {}).get("parameters", ())
        if each["name"] == "changed_since"
    ]
    assert sorted(lists) == sorted(JOURNALED)


@pytest.mark.parametrize("seed", range(4))
def test_a_mirror_ends_up_equal_to_the_list(seed: int) -> None:
    random = Random(seed)
    mirrors = [Mirror(client, name) for client in (public(), full()) for name in JOURNALED]
    rich_record()
    rich_record()
    for _ in range(30):
        write(random)
        random.choice(mirrors).follow()
    wait_until_served()
    for mirror in mirrors:
        mirror.follow()
        assert told(mirror.records) == told(mirror.whole())


def test_each_way_to_leave_the_list() -> None:
    quote, hidden, claim = PublishedQuoteFactory(), PublishedQuoteFactory(), ClaimFactory()
    claim.publish(by=None)
    survivor = ClaimFactory()
    survivor.publish(by=None)
    quote.withdraw(WHY, by=None)
    hidden.source.is_public = False
    hidden.source.save()
    claim.merge_into(survivor, by=None, reason="the same")
    for name, uid, how in (
        ("quotes", quote.uid, "withdrawn"),
        ("quotes", hidden.uid, "hidden"),
        ("sources", hidden.source.uid, "hidden"),
        ("claims", claim.uid, "merged"),
        ("claims", survivor.uid, "changed"),
    ):
        (change,) = of(public(), name, uid)
        assert (change["change"], change["record"] is None) == (how, how != "changed")
    (seen,) = of(full(), "quotes", quote.uid)
    assert (seen["change"], seen["record"]["status"]) == ("changed", "withdrawn")


def test_what_was_never_public_is_not_told() -> None:
    record, hidden, merged = rich_record(), ClaimFactory(text=SECRET), ClaimFactory(text=SECRET)
    hidden.withdraw(WHY, by=None)
    merged.merge_into(record.claim, by=None, reason="the same")
    assert of(full(), "claims", hidden.uid)
    for name in JOURNALED:
        answer = public().get(f"/api/{name}/?changed_since=0&limit=500")
        for word in (SECRET, str(hidden.uid), str(merged.uid)):
            assert word not in answer.content.decode()
        check(f"/api/{name}/", answer.json())


def test_an_organization_is_told_of_by_the_office_in_which_something_was_said() -> None:
    office = rich_record().speaker.memberships.get(role="mayor")
    before, other = office.organization, SpeakerFactory(kind="organization")
    assert of(public(), "speakers", before.uid)
    place = place_now(SpeakerViewSet, False)
    office.organization = other
    office.save()
    assert [each["change"] for each in of(public(), "speakers", before.uid, place)] == ["hidden"]
    assert [each["change"] for each in of(public(), "speakers", other.uid, place)] == ["changed"]


def test_a_verdict_that_is_superseded_no_longer_is_told() -> None:
    record = rich_record()
    first = record.review.supersedes
    wait_until_served()
    mirror = Mirror(public(), "reviews")
    mirror.follow()
    assert not mirror.records[str(first.uid)]["is_current"]
    record.review.withdraw(WHY, by=None)
    wait_until_served()
    mirror.follow()
    assert mirror.records[str(first.uid)]["is_current"]
