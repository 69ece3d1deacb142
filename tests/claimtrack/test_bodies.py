"""A body is read strictly: what is not plain JSON of a fair size is refused in a sentence."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory
from rest_framework.exceptions import ParseError

from claimtrack.rest import body_limit
from claimtrack.rest.parsing import MOST_BYTES, from_json

DEEPEST = b"[" * 64 + b"]" * 64


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"{", "The body is no JSON: unexpected end of data, at line 1, column 2."),
        (b'{\n "a": tru}', "at line 2, column 7."),
        (b" ", "The body is no JSON"),
        (b"{'a': 1}", "at line 1, column 2."),
        (b'{"a": 1,}', "at line 1, column 8."),
        (b'{"a": NaN}', "at line 1, column 7."),
        (b"[Infinity]", "at line 1, column 2."),
        (b"[1e999]", "is no JSON"),
        (rb'{"a": "\ud800"}', "is no JSON"),
        (rb'{"\udfff": 1}', "is no JSON"),
        (b'{"a": "\xff"}', "is no JSON"),
        (b'{"a": "\x00"}', "is no JSON"),
        (b'\xef\xbb\xbf{"a": 1}', "is no JSON"),
        ('{"a": 1}'.encode("utf-16"), "is no JSON"),
        (b'{"a": 1, "b": {"c": 1, "c": 2}}', "“c” stands twice in one object: send it once."),
        (b"[9223372036854775808]", "The number 9223372036854775808 does not fit into 64 bits."),
        (b"[-9223372036854775809]", "does not fit into 64 bits."),
        (b"[18446744073709551616]", "does not fit into 64 bits."),
        (b"[" + b"9" * 300 + b"]", "does not fit into 64 bits."),
        (b"[" + b"9" * 100_000 + b"]", "is no JSON"),
        (b"[" + DEEPEST + b"]", "The body goes more than 64 levels deep."),
        (b'{"a":' * 64 + b"[]" + b"}" * 64, "The body goes more than 64 levels deep."),
        (b"[" * 5_000, "The body goes more than 64 levels deep."),
        (b"[" * 5_000 + b"]" * 5_000, "The body goes more than 64 levels deep."),
    ],
)
def test_what_is_refused(body: bytes, sentence: str) -> None:
    with pytest.raises(ParseError) as caught:
        from_json(body)
    assert sentence in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"null", None),
        (b'"a"', "a"),
        (b"[9223372036854775807, -9223372036854775808]", [2**63 - 1, -(2**63)]),
        (rb'{"a": "\ud83d\ude00\u0000"}', {"a": "😀\0"}),
        (b'{"a": {"b": 1}, "b": 1.5e3}', {"a": {"b": 1}, "b": 1500.0}),
    ],
)
def test_what_is_read(body: bytes, value: Any) -> None:
    assert from_json(body) == value


def test_as_deep_as_may_be() -> None:
    assert from_json(DEEPEST)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["text/xml", "application/x-www-form-urlencoded", "", "text/json"])
def test_another_type(client: Client, kind: str) -> None:
    answer = client.generic("POST", "/api/tokens/", b"{}", content_type=kind)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (415, "unsupported_media_type")
    assert error["detail"] == "A body must be application/json."


class Unread(io.BytesIO):
    """A body that says how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.taken += len(data)
        return data


def ask(body: Unread, **environ: Any) -> tuple[int, bytes]:
    """Send a request as a server does."""
    request = RequestFactory().post("/api/tokens/", content_type="application/json")
    meta = {**request.META, "wsgi.input": body, **environ}
    if "CONTENT_LENGTH" not in environ:
        meta.pop("CONTENT_LENGTH", None)
    found: list[str] = []
    answer = WSGIHandler()(meta, lambda status, _headers: found.append(status))
    return int(found[0].split()[0]), b"".join(answer)


CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}


@pytest.mark.django_db
def test_a_large_body_is_refused_unread() -> None:
    body = Unread(b" " * (MOST_BYTES + 1))
    status, answer = ask(body, CONTENT_LENGTH=str(MOST_BYTES + 1))
    assert (status, body.taken) == (413, 0)
    assert b'"code":"too_large"' in answer
    assert ask(Unread(b" " * MOST_BYTES), CONTENT_LENGTH=str(MOST_BYTES))[0] == 400


@pytest.mark.django_db
def test_a_body_in_chunks_is_read_as_far_as_the_limit() -> None:
    body = Unread(b" " * (2 * MOST_BYTES))
    assert ask(body, **CHUNKED)[0] == 413
    assert body.taken <= MOST_BYTES + body_limit.CHUNK
    status, answer = ask(Unread(b'{"username": "ines"}'), **CHUNKED)
    assert status == 400
    assert b'"attr":"password"' in answer
    assert b'"attr":"username"' not in answer
