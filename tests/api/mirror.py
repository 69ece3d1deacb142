"""A copy of a list, kept by following what has changed in it."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client

from claimtrack.db.models import Change

JOURNALED = (
    *("sources", "revisions", "publishers", "speakers", "quotes", "claims", "reviews"),
    *("topics", "rating_scales"),
)
"""Every list."""
PATIENCE = 180  # seconds


class Mirror:
    """A copy of one list, kept by following `next` alone."""

    def __init__(self, client: Client, name: str, start: str = "0", limit: int = 7) -> None:
        self.client, self.list = client, f"/api/{name}/"
        self.next = f"{self.list}?changed_since={start}&limit={limit}"
        self.records: dict[str, Any] = {}

    def follow(self) -> None:
        """Go on to the end of the journal as it is now."""
        more = True
        while more:
            answer = self.client.get(self.next)
            assert answer.status_code == 200, answer.json()
            page = answer.json()
            self.take(page["changes"])
            self.next, more = page["next"], page["more"]

    def take(self, changes: list[Any]) -> None:
        uids = [change["uid"] for change in changes]
        assert len(uids) == len(set(uids))
        for change in changes:
            if change["change"] == "changed":
                self.records[change["uid"]] = change["record"]
            else:
                assert change["record"] is None
                self.records.pop(change["uid"], None)

    def whole(self) -> dict[str, Any]:
        """The list itself."""
        page, found = {"next": f"{self.list}?limit=500"}, {}
        while page["next"]:
            page = self.client.get(page["next"]).json()
            found |= {row["uid"]: row for row in page["results"]}
        return found


IN_OTHER_LISTS = {"reviews", "memberships", "within", "publisher", "reviewer", "scale"}
"""What is told of it in lists of its own, or is made of other records."""


def told(part: Any, depth: int = 0) -> Any:
    """What a list tells of a record; of another record in it, that it is there."""
    if isinstance(part, list):
        return [told(item, depth + 1) for item in part]
    if not isinstance(part, dict):
        return part
    if (depth and {"uid", "kind"} <= set(part)) or set(part) == {"uid", "name"}:
        return part["uid"]
    return {
        name: told(value, depth + 1) for name, value in part.items() if name not in IN_OTHER_LISTS
    }


def wait_until_served() -> None:
    """What is open elsewhere in the cluster holds the journal back for a while."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if Change.objects.served().count() == Change.objects.count():
            return
        time.sleep(0.02)
    raise AssertionError("the journal is held back")


def of(client: Client, name: str, uid: Any, since: Any = "0") -> list[Any]:
    """The changes of one record."""
    wait_until_served()
    page = client.get(f"/api/{name}/?changed_since={since}&limit=500").json()
    return [change for change in page["changes"] if change["uid"] == str(uid)]
