"""Answers that are not sent again where nothing has changed: ETag, If-None-Match, 304.

A tag is made of the stamp of the record, of the code, of the view that whoever asks has, and of the
address. So a 304 takes who asks and the stamp, and nothing else is read for it. Tags are weak: the
database promises the same rows, and not the same order where none is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, unquote_to_bytes

import django
import drf_spectacular
import orjson
import rest_framework
from django.conf import settings
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

from claimtrack import __version__
from claimtrack.db.stamp import stamp

PACKAGES = ("claimtrack", "sources", "claims")
BESIDE = (django, rest_framework, drf_spectacular, orjson)
"""What else has a say in what an answer looks like."""
READING = ("GET", "HEAD")
VARY = ("Authorization", "Cookie")


class NotModified(Exception):
    """Whoever asks has the answer already."""


class Conditional(APIView):
    """A view whose answers to GET bear a tag, and need not be sent twice.

    What such a view answers depends on the record, on its address, and on
    whether whoever asks sees everything: on nothing else.
    """

    is_of_the_record: ClassVar[bool] = True
    """Else its answers depend on the code alone."""
    etag = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse_what_is_no_text(request.META.get("QUERY_STRING", ""))
        if request.method not in READING:
            return
        self.etag = self._tag(request)
        if self.etag and self.etag in tags(request):
            raise NotModified

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().dispatch(request, *args, **kwargs)
        del self.response  # see JSONRenderer: view and request hold each other
        return response

    def handle_exception(self, exc: Exception) -> Any:
        return _nothing() if isinstance(exc, NotModified) else super().handle_exception(exc)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        reading = request.method in READING
        if reading and response.status_code == 200 and is_any(request):
            response.close()
            response = _nothing()
        final = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, VARY)
        if reading and final.status_code in (200, 304):
            final.headers["Cache-Control"] = _cache_control(request)
            if self.etag:
                final.headers["ETag"] = self.etag
        else:  # a cache may keep a 301 or 404 for as long as it likes, where nothing is said
            final.headers.setdefault("Cache-Control", "no-store")
        return final

    def _tag(self, request: Request) -> str:
        now = stamp() if self.is_of_the_record else ""
        if now is None:
            return ""
        view = "full" if getattr(request.user, "sees_everything", False) else "public"
        address = (request.path, request.META.get("QUERY_STRING", ""))
        form = request.accepted_renderer.format
        parts = (now, code_version(), view, form or "", *address)
        return f'W/"{digest(part.encode(errors="surrogateescape") for part in parts)}"'


def refuse_what_is_no_text(query: str) -> None:
    """Raise ValidationError (400) by name for each parameter that is not in UTF-8.

    Django would look for U+FFFD instead, and find nothing.
    """
    if "%" not in query:
        return
    faults = {}
    for pair in query.split("&"):
        try:
            unquote_to_bytes(pair).decode()
        except UnicodeDecodeError:
            name = unquote(pair.partition("=")[0])[:80]
            faults[name] = ErrorDetail("It is not in UTF-8.", "not_utf_8")
    if faults:
        raise ValidationError(faults)


def tags(request: Request) -> set[str]:
    """The tags of what whoever asks has, all as weak ones: so they are compared."""
    sent = parse_etags(request.headers.get("If-None-Match", ""))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in sent}


def is_any(request: Request) -> bool:
    """Whether whoever asks has anything at all of this address, and wants nothing then."""
    return request.headers.get("If-None-Match", "").strip() == "*"


def _nothing() -> HttpResponseBase:
    # As a stream: else it would be given a Content-Length of 0, which the answer it stands for
    # has not.
    answer = StreamingHttpResponse((), status=304)
    del answer.headers["Content-Type"]
    return answer


def _cache_control(request: Request) -> str:
    """Keep it, and ask before each use; for everybody only what everybody would get."""
    return f"{'private' if request.user.is_authenticated else 'public'}, no-cache"


@cache
def code_version() -> str:
    """What tells one version of the code, and of what it stands on, from another."""
    base = Path(settings.BASE_DIR)
    files = sorted(path for name in PACKAGES for path in (base / name).rglob("*.py"))
    versions = [__version__, *(str(each.__version__) for each in BESIDE)]
    return digest([*(path.read_bytes() for path in files), *map(str.encode, versions)])


def digest(parts: Iterable[bytes]) -> str:
    """A short name of these parts together."""
    made = blake2b(digest_size=15)
    for part in parts:
        made.update(len(part).to_bytes(8))
        made.update(part)
    return made.hexdigest()
