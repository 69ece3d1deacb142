"""Clients of those who may write, and what they send and read."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import Group
from rest_framework.test import APIClient

from claimtrack.accounts.models import Token, User
from tests.factories import UserFactory


def somebody(*roles: str) -> User:
    """A user who has these roles."""
    user: User = UserFactory()
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


class Caller:
    """Somebody at a program, with a token of a scope."""

    def __init__(self, role: str, scope: str, user: User | None = None) -> None:
        self.user = user or somebody(role)
        self.client = APIClient()
        self.client.force_authenticate(self.user, token=Token(user=self.user, scope=scope))

    def get(self, path: str) -> Any:
        return self.client.get(path)

    def post(self, path: str, body: Any = None, version: Any = None, **headers: str) -> Any:
        return self._send("post", path, body, version, headers)

    def patch(self, path: str, body: Any, version: Any = None, **headers: str) -> Any:
        return self._send("patch", path, body, version, headers)

    def delete(self, path: str, version: Any = None, **headers: str) -> Any:
        return self._send("delete", path, None, version, headers)

    def _send(self, method: str, path: str, body: Any, version: Any, headers: Any) -> Any:
        if version is not None:
            headers["If_Match"] = f'"{version}"'
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = "" if body is None else json.dumps(body)
        return getattr(self.client, method)(
            path, sent, content_type="application/json", headers=named
        )

    def version(self, path: str) -> int:
        """The version of a record as it stands."""
        found: int = self.get(path).json()["version"]
        return found


def annotator() -> Caller:
    return Caller("Annotator", "annotate")


def editor() -> Caller:
    return Caller("Editor", "edit")


def fault(answer: Any, status: int, code: str, attr: str | None = None) -> str:
    """What an answer says is wrong; it has this status, and one error of this code and field."""
    body = answer.json()
    assert answer.status_code == status, body
    (error,) = body["errors"]
    assert (error["code"], error["attr"]) == (code, attr), body
    said: str = error["detail"]
    return said
