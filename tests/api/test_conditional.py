"""Whoever has an answer is told so by who they are and the stamp alone, and never wrongly."""

from __future__ import annotations

import pytest
from django.db import connection, connections, transaction
from drf_spectacular.generators import SchemaGenerator

from claimtrack.db import triggers
from claimtrack.db.models import ROLL
from claimtrack.db.stamp import STAMPS, stamp
from claimtrack.rest import conditional
from claimtrack.start import check_before_serving
from tests.factories import ClaimFactory, SpeakerFactory
from tests.record.raw import on

from .readers import again, body, full, not_modified, public, statements
from .rich import rich_record
from .test_query_counts import LISTS, MORE, ONE, named

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = ("ETag", "Cache-Control", "Vary")
SEARCHED = ("sources", "quotes", "claims")
EXPORTS = [f"/api/export/{name}.jsonl" for name in SEARCHED]
SEARCHES = [
    *(f"{path}?q=br*+OR+note&publisher={{publisher}}" for path in EXPORTS),
    *(
        f"/api/{name}/?{query}"
        for name in SEARCHED
        for query in (
            "q=br*+OR+note",
            "q=br*&count=1&limit=2",
            "q=br*+-note&publisher={publisher}&from=2020&highlight=1",
            "q=br*+OR+note&order=relevance&facets=kind,publisher",
        )
    ),
    "/api/claims/alike/?text=The+bridge+is+free",
]


def everything() -> list[str]:
    """All addresses that a reader may keep: lists in all ways, records, exports."""
    record = rich_record()
    of, addresses = named(record), [*LISTS, *MORE, *ONE, *SEARCHES, *EXPORTS]
    return [path.format(**of) for path in addresses]


def test_a_304_takes_the_stamp_alone() -> None:
    for path in everything():
        answer, _ = not_modified(public(), path)
        with statements() as made:
            again(public(), path, answer["ETag"])
        assert made[0] == STAMPS[connection.vendor]
        assert connection.vendor == "postgresql" or len(made) == 1


def test_a_304_takes_the_token_and_the_stamp_alone() -> None:
    path, client = everything()[4], full()
    for _ in range(100):
        tag = client.get(path)["ETag"]
        with statements() as made:
            known = again(client, path, tag)
        if known.status_code == 304:
            break
    assert (known.status_code, len(made)) == (304, 2)
    assert "token" in made[0]
    assert made[1] == STAMPS[connection.vendor]


def test_a_304_says_what_its_200_says_and_has_no_body() -> None:
    for client, keeping in ((public(), "public"), (full(), "private")):
        for path in everything():
            answer, known = not_modified(client, path)
            assert {name: known[name] for name in KEPT} == {name: answer[name] for name in KEPT}
            assert answer["Cache-Control"] == f"{keeping}, no-cache"
            assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))
            assert body(known) == b""
            assert not {"Content-Length", "Content-Type", "Last-Modified"} & set(known.headers)


@pytest.mark.parametrize(
    "form", ["{}", '"a", {} , W/"b"', "{},", '"a",{}'], ids=["one", "list", "comma", "tight"]
)
def test_tags_are_read_as_rfc_9110_says(form: str) -> None:
    rich_record()
    not_modified(public(), "/api/quotes/", form)


def test_a_strong_tag_is_compared_as_a_weak_one() -> None:
    for _ in range(100):
        tag = public().get("/api/quotes/")["ETag"]
        if again(public(), "/api/quotes/", tag.removeprefix("W/")).status_code == 304:
            return
    raise AssertionError


def test_head_is_answered_like_get() -> None:
    rich_record()
    for path in ("/api/quotes/", EXPORTS[1]):
        not_modified(public(), path, method="head")
        assert "ETag" in public().head(path).headers


@pytest.mark.parametrize("sent", ["", "nonsense", '"unclosed', "W/", '"*"', '*, "a"', '"a"'])
def test_what_is_no_tag_of_ours_is_passed_over(sent: str) -> None:
    assert again(public(), "/api/quotes/", sent).status_code == 200


def test_a_star_stands_for_whatever_is_there() -> None:
    record = rich_record()
    assert again(public(), "/api/quotes/", "*").status_code == 304
    known = again(public(), EXPORTS[0], " * ")
    assert (known.status_code, body(known)) == (304, b"")
    assert again(public(), f"/api/quotes/{record.claim.uid}/", "*").status_code == 404
    assert again(public(), "/api/quotes/?colour=red", "*").status_code == 400


def test_a_tag_is_good_for_its_view_and_address_alone() -> None:
    record = rich_record()
    tag = public().get("/api/quotes/")["ETag"]
    assert again(full(), "/api/quotes/", tag).status_code == 200
    for path in ("/api/claims/", "/api/quotes/?limit=1", f"/api/quotes/{record.quote.uid}/"):
        assert again(public(), path, tag).status_code == 200
    assert again(public(), "/api/quotes/?colour=red", tag).status_code == 400


def test_the_code_is_in_the_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    answer, _ = not_modified(public(), "/api/quotes/")
    monkeypatch.setattr(conditional, "code_version", lambda: "another")
    assert again(public(), "/api/quotes/", answer["ETag"]).status_code == 200
    monkeypatch.undo()
    assert len(conditional.code_version()) == 30


def test_what_is_no_answer_is_not_kept() -> None:
    record, survivor = rich_record(), SpeakerFactory()
    record.speaker.merge_into(survivor, by=None, reason="the same")
    for path, status in {
        f"/api/speakers/{record.speaker.uid}/": 301,
        f"/api/quotes/{record.claim.uid}/": 404,
        "/api/quotes/?colour=red": 400,
        "/api/nowhere/": 404,
    }.items():
        answer = public().get(path)
        assert (answer.status_code, answer["Cache-Control"]) == (status, "no-store"), path
        assert "ETag" not in answer.headers
    refused = public().get("/api/quotes/", headers={"Authorization": "Bearer " + "0" * 67})
    assert (refused.status_code, refused["Cache-Control"]) == (401, "no-store")
    made = full("annotate", "Annotator").post("/api/topics/", {"name": "x"}, "application/json")
    assert (made.status_code, made["Cache-Control"], "ETag" in made) == (201, "no-store", False)


def test_what_depends_on_the_code_alone_asks_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SchemaGenerator, "get_schema", lambda *_, **__: {})
    for path in ("/api/", "/api/schema/"):
        tag = public().get(path)["ETag"]
        with statements() as made:
            assert again(public(), path, tag).status_code == 304
        assert len(made) == 0
    other = public().get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"})
    assert other["ETag"] != tag


@on("sqlite")
def test_without_a_stamp_there_is_no_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditional, "stamp", lambda: None)
    answer = public().get("/api/quotes/")
    assert (answer.status_code, "ETag" in answer.headers) == (200, False)


@on("postgresql")
def test_what_a_transaction_has_written_is_told_within_it_too() -> None:
    with transaction.atomic():
        tag = public().get("/api/topics/")["ETag"]
        assert again(public(), "/api/topics/", tag).status_code == 200


@on("sqlite")
def test_a_server_that_starts_rolls_the_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer may have been of what came between its stamp and its data, and is gone now."""
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the record is in memory
    before = stamp()
    check_before_serving()
    assert stamp() not in (None, before)


def test_any_table_that_is_shown_rolls_the_stamp() -> None:
    rolling = [each for each in triggers.expected("sqlite") if ROLL in each.definition]
    shown = {rules.table for rules in triggers.all_rules()} - {"db_stamp"}
    assert {each.table for each in rolling} == shown
    assert len(rolling) == 3 * len(shown)
    before = stamp()
    ClaimFactory()
    assert stamp() != before
