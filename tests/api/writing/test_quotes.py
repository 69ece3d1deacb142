"""A quote is recorded by its words, put right, published and withdrawn; nothing is half done."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Attribution, Quote, QuoteRelation
from sources.models import Source
from tests.factories import (
    MembershipFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    SourceFactory,
    SpeakerFactory,
)

from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
QUOTES = "/api/quotes/"
UID = "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55"
TEXT = (
    "It rained. “We shall build the bridge,” said the mayor, Ida Vale, in a note to the port, "
    "“and it shall be free.” The bridge, the port said, is old. The bridge is closed."
)
FIRST, SECOND = "“We shall build the bridge,”", "“and it shall be free.”"


@pytest.fixture
def source() -> Source:
    made = SourceFactory(text=TEXT, is_public=True, published="2023-04-27")
    made.refresh_from_db()
    found: Source = made
    return found


def least(source: Source, **more: Any) -> dict[str, Any]:
    return {"source": str(source.uid), "content": [{"exact": FIRST}], **more}


def place(quote: Any) -> str:
    return f"{QUOTES}{quote.uid}/"


def pieces(body: dict[str, Any], role: str = "content") -> list[str]:
    return [span["exact"] for span in body["spans"] if span["role"] == role]


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
    fault(annotator().post(QUOTES, least(source, uid=UID)), 409, "taken")
    assert Quote.objects.count() == 1


def test_words_that_stand_in_several_places(source: Source) -> None:
    answer = annotator().post(QUOTES, least(source, content=[{"exact": "The bridge"}]))
    fault(answer, 400, "words_not_found", "content.0.exact")
    (found,) = answer.json()["places"]
    assert (found["attr"], found["total"], found["nearest"]) == ("content.0.exact", 2, None)
    assert [TEXT[c["start"] : c["end"]] for c in found["candidates"]] == ["The bridge"] * 2
    assert found["candidates"][1]["after"] == " is closed."
    chosen = {"exact": "The bridge", "suffix": " is closed"}
    assert annotator().post(QUOTES, least(source, content=[chosen])).status_code == 201


def test_words_that_stand_nowhere(source: Source) -> None:
    given = least(
        source,
        cue=[{"exact": "sad"}],
        chain=[
            {"speaker": str(SpeakerFactory().uid), "mention": [{"exact": "the mayor, Ida Vole"}]}
        ],
    )
    answer = annotator().post(QUOTES, given)
    attrs = [error["attr"] for error in answer.json()["errors"]]
    assert answer.status_code == 400
    assert attrs == ["cue.0.exact", "chain.0.mention.0.exact"]
    found = answer.json()["places"][1]
    assert (found["attr"], found["total"]) == ("chain.0.mention.0.exact", 0)
    assert found["nearest"]["exact"] == "the mayor, Ida Vale"
    assert [(d["given"], d["found"]) for d in found["differences"]] == [("Vole", "Vale")]
    assert not Quote.objects.exists()


def test_a_span_whose_words_differ(source: Source) -> None:
    given = least(source, content=[{"start": 0, "end": 10, "exact": "It snowed."}])
    said = fault(annotator().post(QUOTES, given), 400, "other_words", "content.0.exact")
    assert "“It rained.”" in said
    assert "“It snowed.”" in said


def test_a_span_outside_the_text(source: Source) -> None:
    given = least(source, content=[{"start": 5, "end": len(TEXT) + 1}])
    assert str(len(TEXT)) in fault(annotator().post(QUOTES, given), 400, "invalid", "content.0.end")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no pieces": ({"content": []}, "content"),
    "no list": ({"content": "We"}, "content"),
    "no object": ({"content": ["We"]}, "content.0"),
    "nothing in a piece": ({"content": [{}]}, "content.0.exact"),
    "half a span": ({"content": [{"start": 3}]}, "content.0.end"),
    "a word for a number": ({"content": [{"start": "3", "end": 5}]}, "content.0.start"),
    "a huge number": ({"content": [{"start": 2**40, "end": 2**41}]}, "content.0.start"),
    "a negative number": ({"content": [{"start": -1, "end": 5}]}, "content.0.start"),
    "a context for a span": ({"content": [{"start": 1, "end": 5, "prefix": "x"}]}, "content.0"),
    "NUL": ({"content": [{"exact": "a\0b"}]}, "content.0.exact"),
    "an unknown field": ({"colour": "red"}, "colour"),
    "an unknown field below": ({"chain": [{"name": "Ida"}]}, "chain.0.name"),
    "another kind": ({"kind": "loud"}, "kind"),
    "another role": ({"chain": [{"role": "author"}]}, "chain.0.role"),
    "nobody": ({"chain": [{"role": "speaker"}]}, "chain.0"),
    "no uid": ({"source": "7"}, "source"),
    "an unknown source": ({"source": UID}, "source"),
    "an unknown text": ({"revision": UID}, "revision"),
    "an unknown speaker": ({"chain": [{"speaker": UID}]}, "chain.0.speaker"),
    "no date": ({"said_on": "in spring"}, "said_on"),
    "a word for a switch": ({"nothing_to_check": "yes"}, "nothing_to_check"),
    "pieces in disorder": ({"content": [{"exact": SECOND}, {"exact": FIRST}]}, "content"),
    "another's relation": ({"relations": [{"kind": "denies", "to": UID}]}, "relations.0.to"),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_input_names_its_field(source: Source, name: str) -> None:
    given, attr = WRONG[name]
    answer = annotator().post(QUOTES, least(source) | given)
    body = answer.json()
    assert answer.status_code == 400, body
    found = [error["attr"].removesuffix(".non_field_errors") for error in body["errors"]]
    assert attr in found, body
    assert not Quote.objects.exists()


def test_half_of_a_surrogate_pair(source: Source) -> None:
    body = f'{{"source": "{source.uid}", "content": [{{"exact": "a\\ud800b"}}]}}'
    answer = annotator().client.post(QUOTES, body, content_type="application/json")
    assert answer.status_code == 400
    assert not Quote.objects.exists()


def test_a_body_that_is_no_object() -> None:
    for body in ([], "quote", 3, None):
        assert annotator().post(QUOTES, body).status_code == 400


def test_a_source_without_a_text() -> None:
    fault(annotator().post(QUOTES, least(SourceFactory())), 400, "invalid", "source")


def test_a_text_of_another_source(source: Source) -> None:
    other = SourceFactory(text="Something else.").revisions.get()
    given = least(source, revision=str(other.uid))
    fault(annotator().post(QUOTES, given), 400, "invalid", "revision")


def test_an_earlier_text_may_be_quoted(source: Source) -> None:
    first = source.current_revision
    source.add_revision("Nothing is left of it.")
    body = annotator().post(QUOTES, least(source, revision=str(first.uid))).json()
    assert body["revision"]["number"] == 1


def test_a_speaker_who_is_merged(source: Source) -> None:
    gone, stays = SpeakerFactory(), SpeakerFactory(name="Ida Vale")
    gone.merge_into(stays, by=None, reason="one person")
    given = least(source, chain=[{"speaker": str(gone.uid)}])
    said = fault(annotator().post(QUOTES, given), 400, "invalid", "chain.0.speaker")
    assert "Ida Vale" in said


def test_two_of_one_external_id(source: Source) -> None:
    caller, given = annotator(), least(source, origin="archive", external_id="q1")
    assert caller.post(QUOTES, given).status_code == 201
    fault(caller.post(QUOTES, given), 409, "imported")


# Changing


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
    fault(answer, 400, "invalid", "relations")
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


# Acts


def test_publishing(source: Source) -> None:
    quote, caller = QuoteFactory(source=source, content=[FIRST]), editor()
    answer = caller.post(f"{place(quote)}publish/", {}, quote.version, X_Change_Reason="checked")
    body = answer.json()
    assert answer.status_code == 200, body
    assert (body["status"], body["is_public"]) == ("published", True)
    past = Quote.objects.get().history.first()
    assert (past.history_user, past.history_change_reason) == (caller.user, "checked")


def test_a_quote_of_a_hidden_source_is_not_published() -> None:
    quote = QuoteFactory()
    answer = editor().post(f"{place(quote)}publish/", {}, quote.version)
    assert "publish the source" in fault(answer, 400, "hidden_source")


def test_withdrawing(source: Source) -> None:
    quote, caller = PublishedQuoteFactory(), editor()
    path = f"{place(quote)}withdraw/"
    fault(caller.post(path, {}, quote.version), 400, "required", "reason")
    fault(caller.post(path, {"reason": "  "}, quote.version), 400, "blank", "reason")
    body = caller.post(path, {"reason": "Never said."}, quote.version).json()
    assert (body["status"], body["is_public"]) == ("withdrawn", False)
    answer = caller.post(path, {"reason": "Twice."}, body["version"])
    fault(answer, 400, "withdrawn")
    quote.refresh_from_db()
    assert quote.withdrawn_reason == "Never said."
    fault(caller.post(f"{place(quote)}publish/", {}, quote.version), 400, "withdrawn")


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_acts_take_an_editor_and_a_version(act: str, source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    path, body = f"{place(quote)}{act}/", {"reason": "x"} if act == "withdraw" else {}
    fault(annotator().post(path, body, quote.version), 403, "permission_denied")
    fault(Caller("Editor", "annotate").post(path, body, quote.version), 403, "permission_denied")
    fault(editor().post(path, body), 428, "version_required")
    fault(editor().post(path, body, quote.version + 1), 412, "stale")


def test_who_only_reads_writes_nothing(source: Source) -> None:
    reader = Caller("Reader", "edit")
    fault(reader.post(QUOTES, least(source)), 403, "permission_denied")
    fault(Caller("Annotator", "read").post(QUOTES, least(source)), 403, "permission_denied")


def test_a_quote_is_never_deleted(source: Source) -> None:
    quote = QuoteFactory(source=source, content=[FIRST])
    fault(editor().delete(place(quote), quote.version), 405, "method_not_allowed")
