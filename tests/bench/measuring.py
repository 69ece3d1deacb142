"""`python -m tests.bench.measuring PACE [NAME…]`: measure on the database at hand.

One line of JSON a figure on stdout. PACE stretches or shortens each measure; 0 does each thing
just once. Started by `python -m tests.bench`, which makes the record first.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Collection, Iterator
from dataclasses import asdict
from typing import Any

import django
import orjson

warnings.filterwarnings("ignore", "No directory at")
django.setup()

from .bench import Bench, Skipped  # noqa: E402
from .figures import reading, searching, walking, writing  # noqa: E402


def lines(pace: float, wanted: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Each figure, or why it is skipped."""
    bench = Bench(pace)
    for part in (reading, searching, walking, writing):
        for name, measure in part.measures(bench).items():
            if wanted and name not in wanted:
                continue
            try:
                for figure in measure():
                    figure.name += f"_{bench.vendor}"
                    yield asdict(figure)
            except Skipped as why:
                yield {"name": f"{name}_{bench.vendor}", "skipped": str(why)}


def main(pace: str, *wanted: str) -> None:
    for line in lines(float(pace), wanted):
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
