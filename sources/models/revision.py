from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from claimtrack.db.acting import acting
from claimtrack.db.fields import words
from claimtrack.db.records import Record, RecordQuerySet

from ..text import MAX_CODE_POINTS


class RevisionQuerySet(RecordQuerySet):
    """Texts of sources."""

    def without_text(self) -> RevisionQuerySet:
        """For lists: a text may be long."""
        return self.defer("text")


class Revision(Record):
    """One immutable text of a source."""

    class MadeBy(models.TextChoices):
        READ = "read"
        TYPED = "typed"
        RECOGNISED = "recognised"
        TRANSCRIBED = "transcribed"

    source = models.ForeignKey("sources.Source", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(help_text="Counts from 1 within the source.")
    sha256 = models.CharField(max_length=64, help_text="Of the text in UTF-8.")
    capture = models.ForeignKey(
        "sources.Capture", models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    reader = models.TextField(
        blank=True, default="", help_text="What read the bytes, and its version."
    )
    made_by = models.CharField(max_length=12, choices=MadeBy, default=MadeBy.READ)
    retrieved_at = models.DateTimeField(null=True, blank=True)
    worked_through_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    worked_through_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(help_text="In NFC, lines ended by \\n.")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="sources_revision_numbered"),
            models.UniqueConstraint(fields=["source", "sha256"], name="sources_revision_text_once"),
            models.CheckConstraint(condition=words("text"), name="sources_revision_typed"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), MAX_CODE_POINTS),
                name="sources_revision_bounded",
            ),
        ]

    def __str__(self) -> str:
        return f"text {self.number}"

    def work_through(self, by: Any) -> None:
        """Note that somebody has read this text to its end and marked what is in it."""
        with acting(by, "worked through"):
            self.worked_through_by, self.worked_through_at = by, timezone.now()
            self.save(update_fields=["worked_through_by", "worked_through_at"])

    def reopen(self, by: Any) -> None:
        """Note that there is more to mark in this text: it waits again."""
        with acting(by, "to be worked through again"):
            self.worked_through_by = self.worked_through_at = None
            self.save(update_fields=["worked_through_by", "worked_through_at"])
