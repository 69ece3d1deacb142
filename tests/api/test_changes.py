"""Whoever follows what has changed has a copy of the list, and hears of nothing that was hidden."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from claims.api.views import SpeakerViewSet
from claimtrack.db.models import Change, Era
from claimtrack.rest.changes import _following, _last, place_now
from tests.factories import ClaimFactory, PublishedQuoteFactory, SourceFactory, SpeakerFactory
from tests.record.at_once import PATIENCE, committed
from tests.record.raw import execute, on, rows

from .readers import full, public
from .rich import SECRET, rich_record
from .schema import check
from .writes import write

pytestmark = pytest.mark.django_db(transaction=True)
JOURNALED = ("sources", "speakers", "quotes", "claims", "reviews")
OTHERS = ("revisions", "publishers", "topics", "rating_scales")
WHY = "Never said."


class Mirror:
    """A copy of one list, kept by following `next` alone."""

    def __init__(self, client: Client, name: str, start: str = "0", limit: int = 7) -> None:
        self.client, self.list = client, f"/api/{name}/"
        self.next = f"{self.list}?changed_since={start}&limit={limit}"
        self.records: dict[str, Any] = {}

    def follow(self) -> None:
        """Go on to the end of the journal as it is now."""
        more = True
        while more:
            answer = self.client.get(self.next)
            assert answer.status_code == 200, answer.json()
            page = answer.json()
            self.take(page["changes"])
            self.next, more = page["next"], page["more"]

    def take(self, changes: list[Any]) -> None:
        uids = [change["uid"] for change in changes]
        assert len(uids) == len(set(uids))
        for change in changes:
            if change["change"] == "changed":
                self.records[change["uid"]] = change["record"]
            else:
                assert change["record"] is None
                self.records.pop(change["uid"], None)

    def whole(self) -> dict[str, Any]:
        """The list itself."""
        page, found = {"next": f"{self.list}?limit=500"}, {}
        while page["next"]:
            page = self.client.get(page["next"]).json()
            found |= {row["uid"]: row for row in page["results"]}
        return found


IN_OTHER_LISTS = {"reviews", "memberships", "within", "publisher", "reviewer", "scale"}
"""What is told of it in lists of its own, or is made of other records."""


def told(part: Any, depth: int = 0) -> Any:
    """What a list tells of a record; of another record in it, that it is there."""
    if isinstance(part, list):
        return [told(item, depth + 1) for item in part]
    if not isinstance(part, dict):
        return part
    if (depth and {"uid", "kind"} <= set(part)) or set(part) == {"uid", "name"}:
        return part["uid"]
    return {
        name: told(value, depth + 1) for name, value in part.items() if name not in IN_OTHER_LISTS
    }


def wait_until_served() -> None:
    """What is open elsewhere in the cluster holds the journal back for a while."""
    for _ in range(10_000):
        if Change.objects.served().count() == Change.objects.count():
            return
    raise AssertionError("the journal is held back")


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


def of(client: Client, name: str, uid: Any, since: Any = "0") -> list[Any]:
    """The changes of one record."""
    wait_until_served()
    page = client.get(f"/api/{name}/?changed_since={since}&limit=500").json()
    return [change for change in page["changes"] if change["uid"] == str(uid)]


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


def test_a_page_is_bounded_and_says_whether_there_is_more() -> None:
    for _ in range(3):
        SourceFactory(is_public=True)
    wait_until_served()
    seen, page = 0, public().get("/api/sources/?changed_since=&limit=1").json()
    while page["more"]:
        seen += len(page["changes"])
        page = public().get(page["next"]).json()
    assert (seen, len(page["changes"])) == (2, 1)
    end = public().get(page["next"]).json()
    assert end == {"next": page["next"], "more": False, "changes": []}


@pytest.mark.parametrize("name", OTHERS)
def test_a_list_that_the_journal_has_not_says_so(name: str) -> None:
    answer = public().get(f"/api/{name}/?changed_since=0")
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (400, "no_journal")
    assert error["attr"] == "changed_since"
    assert error["detail"].endswith("there is one of claims, quotes, reviews, sources, speakers.")


TOO_BIG = str(2**63)


@pytest.mark.parametrize(
    "place",
    [
        "1",
        "x",
        "-1",
        "0.0.0.0",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.x",
        f"1.0.{TOO_BIG}.1",
        "١.2.3.4",
        "00",
    ],
)
def test_a_malformed_place_is_refused(place: str) -> None:
    answer = public().get("/api/quotes/", {"changed_since": place})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["attr"]) == (400, "changed_since")
    assert "next or X-Changed-Since" in error["detail"]


def test_filters_do_not_go_with_it_and_every_fault_is_told() -> None:
    query = "changed_since=x&speaker=1&cursor=1&count=1&limit=501&include=text"
    answer = public().get(f"/api/quotes/?{query}")
    faults = {error["attr"] for error in answer.json()["errors"]}
    assert faults == {"changed_since", "speaker", "cursor", "count", "limit", "include"}
    twice = public().get("/api/quotes/?changed_since=0&changed_since=0")
    assert twice.json()["errors"][0]["code"] == "repeated"


def test_more_is_included_there_too() -> None:
    record = rich_record()
    wait_until_served()
    answer = public().get("/api/quotes/?changed_since=0&include=claims").json()
    made = {change["uid"]: change["record"]["claims"] for change in answer["changes"]}
    assert made[str(record.quote.uid)][0]["claim"]["uid"] == str(record.claim.uid)


def test_a_place_in_an_older_era_is_served() -> None:
    first = SourceFactory(is_public=True)
    wait_until_served()
    mirror = Mirror(public(), "sources", limit=1)
    mirror.follow()
    last = Era.objects.order_by("number").last()
    assert last is not None
    execute(
        "INSERT INTO db_era (number, system_identifier) VALUES (%s, 'elsewhere')", last.number + 1
    )
    second = SourceFactory(is_public=True)
    wait_until_served()
    mirror.follow()
    assert set(mirror.records) == {str(first.uid), str(second.uid)}
    assert f"changed_since={last.number + 1}." in mirror.next


def test_a_place_that_is_gone_with_a_restore_is_refused() -> None:
    """Not passed over: what has happened since under its number would never be heard of."""
    source = SourceFactory(is_public=True)
    wait_until_served()
    mirror = Mirror(public(), "sources")
    mirror.follow()
    for place in _others_of(mirror.next.partition("since=")[2].partition("&")[0]):
        answer = public().get(f"/api/sources/?changed_since={place}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (410, "put_back")
        check("/api/sources/", answer.json(), "410")
    source.is_public = False
    source.save()
    hidden = SourceFactory()
    wait_until_served()
    last = Mirror(full(), "sources")
    last.follow()
    assert str(hidden.uid) in last.records
    assert public().get(last.next).status_code == 410


def _others_of(place: str) -> list[str]:
    era, xid, seq, at = map(int, place.split("."))
    return [f"{era}.{xid}.{seq + 5}.{at}", f"{era}.{xid}.{seq}.{at + 1}", f"9.{xid}.{seq}.{at}"]


@on("postgresql")
def test_no_late_commit_is_lost() -> None:
    """A transaction that began earlier and is open still would come before what was told."""
    wrote, end = threading.Event(), threading.Event()

    def slow() -> Any:
        source = SourceFactory(title="early", is_public=True)
        wrote.set()
        end.wait(PATIENCE)
        return source.uid

    mirror = Mirror(public(), "sources")
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(committed, slow)
        wrote.wait(PATIENCE)
        late = SourceFactory(title="late", is_public=True)
        mirror.follow()
        assert str(late.uid) not in mirror.records
        end.set()
        early = other.result(PATIENCE)
    wait_until_served()
    mirror.follow()
    assert set(mirror.records) == {str(early), str(late.uid)}


@pytest.mark.parametrize("client", [public, full])
def test_the_journal_is_read_from_its_index(client: Any) -> None:
    """Else each mirror would walk past all that has become of other lists, or is hidden."""
    values = {"model": "claims.quote", "era": 1, "xid": 0, "seq": 1}
    for statement in (_following, _last):
        found = statement(connection.vendor, client is full)
        sql, params = found._filled(values, 50)
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        if connection.vendor == "postgresql":  # which would sort the few that there are
            execute("SET enable_seqscan = off; SET enable_bitmapscan = off")
        plan = str(rows(f"{explain} {sql}", *params))
        assert ("db_change_of_model" if client is full else "db_change_public") in plan, plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
