"""Middleware that answers of the API are spared: it is for pages alone, and costs each answer."""

from __future__ import annotations

from typing import Any

from csp.middleware import CSPMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin

from claimtrack.rest.errors import is_of_api

PAGES_OF_API = ("/api/docs/",)


class OfPages(MiddlewareMixin):
    """Put before the middleware that is for pages."""

    def __call__(self, request: HttpRequest) -> Any:
        if is_of_api(request) and request.path_info not in PAGES_OF_API:
            return self.get_response(request)
        return super().__call__(request)


class ContentSecurityPolicy(OfPages, CSPMiddleware):
    """What a page may load."""


class Messages(OfPages, MessageMiddleware):
    """What the next page tells whoever acted on the last one."""
