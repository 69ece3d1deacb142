"""The made record has no fault, and each measure runs; how fast anything is, is not asked here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from . import __main__ as bench
from .goals import GOALS, NAMES, verdicts
from .places import ROOT, environment
from .results import changes, told

SCALE = "0.001"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a very small made record, on the kind of database at hand."""
    home = tmp_path_factory.mktemp("bench")
    if connection.vendor == "sqlite":
        env = environment(home)
        _run(env, "-m", "tests.bench.making", SCALE)
        yield env
        return
    server, name = os.environ["DATABASE_URL"], f"bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as raw:
        raw.execute(f"CREATE DATABASE {name}")
        env = environment(home, f"{server.rpartition('/')[0]}/{name}")
        _run(env, "-m", "tests.bench.making", SCALE)
        yield env
        raw.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _run(env: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_made_record_has_no_fault(made: dict[str, str]) -> None:
    assert _run(made, "manage.py", "verify") == ""


def test_each_measure_runs(made: dict[str, str]) -> None:
    lines = [
        json.loads(line)
        for line in _run(made, "-m", "tests.bench.measuring", "0").split("\n")
        if line
    ]
    measured = {line["name"].rpartition("_")[0]: line for line in lines}
    assert {name.removesuffix("_sql").removesuffix("_token") for name in measured} == set(NAMES)
    skipped = {name for name, line in measured.items() if "skipped" in line}
    unmeasured = set(GOALS) - set(measured)
    assert {name.removesuffix("_sql").removesuffix("_token") for name in unmeasured} <= skipped
    assert all(line.get("ours", 1) > 0 for line in lines)
    assert measured["writers"]["notes"]["errors"] == 0


def test_a_line_tells_its_goals() -> None:
    line = {"name": "list_sqlite", "ours": 80.0, "plain": 1.0, "limit": 100.0, "notes": {}}
    assert verdicts(line) == ["ours/limit≥0.7 met", "ours/plain≥60 met"]
    assert told(line).startswith("list_sqlite  ours=80  plain=1  limit=100  ours/limit=0.80")
    slower = line | {"ours": 50.0}
    assert verdicts(slower) == ["ours/limit≥0.7 MISSED", "ours/plain≥60 MISSED"]
    assert changes([slower], {"lines": [line]})[0].endswith("0.80 → 0.50 (-38%)")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["1", "list", "colour", "serch"],
            f"There is no figure “colour”, “serch”: known are {', '.join(NAMES)}.\n",
        ),
        *(
            ([scale, "list"], f"SCALE is “{scale}”: it must be a number above 0, as 1 or 0.1.\n")
            for scale in ("0", "-1", "nan", "inf", "list", "")
        ),
    ],
)
def test_what_it_does_not_know_is_refused_before_anything_is_done(
    arguments: list[str],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bench, "HOME", tmp_path / "bench")
    with pytest.raises(SystemExit) as ended:
        bench.main(arguments)
    assert (ended.value.code, *capsys.readouterr()) == (2, "", sentence)
    assert not (tmp_path / "bench").exists()


def test_the_folder_is_not_the_projects_record() -> None:
    assert environment(Path("/somewhere"))["DATA_DIR"] == "/somewhere"
