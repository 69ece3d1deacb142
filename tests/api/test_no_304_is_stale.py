"""Whatever is written between reads, and put back from a backup: no 304 is ever stale."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import resolve

from claimtrack.db.stamp import STAMPS
from claimtrack.rest import conditional
from claimtrack.start import check_before_serving
from tests.cluster import at_rest
from tests.record.raw import on

from .readers import TRIES, again, body, full, public
from .rich import rich_record
from .test_conditional import everything
from .walk import endpoints
from .writes import elsewhere, write

pytestmark = pytest.mark.django_db(transaction=True)
Backup = Callable[[], Callable[[], None]]
"""Makes a backup; gives what puts the record back from it."""


@pytest.fixture
def backup(monkeypatch: pytest.MonkeyPatch) -> Iterator[Backup]:
    """As an operator does it: the server is started anew after the record was put back."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(connections, "close_all", lambda: None)  # the record is in memory
        with closing(sqlite3.connect(":memory:")) as copy:
            yield lambda: _of_sqlite(copy)
    else:
        copy_name = f"{connection.settings_dict['NAME']}_backup"
        yield lambda: _of_postgresql(copy_name)
        _clone("", copy_name)


def _of_sqlite(copy: sqlite3.Connection) -> Callable[[], None]:
    connection.ensure_connection()
    connection.connection.backup(copy)

    def put_back() -> None:
        connection.ensure_connection()
        copy.backup(connection.connection)
        check_before_serving()

    return put_back


def _of_postgresql(copy: str) -> Callable[[], None]:
    name = connection.settings_dict["NAME"]
    _clone(name, copy)

    def put_back() -> None:
        _clone(copy, name)
        check_before_serving()

    return put_back


def _clone(there: str, to: str) -> None:
    """Make one database of another, in its place."""
    connection.close()  # a database that is copied has no visitors
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{to}" WITH (FORCE)')
        if there:
            cursor.execute(f'CREATE DATABASE "{to}" TEMPLATE "{there}"')


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
def test_no_304_is_ever_stale(seed: int, backup: Backup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Random writes of all kinds between random reads, and between a stamp and its data.

    Now and then the record is put back as it was; readers keep what they had of what is lost.
    """
    random = Random(seed)
    paths, readers, late = everything(), (Reader(public()), Reader(full())), Late(random)
    monkeypatch.setattr(conditional, "stamp", late)
    everybody_reads(readers, paths)
    for number in range(30):
        if number % 15 == 2:
            put_back = backup()
        if number % 15 == 9:
            put_back()
            everybody_reads(readers, paths)
        for path in random.sample(paths, 8):
            late.is_on = True
            random.choice(readers).read(path, late)
        if random.random() < 0.6:
            write(random)
    assert late.number > 5
    for reader in readers:
        assert len(reader.held) > len(paths) / 2
        for path in [*reader.held]:
            reader.read_until_spared(path)


def test_of_all_that_a_reader_may_keep_nothing_is_left_out() -> None:
    read = {resolve(path.partition("?")[0]).route for path in everything()}
    assert read == {
        endpoint.route
        for endpoint in endpoints()
        if "GET" in endpoint.acts()
        and issubclass(endpoint.view, conditional.Conditional)
        and endpoint.view.is_of_the_record
    }


def everybody_reads(readers: Iterable[Reader], paths: Sequence[str]) -> None:
    for reader in readers:
        for path in paths:
            reader.read(path)


def test_what_is_put_back_repeats_no_tag_of_another_state(backup: Backup) -> None:
    record = rich_record()
    path = f"/api/speakers/{record.speaker.uid}/"
    put_back = backup()
    before = public().get(path)
    tags = {}
    for name in ("One", "Two", "Three"):
        elsewhere(f"UPDATE claims_speaker SET name = '{name}' WHERE id = {record.speaker.pk}")
        tags[name] = public().get(path)["ETag"]
    put_back()
    assert public().get(path).content == before.content
    for name in ("Four", "Five", "Six"):
        assert all(again(public(), path, tag).status_code == 200 for tag in tags.values())
        elsewhere(f"UPDATE claims_speaker SET name = '{name}' WHERE id = {record.speaker.pk}")


@on("postgresql")
def test_a_cluster_that_is_put_back_repeats_no_stamp() -> None:
    """Its transactions have the same numbers again."""
    with at_rest() as (data, serve):
        with serve() as port:
            _stamps(port)
        copy = data.with_name("copy")
        _copy(data, copy)
        with serve() as port:
            lost = _stamps(port)
        _copy(copy, data)
        with serve() as port:
            numbers, stamps = _stamps(port)
    assert set(numbers) == set(lost[0])
    assert not set(stamps) & set(lost[1])


def _copy(there: Path, to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    subprocess.run(["cp", "-a", str(there), str(to)], check=True)


def _stamps(port: int) -> tuple[list[int], list[str]]:
    """The numbers of some transactions, and the stamp after each."""
    address = f"postgres://claimtrack@127.0.0.1:{port}/postgres"
    numbers, stamps = [], []
    with psycopg.connect(address, autocommit=True) as raw:
        for _ in range(5):
            numbers += [raw.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()[0]]
            stamps += [raw.execute(STAMPS["postgresql"]).fetchone()[0]]
    return numbers, stamps
