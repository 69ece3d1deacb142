"""`python -m tests.bench.verbatim`: what it costs that the database reads each span in its text.

One line a figure, in milliseconds for one INSERT of a span at the end of a text: `ours` as the
record is laid, `plain` the same INSERT without the trigger that reads.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterator
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import setup_databases, teardown_databases  # noqa: E402

from claims.models import QuoteSpan  # noqa: E402
from claimtrack.db import triggers  # noqa: E402
from tests.factories import QuoteFactory  # noqa: E402
from tests.record.raw import columns, execute  # noqa: E402

SIZES = {"220k": 220_000, "5M": 5_000_000}
LETTERS = {"ascii": "The bridge stands. ", "other": "Die Brücke “hält” 🙂. "}
WORDS = 60  # code points
ROUNDS = 15


def main() -> None:
    before = setup_databases(verbosity=0, interactive=False)
    try:
        for name, ours, plain in figures():
            print(f"{name}_{connection.vendor}  ours={ours:.3f}  plain={plain:.3f}", flush=True)
    finally:
        teardown_databases(before, verbosity=0)


def figures() -> Iterator[tuple[str, float, float]]:
    for size, length in SIZES.items():
        for script, letters in LETTERS.items():
            span = span_at_the_end(letters, length)
            ours = insertion(span)
            lift()
            plain = insertion(span)
            triggers.lay()
            yield f"verbatim_{size}" + ("" if script == "ascii" else f"_{script}"), ours, plain


def span_at_the_end(letters: str, length: int) -> QuoteSpan:
    """A cue that ends where a text of this length ends."""
    text = (letters * (length // len(letters) + 1))[:length]
    quote = QuoteFactory(source__text=text.replace(letters[:3], "One", 1), content=["One"])
    revision = quote.revision
    end = len(revision.text)
    place = {"start": end - WORDS, "end": end, "exact": revision.text[end - WORDS :]}
    return QuoteSpan(quote=quote, revision=revision, role="cue", **place)


def insertion(span: QuoteSpan) -> float:
    """The median milliseconds of an INSERT, each taken back."""
    taken = []
    for number in range(1, ROUNDS + 1):
        written = columns(span, number=number)
        names = ", ".join(f'"{name}"' for name in written)
        places = ", ".join(["%s"] * len(written))
        statement = f"INSERT INTO claims_quotespan ({names}) VALUES ({places})"
        with transaction.atomic():
            started = perf_counter()
            execute(statement, *written.values())
            taken.append(perf_counter() - started)
            transaction.set_rollback(True)
    return statistics.median(taken) * 1000


def lift() -> None:
    """Take away the one trigger that reads."""
    if connection.vendor == "sqlite":
        execute("DROP TRIGGER ct_quotespan_before_insert")
    else:
        execute("DROP TRIGGER ct_quotespan_before ON claims_quotespan")


if __name__ == "__main__":
    sys.exit(main())
