"""Readers of both views, and answers that they need not be sent again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client

from claimtrack.accounts.models import Token, User

TRIES = 100


def public() -> Client:
    return Client()


def full(scope: str = "read", role: str = "Reader") -> Client:
    """Somebody with a token who sees everything."""
    user, _ = User.objects.get_or_create(username=role)
    user.groups.set(Group.objects.filter(name=role))
    _token, text = Token.objects.create(user, scope=scope)
    client = Client()
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {text}"
    return client


def again(client: Client, path: str, tag: str, method: str = "get") -> Any:
    """Ask for something of which one has an answer with this tag."""
    return getattr(client, method)(path, headers={"If-None-Match": tag})


def not_modified(client: Client, path: str, form: str = "{}", method: str = "get") -> Any:
    """An answer, and the 304 for whoever has it; elsewhere in a cluster somebody may write."""
    for _ in range(TRIES):
        answer = client.get(path)
        known = again(client, path, form.format(answer["ETag"]), method)
        if known.status_code == 304:
            return answer, known
        assert known["ETag"] != answer["ETag"]
    raise AssertionError(f"{path} changes all the time")


def body(answer: Any) -> bytes:
    """What was sent, of a stream too."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database within, one by one."""
    asked: list[str] = []

    def noted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield asked
