"""A document becomes a source with its bytes and its text: once, whole, over nothing recorded.

Which source it is: the one of its canonical address; else the one at its path below the ingested
folder; else the one that has the same bytes. A file's bare name says nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from claimtrack.db.acting import acting
from claimtrack.db.dates import period

from .addresses import canonical_address, spellings
from .describing import Description
from .keeping import keep, name_of
from .models import Capture, Publisher, Revision, Source
from .reading import Document
from .text import sha256

FOLDER = "folder"
"""The origin of a source that is known by its path below an ingested folder."""


class Outcome(StrEnum):
    """What came of a document."""

    ADDED = "added"
    REVISED = "new revision"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Incoming:
    """A document as it was read, its bytes, and what is said of it altogether."""

    document: Document
    data: bytes
    description: Description
    below: str = ""
    """Its path below the ingested folder, that folder's name first; "" where it came by itself."""
    name: str = ""
    """Where the bytes came from, as the capture notes it."""
    notes: tuple[str, ...] = ()
    """What there is to say of it before it is recorded, a sentence each."""


@dataclass(frozen=True)
class Receipt:
    """What came of one document, and one sentence for each thing worth knowing."""

    outcome: Outcome
    source: Source
    revision: Revision | None
    notes: list[str] = field(default_factory=list)


def take_in(incoming: Incoming, *, by: Any = None, dry_run: bool = False) -> Receipt:
    """Record a document in one transaction; the same again changes nothing.

    Changed bytes make a new revision; fields that are empty are filled, others stay as they are
    recorded. With `dry_run` the receipt says what would come of it, and nothing is kept.

    Raises DatabaseError, and OSError where the bytes cannot be kept.
    """
    try:
        return _take_in(incoming, by, dry_run)
    except IntegrityError:
        # Somebody else has just recorded the same document or publisher: it is there now.
        return _take_in(incoming, by, dry_run)


def _take_in(incoming: Incoming, by: Any, dry_run: bool) -> Receipt:
    with acting(by, "ingested"), transaction.atomic():
        receipt = _Arrival(incoming, dry_run).settle()
        if dry_run:
            transaction.set_rollback(True)
    return receipt


class _Known(NamedTuple):
    """What tells a source that is there already from another."""

    pk: int
    canonical_address: str | None
    origin: str
    external_id: str | None

    def __str__(self) -> str:
        return f"source {self.pk}" + (f" ({self.external_id})" if self.external_id else "")


class _Arrival:
    """One document on its way into the record."""

    def __init__(self, incoming: Incoming, dry_run: bool) -> None:
        self.document, self.data = incoming.document, incoming.data
        self.said, self.below, self.name = incoming.description, incoming.below, incoming.name
        self.dry_run = dry_run
        self.canonical = canonical_address(self.said.address) if self.said.address else None
        self.spellings = spellings(self.canonical) if self.canonical else ()
        self.digest = hashlib.sha256(self.data).hexdigest()
        self.text_digest = sha256(self.document.text)
        self.notes = list(incoming.notes)

    def settle(self) -> Receipt:
        twins = self._same_bytes()
        pk = self._find(twins)
        found = self._locked(pk) if pk else None
        source = found or self._new_source(twins)
        had = source.current_revision_id
        captured = source.pk in twins
        revision = self._same_text(source) if captured else self._new_text(source)
        revised = source.current_revision_id != had
        filled = bool(found) and self._fill(source, revised)
        if not found:
            outcome = Outcome.ADDED
        elif revised:
            outcome = Outcome.REVISED
        else:
            outcome = Outcome.UPDATED if filled or not captured else Outcome.UNCHANGED
        return Receipt(outcome, source, revision, self.notes)

    def _locked(self, pk: int) -> Source:
        return Source.objects.select_related("publisher").select_for_update(of=("self",)).get(pk=pk)

    def _same_bytes(self) -> dict[int, _Known]:
        """The sources that have these bytes already."""
        rows = Capture.objects.filter(sha256=self.digest).order_by("source")
        known = rows.values_list(*(f"source__{name}" for name in _Known._fields))
        return {row[0]: _Known(*row) for row in known}

    def _find(self, twins: dict[int, _Known]) -> int | None:
        """The key of the source that this document is."""
        by_address, at_path = self._identified()
        if by_address:
            if at_path and at_path != by_address:
                self.notes.append(f"at its path stands {at_path} too: it may be a double")
                self.below = ""
            return by_address.pk
        if at_path:
            # Under another address it is another document; but not where an address was amended.
            same_address = not self.canonical or not at_path.canonical_address
            if same_address or at_path.pk in twins:
                return at_path.pk
            self.notes.append(f"at its path stands {at_path}, which has another address")
            self.below = ""
        same = next((known.pk for known in twins.values() if self._may_be(known)), None)
        return same or self._typed()

    def _identified(self) -> tuple[_Known | None, _Known | None]:
        """The source of the canonical address, and the source at the path."""
        identity = Q()
        if self.canonical:
            identity |= Q(canonical_address__in=self.spellings)
        if self.below:
            identity |= Q(origin=FOLDER, external_id=self.below)
        if not identity:
            return None, None
        rows = Source.objects.filter(identity).order_by("pk").values_list(*_Known._fields)
        known = [_Known(*row) for row in rows]
        by_address = [one for one in known if one.canonical_address in self.spellings]
        by_address.sort(key=lambda one: one.canonical_address != self.canonical)
        at_path = (one for one in known if (one.origin, one.external_id) == (FOLDER, self.below))
        return next(iter(by_address), None), next(at_path, None)

    def _may_be(self, known: _Known) -> bool:
        """Whether a source of the same bytes, or words, has no other address or path."""
        return not (self.canonical and known.canonical_address) and not (
            self.below and known.external_id
        )

    def _typed(self) -> int | None:
        """The key of a source whose text was typed in before its file came: it has no bytes."""
        rows = Revision.objects.filter(
            capture=None, sha256=self.text_digest, source__captures=None
        ).values_list(*(f"source__{name}" for name in _Known._fields))
        known = (_Known(*row) for row in rows.order_by("source"))
        return next((one.pk for one in known if self._may_be(one)), None)

    def _new_source(self, twins: dict[int, _Known]) -> Source:
        values = asdict(self.said) | {"publisher": _publisher(self.said.publisher)}
        values["kind"] = values["kind"] or Source.Kind.ARTICLE
        source = Source(canonical_address=self.canonical, **values)
        if self.below:
            source.origin, source.external_id = FOLDER, self.below
        source.save(force_insert=True)
        if twins:
            self.notes.append(f"the same bytes are those of {next(iter(twins.values()))} already")
        return source

    def _new_text(self, source: Source) -> Revision:
        capture = Capture.objects.create(
            source=source,
            media_type=self.document.media_type,
            size=len(self.data),
            sha256=self.digest,
            address=self.name,
            retrieved_at=timezone.now(),
            file=name_of(self.digest) if self.dry_run else keep(self.data, self.digest),
        )
        had = source.current_revision_id
        revision = source.add_revision(
            self.document.text,
            reader=self.document.reader,
            retrieved_at=capture.retrieved_at,
            capture=capture,
        )
        if source.current_revision_id == had:
            self._note_text(source, revision)
            if revision.pk == had:
                self.notes.append("other bytes, the same text: the bytes are kept")
        return revision

    def _same_text(self, source: Source) -> Revision | None:
        revision = source.revisions.without_text().filter(sha256=self.text_digest).first()
        if revision:
            self._note_text(source, revision)
        else:
            self.notes.append(
                f"these bytes would be read otherwise today ({self.document.reader}): "
                "the text stays as recorded"
            )
        return revision

    def _note_text(self, source: Source, revision: Revision) -> None:
        if source.current_revision_id != revision.pk:
            current = source.revisions.values_list("number", flat=True).latest("number")
            self.notes.append(
                f"this is the text of revision {revision.number} again; revision {current} stays "
                "the current one, for a source has each of its texts once"
            )

    def _fill(self, source: Source, revised: bool) -> bool:
        """Write what is said where nothing is recorded; note what is said otherwise."""
        changed: list[str] = []
        if self.below and not source.external_id and not source.origin:
            source.origin, source.external_id = FOLDER, self.below
            changed += ["origin", "external_id"]
        for name, said in asdict(self.said).items():
            recorded = str(getattr(source, name) or "")
            if not said or said == recorded or self._same_address(source, name):
                continue
            if recorded and not (name == "modified" and revised and _later(said, recorded)):
                self.notes.append(
                    f"{name} differs, kept as recorded: “{recorded}”, where it says “{said}” now"
                )
                continue
            was = f"was “{recorded}”" if recorded else "was empty"
            self.notes.append(f"{name} {was}, is now “{said}”")
            changed += self._set(source, name, said)
        if changed:
            source.save(update_fields=changed)
        return bool(changed)

    def _same_address(self, source: Source, name: str) -> bool:
        return (
            name == "address"
            and bool(source.address)
            and source.canonical_address in self.spellings
        )

    def _set(self, source: Source, name: str, said: str) -> list[str]:
        """Set one field; return the columns that go with it."""
        setattr(source, name, _publisher(said) if name == "publisher" else said)
        if name == "address" and not source.canonical_address:
            source.canonical_address = self.canonical
            return [name, "canonical_address"]
        if name in ("published", "modified"):
            return [name, f"{name}_first", f"{name}_last"]
        return [name]


def _publisher(name: str) -> Publisher | None:
    if not name:
        return None
    return Publisher.objects.filter(name=name).first() or Publisher.objects.create(name=name)


def _later(said: str, recorded: str) -> bool:
    """Whether a date ends after another."""
    now, then = period(said).last, period(recorded).last
    return bool(now and then and now > then)
