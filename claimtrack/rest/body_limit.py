"""Bodies that are too large are refused before they are read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from .errors import API_ROOT, error
from .parsing import MOST_BYTES, TooLarge

CHUNK = 64 * 1024


def limit_bodies(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: answers 413 under /api/ where the body is too large.

    A body in chunks has no length beforehand, and Django would take it for an empty one: it is
    read here, as far as the limit, where the server marks its end (`wsgi.input_terminated`).
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API_ROOT):
            return get_response(request)
        meta = request.META
        if meta.get("CONTENT_LENGTH"):
            fits = _length(meta["CONTENT_LENGTH"]) <= MOST_BYTES
        else:
            fits = "HTTP_TRANSFER_ENCODING" not in meta or _read_chunks(request, meta)
        if fits:
            return get_response(request)
        return error(TooLarge.status_code, TooLarge.default_code, TooLarge.default_detail)

    return answer


def _length(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 20 else 0


def _read_chunks(request: HttpRequest, meta: dict[str, Any]) -> bool:
    if not meta.get("wsgi.input_terminated"):
        return True
    body = bytearray()
    while chunk := meta["wsgi.input"].read(CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            return False
    request._stream = BytesIO(bytes(body))
    meta["CONTENT_LENGTH"] = str(len(body))
    return True
