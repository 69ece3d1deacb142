"""What quotes, claims and fact-checks have in common where they are written."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.records import Conflict
from claimtrack.db.retrying import once_more_on_deadlock
from claimtrack.rest.columns import sent
from claimtrack.rest.writing import StrictSerializer, Writing, reason_of


class Changing(Writing):
    """Records that are made from a body, and changed by functions."""

    body: ClassVar[type[StrictSerializer]]
    planned: ClassVar[Callable[[Mapping[str, Any]], Callable[[], Any]]]
    """Of what was sent, what records it. Raises what is wrong before anything is written."""

    def recorded(self, request: Request) -> Response:
        """Answer a create."""
        given = sent(request, self.body)
        return self.made_once(request, given.get("uid"), lambda: type(self).planned(given)())

    def changed(self, request: Request, uid: uuid.UUID, change: Callable[[Any], None]) -> Response:
        """Answer a change of the version that `If-Match` names."""
        self.carried_out(request, uid, change)
        return self.shown(uid)

    @once_more_on_deadlock
    def carried_out(self, request: Request, uid: uuid.UUID, change: Callable[[Any], None]) -> None:
        with self.changing(request, uid) as record:
            change(record)


def why(request: Request, otherwise: str = "published") -> str:
    """The reason that the request gives for an act, else the name of the act."""
    return reason_of(request) or otherwise


def published(record: Any, reason: str) -> None:
    """Let anybody read a record, once."""
    if "published" in (getattr(record, "status", ""), getattr(record, "state", "")):
        raise Conflict("It is published already.", code="already")
    record.publish(None, reason)


def withdrawn(record: Any, reason: str) -> None:
    """Take a record back, once."""
    if "withdrawn" in (getattr(record, "status", ""), getattr(record, "state", "")):
        raise ValidationError("It is withdrawn already.", code="withdrawn")
    record.withdraw(reason, None)
