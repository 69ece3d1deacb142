"""A quote is recorded by its words, once, and as it was sent."""

from __future__ import annotations

import pytest

from claims.models import Quote
from sources.models import Source
from tests.factories import (
    MembershipFactory,
    QuoteFactory,
    SourceFactory,
    SpeakerFactory,
)

from ..schema import check
from .people import annotator, fault
from .quoting import FIRST, QUOTES, SECOND, TEXT, UID, bridge, least, pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return bridge()


def test_all_that_is_sent_is_recorded(source: Source) -> None:
    caller, office, note = annotator(), MembershipFactory(), SourceFactory(kind="letter")
    earlier = QuoteFactory(source=source, content=["is old"])
    start = TEXT.index(SECOND)
    answer = caller.post(
        QUOTES,
        {
            "uid": UID,
            "source": str(source.uid),
            "revision": str(source.current_revision.uid),
            "content": [
                {"exact": FIRST},
                {"start": start, "end": start + len(SECOND), "exact": SECOND},
            ],
            "cue": [{"exact": "said", "suffix": " the mayor"}],
            "document_mention": [{"exact": "a note"}],
            "chain": [
                {
                    "speaker": str(office.speaker.uid),
                    "capacity": str(office.uid),
                    "mention": [{"exact": "the mayor, Ida Vale"}],
                },
                {"role": "relayed_by", "source": str(note.uid)},
            ],
            "kind": "mixed",
            "quoted_from": str(note.uid),
            "said_on": "2023-04",
            "said_in": "he",
            "relations": [{"kind": "corrects", "to": str(earlier.uid)}],
            "origin": "archive",
            "external_id": "q1",
        },
        X_Change_Reason="from the paper",
    )
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver{QUOTES}{UID}/"
    assert (pieces(body), pieces(body, "cue")) == ([FIRST, SECOND], ["said"])
    assert pieces(body, "source") == ["a note", "the mayor, Ida Vale"]
    assert [link["role"] for link in body["chain"]] == ["speaker", "relayed_by"]
    assert body["chain"][0]["capacity"]["uid"] == str(office.uid)
    assert body["chain"][0]["mentions"][0]["exact"] == "the mayor, Ida Vale"
    assert body["quoted_from"]["uid"] == body["chain"][1]["source"]["uid"] == str(note.uid)
    shown = {name: body[name] for name in ("kind", "said_on", "said_in", "origin", "external_id")}
    assert shown == {
        "kind": "mixed",
        "said_on": "2023-04",
        "said_in": "he",
        "origin": "archive",
        "external_id": "q1",
    }
    assert body["relations"][0]["quote"]["uid"] == str(earlier.uid)
    assert (body["status"], body["is_public"]) == ("recorded", False)
    quote = Quote.objects.get(uid=UID)
    assert quote.created_by == quote.annotator == caller.user
    past = quote.history.last()
    assert (past.history_user, past.history_change_reason) == (caller.user, "from the paper")
    assert caller.get(f"{QUOTES}{UID}/").json() == body
    check(f"{QUOTES}{UID}/", body)


def test_the_kind_comes_from_the_marks(source: Source) -> None:
    caller = annotator()
    assert caller.post(QUOTES, least(source)).json()["kind"] == "direct"
    bare = least(source, content=[{"exact": "is old"}], kind=None)
    assert caller.post(QUOTES, bare).json()["kind"] == "indirect"


def test_sent_again_it_is_the_same_quote(source: Source) -> None:
    caller = annotator()
    body = least(source, uid=UID)
    first = caller.post(QUOTES, body)
    source.add_revision("The text has been corrected.")
    again = caller.post(QUOTES, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["uid"] == again.json()["uid"] == UID
    assert Quote.objects.count() == 1


def test_the_uid_of_somebody_else(source: Source) -> None:
    annotator().post(QUOTES, least(source, uid=UID))
    fault(annotator().post(QUOTES, least(source, uid=UID)), 409, "taken", "uid")
    assert Quote.objects.count() == 1


def test_a_source_without_a_text() -> None:
    fault(annotator().post(QUOTES, least(SourceFactory())), 400, "no_text", "source")


def test_a_text_of_another_source(source: Source) -> None:
    other = SourceFactory(text="Something else.").revisions.get()
    given = least(source, revision=str(other.uid))
    fault(annotator().post(QUOTES, given), 400, "other_source", "revision")


def test_an_earlier_text_may_be_quoted(source: Source) -> None:
    first = source.current_revision
    source.add_revision("Nothing is left of it.")
    body = annotator().post(QUOTES, least(source, revision=str(first.uid))).json()
    assert body["revision"]["number"] == 1


def test_a_speaker_who_is_merged(source: Source) -> None:
    gone, stays = SpeakerFactory(), SpeakerFactory(name="Ida Vale")
    gone.merge_into(stays, by=None, reason="one person")
    given = least(source, chain=[{"speaker": str(gone.uid)}])
    said = fault(annotator().post(QUOTES, given), 400, "merged", "chain.0.speaker")
    assert "Ida Vale" in said


def test_two_of_one_external_id(source: Source) -> None:
    caller, given = annotator(), least(source, origin="archive", external_id="q1")
    assert caller.post(QUOTES, given).status_code == 201
    fault(caller.post(QUOTES, given), 409, "imported", "external_id")
