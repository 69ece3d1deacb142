from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from claimtrack.db.acting import acting
from claimtrack.db.records import Conflict, Record
from claimtrack.db.refusals import sentence
from claimtrack.db.retrying import once_more_on_deadlock

LINKS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "claims.speaker": (
        ("claims.SpeakerName", "speaker", ("name",)),
        ("claims.Membership", "speaker", ()),
        ("claims.Membership", "organization", ()),
        ("claims.Attribution", "speaker", ("quote_id", "role")),
    ),
    "claims.claim": (
        ("claims.Appearance", "claim", ("quote_id",)),
        ("claims.Evidence", "claim", ("source_id", "revision_id", "bearing", "note", "passages")),
        ("claims.Review", "claim", ()),
        ("claims.ClaimTopic", "claim", ("topic_id",)),
        ("claims.ClaimRelation", "from_claim", ("to_claim_id", "kind")),
        ("claims.ClaimRelation", "to_claim", ("from_claim_id", "kind")),
    ),
}
"""What hangs on a record: model, the field that names the record, and what makes a row double."""

POINTERS = {
    "claims.attribution": (("claims.QuoteSpan", "attribution"),),
    "claims.appearance": (("claims.Review", "appearance"),),
    "claims.evidence": (("claims.ReviewEvidence", "evidence"),),
}
"""What points at a row that may be folded, and then points at the row that stays."""

PARTS = {"claims.evidence": (("claims.EvidenceSpan", "evidence"),)}
"""What goes with a row that is folded."""


class Merge(Record):
    """Two records were found to be one: what hung on the first now hangs on the survivor.

    Each moved row is logged, so that the merge can be undone.
    """

    model = models.TextField(help_text="As in claims.speaker.")
    merged_id = models.BigIntegerField()
    survivor_id = models.BigIntegerField()
    reason = models.TextField(blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["model", "merged_id"], name="claims_merge_of_record")]

    def __str__(self) -> str:
        return f"{self.model} {self.merged_id} into {self.survivor_id}"

    @classmethod
    @once_more_on_deadlock
    def of(cls, merged: Any, survivor: Any, by: Any, reason: str) -> Merge:
        """Merge one record into another of its kind, in one transaction.

        Rows that would say the same twice are folded into one. Raises ValidationError where one
        of the two is merged already, or both are one.
        """
        model = type(merged)
        if not isinstance(survivor, model):
            raise ValidationError("A merge takes two records of one kind.", code="kind")
        with acting(by, reason), transaction.atomic():
            keys = {merged.pk, survivor.pk}
            locked = model.objects.select_for_update().order_by("pk").in_bulk(keys)
            _refuse_unmergeable(locked.get(merged.pk), locked.get(survivor.pk))
            merge = cls.objects.create(
                model=model._meta.label_lower,
                merged_id=merged.pk,
                survivor_id=survivor.pk,
                reason=reason,
            )
            merge._carry_out(locked[merged.pk], locked[survivor.pk])
        for record in (merged, survivor):
            record.refresh_from_db()
        return merge

    def _carry_out(self, merged: Any, survivor: Any) -> None:
        for earlier in type(merged).objects.filter(merged_into=merged):
            self._move(earlier, merged_into_id=survivor.pk)
        if getattr(merged, "first_appearance_id", None):
            self._move(merged, first_appearance_id=None)
        self._move(merged, merged_into_id=survivor.pk)
        doubles: list[tuple[Any, Any]] = []
        for label, name, identity in LINKS[self.model]:
            doubles += self._move_links(label, name, identity, merged, survivor)
        for row, kept in doubles:
            self._fold(row, kept)

    def _move_links(
        self, label: str, name: str, identity: tuple[str, ...], merged: Any, survivor: Any
    ) -> list[tuple[Any, Any]]:
        model = apps.get_model(label)
        present = {
            _identity(row, identity): row for row in model.objects.filter(**{name: survivor})
        }
        doubles = []
        for row in model.objects.filter(**{name: merged}):
            double = present.get(_identity(row, identity)) if identity else None
            if double or _points_at_itself(row, name, survivor):
                doubles.append((row, double))
                if label == "claims.Appearance":
                    self._move_reviews(row, double, survivor)
            else:
                self._move(row, **{f"{name}_id": survivor.pk})
                present[_identity(row, identity)] = row
        return doubles

    def _move_reviews(self, appearance: Any, kept: Any, survivor: Any) -> None:
        """A review's claim and appearance move in one step: the database holds them together."""
        for review in apps.get_model("claims.Review").objects.filter(appearance=appearance):
            self._move(review, claim_id=survivor.pk, appearance_id=kept.pk)

    def _fold(self, row: Any, kept: Any) -> None:
        label = row._meta.label_lower
        for pointer, name in POINTERS.get(label, ()):
            for pointing in apps.get_model(pointer).objects.filter(**{name: row}):
                self._move(pointing, **{f"{name}_id": kept.pk})
        for part, name in PARTS.get(label, ()):
            for piece in apps.get_model(part).objects.filter(**{name: row}):
                self._log(piece, _values(piece))
                piece.delete()
        self._log(row, _values(row))
        row.delete()

    def _move(self, row: Any, **values: Any) -> None:
        self._log(row, {attname: getattr(row, attname) for attname in values}, values)
        for attname, value in values.items():
            setattr(row, attname, value)
        row.save(update_fields=[_field_name(row, attname) for attname in values])

    def _log(self, row: Any, before: dict[str, Any], after: dict[str, Any] | None = None) -> None:
        MergeMove.objects.create(
            merge=self,
            model=row._meta.label_lower,
            object_id=row.pk,
            before=before,
            after=after or {},
            folded=after is None,
        )

    @once_more_on_deadlock
    def undo(self, by: Any, reason: str = "unmerged") -> None:
        """Put every row that this merge moved back where it was.

        Raises Conflict where a moved row has been moved on or removed since, or where the
        survivor has been merged itself: that merge is undone first.
        """
        with acting(by, reason), transaction.atomic():
            merge = Merge.objects.select_for_update().get(pk=self.pk)
            if merge.undone_at:
                raise Conflict("This merge has been undone already.", code="undone")
            survivor = apps.get_model(self.model).objects.get(pk=self.survivor_id)
            if survivor.merged_into_id:
                raise Conflict(
                    f"{survivor} has itself been merged since: undo that merge first.", code="later"
                )
            for move in self.moves.order_by("-id"):
                move.take_back_or_conflict()
            self.undone_at, self.undone_by = timezone.now(), by
            self.save(update_fields=["undone_at", "undone_by"])


class MergeMove(Record):
    """One row that a merge moved, or folded into another, as it was before."""

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="moves")
    model = models.TextField()
    object_id = models.BigIntegerField()
    before = models.JSONField(encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)
    folded = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["model", "object_id"], name="claims_mergemove_of_row")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"

    def take_back_or_conflict(self) -> None:
        """Undo this one move. Raises Conflict where something has come to rest on it since."""
        try:
            with transaction.atomic():
                self.take_back()
        except IntegrityError as error:
            raise Conflict(
                f"The merge can no longer be undone as a whole: {sentence(error)}", code="changed"
            ) from error

    def take_back(self) -> None:
        """Undo this one move. Raises Conflict where the row is not where the merge left it."""
        model = apps.get_model(self.model)
        if self.folded:
            row = model(
                **{name: _python(model, name, value) for name, value in self.before.items()}
            )
            row.save(force_insert=True)
            return
        row = model.objects.filter(pk=self.object_id).first()
        if row is None or any(getattr(row, name) != value for name, value in self.after.items()):
            raise Conflict(
                f"{model._meta.verbose_name} {self.object_id} has changed since the merge: "
                "the merge can no longer be undone as a whole.",
                code="changed",
            )
        for attname, value in self.before.items():
            setattr(row, attname, value)
        row.save(update_fields=[_field_name(row, attname) for attname in self.before])


def _refuse_unmergeable(merged: Any, survivor: Any) -> None:
    if merged is None or survivor is None or merged.pk == survivor.pk:
        raise ValidationError("A merge takes two different records.", code="same")
    for record in (merged, survivor):
        if record.merged_into_id:
            raise Conflict(
                f"{record} has been merged into {record.merged_into}: take that one.", code="merged"
            )


def _identity(row: Any, names: tuple[str, ...]) -> Any:
    return tuple(getattr(row, name) for name in names) if names else row.pk


def _points_at_itself(row: Any, name: str, survivor: Any) -> bool:
    other = {"from_claim": "to_claim_id", "to_claim": "from_claim_id"}.get(name)
    return other is not None and getattr(row, other) == survivor.pk


def _values(row: Any) -> dict[str, Any]:
    kept = getattr(row, "kept", ())
    return {
        field.attname: _whole(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if not field.generated and field.name not in kept
    }


def _whole(value: Any) -> Any:
    """JSON's own encoder would cut a moment to milliseconds."""
    return value.isoformat() if isinstance(value, datetime) else value


def _python(model: Any, attname: str, value: Any) -> Any:
    field = next(field for field in model._meta.concrete_fields if field.attname == attname)
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _field_name(row: Any, attname: str) -> str:
    return next(field.name for field in row._meta.concrete_fields if field.attname == attname)
