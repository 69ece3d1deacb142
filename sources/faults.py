"""What can be off in sources: texts, the spans that stand on them, and the bytes they came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.db import models

from claimtrack.db.faults.rows import Check, Wrong, line, shortened

from .models import Capture, Locator, Revision, Span
from .text import UnreadableText, sha256, tidy

TEXTS_AT_ONCE = 2
"""A text may be long."""
BYTES_AT_ONCE = 2**20
_KEPT = ("file", "size", "sha256")


def spans_not_verbatim(using: str) -> Iterator[str]:
    """One line for each span, of whatever app, whose words are not the words at its place."""
    for model in apps.get_models():
        if issubclass(model, Span):
            yield from _not_verbatim(using, model)


def _not_verbatim(using: str, model: type[Span]) -> Iterator[str]:
    for pk, text, start, end, exact in _on_their_texts(using, model, "start", "end", "exact"):
        if not _within(text, start, end):
            yield line(model, pk, f"[{start}, {end}) is not within its text.")
        elif text[start:end] != exact:
            yield line(
                model,
                pk,
                f"it holds “{shortened(exact)}”; at [{start}, {end}) its text has "
                f"“{shortened(text[start:end])}”.",
            )


def locators_outside(using: str) -> Iterator[str]:
    """Locators of a stretch that their text does not have."""
    for pk, text, start, end in _on_their_texts(using, Locator, "start", "end"):
        if not _within(text, start, end):
            yield line(Locator, pk, f"[{start}, {end}) is not within its text.")


def _on_their_texts(
    using: str, model: type[models.Model], *names: str
) -> Iterator[tuple[Any, ...]]:
    """Rows that stand on revisions, each with the text; a text is read once for all its rows."""
    rows = model._base_manager.using(using).order_by("revision_id", "start", "pk")
    every = rows.values_list("revision_id", "pk", *names).iterator()
    for revision, group in groupby(every, key=itemgetter(0)):
        texts = Revision.objects.using(using).filter(pk=revision).values_list("text", flat=True)
        text = texts.first()
        for _, pk, *values in group:
            yield pk, text if isinstance(text, str) else "", *values


def _within(text: str, start: Any, end: Any) -> bool:
    whole = isinstance(start, int) and isinstance(end, int)
    return whole and 0 <= start < end <= len(text)


def texts(using: str) -> Iterator[str]:
    """Revisions whose text is not in canonical form, or does not fit its hash."""
    rows = Revision.objects.using(using).order_by("pk").values_list("pk", "sha256", "text")
    for pk, digest, text in rows.iterator(chunk_size=TEXTS_AT_ONCE):
        if not isinstance(text, str):
            yield line(Revision, pk, "its text is no text.")
            continue
        if sha256(text) != digest:
            yield line(Revision, pk, "its sha256 is not that of its text.")
        changes = _cleaned(text)
        if changes:
            yield line(Revision, pk, f"its text is not as texts are kept: {'; '.join(changes)}.")


def _cleaned(text: str) -> tuple[str, ...]:
    """What cleaning would still change."""
    try:
        return tidy(text).changes
    except UnreadableText:
        return ()


def captures(using: str) -> Iterator[str]:
    """Captures whose file is missing, or has other bytes than came."""
    for capture in Capture._base_manager.using(using).order_by("pk").only(*_KEPT).iterator():
        fault = _capture_fault(capture)
        if fault:
            yield line(Capture, capture.pk, fault)


def _capture_fault(capture: Capture) -> str:
    size, digest = 0, hashlib.sha256()
    try:
        with capture.file.open("rb") as file:
            for block in file.chunks(BYTES_AT_ONCE):
                size += len(block)
                digest.update(block)
    except FileNotFoundError:
        return f"its file {capture.file.path} is missing."
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        return f"its file “{capture.file.name}” cannot be read ({error})."
    if size != capture.size:
        return f"its file {capture.file.path} has {size} bytes; {capture.size} came."
    if digest.hexdigest() != capture.sha256:
        return f"its file {capture.file.path} has other bytes than its sha256 says."
    return ""


NUMBERS = Wrong(
    Revision,
    "it is number {0} of source {1}, which has {2} texts before it: numbers count from 1.",
    "SELECT n.id, n.number, n.source_id, n.before FROM (SELECT r.id, r.number, r.source_id, "
    "row_number() OVER (PARTITION BY r.source_id ORDER BY r.number) - 1 AS before, "
    "r.number - coalesce(lag(r.number) OVER (PARTITION BY r.source_id ORDER BY r.number), 0) "
    "AS step FROM sources_revision r) n WHERE n.step <> 1",
)
CAPTURED = Wrong(
    Revision,
    "its capture {0} is one of another source.",
    "SELECT r.id, r.capture_id FROM sources_revision r JOIN sources_capture c "
    "ON c.id = r.capture_id WHERE c.source_id <> r.source_id",
)
CHECKS: tuple[Check, ...] = (
    texts,
    NUMBERS,
    CAPTURED,
    spans_not_verbatim,
    locators_outside,
    captures,
)


def faults(using: str) -> Iterator[str]:
    """One line for each fault."""
    return chain.from_iterable(check(using) for check in CHECKS)
