from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claimtrack.db.records import Record


class CarryReport(Record):
    """What became of the quotes and passages of one text in the next."""

    old = models.ForeignKey("sources.Revision", models.PROTECT, related_name="+")
    new = models.ForeignKey("sources.Revision", models.PROTECT, related_name="carry_reports")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="claims_carryreport_once"),
            models.CheckConstraint(
                condition=~Q(old=models.F("new")), name="claims_carryreport_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} to {self.new}"


class Carry(Record):
    """What became of one span: the same words, changed words, or lost, with where it now stands.

    Of a lost span, start and end are those of the nearest reading, where there is one.
    """

    class Outcome(models.TextChoices):
        SAME = "same"
        CHANGED = "changed"
        LOST = "lost"

    report = models.ForeignKey(CarryReport, models.PROTECT, related_name="carries")
    quote_span = models.ForeignKey(
        "claims.QuoteSpan", models.PROTECT, null=True, blank=True, related_name="carries"
    )
    evidence_span = models.ForeignKey(
        "claims.EvidenceSpan", models.PROTECT, null=True, blank=True, related_name="carries"
    )
    outcome = models.CharField(max_length=8, choices=Outcome)
    start = models.BigIntegerField(null=True, blank=True, help_text="In the new text.")
    end = models.BigIntegerField(null=True, blank=True, help_text="In the new text, exclusive.")
    similarity = models.FloatField(null=True, blank=True, help_text="From 0 to 1.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["report", "id"]
        verbose_name_plural = "carries"
        constraints = [
            models.CheckConstraint(
                condition=Q(quote_span__isnull=False, evidence_span=None)
                | Q(quote_span=None, evidence_span__isnull=False),
                name="claims_carry_of_one_span",
            ),
            models.CheckConstraint(
                condition=Q(similarity=None) | Q(similarity__gte=0, similarity__lte=1),
                name="claims_carry_similarity",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=False, end__isnull=False, end__gt=models.F("start"))
                | Q(start=None, end=None, outcome="lost"),
                name="claims_carry_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.outcome
