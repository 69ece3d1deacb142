"""Lists of small records that have no version of their own: how often each was written is it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.written import lock_written

from .columns import sent, write
from .writing import StrictSerializer, Writing


class Counted(Writing):
    """A list whose records are shown with `version`, an expression that counts it."""

    version: ClassVar[Any]

    def lock(self, record: Any, version: int) -> None:
        lock_written(record, type(self).version, version)

    def write(self, record: Any, values: Mapping[str, Any]) -> None:
        """Write what was sent into a record, new or not."""
        write(record, values)

    def made(self, request: Request, body: type[StrictSerializer]) -> Response:
        """Answer a create."""
        values = sent(request, body)
        uid = values.pop("uid", None)

        def make() -> Any:
            record = self.model(**({"uid": uid} if uid else {}))
            self.write(record, values)
            return record

        return self.made_once(request, uid, make)

    def changed(self, request: Request, uid: uuid.UUID, body: type[StrictSerializer]) -> Response:
        """Answer a change; what is not sent stays as it is."""
        values = sent(request, body, partial=True)
        with self.changing(request, uid) as record:
            self.write(record, values)
        return self.shown(uid)
