from __future__ import annotations

from collections.abc import Mapping

from django.db import models, transaction

from claimtrack.db.history import history
from claimtrack.db.records import Record, RecordQuerySet


class RatingScale(Record):
    """The verdicts that a publisher of fact-checks uses."""

    publisher = models.ForeignKey(
        "sources.Publisher", models.PROTECT, null=True, blank=True, related_name="rating_scales"
    )
    name = models.TextField()
    methodology_address = models.TextField(blank=True, default="")

    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "name"], name="claims_ratingscale_named")
        ]

    def __str__(self) -> str:
        return self.name

    def ends(self) -> tuple[float, float] | None:
        """Best and worst; None where it has no numbers, or nobody has said which end is best.

        The ends are the outermost of the scale's own numbers and of those that the latest
        fact-check on it gives; a scale may run backwards, so that only a fact-check says which of
        the two is best.
        """
        told = self.reviews.exclude(state="withdrawn").exclude(best=None).exclude(worst=None)
        latest = told.exclude(best=models.F("worst")).order_by("-pk").first()
        if latest is None:
            return None
        numbers = [latest.best, latest.worst, *self.numbers()]
        low, high = min(numbers), max(numbers)
        return (high, low) if latest.best > latest.worst else (low, high)

    def numbers(self) -> list[float]:
        """Those of its ratings that have one, from the lowest."""
        given = self.ratings.filter(value__isnull=False).order_by("value")
        return [rating.value for rating in given if rating.value is not None]


class RatingQuerySet(RecordQuerySet):
    """The verdicts of scales."""

    def lay(self, scale: RatingScale, ratings: Mapping[str, float | None]) -> None:
        """Give a scale these ratings, a number or none by each name, and no others."""
        wanted = dict(ratings)
        with transaction.atomic():
            for rating in self.filter(scale=scale):
                if rating.name not in wanted:
                    rating.delete()
                    continue
                value = wanted.pop(rating.name)
                if value != rating.value:
                    rating.value = value
                    rating.save(update_fields=["value"])
            for name, value in wanted.items():
                self.create(scale=scale, name=name, value=value)


class Rating(Record):
    """One verdict of a scale; it may have a name only."""

    scale = models.ForeignKey(RatingScale, models.CASCADE, related_name="ratings")
    value = models.FloatField(null=True, blank=True)
    name = models.TextField()

    objects = RatingQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["scale", "value", "name"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "name"], name="claims_rating_named")
        ]

    def __str__(self) -> str:
        return self.name
