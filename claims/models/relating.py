from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from claimtrack.db.records import RecordQuerySet
from claimtrack.db.refusals import of_field


class RelationQuerySet(RecordQuerySet):
    """How records of one kind stand to each other."""

    def lay(self, record: Any, wanted: Iterable[tuple[str, Any]]) -> None:
        """Let a record stand so to others, each as (kind, the other), and in no other way.

        Raises ValidationError for a relation to itself.
        """
        start, end = (f"{side}_{record._meta.model_name}" for side in ("from", "to"))
        left = {(kind, other.pk): other for kind, other in wanted}
        if any(other.pk == record.pk for other in left.values()):
            raise of_field("relations", "It is not related to itself: name another.", "itself")
        with transaction.atomic(savepoint=False):
            for row in self.filter(**{start: record}):
                if left.pop((row.kind, getattr(row, f"{end}_id")), None) is None:
                    row.delete()
            for (kind, _key), other in left.items():
                relation = self.model(**{start: record, end: other}, kind=kind)
                relation.clean_fields(exclude=[start, end])
                relation.save(force_insert=True)
