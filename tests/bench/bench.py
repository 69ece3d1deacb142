"""What every measure needs: the applications side by side, the meter, and places in the record."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import Any

import orjson
from django.db import connection

from .limit.bare import Bare
from .timing import Act, Meter, rates

PAGE = 50
ENVIRON = {
    "REQUEST_METHOD": "GET",
    "SCRIPT_NAME": "",
    "SERVER_NAME": "localhost",
    "SERVER_PORT": "80",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "localhost",
    "REMOTE_ADDR": "127.0.0.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}


@dataclass
class Figure:
    """One line: how often a second of work does it, in each of the ways."""

    name: str
    ours: float
    plain: float | None = None
    limit: float | None = None
    notes: dict[str, Any] = field(default_factory=dict)


class Skipped(Exception):
    """What is to be measured is not there."""


@dataclass
class Answer:
    """What a WSGI application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return orjson.loads(self.body)

    @property
    def uids(self) -> list[str]:
        return [item["uid"] for item in self.json["results"]]


class Client:
    """Calls a WSGI application in this process, as a server would."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def stream(self, path: str, query: str = "", **headers: str) -> tuple[list[Any], Any]:
        """Call it; gives what it said of the answer, and the answer's parts."""
        said: list[Any] = []
        environ = {**ENVIRON, "PATH_INFO": path, "QUERY_STRING": query, **headers}
        environ["wsgi.input"] = environ["wsgi.errors"] = io.BytesIO()
        parts = self.application(environ, lambda *line: said.extend(line))
        return said, parts

    def __call__(self, path: str, query: str = "", **headers: str) -> Answer:
        said, parts = self.stream(path, query, **headers)
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return Answer(int(said[0][:3]), {k.lower(): v for k, v in said[1]}, body)

    def ok(self, path: str, query: str = "", **headers: str) -> Answer:
        answer = self(path, query, **headers)
        assert answer.status == 200, (path, query, answer.status, answer.body[:300])
        return answer


class Bench:
    """The record at hand, and the ways to ask it."""

    def __init__(self, pace: float) -> None:
        from claimtrack.wsgi import application

        self.pace, self.vendor = pace, connection.vendor
        self.client, self.bare, self.rng = Client(application), Bare(), Random(7)
        connection.ensure_connection()
        backends = []
        if self.vendor == "postgresql":
            backends = [connection.connection.info.backend_pid, self.bare.backend]
        self.meter = Meter(*backends)

    def rates(self, seconds: float, **acts: Act) -> dict[str, float]:
        return rates(acts, self.meter, seconds * self.pace)

    def each(self, act: Callable[..., object], inputs: Iterable[tuple[Any, ...]]) -> Act:
        """An act that takes the next of these inputs each time."""
        ahead: Iterator[tuple[Any, ...]] = cycle(list(inputs))
        return lambda: act(*next(ahead))

    def column(self, sql: str) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [value for (value,) in cursor.fetchall()]
