"""Many are recorded at once, all or none, with a report by their place in the list."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.api.writing.bulk import MOST
from claims.models import Claim, Quote, Topic
from sources.models import Source
from tests.factories import ClaimFactory, SourceFactory, SpeakerFactory

from .people import Caller, annotator, fault

pytestmark = pytest.mark.django_db
QUOTES, CLAIMS = "/api/quotes/bulk/", "/api/claims/bulk/"
UID, OTHER = "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55", "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
TEXT = "“One,” she said. “Two,” he said. “Three,” they said, and “Two,” once more."


@pytest.fixture
def source() -> Source:
    made: Source = SourceFactory(text=TEXT)
    made.refresh_from_db()
    return made


def quote(source: Source, exact: str, **more: Any) -> dict[str, Any]:
    return {"source": str(source.uid), "content": [{"exact": exact}], **more}


def attrs(answer: Any) -> list[str]:
    assert answer.status_code == 400, answer.json()
    return [error["attr"] for error in answer.json()["errors"]]


def test_quotes_are_recorded_and_reported(source: Source) -> None:
    caller, speaker = annotator(), SpeakerFactory()
    chain = [{"speaker": str(speaker.uid), "mention": [{"exact": "they"}]}]
    sent = [quote(source, "“One,”", uid=UID), quote(source, "“Three,”", chain=chain)]
    answer = caller.post(QUOTES, {"quotes": sent}, X_Change_Reason="the morning's paper")
    report = answer.json()["quotes"]
    assert answer.status_code == 201, report
    assert [(line["index"], line["status"]) for line in report] == [(0, 201), (1, 201)]
    assert report[0]["uid"] == UID
    for line in report:
        found = Quote.objects.get(uid=line["uid"])
        assert (found.version, found.created_by) == (line["version"], caller.user)
        assert found.history.last().history_change_reason == "the morning's paper"


def test_sent_again_they_are_the_same(source: Source) -> None:
    caller = annotator()
    sent = {"quotes": [quote(source, "“One,”", uid=UID), quote(source, "“Three,”", uid=OTHER)]}
    assert caller.post(QUOTES, sent).status_code == 201
    answer = caller.post(QUOTES, sent)
    assert answer.status_code == 200
    assert [line["status"] for line in answer.json()["quotes"]] == [200, 200]
    assert Quote.objects.count() == 2


def test_all_faults_are_named_and_nothing_is_stored(source: Source) -> None:
    annotator().post("/api/quotes/", quote(source, "“One,”", uid=OTHER))
    sent = [
        quote(source, "“One,”"),
        quote(source, "“Two,”"),
        quote(source, "“Four,”", colour="red"),
        "a quote",
        quote(source, "“Three,”", uid=OTHER),
        quote(source, "“Three,”", said_on="in spring"),
        quote(source, "“Three,”", uid=UID),
        quote(source, "“One,”", uid=UID),
    ]
    answer = annotator().post(QUOTES, {"quotes": sent})
    assert set(attrs(answer)) == {
        "quotes.1.content.0.exact",
        "quotes.2.colour",
        "quotes.3",
        "quotes.4.uid",
        "quotes.5.said_on",
        "quotes.7.uid",
    }
    (found,) = answer.json()["places"]
    assert (found["attr"], found["total"]) == ("quotes.1.content.0.exact", 2)
    assert Quote.objects.count() == 1


def test_what_only_the_database_refuses_is_named_too() -> None:
    gone, stays = ClaimFactory(), ClaimFactory()
    gone.merge_into(stays, by=None, reason="one")
    relation = {"kind": "narrows", "to": str(gone.uid)}
    sent = [{"text": "One"}, {"text": "Two", "relations": [relation]}, {"text": "Three"}]
    answer = annotator().post(CLAIMS, {"claims": sent})
    assert attrs(answer) == ["claims.1"]
    assert answer.json()["errors"][0]["code"] == "refused"
    assert Claim.objects.count() == 2


def test_two_of_one_external_id() -> None:
    sent = [{"text": text, "origin": "archive", "external_id": "c1"} for text in ("One", "Two")]
    answer = annotator().post(CLAIMS, {"claims": sent})
    fault(answer, 400, "imported", "claims.1.external_id")
    assert not Claim.objects.exists()


def test_claims_are_recorded_and_reported() -> None:
    sent = [{"text": f"Claim {n}", "topics": [{"name": "bridges"}]} for n in range(3)]
    answer = annotator().post(CLAIMS, {"claims": sent})
    assert answer.status_code == 201
    assert [line["index"] for line in answer.json()["claims"]] == [0, 1, 2]
    assert (Claim.objects.count(), Topic.objects.count()) == (3, 1)


@pytest.mark.parametrize(
    "body", [{}, [], {"quotes": []}, {"quotes": "x"}, {"quotes": [], "more": 1}, {"claims": [{}]}]
)
def test_bodies_of_another_shape(body: Any) -> None:
    code = "invalid" if list(body) == ["quotes"] else "required"
    fault(annotator().post(QUOTES, body), 400, code, "quotes")


def test_too_many() -> None:
    sent = {"claims": [{"text": "One"}] * (MOST + 1)}
    assert str(MOST) in fault(annotator().post(CLAIMS, sent), 400, "invalid", "claims")
    assert not Claim.objects.exists()


def test_who_only_reads_records_none(source: Source) -> None:
    for caller in (Caller("Reader", "edit"), Caller("Annotator", "read")):
        answer = caller.post(QUOTES, {"quotes": [quote(source, "“One,”")]})
        fault(answer, 403, "permission_denied")


def test_the_same_records_are_looked_up_once(source: Source) -> None:
    caller = annotator()

    def queries(number: int) -> int:
        sent = {"quotes": [quote(source, "“One,”")] * number}
        with CaptureQueriesContext(connection) as made:
            assert caller.post(QUOTES, sent).status_code == 201
        return len(made)

    queries(1)
    one, three = queries(1), queries(3)
    assert queries(5) - three == three - one
    assert (three - one) // 2 <= 12
