from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claimtrack.db.acting import acting
from claimtrack.db.fields import (
    PartialDateField,
    bound_field,
    day_field,
    id_fits_sort_key,
    sort_key_field,
    version_field,
)
from claimtrack.db.given import refuse_unknown
from claimtrack.db.history import history
from claimtrack.db.records import Imported, Record
from claimtrack.db.retrying import once_more_on_deadlock

from .claim_lists import ClaimLists
from .merging import Merge
from .quote import Status, status_constraints
from .relating import RelationQuerySet
from .topic import ClaimTopic

if TYPE_CHECKING:
    from sources.models import Source

    from .appearance import Appearance
    from .evidence import Evidence
    from .quote import Quote
    from .recording import Place

KEPT = ("is_public", "day", "sort_key", "version")
DETAILS = frozenset(
    {"kind", "language", "condition", "due_on", "origin", "external_id", "set_aside_reason"}
)


class ClaimQuerySet(ClaimLists):
    """Claims, and the one function that records one."""

    def public(self) -> ClaimQuerySet:
        """What anybody may read, tombstones aside."""
        return self.filter(is_public__sought=True)

    def unmerged(self) -> ClaimQuerySet:
        return self.filter(merged_into=None)

    def newest_first(self) -> ClaimQuerySet:
        return self.order_by("-sort_key")

    def record(
        self,
        text: str,
        *,
        topics: Sequence[str] = (),
        by: Any = None,
        reason: str = "",
        uid: uuid.UUID | None = None,
        **details: Any,
    ) -> Claim:
        """Record a claim in neutral words, with its topics by name.

        `details` are the claim's other fields: kind, language, condition, due_on, origin,
        external_id, set_aside_reason. The same uid again by the same user is the claim that is
        there. Raises Conflict where the uid is another user's, TypeError for another detail, else
        ValidationError.
        """
        refuse_unknown(details, DETAILS)

        def make() -> Claim:
            claim: Claim = self.model(text=text, **({"uid": uid} if uid else {}), **details)
            claim.clean_fields()
            claim.clean()
            self.refuse_imported_twice(claim)
            claim.save(force_insert=True)
            ClaimTopic.objects.lay(claim, topics)
            return claim.read_kept()

        with acting(by, reason) as act:
            recorded: Claim = self.once(uid, act.by, make)
        return recorded


class Claim(Record, Imported):
    """One check-worthy proposition in neutral words, apart from who said it."""

    class Kind(models.TextChoices):
        FACTUAL = "factual"
        PREDICTION = "prediction"
        PROMISE = "promise"
        OPINION = "opinion"
        ATTRIBUTION = "attribution"

    Status = Status
    kept = KEPT

    text = models.TextField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.FACTUAL)
    language = models.TextField(blank=True, default="", help_text="BCP 47, as in en.")
    condition = models.TextField(blank=True, default="", help_text="On what it depends.")
    due_on = PartialDateField(help_text="Of a promise or prediction, in EDTF.")
    due_on_first = bound_field()
    due_on_last = bound_field()
    set_aside_reason = models.TextField(blank=True, default="", help_text="Why nobody checks it.")
    status = models.CharField(max_length=12, choices=Status, default=Status.RECORDED)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, default="")
    first_appearance = models.ForeignKey(
        "claims.Appearance",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="A chosen one; else the earliest.",
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    is_public = models.BooleanField(default=False, editable=False)
    day = day_field()
    sort_key = sort_key_field()
    version = version_field()

    objects = ClaimQuerySet.as_manager()
    history = history(*KEPT)

    class Meta(Imported.Meta):
        ordering = ["-sort_key"]
        permissions = [
            ("publish_claim", "Can publish claims"),
            ("withdraw_claim", "Can withdraw claims"),
            ("merge_claim", "Can merge claims"),
        ]
        constraints = [
            *Imported.Meta.constraints,
            *status_constraints("claims_claim"),
            id_fits_sort_key("claims_claim"),
            models.CheckConstraint(condition=~Q(text=""), name="claims_claim_has_words"),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="claims_claim_sort_key"),
            models.Index(fields=["is_public", "sort_key"], name="claims_claim_public"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def appear(
        self, quote: Quote, stance: str = "asserts", by: Any = None, uid: uuid.UUID | None = None
    ) -> Appearance:
        """Say that this quote makes the claim, and how.

        Raises ValidationError where it says so already, Conflict where the uid is another user's.
        """
        from .appearance import Appearance

        self.refuse_merged()
        appearance = Appearance.objects.record(self, quote, stance, by=by, uid=uid)
        self.read_kept()
        return appearance

    def add_evidence(
        self, source: Source, bearing: str, passages: Sequence[Place] = (), **details: Any
    ) -> Evidence:
        """Link what supports, refutes or explains the claim; see `Evidence.objects.record`."""
        from .evidence import Evidence

        self.refuse_merged()
        evidence = Evidence.objects.record(self, source, bearing, passages, **details)
        self.read_kept()
        return evidence

    @once_more_on_deadlock
    def publish(self, by: Any, reason: str = "published") -> None:
        """Let anybody read this claim with what is public of what hangs on it.

        Raises ValidationError where it is merged, or leans on evidence from a hidden source that
        is not confidential.
        """
        self.refuse_merged()
        if self.status == Status.WITHDRAWN:
            raise ValidationError("A withdrawn claim is not published.", code="withdrawn")
        leaning = self.evidence.leaning_on_hidden().select_related("source").first()
        if leaning:
            raise ValidationError(
                f"Its evidence “{leaning.source}” is not public: publish that source, or mark the "
                "evidence confidential.",
                code="hidden_evidence",
            )
        self._refuse_hidden_verdicts()
        with acting(by, reason):
            self.published_at = self.published_at or timezone.now()
            self.status = Status.PUBLISHED
            self.save(update_fields=["status", "published_at"])

    @once_more_on_deadlock
    def withdraw(self, reason: str, by: Any) -> None:
        """Take the claim back, for a reason that is kept; it is not deleted."""
        if not reason.strip():
            raise ValidationError({"withdrawn_reason": "Say why the claim is withdrawn."})
        with acting(by, reason):
            self.status, self.withdrawn_reason = Status.WITHDRAWN, reason
            self.save(update_fields=["status", "withdrawn_reason"])

    def set_aside(self, reason: str, by: Any) -> None:
        """Say why nobody needs to check this claim."""
        if not reason.strip():
            raise ValidationError({"set_aside_reason": "Say why the claim is set aside."})
        with acting(by, reason):
            self.set_aside_reason = reason
            self.save(update_fields=["set_aside_reason"])

    def take_up(self, reason: str, by: Any) -> None:
        """Say why the claim is to be checked after all; why it was set aside stays in its history.

        Raises ValidationError where no reason is given.
        """
        if not reason.strip():
            raise ValidationError({"set_aside_reason": "Say why the claim is taken up again."})
        with acting(by, reason):
            self.set_aside_reason = ""
            self.save(update_fields=["set_aside_reason"])

    def merge_into(self, survivor: Claim, by: Any, reason: str) -> Merge:
        """Say that this claim and the survivor are one; see `Merge.of`.

        Raises ValidationError, too, where a public survivor would lean on a hidden source or quote.
        """
        public = isinstance(survivor, Claim) and survivor.is_public
        leaning = self.evidence.leaning_on_hidden().select_related("source").first()
        if public and leaning:
            raise ValidationError(
                f"“{survivor}” is public, and the evidence “{leaning.source}” is not: publish that "
                "source, or mark the evidence confidential.",
                code="hidden_evidence",
            )
        if public:
            self._refuse_hidden_verdicts()
        return Merge.of(self, survivor, by, reason)

    def earliest_appearance(self) -> Appearance | None:
        """The chosen first appearance, else the one in the earliest quote."""
        if self.first_appearance_id:
            return self.first_appearance
        return self.appearances.order_by("quote__sort_key", "pk").first()

    def _refuse_hidden_verdicts(self) -> None:
        """Refuse what would make public a verdict on a quote that is not."""
        about = self.reviews.exclude(state="draft").leaning_on_hidden().first()
        if about:
            raise ValidationError(
                f"Its fact-check “{about}” is about a quote that is not public: publish that "
                "quote first.",
                code="hidden_quote",
            )

    def refuse_merged(self) -> None:
        if self.merged_into_id:
            raise ValidationError(
                f"This claim is now “{self.merged_into}”: take that one.", code="merged"
            )


class ClaimRelation(Record):
    """How one claim stands to another."""

    class Kind(models.TextChoices):
        CONTRADICTS = "contradicts"
        NARROWS = "narrows"
        PART_OF = "part_of", "part of"

    from_claim = models.ForeignKey(Claim, models.PROTECT, related_name="relations")
    to_claim = models.ForeignKey(Claim, models.PROTECT, related_name="related_by")
    kind = models.CharField(max_length=12, choices=Kind)

    objects = RelationQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["from_claim", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_claim", "to_claim", "kind"], name="claims_claimrelation_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_claim=models.F("to_claim")), name="claims_claimrelation_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_claim_id} {self.get_kind_display()} {self.to_claim_id}"
