"""The journal: one row for each change that mirrors must hear of, written by triggers alone.

Beside it the stamp, by which readers tell whether anything has changed at all.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import RawSQL

BELOW_EVERY_OPEN_TRANSACTION = (
    "(db_change.era < (SELECT max(number) FROM db_era)"
    " OR db_change.xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
)


EVER_PUBLIC = models.Q(was_public=True) | models.Q(is_public=True)


class Era(models.Model):
    """A stretch of the journal in one database cluster; a restore into another begins the next.

    Transaction numbers are only comparable within an era.
    """

    number = models.BigIntegerField(primary_key=True)
    system_identifier = models.TextField(help_text="Of the PostgreSQL cluster; empty on SQLite.")

    class Meta:
        verbose_name = "era of the journal"
        verbose_name_plural = "eras of the journal"

    def __str__(self) -> str:
        return f"era {self.number}"

    @classmethod
    def open_for(cls, using: str = DEFAULT_DB_ALIAS) -> None:
        """Begin an era where the journal stands in another cluster than its last one."""
        here = _system_identifier(using)
        last = cls.objects.using(using).order_by("number").last()
        if last is None or last.system_identifier != here:
            number = last.number + 1 if last else 1
            cls.objects.using(using).get_or_create(
                number=number, defaults={"system_identifier": here}
            )


def _system_identifier(using: str) -> str:
    if connections[using].vendor != "postgresql":
        return ""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT system_identifier::text FROM pg_control_system()")
        return str(cursor.fetchone()[0])


class ChangeQuerySet(models.QuerySet):
    """What a mirror may be served, in the order in which it may rely on it."""

    def served(self) -> ChangeQuerySet:
        """Only changes that no late commit can still get in front of, in their final order."""
        rows = self.order_by("era", "xid", "seq")
        if connections[self.db].vendor != "postgresql":
            return rows
        return rows.filter(RawSQL(BELOW_EVERY_OPEN_TRANSACTION, [], models.BooleanField()))

    def public(self) -> ChangeQuerySet:
        """Only changes of what is or was public: the rest does not exist for the public."""
        return self.filter(EVER_PUBLIC)

    def beginning_at(self, era: Any, xid: Any, seq: Any) -> Any:
        """What comes after a place in the journal, and the change at that place."""
        place = "(db_change.era, db_change.xid, db_change.seq) >= (%s, %s, %s)"
        return self.extra(where=[place], params=[era, xid, seq])

    def of_once_public(self, model: type[models.Model]) -> models.Exists:
        """For the outer query's record of this model: it is public, or was."""
        label = model._meta.label_lower
        return models.Exists(self.public().filter(model=label, object_id=models.OuterRef("pk")))


class Change(models.Model):
    """A record was made or changed; `changed_since` walks these rows."""

    seq = models.BigAutoField(primary_key=True)
    era = models.BigIntegerField()
    xid = models.BigIntegerField(help_text="PostgreSQL's transaction number; 0 on SQLite.")
    at = models.DateTimeField()
    model = models.TextField(help_text="The changed record's model, as in claims.quote.")
    object_id = models.BigIntegerField()
    was_public = models.BooleanField()
    is_public = models.BooleanField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["model", "era", "xid", "seq"], name="db_change_of_model"),
            models.Index(
                fields=["model", "era", "xid", "seq"],
                condition=EVER_PUBLIC,
                name="db_change_public",
            ),
            models.Index(fields=["model", "object_id", "seq"], name="db_change_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}: {self.model} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        raise TypeError("The journal is written by the database alone.")


class Stamp(models.Model):
    """SQLite: one row, which triggers roll anew at each write of any table that the API shows.

    Random, and no counter: after a restore a counter would come by the same numbers again.
    """

    value = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.value

    @classmethod
    def roll(cls, using: str = DEFAULT_DB_ALIAS) -> None:
        """Roll it by hand; make the row where there is none. PostgreSQL needs none."""
        if connections[using].vendor != "sqlite":
            return
        with connections[using].cursor() as cursor:
            cursor.execute(ROLL)
            if not cursor.rowcount:
                cursor.execute(f"INSERT INTO db_stamp (id, value) VALUES (1, {ROLLED})")


ROLLED = "lower(hex(randomblob(16)))"
ROLL = f"UPDATE db_stamp SET value = {ROLLED}"
