"""Lists of small records that have no version of their own: how often each was written is it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from drf_spectacular.utils import extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.written import lock_written

from .columns import sent, write
from .describing_changes import changes, creates
from .writing import StrictSerializer, Writing


class Counted(Writing):
    """A list whose records are shown with `version`, an expression that counts it."""

    version: ClassVar[Any]
    body: ClassVar[type[StrictSerializer]]
    new_body: ClassVar[type[StrictSerializer]]
    """The same, and an uid."""

    def lock(self, record: Any, version: int) -> None:
        lock_written(record, type(self).version, version)

    def write(self, record: Any, values: Mapping[str, Any]) -> None:
        """Write what was sent into a record, new or not."""
        write(record, values)

    def create(self, request: Request) -> Response:
        values = sent(request, self.new_body)
        uid = values.pop("uid", None)

        def make() -> Any:
            record = self.model(**({"uid": uid} if uid else {}))
            self.write(record, values)
            return record

        return self.made_once(request, uid, make)

    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        values = sent(request, self.body, partial=True)
        with self.changing(request, uid) as record:
            self.write(record, values)
        return self.shown(uid)


View = TypeVar("View", bound=type[Counted])


def described(what: str) -> Callable[[View], View]:
    """Describes how such records are recorded and changed; `what` one of them is called."""

    def describe(view: View) -> View:
        answer: Any = view.serializer_class  # type: ignore[misc]
        change = f"Change {what}; what is not sent stays as it is."
        both = extend_schema_view(
            create=creates(view.new_body, answer, description=f"Record {what}."),
            partial_update=changes(view.body, answer, description=change),
        )
        told: View = both(view)
        return told

    return describe
