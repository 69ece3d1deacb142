from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from claimtrack.db.acting import acting
from claimtrack.db.given import refuse_unsaved
from claimtrack.db.history import history
from claimtrack.db.records import Record, RecordQuerySet

from .claim import Claim
from .quote import Quote


class AppearanceQuerySet(RecordQuerySet):
    """Which quotes make which claims, and the one function that says so."""

    def record(
        self, claim: Claim, quote: Quote, stance: str, *, by: Any, uid: uuid.UUID | None
    ) -> Appearance:
        """Say that a quote makes a claim, and how; see `Claim.appear`."""
        refuse_unsaved(Appearance, claim=claim, quote=quote)

        def make() -> Appearance:
            present = self.filter(claim=claim, quote=quote).first()
            if present:
                raise ValidationError(
                    f"The quote is linked to this claim already: it {present.stance} it.",
                    code="twice",
                )
            appearance = Appearance(claim=claim, quote=quote, stance=stance)
            appearance.uid = uid or appearance.uid
            appearance.clean_fields(exclude=["claim", "quote"])
            appearance.save(force_insert=True)
            return appearance

        with acting(by) as act:
            recorded: Appearance = self.once(uid, act.by, make)
        return recorded


class Appearance(Record):
    """A quote makes a claim."""

    class Stance(models.TextChoices):
        ASSERTS = "asserts"
        DENIES = "denies"
        QUESTIONS = "questions"
        REPORTS = "reports"
        IMPLIES = "implies"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appearances")
    quote = models.ForeignKey(Quote, models.PROTECT, related_name="appearances")
    stance = models.CharField(max_length=12, choices=Stance, default=Stance.ASSERTS)

    objects = AppearanceQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "quote"], name="claims_appearance_once"),
        ]

    def take_away(self, by: Any = None) -> None:
        """Say that the quote does not make the claim after all.

        Raises ValidationError where a fact-check is about it, or the claim names it as its first.
        """
        if self.reviews.exists():
            raise ValidationError("A fact-check is about this appearance: it stays.", code="kept")
        if self.claim.first_appearance_id == self.pk:
            raise ValidationError(
                "It is chosen as the claim's first appearance: choose another one first.",
                code="kept",
            )
        with acting(by):
            self.delete()

    def __str__(self) -> str:
        return f"{self.quote} {self.stance} {self.claim}"
