"""Two programs write at the same time, each on a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from claims.models import Quote
from tests.factories import SAID, WORDS, ClaimFactory, QuoteFactory, SourceFactory
from tests.record.at_once import while_open
from tests.record.raw import on

from .people import annotator

pytestmark = [pytest.mark.django_db(transaction=True), on("postgresql")]
UID = "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55"


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as threads:
        yield threads


def test_the_second_change_is_told(pool: ThreadPoolExecutor) -> None:
    one, other, quote = annotator(), annotator(), QuoteFactory()
    path, answers = f"/api/quotes/{quote.uid}/", {}

    def send(caller: Any, language: str) -> None:
        answers[language] = caller.patch(path, {"said_in": language}, quote.version)

    while_open(pool, lambda: send(one, "he"), lambda: send(other, "el")).result()
    assert (answers["he"].status_code, answers["el"].status_code) == (200, 412)
    assert answers["el"].json()["current"]["said_in"] == "he"


def test_the_second_part_is_told(pool: ThreadPoolExecutor) -> None:
    one, other, claim, quote = annotator(), annotator(), ClaimFactory(), QuoteFactory()
    path, answers = f"/api/claims/{claim.uid}/", []

    def appear() -> None:
        sent = {"quote": str(quote.uid)}
        answers.append(one.post(f"{path}appearances/", sent, claim.version))

    def amend() -> None:
        answers.append(other.patch(path, {"text": "Another"}, claim.version))

    while_open(pool, appear, amend).result()
    assert [answer.status_code for answer in answers] == [201, 412]
    assert len(answers[1].json()["current"]["appearances"]) == 1


def test_one_uid_is_one_quote(pool: ThreadPoolExecutor) -> None:
    caller, source, answers = annotator(), SourceFactory(text=WORDS), []
    sent = {"uid": UID, "source": str(source.uid), "content": [{"exact": SAID}]}

    def send() -> None:
        answers.append(caller.post("/api/quotes/", sent))

    while_open(pool, send, send).result()
    assert {answer.status_code for answer in answers} <= {200, 201}
    assert {answer.json()["uid"] for answer in answers} == {UID}
    assert Quote.objects.count() == 1
