"""A whole list as one stream: the same records, flat memory, nothing held open."""

from __future__ import annotations

import json
import tracemalloc
from itertools import product
from typing import Any

import pytest
from django.db import connection

from claimtrack.rest import exporting
from tests.factories import ClaimFactory, PublishedQuoteFactory, SourceFactory

from .readers import body, full, public, statements
from .rich import SECRET, rich_record
from .schema import openapi
from .test_changes import Mirror, wait_until_served

pytestmark = pytest.mark.django_db
NAMES = ("sources", "quotes", "claims")


def lines(answer: Any) -> list[Any]:
    assert answer.status_code == 200
    return [json.loads(line) for line in body(answer).splitlines()]


def address(name: str, query: str = "") -> str:
    return f"/api/export/{name}.jsonl{query}"


def test_has_the_list_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        rich_record()
    for name, batch in product(NAMES, (1, 2, 3, 200)):
        monkeypatch.setattr(exporting, "BATCH", batch)
        for client in (public(), full()):
            answer = client.get(address(name))
            assert answer["Content-Type"] == "application/jsonl"
            listed = client.get(f"/api/{name}/?limit=500").json()["results"]
            assert lines(answer) == listed, (name, batch)
        assert SECRET not in body(public().get(address(name))).decode()


@pytest.mark.parametrize("name", NAMES)
def test_is_empty_where_there_is_nothing(name: str) -> None:
    assert lines(public().get(address(name))) == []


def test_takes_the_filters_of_the_list() -> None:
    record = rich_record()
    rich_record()
    found = lines(public().get(address("quotes", f"?source={record.source.uid}&q=toll")))
    assert {row["source"]["uid"] for row in found} == {str(record.source.uid)}
    assert (
        found == public().get(f"/api/quotes/?source={record.source.uid}&q=toll").json()["results"]
    )


@pytest.mark.parametrize("query", ["?colour=red", "?limit=5", "?cursor=1", "?kind=", "?q=("])
def test_refuses_what_the_list_would_as_json(query: str) -> None:
    answer = public().get(address("quotes", query))
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["errors"][0]["attr"] == query[1:].partition("=")[0]


@pytest.mark.parametrize(
    "accept", ["application/jsonl", "application/json", "*/*", "application/*"]
)
def test_takes_what_programs_accept(accept: str) -> None:
    answer = public().get(address("quotes"), headers={"Accept": accept})
    assert answer.status_code == 200 if accept != "application/json" else 406


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", NAMES)
def test_a_mirror_goes_on_from_where_it_began(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "BATCH", 1)
    for _ in range(2):
        rich_record()
    wait_until_served()
    answer = public().get(address(name))
    mirror = Mirror(public(), name, answer["X-Changed-Since"])
    stream = iter(answer.streaming_content)
    first = json.loads(next(stream))
    rich_record()  # while the stream is read
    SourceFactory(is_public=True)
    rest = [json.loads(line) for line in stream]
    mirror.records = {row["uid"]: row for row in [first, *rest]}
    wait_until_served()
    mirror.follow()
    assert mirror.records == mirror.whole()


def test_nothing_has_changed_since_nothing() -> None:
    assert public().get(address("claims"))["X-Changed-Since"] == "0"
    head = public().head(address("claims"))
    assert (head["X-Changed-Since"], head.content) == ("0", b"")


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "BATCH", 1)
    rich_record()
    answer = public().get(address("quotes"))
    next(iter(answer.streaming_content))
    assert not connection.in_atomic_block
    if connection.vendor == "postgresql":
        assert connection.connection.info.transaction_status.name == "IDLE"
    else:
        assert not connection.connection.in_transaction
    answer.close()


def test_a_client_that_goes_away_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "BATCH", 1)
    for _ in range(3):
        rich_record()
    answer = public().get(address("quotes"))
    stream = iter(answer.streaming_content)
    next(stream)
    assert exporting.running.number == 1
    with statements() as made:
        answer.close()
    assert (exporting.running.number, len(made)) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_only_a_few_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "BATCH", 1)
    rich_record()
    open_ones = [public().get(address("quotes")) for _ in range(exporting.MOST_AT_ONCE)]
    for answer in open_ones:
        next(iter(answer.streaming_content))
    refused = public().get(address("claims"))
    assert (refused.status_code, refused["Retry-After"]) == (429, "30")
    assert refused.json()["errors"][0]["code"] == "throttled"
    assert public().get("/api/claims/").status_code == 200
    for answer in open_ones:
        answer.close()
    assert lines(public().get(address("claims")))


def test_it_is_counted_down_when_it_ends_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    rich_record()
    body(public().get(address("quotes")))
    monkeypatch.setattr(exporting, "to_json", lambda row: 1 / 0)
    answer = public().get(address("quotes"))
    with pytest.raises(ZeroDivisionError):
        body(answer)
    answer.close()
    assert exporting.running.number == 0


def test_its_memory_is_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "BATCH", 20)
    words = [f"word{number:03}" for number in range(300)]
    source = SourceFactory(text=" ".join(words), is_public=True)
    source.refresh_from_db()
    peaks = []
    for said in (words[:60], words[60:]):
        for word in said:
            PublishedQuoteFactory(source=source, content=[word], kind="free_direct")
        body(public().get(address("quotes")))  # compiles what is compiled once
        peaks.append(_peak(address("quotes")))
    assert peaks[1] < peaks[0] * 1.3


def _peak(path: str) -> int:
    """The most bytes that were held while a stream was read and thrown away."""
    answer = public().get(path)
    tracemalloc.start()
    try:
        for _line in answer.streaming_content:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_reads_what_a_list_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the list's own statements, from where the last batch ended."""
    monkeypatch.setattr(exporting, "BATCH", 2)
    for _ in range(4):
        ClaimFactory().publish(by=None)
    answer = public().get(address("claims"))
    with statements() as made:
        assert len(lines(answer)) == 4
    pages = [each for each in made if each.startswith('SELECT "claims_claim"."id"')]
    assert len(pages) == 3  # two batches, and that there is no third
    assert ['sort_key" <' in page for page in pages] == [False, True, True]
    assert not any("OFFSET" in page for page in pages)


def test_is_described() -> None:
    for name in NAMES:
        operation = openapi()["paths"][address(name)]["get"]
        assert "X-Changed-Since" in operation["responses"]["200"]["headers"]
        assert [*operation["responses"]["200"]["content"]] == ["application/jsonl"]
        listed = {item["name"] for item in openapi()["paths"][f"/api/{name}/"]["get"]["parameters"]}
        taken = {item["name"] for item in operation["parameters"]}
        assert taken >= {"q", "kind", "If-None-Match"}
        assert not taken & {"cursor", "limit", "include"}
        assert listed >= {"cursor", "limit", "changed_since", "include", "If-None-Match"}
