from __future__ import annotations

from django.db import models
from django.utils import timezone

from claimtrack.db.records import Record


class Capture(Record):
    """The bytes of a source as they came. Never public."""

    source = models.ForeignKey("sources.Source", models.PROTECT, related_name="captures")
    media_type = models.TextField(blank=True, default="")
    size = models.BigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64, db_index=True)
    address = models.TextField(blank=True, default="", help_text="Where the bytes came from.")
    retrieved_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "sha256"], name="sources_capture_once")
        ]

    def __str__(self) -> str:
        return f"{self.media_type or 'bytes'}, {self.size}"
