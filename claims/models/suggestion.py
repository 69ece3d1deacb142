from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from claimtrack.db.records import Record
from sources.anchoring import Position

from .quote import Quote
from .recording import Link


class Suggestion(Record):
    """A quote that a machine proposes; never mixed with the record.

    `spans` holds `content`, `cue` and `source`, each a list of [start, end) in code points of the
    revision's text.
    """

    class Decision(models.TextChoices):
        ACCEPTED = "accepted"
        CORRECTED = "corrected"
        REJECTED = "rejected"

    revision = models.ForeignKey("sources.Revision", models.PROTECT, related_name="suggestions")
    kind = models.CharField(max_length=12, choices=Quote.Kind)
    spans = models.JSONField()
    confidence = models.FloatField()
    extractor = models.TextField(help_text="What made it, and its version.")
    decision = models.CharField(max_length=12, choices=Decision, blank=True, default="")
    reason = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    quote = models.ForeignKey(
        Quote, models.PROTECT, null=True, blank=True, related_name="suggestions"
    )

    class Meta:
        ordering = ["revision", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1),
                name="claims_suggestion_confidence",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=["", "rejected"], quote=None)
                | Q(decision__in=["accepted", "corrected"], quote__isnull=False),
                name="claims_suggestion_accepted_as_a_quote",
            ),
        ]
        indexes = [models.Index(fields=["revision", "decision"], name="claims_suggestion_waiting")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.confidence:.2f}"

    def accept(self, by: Any, chain: Sequence[Link] = (), **corrected: Any) -> Quote:
        """Record the quote that is suggested, as it is or with corrections, and note who did."""
        self._refuse_decided()
        pieces = {name: [Position(*span) for span in self.spans.get(name, ())] for name in _PLACES}
        recorded = {
            "content": pieces["content"],
            "cue": pieces["cue"],
            "document_mention": () if chain else pieces["source"],
            "kind": self.kind,
        } | corrected
        with transaction.atomic():
            quote = Quote.objects.record(
                source=self.revision.source,
                revision=self.revision,
                chain=chain,
                by=by,
                reason="suggestion accepted",
                **recorded,
            )
            decision = self.Decision.CORRECTED if corrected else self.Decision.ACCEPTED
            self._decide(decision, by, quote=quote)
        return quote

    def reject(self, by: Any, reason: str = "") -> None:
        """Note that this is no quote, and why."""
        self._refuse_decided()
        self._decide(self.Decision.REJECTED, by, reason=reason)

    def _decide(self, decision: str, by: Any, reason: str = "", quote: Quote | None = None) -> None:
        self.decision, self.decided_by, self.decided_at = decision, by, timezone.now()
        self.reason, self.quote = reason, quote
        self.save()

    def _refuse_decided(self) -> None:
        if self.decision:
            raise ValidationError(f"This suggestion has been {self.decision} already.")


_PLACES = ("content", "cue", "source")
