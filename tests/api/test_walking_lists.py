"""Every list is walked by cursor, each record once; counting is asked for and bounded."""

from __future__ import annotations

import pytest

from claimtrack.rest import pagination

from .conftest import Get
from .rich import rich_record
from .test_query_counts import LISTS

pytestmark = pytest.mark.django_db


def test_forward_and_back(get: Get) -> None:
    for _ in range(3):
        rich_record()
    for path in LISTS:
        walk(get, path)


def walk(get: Get, path: str) -> None:
    """Page by page, a record on each, to the end and back again."""
    everything = [row["uid"] for row in get(path).json()["results"]]
    walked, page = [], get(path, limit=1).json()
    while True:
        walked += [row["uid"] for row in page["results"]]
        if page["next"] is None:
            break
        page = get(page["next"]).json()
    assert walked == everything, path
    back = []
    while page["previous"]:
        page = get(page["previous"]).json()
        back += [row["uid"] for row in page["results"]]
    assert back == everything[-2::-1], path


def test_filters_stay_in_the_links(get: Get) -> None:
    record = rich_record()
    page = get("/api/quotes/", source=record.source.uid, q="toll", limit=1).json()
    assert f"source={record.source.uid}" in page["next"]
    assert "q=toll" in page["next"]


def test_the_latest_comes_first(get: Get) -> None:
    days = [rich_record().source for _ in range(2)]
    days[0].published = "2024"
    days[0].save()
    first = get("/api/sources/", origin="archive").json()["results"][0]
    assert first["uid"] == str(days[0].uid)


def test_a_count_is_given_when_asked_for_and_says_when_it_is_bounded(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    rich_record()
    assert "count" not in get("/api/quotes/").json()
    assert "count" not in get("/api/quotes/", count=0).json()
    exact = get("/api/quotes/", count=1, limit=1).json()
    assert (exact["count"], exact["count_is"]) == (2, "exactly")
    monkeypatch.setattr(pagination, "MOST_COUNTED", 1)
    bounded = get("/api/quotes/", count=1).json()
    assert (bounded["count"], bounded["count_is"]) == (1, "at_least")


def test_a_cursor_is_of_its_list_alone(get: Get) -> None:
    for _ in range(2):
        rich_record()
    following = {path: get(path, limit=1).json()["next"].partition("cursor=")[2] for path in LISTS}
    for path in LISTS:
        for other, cursor in following.items():
            answer = get(path, cursor=cursor.partition("&")[0])
            assert answer.status_code == (200 if other == path else 400), (path, other)
