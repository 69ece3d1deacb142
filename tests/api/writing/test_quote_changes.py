"""A quote is put right by who saw its version; what is not sent stays, published words too."""

from __future__ import annotations

import pytest

from claims.models import Attribution, Quote, QuoteRelation
from sources.models import Source
from tests.factories import (
    PublishedQuoteFactory,
    QuoteFactory,
    SpeakerFactory,
)

from .people import Caller, annotator, editor, fault
from .quoting import FIRST, QUOTES, SECOND, UID, bridge, least, pieces, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def source() -> Source:
    return bridge()


def test_what_is_not_sent_stays(source: Source) -> None:
    caller, speaker = annotator(), SpeakerFactory()
    chain = [{"speaker": str(speaker.uid), "mention": [{"exact": "the mayor, Ida Vale"}]}]
    given = least(source, chain=chain, said_in="he")
    before = caller.post(QUOTES, given).json()
    path = f"{QUOTES}{before['uid']}/"
    answer = caller.patch(
        path,
        {"content": [{"exact": FIRST}, {"exact": SECOND}], "said_on": "2023"},
        before["version"],
        X_Change_Reason="the other half",
    )
    body = answer.json()
    assert answer.status_code == 200, body
    assert pieces(body) == [FIRST, SECOND]
    assert (body["said_on"], body["said_in"]) == ("2023", "he")
    assert body["chain"] == before["chain"]
    assert body["version"] > before["version"]
    past = Quote.objects.get().history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "the other half")


def test_a_kind_that_was_read_from_the_marks_follows_them(source: Source) -> None:
    caller = annotator()
    first = caller.post(QUOTES, least(source)).json()
    bare = {"content": [{"exact": "is old"}]}
    path = f"{QUOTES}{first['uid']}/"
    assert caller.patch(path, bare, first["version"]).json()["kind"] == "indirect"
    chosen = caller.post(QUOTES, least(source, kind="free_direct")).json()
    path = f"{QUOTES}{chosen['uid']}/"
    body = caller.patch(path, bare, chosen["version"]).json()
    assert body["kind"] == "free_direct"
    assert caller.patch(path, {"kind": None}, body["version"]).json()["kind"] == "indirect"


def test_the_chain_is_changed_as_a_whole(source: Source) -> None:
    caller, one, other = annotator(), SpeakerFactory(), SpeakerFactory()
    chain = [{"speaker": str(one.uid)}, {"role": "addressee", "speaker": str(other.uid)}]
    made = caller.post(QUOTES, least(source, chain=chain)).json()
    path = f"{QUOTES}{made['uid']}/"
    body = caller.patch(path, {"chain": [{"speaker": str(other.uid)}]}, made["version"]).json()
    assert [link["speaker"]["uid"] for link in body["chain"]] == [str(other.uid)]
    assert Attribution.objects.count() == 1


def test_relations_are_changed_as_a_whole(source: Source) -> None:
    caller, quote, other = annotator(), QuoteFactory(), QuoteFactory()
    to = str(other.uid)
    sent = {"relations": [{"kind": "denies", "to": to}, {"kind": "corrects", "to": to}]}
    assert caller.patch(place(quote), sent, quote.version).status_code == 200
    sent = {"relations": [{"kind": "corrects", "to": to}, {"kind": "translates", "to": to}]}
    body = caller.patch(place(quote), sent, caller.version(place(quote))).json()
    assert [item["kind"] for item in body["relations"]] == ["corrects", "translates"]
    itself = {"relations": [{"kind": "denies", "to": str(quote.uid)}]}
    answer = caller.patch(place(quote), itself, body["version"])
    fault(answer, 400, "itself", "relations")
    assert QuoteRelation.objects.count() == 2
    caller.patch(place(quote), {"relations": []}, body["version"])
    assert not QuoteRelation.objects.exists()


def test_the_second_of_two_is_told(source: Source) -> None:
    quote, one, other = QuoteFactory(source=source, content=[FIRST]), annotator(), annotator()
    version = one.version(place(quote))
    assert one.patch(place(quote), {"said_in": "he"}, version).status_code == 200
    answer = other.patch(place(quote), {"said_in": "el"}, version)
    fault(answer, 412, "stale")
    current = answer.json()["current"]
    assert (current["said_in"], current["version"] > version) == ("he", True)
    assert other.patch(place(quote), {"said_in": "el"}, current["version"]).status_code == 200


def test_a_change_without_a_version(source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    fault(annotator().patch(place(quote), {"said_in": "he"}), 428, "version_required")
    answer = annotator().patch(place(quote), {}, If_Match="yesterday")
    fault(answer, 400, "invalid", "If-Match")


def test_a_refused_change_changes_nothing(source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    sent = {"said_in": "he", "content": [{"exact": "The bridge"}]}
    answer = annotator().patch(place(quote), sent, quote.version)
    fault(answer, 400, "words_not_found", "content.0.exact")
    assert annotator().version(place(quote)) == quote.version
    late = {"said_in": "he", "content": [{"exact": SECOND}], "said_on": "spring"}
    assert annotator().patch(place(quote), late, quote.version).status_code == 400
    quote.refresh_from_db()
    assert (quote.text, quote.said_in) == (FIRST, "")


def test_the_words_of_a_published_quote_stay() -> None:
    quote = PublishedQuoteFactory()
    sent = {"content": [{"exact": "The mayor"}], "chain": []}
    answer = editor().patch(place(quote), sent, quote.version)
    errors = [(error["code"], error["attr"]) for error in answer.json()["errors"]]
    assert (answer.status_code, errors) == (
        400,
        [("words_stay", "content"), ("words_stay", "chain")],
    )


def test_what_is_public_is_changed_by_who_may_publish() -> None:
    quote = PublishedQuoteFactory()
    fault(
        annotator().patch(place(quote), {"said_in": "he"}, quote.version), 403, "permission_denied"
    )
    narrow = Caller("Editor", "annotate")
    fault(narrow.patch(place(quote), {"said_in": "he"}, quote.version), 403, "permission_denied")
    assert editor().patch(place(quote), {"said_in": "he"}, quote.version).status_code == 200


def test_fields_that_do_not_change(source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    for name in ("source", "revision", "uid", "status"):
        answer = annotator().patch(place(quote), {name: UID}, quote.version)
        fault(answer, 400, "unknown", name)
