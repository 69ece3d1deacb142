"""Walking through everything, and the memory that it takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from ..bench import PAGE, Bench, Figure, Skipped
from ..limit.bare import written
from ..limit.claims import BELOW, Claims
from .reading import PLAIN_CLAIMS

EXPORT = "/api/export/claims.jsonl"
ROWS = 500
"""So many rows are one act."""
LONGEST = 12.0
"""Seconds that the memory is watched."""


class Walk:
    """A walk through an endless export, so many rows at a time."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.ahead, self.rows = bench, iter(()), 0

    def __call__(self) -> None:
        while self.rows < ROWS:
            part = next(self.ahead, None)
            if part is None:
                self.begin()
            else:
                self.rows += part.count(b"\n")
        self.rows -= ROWS

    def begin(self) -> None:
        said, parts = self.bench.client.stream(EXPORT)
        self.ahead = iter(parts)
        first = next(self.ahead, b"")
        if not said[0].startswith("200"):
            raise Skipped(f"there is no {EXPORT}")
        self.rows += first.count(b"\n")


def bulk_walk(bench: Bench) -> Iterator[Figure]:
    """Rows of all claims as they stream out; `plain` page by page, `limit` 500 rows at a time."""
    walk, claims = Walk(bench), Claims(bench.bare)
    line = _first(bench)
    uid = line["uid"].replace("-", "") if bench.vendor == "sqlite" else line["uid"]
    assert line == orjson.loads(written(claims.detail(uid))), "the limit walks otherwise"
    numbers = [(number,) for number in range(2, max(3, _pages(bench)))]
    found = bench.rates(
        6,
        ours=walk,
        limit=_bare(bench, claims),
        plain=bench.each(lambda n: bench.client.ok(PLAIN_CLAIMS, f"page={n}"), numbers),
    )
    rows, grown = _grown(walk, LONGEST * bench.pace)
    notes = {"grown_mb": round(grown, 1), "rows": rows}
    rate = {"ours": ROWS, "limit": ROWS, "plain": PAGE}
    yield Figure("bulk_walk", **{k: v * rate[k] for k, v in found.items()}, notes=notes)


def _first(bench: Bench) -> Any:
    """The first line of the export."""
    said, parts = bench.client.stream(EXPORT)
    if not said[0].startswith("200"):
        raise Skipped(f"there is no {EXPORT}")
    return orjson.loads(next(iter(parts)).partition(b"\n")[0])


def _pages(bench: Bench) -> int:
    return int(bench.column("SELECT count(*) FROM claims_claim WHERE is_public")[0]) // PAGE


def _bare(bench: Bench, claims: Claims) -> Any:
    place = [2**62]
    page_of = bench.bare.statement(f"{BELOW} LIMIT {ROWS}")

    def walk() -> None:
        rows = page_of(place[0])
        b"\n".join(written(item) for item in claims.dressed(rows))
        place[0] = rows[-1][1] if len(rows) == ROWS else 2**62

    return walk


def _grown(walk: Walk, seconds: float) -> tuple[int, float]:
    """Rows walked in this time, and by how many megabytes the process grew meanwhile."""
    for _ in range(4):
        walk()
    before = most = _anonymous()
    end, rows = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        walk()
        rows += ROWS
        most = max(most, _anonymous())
    return rows, most - before


def _anonymous() -> float:
    """Megabytes of this process that are no file's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024


def measures(bench: Bench) -> dict[str, Any]:
    return {"bulk_walk": lambda: bulk_walk(bench)}
