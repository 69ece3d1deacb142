"""`python -m tests.bench [SCALE] [NAME…]`: what reading and writing the record costs, as ratios.

Makes the records where they are not there yet, measures on SQLite and then on PostgreSQL, prints
one line a figure, keeps them in a file, and says what has changed since another commit.
docs/bench.md says how to read it.
"""

from __future__ import annotations

import fcntl
import json
import math
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import NoReturn

from .goals import NAMES
from .places import HOME, VENDORS, database, folder, is_made
from .results import changes, commit, earlier, keep, told

Environments = dict[str, dict[str, str]]


def main(arguments: Sequence[str]) -> None:
    scale, names = asked(arguments)
    HOME.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack, (HOME / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would measure each other
        places = {vendor: folder(vendor, scale) for vendor in VENDORS}
        where = {v: stack.enter_context(database(v, place)) for v, place in places.items()}
        make(where, scale)
        lines = []
        for line in measure(where, names):
            print(told(line), flush=True)
            lines.append(line)
        before = earlier(scale)
        if not names:
            print(f"\nkept in {keep(lines, scale)}")
        if before:
            print(
                f"\nsince {before['commit']} (now {commit()}):", *changes(lines, before), sep="\n  "
            )


def asked(arguments: Sequence[str]) -> tuple[float, Sequence[str]]:
    """The scale and the names. Exits with 2, and one sentence, where they are neither."""
    text, names = (arguments[0], arguments[1:]) if arguments else ("1", [])
    try:
        scale = float(text)
    except ValueError:
        scale = math.nan
    if not 0 < scale < math.inf:
        refuse(f"SCALE is “{text}”: it must be a number above 0, as 1 or 0.1.")
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        refuse(f"There is no figure “{'”, “'.join(unknown)}”: known are {', '.join(NAMES)}.")
    return scale, names


def refuse(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(2)


def make(where: Environments, scale: float) -> None:
    """Make what is not there yet, for both databases at the same time."""
    places = {vendor: folder(vendor, scale) for vendor in where}
    missing = [vendor for vendor, place in places.items() if not is_made(place)]
    if not missing:
        return
    print(f"making a record at scale {scale:g} for {' and '.join(missing)} …", file=sys.stderr)
    command, started = [sys.executable, "-m", "tests.bench.making", str(scale)], time.monotonic()
    making = {v: subprocess.Popen(command, env=where[v]) for v in missing}
    failed = [vendor for vendor, process in making.items() if process.wait()]
    if failed:
        sys.exit("The record could not be made.")
    for vendor in missing:
        (places[vendor] / "made").touch()
    print(f"made in {time.monotonic() - started:.0f} s", file=sys.stderr)


def measure(where: Environments, names: Sequence[str]) -> Iterator[dict[str, object]]:
    """The lines of one database after the other."""
    for env in where.values():
        command = [sys.executable, "-m", "tests.bench.measuring", "1", *names]
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
        assert process.stdout is not None
        for line in process.stdout:
            yield json.loads(line)
        if process.wait():
            sys.exit("The measuring has stopped.")


if __name__ == "__main__":
    main(sys.argv[1:])
