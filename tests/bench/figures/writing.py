"""Writing: one quote with its parts, and four writers at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE
from typing import Any

from django.db import connection, transaction

from claimtrack.db.acting import acting

from ..bench import Bench, Figure
from ..settings import DEFAULTS
from .samples import Key, Sample, samples

WRITERS, EACH = 4, 150
SMALL = "0.01"
"""The scale of the record that the writers write to."""


def annotate(bench: Bench) -> Iterator[Figure]:
    """One quote with its words, its cue, its speaker and the mention; each taken back again.

    `limit` is the SQL alone: the rows and their history, under the same triggers. `plain` saves
    each row by itself.
    """
    found = [(sample,) for sample in samples() if sample.raw]  # its statements are at hand now
    rates = bench.rates(
        6,
        ours=bench.each(lambda sample: _taken_back(sample.record), found),
        plain=bench.each(lambda sample: _taken_back(sample.save), found),
        limit=bench.each(_Raw(bench).record, found),
    )
    yield Figure("annotate", **rates)


def _taken_back(write: Any) -> None:
    with transaction.atomic(), acting(None, "measured"):
        write()
        if connection.vendor == "postgresql":  # look at what keys name, as a commit does
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


class _Raw:
    """The same rows by SQL, on a connection of their own."""

    def __init__(self, bench: Bench) -> None:
        self.run, self.vendor = bench.bare.run, bench.vendor
        if self.vendor == "sqlite":
            self.run("PRAGMA foreign_keys = ON")

    def record(self, sample: Sample) -> None:
        self.run("BEGIN IMMEDIATE" if self.vendor == "sqlite" else "BEGIN")
        keys: dict[str, int] = {}
        for statement, values, name in sample.raw:
            written = [keys[v.name] if isinstance(v, Key) else v for v in values]
            keys[name] = self.run(statement, *written)[0][0]
        self.run(f"SELECT version, text, sort_key FROM claims_quote WHERE id = {keys['quote']:d}")
        if self.vendor == "postgresql":
            self.run("SET CONSTRAINTS ALL IMMEDIATE")
        self.run("ROLLBACK")


def writers(bench: Bench) -> Iterator[Figure]:
    """Quotes in a second on the clock by four processes at once, as `limit` by one alone.

    `plain`, on SQLite, are four with Django's own options for it.
    """
    if not bench.pace:  # only to see that it runs, on the record at hand
        together, errors = _write(dict(os.environ), 2, 3)
        yield Figure("writers", together, notes={"errors": errors})
        return
    with _small_record(bench) as env:
        together, errors = _write(env, WRITERS, EACH)
        alone, _ = _write(env, 1, EACH)
        notes, plain = {"errors": errors}, None
        if bench.vendor == "sqlite":
            plain, notes["plain_errors"] = _write(env | {DEFAULTS: "on"}, WRITERS, EACH)
    yield Figure("writers", together, plain, alone, notes)


def _write(env: dict[str, str], count: int, each: int) -> tuple[float, int]:
    """How many quotes a second are written, and how many are not."""
    command = [sys.executable, "-m", "tests.bench.figures.writer", str(each)]
    started = [
        subprocess.Popen([*command, str(number)], env=env, stdin=PIPE, stdout=PIPE, text=True)
        for number in range(count)
    ]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()  # ready
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [json.loads(process.communicate()[0]) for process in started]
    done = sum(one["done"] for one in said)
    return done / max(one["seconds"] for one in said), sum(one["errors"] for one in said)


@contextmanager
def _small_record(bench: Bench) -> Iterator[dict[str, str]]:
    """The environment of a small record of its own, that goes with the block."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-writers-") as home:
        env = os.environ | {"DATA_DIR": home}
        if bench.vendor == "postgresql":
            bench.bare.run("DROP DATABASE IF EXISTS bench_writers")
            bench.bare.run("CREATE DATABASE bench_writers")
            address = os.environ["DATABASE_URL"].rpartition("/")[0]
            env |= {"DATABASE_URL": f"{address}/bench_writers"}
        made = [sys.executable, "-m", "tests.bench.making", SMALL]
        try:
            subprocess.run(made, env=env, check=True)
            yield env
        finally:
            if bench.vendor == "postgresql":
                bench.bare.run("DROP DATABASE bench_writers WITH (FORCE)")


def measures(bench: Bench) -> dict[str, Any]:
    return {"annotate": lambda: annotate(bench), "writers": lambda: writers(bench)}
