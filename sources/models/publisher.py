from __future__ import annotations

from django.db import models

from claimtrack.db.history import history
from claimtrack.db.records import Imported, Record

from .addressed import refuse_no_address


class Publisher(Record, Imported):
    """Who published a source or a fact-check."""

    name = models.TextField(unique=True)
    address = models.TextField(blank=True, default="", help_text="Of its web site.")
    country = models.CharField(
        max_length=2, blank=True, default="", help_text="ISO 3166, as in IL."
    )
    wikidata_id = models.TextField(blank=True, default="", help_text="As in Q42.")

    history = history()

    class Meta(Imported.Meta):
        ordering = ["name"]

    def clean(self) -> None:
        super().clean()
        refuse_no_address(self, "address")

    def __str__(self) -> str:
        return self.name
