from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from claimtrack.db.acting import acting
from claimtrack.db.fields import PartialDateField, bound_field, version_field
from claimtrack.db.given import refuse_unknown, refuse_unsaved
from claimtrack.db.history import history
from claimtrack.db.models import Change
from claimtrack.db.records import Imported, Record, RecordQuerySet
from claimtrack.db.refusals import of_field
from claimtrack.db.retrying import once_more_on_deadlock
from sources.models import Publisher, Source
from sources.models.addressed import refuse_no_address

from .appearance import Appearance
from .claim import Claim
from .evidence import Evidence
from .rating import RatingScale

FARTHEST = 1e9
"""No rating is farther from nought; neither an infinite one nor what is not a number."""
DETAILS = frozenset(
    {"appearance", "authors", "title", "language", "address", "date", "rating_name"}
    | {"rating_value", "best", "worst", "scale", "explanation", "supersedes", "supersedes_reason"}
    | {"origin", "external_id"}
)


class ReviewQuerySet(RecordQuerySet):
    """Fact-checks."""

    def public(self) -> ReviewQuerySet:
        """What anybody may read, of public claims; what was public and is withdrawn too, as a
        tombstone, but no draft that was withdrawn before it was given.
        """
        gone = Q(Change.objects.of_once_public(self.model), state="withdrawn")
        return self.filter(Q(state="published") | gone, claim__is_public=True)

    def leaning_on_hidden(self) -> ReviewQuerySet:
        """Given on an appearance in a quote that is not public, and is no tombstone either."""
        hidden = Q(appearance__quote__published_at=None) | Q(
            appearance__quote__status="published", appearance__quote__is_public=False
        )
        return self.filter(hidden, appearance__isnull=False)

    def shown_about(self, source: Source) -> ReviewQuerySet:
        """Published, on public claims, about appearances in quotes of this source that are no
        tombstones: hidden, the source would take from them what they are about.
        """
        about = {"appearance__quote__source": source, "appearance__quote__status": "published"}
        return self.filter(state="published", claim__is_public=True, **about)

    def current(self) -> ReviewQuerySet:
        """Published and not superseded by a published one."""
        later = self.model.objects.filter(supersedes=models.OuterRef("pk"), state="published")
        return self.filter(~models.Exists(later), state="published")

    def record(
        self,
        claim: Claim,
        reviewer: Publisher,
        *,
        evidence: Sequence[Evidence] = (),
        by: Any = None,
        reason: str = "",
        uid: uuid.UUID | None = None,
        **details: Any,
    ) -> Review:
        """Record the draft of a fact-check on a claim, with the evidence that it rests on.

        `details` are its other fields, as DETAILS names them. The same uid again by the same user
        is the fact-check that is there. Raises Conflict where the uid is another user's, TypeError
        for another detail, else ValidationError.
        """
        refuse_unknown(details, DETAILS)
        refuse_unsaved(Review, claim=claim, reviewer=reviewer)
        claim.refuse_merged()

        def make() -> Review:
            known = {"uid": uid} if uid else {}
            review: Review = self.model(claim=claim, reviewer=reviewer, **known, **details)
            review.clean_fields(exclude=["claim", "reviewer"])
            review.clean()
            review.refuse_superseding()
            self.refuse_imported_twice(review)
            review.save(force_insert=True)
            review.rest_only_on(evidence)
            return review.read_kept()

        with acting(by, reason) as act:
            recorded: Review = self.once(uid, act.by, make)
        return recorded


class Review(Record, Imported):
    """A verdict on a claim, or on it as one appearance made it; on pages, a fact-check.

    Ratings are kept as they came: with a name only, or with numbers that may run backwards (best
    1, worst 5). A published verdict does not change: a later one supersedes it and says why.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    kept = ("version",)

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="reviews")
    appearance = models.ForeignKey(
        Appearance, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    reviewer = models.ForeignKey("sources.Publisher", models.PROTECT, related_name="reviews")
    authors = models.TextField(blank=True, default="")
    title = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="", help_text="BCP 47, as in en.")
    address = models.TextField(blank=True, default="")
    date = PartialDateField(help_text="In EDTF.")
    date_first = bound_field()
    date_last = bound_field()
    rating_name = models.TextField(blank=True, default="")
    rating_value = models.FloatField(null=True, blank=True)
    best = models.FloatField(null=True, blank=True)
    worst = models.FloatField(null=True, blank=True)
    scale = models.ForeignKey(
        RatingScale, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    explanation = models.TextField(blank=True, default="")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    withdrawn_reason = models.TextField(blank=True, default="")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    supersedes_reason = models.TextField(blank=True, default="")
    version = version_field()

    objects = ReviewQuerySet.as_manager()
    history = history("version")

    class Meta(Imported.Meta):
        verbose_name = "fact-check"
        verbose_name_plural = "fact-checks"
        ordering = ["-date_last", "-id"]
        permissions = [
            ("publish_review", "Can publish fact-checks"),
            ("withdraw_review", "Can withdraw fact-checks"),
        ]
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
                name="claims_review_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(supersedes=None) | ~Q(supersedes_reason=""),
                name="claims_review_supersedes_with_a_reason",
                violation_error_message="Say why this verdict supersedes the earlier one.",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(rating_name="") | Q(rating_value__isnull=False),
                name="claims_review_has_a_verdict",
                violation_error_message="A fact-check that is not a draft has a rating.",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None})
                    | Q(**{f"{name}__gte": -FARTHEST, f"{name}__lte": FARTHEST}),
                    name=f"claims_review_{name}_is_a_number",
                )
                for name in ("rating_value", "best", "worst")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.rating_name or self.rating_value or 'draft'}"

    @property
    def is_superseded(self) -> bool:
        """Whether a published verdict supersedes this one."""
        later = getattr(self, "superseded_by", None)
        return later is not None and later.state == self.State.PUBLISHED

    def clean(self) -> None:
        super().clean()
        if self.appearance and self.appearance.claim_id != self.claim_id:
            raise ValidationError({"appearance": "The appearance is one of another claim."})
        if self.supersedes and self.supersedes.claim_id != self.claim_id:
            raise ValidationError({"supersedes": "The earlier verdict is on another claim."})
        refuse_no_address(self, "address")
        rating, best, worst = self.rating_value, self.best, self.worst
        if rating is None or best is None or worst is None:
            return
        if not min(best, worst) <= rating <= max(best, worst):
            raise ValidationError(
                {"rating_value": f"It lies between the worst, {worst:g}, and the best, {best:g}."}
            )

    def refuse_superseding(self) -> None:
        """Refuse, kindly, what the database would refuse of the verdict that it supersedes."""
        if self.supersedes is None:
            return
        if not self.supersedes_reason.strip():
            raise ValidationError(
                {"supersedes_reason": "Say why this verdict supersedes the earlier one."}
            )
        later = Review.objects.filter(supersedes=self.supersedes).exclude(pk=self.pk).first()
        if later:
            raise of_field(
                "supersedes", f"“{later}” supersedes it already: supersede that one.", "twice"
            )

    def rest_only_on(self, evidence: Sequence[Evidence], by: Any = None) -> None:
        """Name the evidence of the claim that the verdict rests on; what else it named, goes."""
        wanted = {item.pk: item for item in evidence}
        with acting(by), transaction.atomic():
            for link in self.rests_on.all():
                if wanted.pop(link.evidence_id, None) is None:
                    link.delete()
            self.rest_on(list(wanted.values()))

    def rest_on(self, evidence: Sequence[Evidence], by: Any = None) -> None:
        """Name the evidence of the claim that the verdict rests on."""
        with acting(by), transaction.atomic():
            for item in evidence:
                refuse_unsaved(ReviewEvidence, evidence=item)
                if item.claim_id != self.claim_id:
                    raise ValidationError({"evidence": f"“{item}” is evidence on another claim."})
                ReviewEvidence.objects.create(review=self, evidence=item)

    @once_more_on_deadlock
    def publish(self, by: Any, reason: str = "published") -> None:
        """Give the verdict; from now on it does not change.

        Raises ValidationError where it has no rating, is about a quote that is not public, or
        rests on evidence from a hidden source that is not confidential.
        """
        if not self.rating_name and self.rating_value is None:
            raise ValidationError({"rating_name": "Give a rating before the verdict is published."})
        leaning = Evidence.objects.filter(reviews__review=self).leaning_on_hidden().first()
        if leaning:
            raise ValidationError(
                f"It rests on “{leaning.source}”, which is not public: publish that source, or "
                "mark the evidence confidential.",
                code="hidden_evidence",
            )
        if Review.objects.filter(pk=self.pk).leaning_on_hidden().exists():
            raise of_field(
                "appearance",
                "The quote that it is about is not public: publish that first.",
                "hidden_quote",
            )
        with acting(by, reason):
            self.state = self.State.PUBLISHED
            self.save(update_fields=["state"])

    @once_more_on_deadlock
    def withdraw(self, reason: str, by: Any) -> None:
        """Take the verdict back, for a reason that is kept; it stays readable as withdrawn."""
        if not reason.strip():
            raise ValidationError({"withdrawn_reason": "Say why the verdict is withdrawn."})
        if not self.rating_name and self.rating_value is None:
            raise ValidationError(
                {"rating_name": "A draft without a rating has no verdict to withdraw: leave it."}
            )
        with acting(by, reason):
            self.state, self.withdrawn_reason = self.State.WITHDRAWN, reason
            self.save(update_fields=["state", "withdrawn_reason"])


class ReviewEvidence(Record):
    """What a verdict rests on."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="rests_on")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="reviews")

    history = history()

    class Meta:
        verbose_name = "evidence of a fact-check"
        verbose_name_plural = "evidence of fact-checks"
        ordering = ["review", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "evidence"], name="claims_reviewevidence_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.evidence)
