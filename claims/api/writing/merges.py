"""Merging two records that are one, and taking them apart again."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.records import Conflict
from claimtrack.rest.bodies import Uid
from claimtrack.rest.columns import ReasonBody, sent
from claimtrack.rest.describing import a_body
from claimtrack.rest.describing_changes import changes
from claimtrack.rest.errors import Clash
from claimtrack.rest.views import NOT_FOUND, sees_everything
from claimtrack.rest.writing import Writing

from ...models import Merge
from ..rows.traces import survivor
from . import examples


@a_body("two that are one", examples.MERGE)
class MergeBody(ReasonBody):
    into = Uid(help_text="Of the record that stays.")


class Merged(Clash):
    """The record is another one by now, whose uid stands beside the error."""

    default_code = "merged"
    default_detail = "The record has been merged into another: change that one, see into."

    def __init__(self, into: Any) -> None:
        super().__init__()
        self.beside = {"into": str(into)}


def merging(answer: Any) -> Any:
    """Describes the merges of a list whose records are shown so."""
    return extend_schema_view(merge=changes(MergeBody, answer), unmerge=changes(ReasonBody, answer))


class Merging(Writing):
    """A list of records that can be merged; `needs` names `merge` and `unmerge`."""

    def found(self, request: Request, uid: uuid.UUID) -> Any:
        try:
            return super().found(request, uid)
        except NotFound:
            into = survivor(self.model, uid, sees_everything(request))
            if into is None:
                raise
            raise Merged(into) from None

    @action(detail=True, methods=["post"])
    def merge(self, request: Request, uid: uuid.UUID) -> Response:
        """Say that this record and another are one; the answer is the one that stays.

        What hangs on this one moves there, and its address answers 301 from then on.
        """
        given = sent(request, MergeBody)
        with self.changing(request, uid) as merged:
            into = self._named(request, given["into"])
            merged.merge_into(into, request.user, given["reason"])
        return self.shown(into.uid)

    @action(detail=True, methods=["post"])
    def unmerge(self, request: Request, uid: uuid.UUID) -> Response:
        """Take a merged record apart from the one that stayed, whose version If-Match names."""
        given = sent(request, ReasonBody)
        if survivor(self.model, uid, sees_everything(request)) is None:
            self.found(request, uid)
            raise Conflict("The record is not merged into another.", code="not_merged")
        merged = self.model.objects.select_related("merged_into").get(uid=uid)
        with self.guarded(request, merged.merged_into.uid, merged.merged_into):
            self._merge_of(merged).undo(request.user, given["reason"])
        return self.shown(uid)

    def _named(self, request: Request, uid: uuid.UUID) -> Any:
        try:
            return self.found(request, uid)
        except NotFound:
            raise ValidationError({"into": NOT_FOUND.replace("public ", "")}, "unknown") from None

    def _merge_of(self, merged: Any) -> Merge:
        label = self.model._meta.label_lower
        merges = Merge.objects.filter(model=label, merged_id=merged.pk, undone_at=None)
        merge: Merge | None = merges.order_by("-pk").first()
        if merge is None:
            raise ModelValidationError("No merge of it is left to undo.", code="undone")
        return merge
