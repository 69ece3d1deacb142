from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from tqdm import tqdm

from claimtrack.db.commands import RecordCommand
from claimtrack.db.trouble import trouble
from sources.describing import Description, Misdescribed, describe
from sources.gathering import Found, Gathered, NothingThere, gather, load, of_other_kinds
from sources.importing import Outcome, Receipt, take_in
from sources.keeping import sweep
from sources.models import Source
from sources.text import UnreadableText

INTERRUPTED = 130
_OF_ONE = ("title", "address")
_OF_ALL = ("publisher", "published", "language", "kind")
_SUMMED = {
    Outcome.ADDED: "{} added",
    Outcome.REVISED: "{} with a new text",
    Outcome.UPDATED: "{} updated",
    Outcome.UNCHANGED: "{} unchanged",
    Outcome.REFUSED: "{} refused",
}


class Command(RecordCommand):
    """Take documents in, one transaction each.

    Exit status 1 where a document is refused or the database cannot be written, 2 where the
    command is called wrongly, 130 after Ctrl-C; what was reported before is stored.
    """

    help = (
        "Take in plain text and HTML: files, folders of them, or - for standard input. "
        "The same document again changes nothing; a new text becomes its next revision."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or -")
        for name in (*_OF_ONE, *_OF_ALL):
            of_one = " (of one document only)" if name in _OF_ONE else ""
            choices = Source.Kind.values if name == "kind" else None
            parser.add_argument(
                f"--{name}", default="", choices=choices, help=f"its {name}{of_one}"
            )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would come of it, keep nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line for each document"
        )

    def handle(self, *args: Any, paths: list[str], dry_run: bool, **options: Any) -> None:
        self.as_json, self.dry_run = options["json"], dry_run
        self.tally: Counter[Outcome] = Counter()
        try:
            given = describe({name: options[name] for name in (*_OF_ONE, *_OF_ALL)}, "options")
            gathered = gather(paths)
        except (Misdescribed, NothingThere) as error:
            raise CommandError(str(error), returncode=2) from error
        self._refuse_wrong_use(gathered, given)
        try:
            sweep()
            self._ingest_all(gathered, given)
        except BrokenPipeError:
            # Whoever read the report has gone, as `| head` does: end as other programs do.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            raise SystemExit(INTERRUPTED) from None
        except OSError as error:
            raise CommandError(f"The bytes cannot be kept: {error}.") from error
        finally:
            self._sum_up(gathered)
        if self.tally[Outcome.REFUSED]:
            raise SystemExit(1)

    def _refuse_wrong_use(self, gathered: Gathered, given: Description) -> None:
        count = len(gathered.documents)
        if not count:
            raise CommandError("There is nothing to ingest: name a document.", returncode=2)
        for name in _OF_ONE:
            if count > 1 and getattr(given, name):
                raise CommandError(
                    f"--{name} is of one document, and {count:,} are named: write it into the "
                    "JSON file beside each.",
                    returncode=2,
                )

    def _ingest_all(self, gathered: Gathered, given: Description) -> None:
        for sentence in gathered.passed_over:
            self.stderr.write(f"left out: {sentence}")
        for found in self._with_progress(gathered.documents):
            self._ingest(found, given)

    def _with_progress(self, documents: list[Found]) -> Iterator[Found]:
        with tqdm(documents, unit=" documents", file=sys.stderr, disable=None) as bar:
            yield from bar

    def _ingest(self, found: Found, given: Description) -> None:
        try:
            incoming = load(found, given)
            receipt = take_in(incoming, dry_run=self.dry_run)
        except (UnreadableText, Misdescribed) as error:
            self._refuse(found, str(error))
        except DatabaseError as error:
            if trouble(error):  # of every document, not of this one
                raise
            self._refuse(found, f"The database refuses it: {str(error).splitlines()[0]}")
        else:
            self._report(found, receipt, incoming.document.changes)

    def _report(self, found: Found, receipt: Receipt, cleaned: tuple[str, ...]) -> None:
        self.tally[receipt.outcome] += 1
        stored = receipt.outcome in (Outcome.ADDED, Outcome.REVISED)
        changes = list(cleaned) if stored else []
        number = receipt.revision.number if receipt.revision else None
        if self.as_json:
            kept = {} if self.dry_run else {"id": receipt.source.pk, "uid": str(receipt.source.uid)}
            self._write_json(
                found, receipt.outcome, source=kept, revision=number, cleaned=changes,
                notes=receipt.notes,
            )  # fmt: skip
            return
        revised = f" {number}" if receipt.outcome is Outcome.REVISED else ""
        lines = [f"{found.shown}: {receipt.outcome}{revised}"]
        lines += [f"    cleaned: {change}" for change in changes]
        lines += [f"    {note}" for note in receipt.notes]
        self._write("\n".join(lines))

    def _refuse(self, found: Found, sentence: str) -> None:
        self.tally[Outcome.REFUSED] += 1
        if self.as_json:
            self._write_json(found, Outcome.REFUSED, reason=sentence)
        else:
            self._write(f"{found.shown}: {Outcome.REFUSED}: {sentence}")

    def _write_json(self, found: Found, outcome: Outcome, **said: Any) -> None:
        line = {"path": found.shown, "outcome": outcome, **said}
        self._write(json.dumps(line, ensure_ascii=False))

    def _write(self, line: str) -> None:
        # A bar on the same terminal is put aside meanwhile.
        with tqdm.external_write_mode(file=sys.stdout):
            self.stdout.write(line)

    def _sum_up(self, gathered: Gathered) -> None:
        done = ", ".join(
            words.format(f"{self.tally[outcome]:,}")
            for outcome, words in _SUMMED.items()
            if self.tally[outcome]
        )
        others = gathered.other_kinds
        left = f"; {of_other_kinds(others)} left out" if others else ""
        total = self.tally.total()
        missing = len(gathered.documents) - total
        stopped = f"; stopped, {missing:,} not tried" if missing else ""
        tried = " (dry run: nothing is stored)" if self.dry_run else ""
        line = f"{total:,} document{'s' * (total != 1)}: {done or 'none'}{left}{stopped}{tried}"
        (self.stderr if self.as_json else self.stdout).write(line)
