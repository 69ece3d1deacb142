from __future__ import annotations

from django.db import models
from django.db.models import F

from claimtrack.db.records import Record


class Locator(Record):
    """A stretch of a text and where it stands in the document: its page, its time, its turn."""

    class Kind(models.TextChoices):
        PAGE = "page"
        TIME = "time"
        TURN = "turn"

    revision = models.ForeignKey("sources.Revision", models.PROTECT, related_name="locators")
    start = models.BigIntegerField(help_text="In code points.")
    end = models.BigIntegerField(help_text="In code points, exclusive.")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.TextField(help_text="A page's label, a time code, a speaker's name.")

    class Meta:
        ordering = ["revision", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__gte=0, end__gt=F("start")),
                name="sources_locator_has_length",
            ),
        ]
        indexes = [models.Index(fields=["revision", "start"], name="sources_locator_place")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
