"""How many requests one client may send: counted in each process, without a lock or a database."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from claimtrack.accounts.addresses import client_address

WINDOW = 60  # seconds
MOST_CLIENTS = 100_000
"""So many are told apart within a window; whoever comes after them is counted with the others."""


class TooMany(APIException):
    """Refused for now; `wait` says for how many seconds."""

    status_code = 429
    default_code = "throttled"

    def __init__(self, detail: str, wait: int) -> None:
        super().__init__(detail)
        self.wait = wait


class Counter:
    """How often each client has come since the window began.

    Threads may lose a count to each other now and then: less than what a lock would cost.
    """

    def __init__(self) -> None:
        self.window = 0
        self.counts: dict[str, int] = {}

    def add(self, client: str, window: int) -> int:
        """Count one more, and give how many there have been in this window."""
        if window != self.window:
            self.window, self.counts = window, {}
        counts = self.counts
        if client not in counts and len(counts) >= MOST_CLIENTS:
            client = ""
        counts[client] = count = counts.get(client, 0) + 1
        return count


counter = Counter()


class RequestThrottle(BaseThrottle):
    """REQUESTS_PER_MINUTE, of which each process allows its share; by user, or by address."""

    def allow_request(self, request: Request, view: Any) -> bool:
        """Count it. Raises TooMany (429) beyond the limit."""
        most = settings.REQUESTS_PER_MINUTE
        if not most:
            return True
        now = time.time()
        share = max(1, most // settings.WORKERS)
        if counter.add(_client(request), int(now // WINDOW)) > share:
            wait = WINDOW - int(now % WINDOW)
            raise TooMany(f"Too many requests: send the next one in {wait} seconds.", wait)
        return True


def _client(request: Request) -> str:
    pk = request.user.pk if request.user else None
    return f"user {pk}" if pk else client_address(request)
