from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from claimtrack.db.acting import acting
from claimtrack.db.given import listed, refuse_unknown, refuse_unsaved
from claimtrack.db.history import history
from claimtrack.db.records import Record, RecordQuerySet
from claimtrack.db.refusals import of_field
from sources.models import Source, Span

from .claim import Claim
from .recording import Place, places

DETAILS = frozenset({"note", "is_primary", "is_confidential"})


class EvidenceQuerySet(RecordQuerySet):
    """What bears on claims, and the one function that records it."""

    def leaning_on_hidden(self) -> EvidenceQuerySet:
        """Evidence whose source is hidden though the evidence is not confidential."""
        return self.filter(is_confidential=False, source__is_public=False)

    def shown_of(self, source: Source) -> EvidenceQuerySet:
        """What public claims name this source for."""
        return self.filter(source=source, is_confidential=False, claim__is_public=True)

    def record(
        self,
        claim: Claim,
        source: Source,
        bearing: str,
        passages: Sequence[Place] = (),
        *,
        by: Any = None,
        reason: str = "",
        uid: uuid.UUID | None = None,
        **details: Any,
    ) -> Evidence:
        """Link a source to a claim, with the passages of its current text that bear on it.

        A passage is a Position (code points), Words or plain words. Without one the note is
        required. `details`: note, is_primary, is_confidential. Raises what `Quote.objects.record`
        does; nothing is stored then.
        """
        refuse_unknown(details, DETAILS)
        refuse_unsaved(Evidence, claim=claim, source=source)
        details |= {"bearing": bearing} | ({"uid": uid} if uid else {})
        with acting(by, reason) as act:
            make = partial(self._record, claim, source, listed("passages", passages), details)
            recorded: Evidence = self.once(uid, act.by, make)
        return recorded

    def _record(
        self, claim: Claim, source: Source, passages: Sequence[Place], details: dict[str, Any]
    ) -> Evidence:
        revision = source.current_revision if passages else None
        if passages and revision is None:
            raise of_field("source", f"“{source}” has no text to take passages from.", "no_text")
        found = places(revision.text, "passages", passages) if revision else []
        evidence: Evidence = self.model(claim=claim, source=source, revision=revision, **details)
        evidence.clean_fields(exclude=["claim", "source", "revision"])
        evidence.clean()
        evidence.save(force_insert=True)
        EvidenceSpan.objects.bulk_create(
            EvidenceSpan(
                evidence=evidence,
                revision=revision,
                start=start,
                end=end,
                exact=revision.text[start:end],
                number=number,
            )
            for number, (start, end) in enumerate(found, start=1)
            if revision
        )
        return evidence


class Evidence(Record):
    """A source that bears on a claim, with its passages, or with a note where it has none.

    Confidential evidence is counted in public, never named.
    """

    class Bearing(models.TextChoices):
        SUPPORTS = "supports"
        REFUTES = "refutes"
        CONTEXT = "context"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    source = models.ForeignKey("sources.Source", models.PROTECT, related_name="evidence")
    revision = models.ForeignKey(
        "sources.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where its passages were found.",
    )
    bearing = models.CharField(max_length=12, choices=Bearing)
    note = models.TextField(blank=True, default="")
    is_primary = models.BooleanField(default=False, help_text="First-hand.")
    is_confidential = models.BooleanField(
        default=False, help_text="Counted in public, never named."
    )

    objects = EvidenceQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["claim", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=False) | ~Q(note=""),
                name="claims_evidence_says_something",
            ),
        ]
        indexes = [models.Index(fields=["source", "claim"], name="claims_evidence_of_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.bearing} {self.claim}"

    def clean(self) -> None:
        super().clean()
        if self.revision_id is None and not self.note.strip():
            raise ValidationError(
                {"note": "Say what it shows: evidence without a passage has a note."}
            )
        if self.claim.is_public and not self.is_confidential and not self.source.is_public:
            raise of_field(
                "source",
                f"“{self.source}” is not public but the claim is: publish the "
                "source, or mark the evidence confidential.",
                "hidden_source",
            )

    @property
    def passages(self) -> frozenset[tuple[int, int, int]]:
        """Revision, start and end of each passage."""
        return frozenset(self.spans.values_list("revision_id", "start", "end"))


class EvidenceSpan(Span):
    """One passage of evidence."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="spans")
    number = models.PositiveIntegerField(default=1)

    history = history()

    class Meta(Span.Meta):
        ordering = ["evidence", "number", "revision"]
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["evidence", "revision", "number"], name="claims_evidencespan_numbered"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="claims_evidencespan_from_one"),
        ]
        indexes = [models.Index(fields=["revision", "start"], name="claims_evidencespan_place")]
