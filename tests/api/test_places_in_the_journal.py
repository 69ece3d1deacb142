"""Where in the journal somebody is: pages of it, places that are gone, and what commits late."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from claimtrack.db.models import Era
from claimtrack.rest.changes import _following, _last
from tests.factories import SourceFactory
from tests.record.at_once import PATIENCE, committed
from tests.record.raw import execute, on, rows

from .mirror import Mirror, wait_until_served
from .readers import full, public
from .rich import rich_record
from .schema import check

pytestmark = pytest.mark.django_db(transaction=True)


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
        sql, params = found.filled(values, connection.vendor, 50)
        explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
        if connection.vendor == "postgresql":  # which would sort the few that there are
            execute("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_sort = off")
        plan = str(rows(f"{explain} {sql}", *params))
        assert ("db_change_of_model" if client is full else "db_change_public") in plan, plan
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan
