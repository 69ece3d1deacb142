from __future__ import annotations

from django.db import models
from django.db.models import F
from django.db.models.functions import Length

from claimtrack.db.fields import whole, words
from claimtrack.db.records import Record


class Span(Record):
    """A stretch of a text, with its exact words.

    Offsets are code points of the revision's text, the end exclusive. The database refuses a span
    whose words are not the words at that place.
    """

    revision = models.ForeignKey("sources.Revision", models.PROTECT, related_name="+")
    start = models.BigIntegerField(help_text="In code points.")
    end = models.BigIntegerField(help_text="In code points, exclusive.")
    exact = models.TextField(help_text="The words that stand there, to the letter.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=whole("start") & whole("end") & words("exact"),
                name="%(app_label)s_%(class)s_typed",
            ),
            models.CheckConstraint(
                condition=models.Q(start__gte=0, end__gt=F("start")),
                name="%(app_label)s_%(class)s_has_length",
            ),
            models.CheckConstraint(
                condition=models.Q(end=F("start") + Length("exact")),
                name="%(app_label)s_%(class)s_as_long_as_its_words",
            ),
        ]

    def __str__(self) -> str:
        return self.exact
