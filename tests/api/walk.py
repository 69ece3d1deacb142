"""Every address under /api/, with what answers each method there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

from claimtrack.accounts.roles import ROLES
from claimtrack.rest.access import ANYBODY, Need

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
COLUMNS = ("anonymous", "no role", *ROLES)
NOBODY_S = "00000000-0000-4000-8000-000000000000"
FILLING = {"uuid": NOBODY_S, "str": "none", "int": "1"}


@dataclass(frozen=True)
class Endpoint:
    """An address as the URL conf has it, and its view."""

    route: str
    view: type[Any]
    actions: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", self.route)

    def path(self, uid: str = NOBODY_S) -> str:
        """The address with something in each gap."""
        filling = FILLING | {"uuid": uid}
        return "/" + re.sub(r"<(\w+):\w+>", lambda gap: filling[gap[1]], self.route)

    def acts(self) -> dict[str, Need | None]:
        """What each method takes; None for what anybody may read."""
        needs = getattr(self.view, "needs", {})
        return {method: needs.get(action) for method, action in self.actions}


def endpoints() -> list[Endpoint]:
    """All of them, by address."""
    found = [_endpoint(route, view) for route, view in _walk(get_resolver().url_patterns)]
    return sorted(found, key=str)


def _walk(patterns: list[Any], base: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        route = base + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif route.startswith("api/"):
            yield route, pattern.callback


def _endpoint(route: str, callback: Any) -> Endpoint:
    actions = getattr(callback, "actions", None) or {
        method.lower(): method.lower()
        for method in METHODS
        if hasattr(callback.cls, method.lower())
    }
    upper = {method.upper(): action for method, action in actions.items()}
    acts = tuple((method, upper[method]) for method in METHODS if method in upper)
    return Endpoint(route, callback.cls, acts)


def narrowest_scope(need: Need | None, column: str) -> str:
    """What stands in the table: the scope that a token of such a user needs, – where none does."""
    if column == "anonymous":
        return "yes" if need is None or need is ANYBODY else "–"
    if need is None or need is ANYBODY:
        return "read"
    allowed = {f"{app}.{name}" for app, name in ROLES.get(column, ())}
    return need.scope if not need.permission or need.permission in allowed else "–"


def table() -> dict[str, tuple[str, ...]]:
    """Who may do what, as the views declare it."""
    return {
        f"{method} {endpoint}": tuple(narrowest_scope(need, column) for column in COLUMNS)
        for endpoint in endpoints()
        for method, need in endpoint.acts().items()
    }
