"""What stands under /api/."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from .conditional import Conditional

NAMES = (
    *("source", "revision", "publisher", "speaker", "quote", "claim", "review", "topic", "token"),
    "rating_scale",
)


class RootView(Conditional):
    """The lists, and the documentation."""

    is_of_the_record = False

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        lists = {f"{name}s": reverse(f"{name}-list", request=request) for name in NAMES}
        more = {name: reverse(name, request=request) for name in ("lookup", "docs", "schema")}
        return Response(lists | more)
