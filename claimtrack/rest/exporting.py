"""A whole list as one stream, a record a line.

It is read by the list's own statements, a batch at a time, from where the last one ended: no
transaction stays open, and no more than a batch is in memory. A stream keeps a thread of the server
busy for as long as its client reads, so a process lets only a few run at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request

from claimtrack.db.rows import Row

from .changes import place_now
from .conditional import Conditional
from .describing import Schema
from .documentation import JSONBeside
from .filters import DeclaredFilters
from .finding import key_of, listing
from .rendering import JSONRenderer, to_json
from .throttling import TooMany
from .views import RecordViewSet, sees_everything

BATCH = 200
"""So many records are read at a time."""
MOST_AT_ONCE = 2
"""So many exports run in a process; the threads beyond that are for everybody else."""
WAIT = 30  # seconds
FULL = f"As many exports run as there may: ask again in {WAIT} seconds."
HEADER = "X-Changed-Since"


class Running:
    """How many exports run in this process: counted while they are read."""

    def __init__(self) -> None:
        self.number, self.lock = 0, threading.Lock()

    @contextmanager
    def one_more(self) -> Iterator[None]:
        with self.lock:
            self.number += 1
        try:
            yield
        finally:
            with self.lock:
                self.number -= 1


running = Running()


class JSONLines(JSONRenderer):
    """Names the form; the lines are written by the view."""

    media_type = "application/jsonl"
    format = "jsonl"


class ExportSchema(Schema):
    """Of an export: it takes the filters of its list."""

    def _get_filter_parameters(self) -> Any:
        view: Any = self.view
        return DeclaredFilters().get_schema_operation_parameters(view.listed)


class ExportView(Conditional, JSONBeside):
    """All of a list that whoever asks may see, in its order, each line as in the list."""

    listed: ClassVar[type[RecordViewSet]]
    renderer_classes = [JSONLines]
    schema = ExportSchema()

    def get(self, request: Request) -> HttpResponseBase:
        asked, full = self.listed.filters.read(request.query_params), sees_everything(request)
        if running.number >= MOST_AT_ONCE:
            raise TooMany(FULL, WAIT)
        # Before the first record is read.
        headers = {HEADER: str(place_now(self.listed, full))}
        if request.method == "HEAD":
            return HttpResponse(b"", content_type=JSONLines.media_type, headers=headers)
        lines = exported(self.listed, asked, full)
        return StreamingHttpResponse(lines, content_type=JSONLines.media_type, headers=headers)


def exported(view: type[RecordViewSet], asked: Row, full: bool) -> Iterator[bytes]:
    """A list, batch by batch, each record as a line of JSON."""
    shape, key = view.filters.shape(asked), key_of(view)
    values, direction = {**asked, "cursor": None}, ""
    with running.one_more():
        while True:
            rows = listing(connection.vendor, view, shape, direction, full).rows(values, BATCH)
            if not rows:
                return
            is_last = len(rows) < BATCH
            values["cursor"], direction = rows[-1][key], "lt"
            yield b"".join([to_json(row) + b"\n" for row in view.dressed(rows, full)])
            if is_last:
                return


def export_of(name: str, record: Any) -> Callable[[type[ExportView]], type[ExportView]]:
    """Describe an export of these records."""
    described = extend_schema(
        operation_id=f"export_{name}",
        tags=["export"],
        description=f"All {name} that you may see, each on a line of its own, as the list has it.",
        responses={(200, JSONLines.media_type): record},
        parameters=[
            OpenApiParameter(
                HEADER,
                str,
                OpenApiParameter.HEADER,
                description="Where changed_since= goes on from this export.",
                response=[200],
            )
        ],
    )
    decorated: Callable[[type[ExportView]], type[ExportView]] = extend_schema_view(get=described)
    return decorated
