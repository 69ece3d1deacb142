from __future__ import annotations

from django.db import models
from django.db.models import Q

from claimtrack.db.history import history
from claimtrack.db.records import Record


class Attribution(Record):
    """One link of the chain from who said it to the document at hand.

    Numbers count within a role: joint speakers in the order of naming, relays outward from who
    said it. A relay may be a document instead of a speaker.
    """

    class Role(models.TextChoices):
        SPEAKER = "speaker"
        ON_BEHALF_OF = "on_behalf_of", "on behalf of"
        ADDRESSEE = "addressee"
        RELAYED_BY = "relayed_by", "relayed by"

    quote = models.ForeignKey("claims.Quote", models.PROTECT, related_name="attributions")
    speaker = models.ForeignKey(
        "claims.Speaker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attributions",
        db_index=False,  # the index below begins with it
    )
    source = models.ForeignKey(
        "sources.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relays",
        help_text="The document that relayed it.",
    )
    role = models.CharField(max_length=12, choices=Role, default=Role.SPEAKER)
    number = models.PositiveIntegerField(default=1, help_text="Counts from 1 within the role.")
    capacity = models.ForeignKey(
        "claims.Membership",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The office or party when it was said.",
    )

    history = history()

    class Meta:
        ordering = ["quote", "role", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "role", "number"], name="claims_attribution_numbered"
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False, source=None)
                | Q(speaker=None, source__isnull=False, role="relayed_by", capacity=None),
                name="claims_attribution_of_a_speaker_or_relaying_document",
                violation_error_message="A link names a speaker; only a relay may be a document.",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="claims_attribution_from_one"),
        ]
        indexes = [
            models.Index(fields=["speaker", "quote", "role"], name="claims_attribution_of_speaker"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.speaker or self.source}"
