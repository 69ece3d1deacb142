"""What every change through the API has in common: who, why, of which version, and once."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import ValidationError as ModelValidationError
from django.db import transaction
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claimtrack.db.acting import acting
from claimtrack.db.records import Conflict
from claimtrack.db.rows import Row

from .access import AsDeclared, Need
from .views import NOT_FOUND, RecordViewSet, sees_everything

MOST_REASON = 1_000
"""So many characters may a reason have."""
_VERSION = re.compile(r'"([0-9]{1,18})"|([0-9]{1,18})')


class VersionRequired(APIException):
    status_code = 428
    default_code = "version_required"
    default_detail = 'Name the version that you change, as the record gives it: If-Match: "3".'


class Stale(APIException):
    """Somebody else was first; beside the error stands the record as it is now."""

    status_code = 412
    default_code = "stale"

    def __init__(self, detail: str, current: Row | None) -> None:
        super().__init__(detail)
        self.beside = {"current": current}


class StrictSerializer(serializers.Serializer[Any]):
    """Takes the fields that it names and no other."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            unknown = sorted(set(map(str, data)) - set(self._takes()))
            if unknown:
                known = ", ".join(self._takes())
                raise ValidationError(
                    {name[:80]: [f"Unknown: known are {known}."] for name in unknown}, "unknown"
                )
        root = self.root
        if root is self or not getattr(root, "partial", False):
            return super().to_internal_value(data)
        root.partial = False  # a change leaves out fields of the record, not of what hangs on it
        try:
            return super().to_internal_value(data)
        finally:
            root.partial = True

    def _takes(self) -> list[str]:
        return [name for name, field in self.fields.items() if not field.read_only]


def reason_of(request: Request) -> str:
    """Why something is changed, as X-Change-Reason says it, in UTF-8."""
    sent = request.headers.get("X-Change-Reason", "").strip()
    try:
        reason = sent.encode("latin-1").decode()
    except UnicodeError:
        raise ValidationError({"X-Change-Reason": "It is not in UTF-8."}) from None
    if len(reason) > MOST_REASON:
        raise ValidationError(
            {"X-Change-Reason": f"It has {len(reason):,} characters: {MOST_REASON:,} at most."}
        )
    return reason


def version_named(request: Request) -> int:
    """The version that a change names by If-Match. Raises 428 where it names none."""
    sent = request.headers.get("If-Match", "").strip()
    if not sent:
        raise VersionRequired
    match = _VERSION.fullmatch(sent)
    if match is None:
        raise ValidationError({"If-Match": 'It is no version: send the record\'s, as in "3".'})
    return int(match[1] or match[2])


class Writing(RecordViewSet):
    """A list and its records, which those who may can change."""

    model: ClassVar[Any]
    needs: ClassVar[Mapping[str, Need]]
    of_public: ClassVar[Need | None] = None
    """What it takes, beside an action's own need, to change a record that is public already."""
    of_the_desk: ClassVar[Collection[str]] = ()
    """Actions that change nothing outsiders read, and stay open on what is public."""
    permission_classes = [AsDeclared]
    http_method_names = ["get", "head", "options", "post", "patch", "delete"]

    def found(self, request: Request, uid: uuid.UUID) -> Any:
        """The record of this uid, where whoever asks may see it. Raises 404 otherwise."""
        record = type(self).records(sees_everything(request)).filter(uid=uid).first()
        if record is None:
            raise NotFound(NOT_FOUND)
        return record

    def made_once(
        self, request: Request, uid: uuid.UUID | None, make: Callable[[], Any]
    ) -> Response:
        """Answer a create: 201, or 200 with the record that this user made under this uid before.

        `make` is given to the one function that records such a thing, with the uid.
        """
        made: list[Any] = []

        def making() -> Any:
            # Asked again where SQLite lets nobody else write any more: of several that are sent at
            # once, one has made it.
            known = self.model.objects.existing(uid, request.user)
            if not known:
                made.append(make())
            return known or made[-1]

        with acting(request.user, reason_of(request)):
            record = self.model.objects.once(uid, request.user, making)
        return self.shown(record.uid, 201 if record in made else 200)

    @contextmanager
    def changing(self, request: Request, uid: uuid.UUID) -> Iterator[Any]:
        """The record, open to be changed by whoever saw the version that If-Match names.

        All that is done within is stored, or nothing. Raises Stale (412) with the record as it
        stands, where that is another version by now.
        """
        record = self.found(request, uid)
        with self.guarded(request, uid, record):
            yield record

    @contextmanager
    def guarded(self, request: Request, uid: uuid.UUID, record: Any) -> Iterator[None]:
        version = version_named(request)
        self.refuse_public(request, record)
        try:
            with acting(request.user, reason_of(request)), transaction.atomic():
                self.lock(record, version)
                record.refresh_from_db()
                yield
        except ModelValidationError as error:
            if not isinstance(error, Conflict) or error.code != "stale":
                raise
            raise Stale(error.messages[0], self.one(uid, full=True)) from error

    def lock(self, record: Any, version: int) -> None:
        """Open a change by somebody who saw this version. Raises Conflict where it is past."""
        type(record).objects.lock_version(record.pk, version)

    def refuse_public(self, request: Request, record: Any) -> None:
        """Raise PermissionDenied for a public record that whoever asks may not change.

        What takes the scope edit has a permission of its own for what it does to the public.
        """
        open_still = self.action in self.of_the_desk or self.needs[self.action].scope == "edit"
        if self.of_public is None or open_still:
            return
        refusal = self.of_public.refusal(request)
        if refusal and type(self).records(False).filter(pk=record.pk).exists():
            raise PermissionDenied(f"The record is public. {refusal}")

    def shown(self, uid: uuid.UUID, status: int = 200) -> Response:
        """The record as it stands now, with its address."""
        address = reverse(f"{self.basename}-detail", [uid], request=self.request)
        return Response(self.one(uid, full=True), status, headers={"Location": address})
