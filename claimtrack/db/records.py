"""What every record has: an id for others, who made it and when, columns the database keeps."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction
from django.db.models.signals import class_prepared
from django.dispatch import receiver
from django.utils import timezone

from .acting import acting_user_pk
from .compiled import Slot, Statement
from .fields import PartialDateField
from .given import refuse_blank, refuse_unstorable
from .history import history_model, keep_history
from .inserting import insert_rows


class Conflict(ValidationError):
    """Somebody else was first: the record has changed, or its uid is another user's."""


class RecordQuerySet(models.QuerySet[Any]):
    """Bulk writes that leave a history and never touch what the database keeps."""

    def existing(self, uid: uuid.UUID | None, by: Any) -> Any:
        """The record that this user made under this uid, or None.

        Raises Conflict where the uid names a record of another user.
        """
        record = self.filter(uid=uid).first() if uid else None
        if record and record.created_by_id != (by.pk if by else None):
            raise Conflict(f"uid {uid} is taken by another record: bring a new one.", code="taken")
        return record

    def once(self, uid: uuid.UUID | None, by: Any, make: Callable[[], Any]) -> Any:
        """The record that this user made under this uid, else what `make` makes, whole or not.

        Raises Conflict where the uid names a record of another user, made meanwhile maybe.
        """
        present = self.existing(uid, by)
        if present:
            return present
        try:
            with transaction.atomic():
                return make()
        except (IntegrityError, ValidationError):
            # Somebody else was first: with this uid, or with something that is there once only.
            present = self.existing(uid, by)
            if present is None:
                raise
            return present

    def refuse_imported_twice(self, record: Any) -> None:
        """Raise Conflict where another record has this one's id of the same origin."""
        if record.external_id is None:
            return
        same = self.filter(origin=record.origin, external_id=record.external_id)
        if same.exclude(pk=record.pk).exists():
            raise Conflict(
                f"external_id {record.external_id} of “{record.origin}” is here already.",
                code="imported",
            )

    def lock_version(self, pk: int, version: int) -> None:
        """Open a change of a record, or of its parts, made by somebody who saw this version.

        The first statement of such a change. Raises Conflict where the record is gone past it.
        """
        rows = super().filter(pk=pk, version=version)
        if not rows._update([(self.model._meta.get_field("version"), None, version + 1)]):
            self.refuse_stale(version)

    def refuse_stale(self, version: int) -> None:
        """Raise Conflict for a change of a record that is gone past the version it names."""
        name = self.model._meta.verbose_name
        raise Conflict(
            f"This {name} is no longer at version {version}: read it again, then change it.",
            code="stale",
        )

    def update(self, **values: Any) -> int:
        self._refuse_kept(values)
        refuse_unstorable(values)
        values |= _days_of(self.model, values)
        if history_model(self.model) is None:
            return super().update(**values)
        with transaction.atomic(using=self.db):
            keys = list(self.select_for_update(of=("self",)).values_list("pk", flat=True))
            chosen = self.model._base_manager.using(self.db).filter(pk__in=keys)
            rows = models.QuerySet.update(chosen, **values)
            keep_history(self.model, keys, "~", self.db)
        return rows

    update.alters_data = True

    def bulk_create(  # type: ignore[override]
        self, objs: Iterable[Any], batch_size: int | None = None, **options: Any
    ) -> list[Any]:
        """As Django's, with their history; the batches are as large as the database takes them."""
        if any(options.values()):
            raise NotImplementedError("A record is never replaced or skipped: no upserts here.")
        records = list(objs)
        with transaction.atomic(using=self.db, savepoint=False):
            self.insert(records)
            _read_kept(self.model, records, self.db)
        return records

    def insert(self, records: Sequence[Any]) -> None:
        """Insert these with their history; what the database keeps of them is not read back."""
        if not records:
            return
        for record in records:
            refuse_unstorable(vars(record))
        with transaction.atomic(using=self.db, savepoint=False):
            insert_rows(self.model, records, self.db)
            if history_model(self.model):
                keep_history(self.model, [record.pk for record in records], "+", self.db)

    def _refuse_kept(self, names: Collection[str]) -> None:
        kept = sorted(set(names) & set(self.model.kept))
        if kept:
            raise ValueError(f"{', '.join(kept)}: kept by the database, never written by hand.")


class Record(models.Model):
    """A row that people make and others refer to.

    `kept` names the columns that the database alone writes: they stay out of save() and are read
    back after it.
    """

    kept: ClassVar[tuple[str, ...]] = ()

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        default=acting_user_pk,
        on_delete=models.PROTECT,
        related_name="+",
    )

    if TYPE_CHECKING:  # the plugin would take every record for this abstract one
        objects: ClassVar[Any]
    else:
        objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        refuse_unstorable(vars(self))
        if self.kept and not self._state.adding and not kwargs.get("force_insert"):
            wanted = self._written if update_fields is None else update_fields
            update_fields = [name for name in wanted if name not in self.kept]
        if update_fields is not None:
            update_fields = [*update_fields, *_days_of(type(self), update_fields)]
        super().save(*args, update_fields=update_fields, **kwargs)
        if self.kept:
            self.read_kept(kwargs.get("using"))

    def insert(self) -> None:
        """Insert it, and leave what the database keeps to be read once its parts are laid too."""
        type(self).objects.insert([self])

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        refuse_unstorable({k: v for k, v in vars(self).items() if k not in (exclude or ())})
        # Nobody types in who acts: to look that up for each record would be for nothing.
        super().clean_fields({*(exclude or ()), "created_by"})
        refuse_blank(self, exclude or ())

    def read_kept(self, using: str | None = None) -> Self:
        """Read back what the database keeps."""
        _read_kept(type(self), [self], using or self._state.db or DEFAULT_DB_ALIAS)
        return self

    @property
    def _written(self) -> list[str]:
        deferred = self.get_deferred_fields()
        return [
            field.name
            for field in self._meta.concrete_fields
            if not (field.primary_key or field.generated or field.attname in deferred)
        ]


def _read_kept(model: type[Record], records: Sequence[Record], using: str) -> None:
    """Read back what the database keeps of these. Raises DoesNotExist where one is gone."""
    if not (model.kept and records):
        return
    rows = _kept(model, using).rows({"keys": [record.pk for record in records]})
    found = {row.pop("pk"): row for row in rows}
    for record in records:
        if record.pk not in found:
            raise model.DoesNotExist(f"{model._meta.verbose_name} {record.pk} is gone.")
        for attname, value in found[record.pk].items():
            setattr(record, attname, value)


@cache
def _kept(model: type[Record], using: str) -> Statement:
    attnames = [model._meta.get_field(name).attname for name in model.kept]
    rows = model._base_manager.using(using).filter(pk__any=Slot("keys"))
    return Statement(rows.values("pk", *attnames), using)


def _days_of(model: type[models.Model], written: Iterable[str]) -> dict[str, Any]:
    """The columns beside the partial dates among these, with the days that are given there."""
    beside: dict[str, Any] = {}
    for name in written:
        item = model._meta.get_field(name)
        if isinstance(item, PartialDateField):
            given = written[name] if isinstance(written, dict) else ""
            covered = item.covered(given)
            beside |= {f"{name}_first": covered.first, f"{name}_last": covered.last}
    return beside


@receiver(class_prepared)
def _check_choices(sender: type[models.Model], **_: Any) -> None:
    """Give each column with choices a CHECK, so that raw SQL cannot write another word."""
    if not issubclass(sender, Record) or sender._meta.abstract:
        return
    meta = sender._meta
    for item in meta.local_concrete_fields:
        if item.choices:
            allowed = [value for value, _ in item.flatchoices] + ([""] if item.blank else [])
            check = models.CheckConstraint(
                condition=models.Q(**{f"{item.name}__in": allowed}),
                name=f"{meta.db_table}_{item.name}_known",
            )
            meta.constraints = [*meta.constraints, check]
    meta.original_attrs["constraints"] = meta.constraints


class Imported(models.Model):
    """A record that may have come from elsewhere, under the id that it has there."""

    origin = models.TextField(blank=True, default="", help_text="Where it was imported from.")
    external_id = models.TextField(  # noqa: DJ001 (NULL, for there are many records without one)
        null=True, blank=True, help_text="Its id there; nothing else from there has it."
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "external_id"], name="%(app_label)s_%(class)s_imported_once"
            )
        ]

    def clean(self) -> None:
        super().clean()
        self.external_id = self.external_id or None
