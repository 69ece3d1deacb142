"""Whoever has an answer is told so by who they are and the stamp alone, and never wrongly."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from claimtrack.db import triggers
from claimtrack.db.models import ROLL
from claimtrack.db.stamp import STAMPS, stamp
from claimtrack.rest import conditional
from claimtrack.start import check_before_serving
from tests.factories import ClaimFactory, SpeakerFactory
from tests.record.raw import on

from .readers import TRIES, again, body, full, not_modified, public, statements
from .rich import rich_record
from .test_query_counts import LISTS, ONE, named
from .writes import elsewhere, write

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = ("ETag", "Cache-Control", "Vary")
EXPORTS = [f"/api/export/{name}.jsonl" for name in ("sources", "quotes", "claims")]


def everything() -> list[str]:
    """All addresses that a reader may keep."""
    record = rich_record()
    return [*LISTS, *(path.format(**named(record)) for path in ONE), *EXPORTS]


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


@pytest.fixture
def kept(tmp_path: Path) -> Any:
    """A backup of the record as it is, and how to put it back."""
    path = tmp_path / "backup.sqlite3"

    def keep() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{path}'")

    def put_back() -> None:
        with sqlite3.connect(path) as backup:
            connection.ensure_connection()
            backup.backup(connection.connection)
        backup.close()

    return keep, put_back


@on("sqlite")
def test_a_restore_repeats_no_tag_of_another_state(kept: Any) -> None:
    keep, put_back = kept
    record = rich_record()
    path = f"/api/speakers/{record.speaker.uid}/"
    keep()
    before = public().get(path)
    tags = {}
    for name in ("One", "Two", "Three"):
        elsewhere(f"UPDATE claims_speaker SET name = '{name}' WHERE id = {record.speaker.pk}")
        tags[name] = public().get(path)["ETag"]
    put_back()
    assert public().get(path).content == before.content
    assert again(public(), path, before["ETag"]).status_code == 304
    for name in ("Four", "Five", "Six"):
        assert all(again(public(), path, tag).status_code == 200 for tag in tags.values())
        elsewhere(f"UPDATE claims_speaker SET name = '{name}' WHERE id = {record.speaker.pk}")


@on("sqlite")
def test_a_server_that_starts_rolls_the_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer may have been of what came between its stamp and its data, and is gone now."""
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the record is in memory
    before = stamp()
    check_before_serving()
    assert stamp() not in (None, before)


class Reader:
    """Somebody who keeps every answer, and asks whether it is good still."""

    def __init__(self, client: Client) -> None:
        self.client, self.held, self.spared = client, dict[str, tuple[str, bytes]](), 0

    def read(self, path: str, late: Late | None = None) -> None:
        """Ask for it. What is committed after the stamp of a 304 is no matter of that 304."""
        tag, had = self.held.get(path, ("", b""))
        answer = again(self.client, path, tag)
        was_late = late is not None and late.settle()
        if answer.status_code == 304 and not was_late:
            self.spared += 1
            assert body(self.client.get(path)) == had, path
        elif answer.status_code == 200:
            self.held[path] = (answer["ETag"], body(answer))
        elif answer.status_code != 304:
            self.held.pop(path, None)

    def read_until_spared(self, path: str) -> None:
        """Elsewhere in a cluster somebody may write."""
        before = self.spared
        for _ in range(TRIES):
            self.read(path)
            if self.spared > before:
                return
        raise AssertionError(f"{path} changes all the time")


class Late:
    """Commits that come between a stamp and the data, now and then."""

    def __init__(self, random: Random) -> None:
        self.random, self.number, self.came = random, 0, False
        self.real, self.is_on = conditional.stamp, False

    def __call__(self) -> str | None:
        found = self.real()
        if self.is_on and self.random.random() < 0.2:
            self.number, self.came = self.number + 1, True
            name = f"'late {self.number}'"
            elsewhere(f"UPDATE claims_topic SET name = {name} WHERE id = 1")
            elsewhere(f"UPDATE claims_speaker SET name = {name} WHERE id = 1")
        return found

    def settle(self) -> bool:
        """Let none come any more; say whether one came."""
        came, self.came, self.is_on = self.came, False, False
        return came


@pytest.mark.parametrize("seed", range(3))
def test_no_304_is_ever_stale(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Random writes of all kinds between random reads, and between a stamp and its data."""
    random = Random(seed)
    paths, readers, late = everything(), (Reader(public()), Reader(full())), Late(random)
    monkeypatch.setattr(conditional, "stamp", late)
    for _ in range(25):
        if random.random() < 0.6:
            write(random)
        for path in random.sample(paths, 6):
            late.is_on = True
            random.choice(readers).read(path, late)
    assert late.number > 5
    for reader in readers:
        for path in [*reader.held]:
            reader.read_until_spared(path)


def test_any_table_that_is_shown_rolls_the_stamp() -> None:
    rolling = [each for each in triggers.expected("sqlite") if ROLL in each.definition]
    shown = {rules.table for rules in triggers.all_rules()} - {"db_stamp"}
    assert {each.table for each in rolling} == shown
    assert len(rolling) == 3 * len(shown)
    before = stamp()
    ClaimFactory()
    assert stamp() != before
