"""`python -m tests.bench.figures.writer COUNT NUMBER`: one of several writers at once.

Says on stdout that it is ready, waits for a line on stdin, records so many quotes, and says how it
went.
"""

import json
import sys
import time

import django

django.setup()

from django.db import DatabaseError  # noqa: E402

from .samples import samples  # noqa: E402


def main(count: int, number: int) -> None:
    found = samples(count, skip=number * count)
    print("ready", flush=True)
    sys.stdin.readline()
    started, done, errors = time.monotonic(), 0, 0
    for sample in found:
        try:
            sample.record()
            done += 1
        except DatabaseError:
            errors += 1
    said = {"done": done, "errors": errors, "seconds": time.monotonic() - started}
    print(json.dumps(said))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
