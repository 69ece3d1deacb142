"""How many queries each endpoint makes: the same for one record as for twenty.

The stamp, which comes first each time, is not counted.
"""

from __future__ import annotations

import pytest
from django.db import connection

from claimtrack.db.stamp import STAMPS, stamp

from .conftest import Get
from .readers import statements
from .rich import Rich, rich_record

pytestmark = pytest.mark.django_db

LISTS = {
    "/api/sources/": 2,  # sources, texts
    "/api/revisions/": 1,
    "/api/publishers/": 1,
    "/api/speakers/": 3,  # speakers, other names, memberships
    "/api/quotes/": 5,  # quotes, pieces, chains, relations, what lies around
    "/api/claims/": 9,  # claims, topics, appearances, their speakers, evidence, passages,
    # fact-checks, what those rest on, relations
    "/api/reviews/": 2,  # fact-checks, what they rest on
    "/api/topics/": 1,
    "/api/rating_scales/": 2,  # scales, their ratings
}
MORE = {
    "/api/sources/?include=text": 3,
    "/api/revisions/?include=text": 2,
    "/api/quotes/?include=claims": 7,  # and claims, verdicts
    "/api/claims/?include=quotes": 14,  # and quotes as in their list
    "/api/sources/?changed_since=0": 3,  # the journal, sources, texts
    "/api/quotes/?changed_since=0": 6,
    "/api/reviews/?changed_since=0&limit=500": 3,
}
ONE = {
    "/api/sources/{source}/": 2,
    "/api/revisions/{revision}/": 1,
    "/api/publishers/{publisher}/": 1,
    "/api/speakers/{speaker}/": 3,
    "/api/quotes/{quote}/": 5,
    "/api/claims/{claim}/": 9,
    "/api/reviews/{review}/": 2,
    "/api/topics/{topic}/": 1,
    "/api/rating_scales/{scale}/": 2,
    "/api/sources/lookup/?address={address}": 21,  # source 2, quotes 6, claims 10, fact-checks 3
}
NOWHERE = {
    "/api/sources/{uid}/": 1,
    "/api/revisions/{uid}/": 1,
    "/api/publishers/{uid}/": 1,
    "/api/speakers/{uid}/": 2,  # is it merged?
    "/api/quotes/{uid}/": 2,  # is it withdrawn?
    "/api/claims/{uid}/": 3,  # is it merged, or withdrawn?
    "/api/reviews/{uid}/": 2,  # is it withdrawn?
    "/api/topics/{uid}/": 1,
    "/api/rating_scales/{uid}/": 1,
    "/api/sources/lookup/?address=https://nowhere.example/": 1,
}


def more() -> dict[str, int]:
    """PostgreSQL tells nothing of a transaction that is open, as this test's is: then there is the
    journal alone, and where it ends.
    """
    if connection.vendor == "sqlite":
        return MORE
    return MORE | {path: 2 for path in MORE if "changed_since" in path}


def queries(get: Get, path: str, status: int = 200) -> int:
    stamp()  # which cluster it is, a connection asks once
    with statements() as made:
        assert get(path).status_code == status
    assert made[0] == STAMPS[connection.vendor]
    return len(made) - 1


def named(record: Rich) -> dict[str, object]:
    topic = record.claim.claim_topics.all()[0].topic
    revision = record.source.current_revision
    return {name: getattr(record, name).uid for name in ONE_NAMES} | {
        "topic": topic.uid,
        "scale": record.review.scale.uid if record.review.scale else None,
        "revision": revision.uid if revision else None,
        "address": record.source.canonical_address,
    }


ONE_NAMES = ("source", "publisher", "speaker", "quote", "claim", "review")


def test_one_record_and_twenty(get: Get) -> None:
    record = rich_record()
    assert {path: queries(get, path) for path in LISTS} == LISTS
    assert {path: queries(get, path) for path in MORE} == more()
    addresses = {path: path.format(**named(record)) for path in ONE}
    assert {path: queries(get, address) for path, address in addresses.items()} == ONE
    for _ in range(19):
        rich_record()
    assert len(get("/api/claims/").json()["results"]) == 40
    assert {path: queries(get, path) for path in LISTS} == LISTS
    assert {path: queries(get, path) for path in MORE} == more()
    assert {path: queries(get, address) for path, address in addresses.items()} == ONE


def test_counting_takes_one_more(get: Get) -> None:
    rich_record()
    for path, number in LISTS.items():
        assert queries(get, f"{path}?count=1") == number + 1


def test_a_record_that_is_not_there(get: Get) -> None:
    rich_record()
    uid = "00000000-0000-4000-8000-000000000000"
    addresses = {path: path.format(uid=uid) for path in NOWHERE}
    made = {path: queries(get, address, status=404) for path, address in addresses.items()}
    assert made == NOWHERE
