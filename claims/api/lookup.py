"""What the record has of a document, by its address."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claimtrack.db.rows import Row
from claimtrack.rest.conditional import Conditional
from claimtrack.rest.describing import FaultsSerializer
from claimtrack.rest.filters import Filter, Filters
from claimtrack.rest.finding import Finding
from claimtrack.rest.kinds import Kind
from claimtrack.rest.views import RecordViewSet, sees_everything
from sources.addresses import canonical_address, spellings
from sources.api.rows import dressed_sources, sources_at

from .examples import UNKNOWN_SOURCE
from .serializers import MOST_FOUND, LookupSerializer
from .views import ClaimViewSet, QuoteViewSet, ReviewViewSet

ADDRESS = Filters(
    (Filter("address", Kind("address", canonical_address), "Of the document.", "address"),)
)
PARTS: dict[str, type[RecordViewSet]] = {
    "quotes": QuoteViewSet,
    "claims": ClaimViewSet,
    "reviews": ReviewViewSet,
}
"""Of each part of the answer the list that it is the beginning of."""
STATES = {"reviews": {"current": "true"}}
"""What else is asked of the list of a part."""


class LookupView(Conditional):
    """Whether the record knows a document, and what it has of it."""

    @extend_schema(
        operation_id="sources_lookup",
        tags=["sources"],
        parameters=[
            OpenApiParameter(
                "address",
                str,
                required=True,
                description="Of the document, whole; by http or https, with or without www.",
                examples=[
                    OpenApiExample("a page", "https://harbour-post.example/2023/mole?utm_id=1")
                ],
            )
        ],
        responses={
            200: LookupSerializer,
            404: OpenApiResponse(
                FaultsSerializer,
                description="`unknown_source`: no public source has this address.",
                examples=[OpenApiExample("an unknown one", UNKNOWN_SOURCE)],
            ),
        },
    )
    def get(self, request: Request) -> Response:
        """What the record has of the document at an address.

        A source that is known and has been neither quoted nor checked answers with empty lists;
        one that is unknown, or hidden, with 404 and the code `unknown_source`.
        """
        if "address" not in request.query_params:
            raise ValidationError({"address": "Send the address of a document."}, "required")
        address, full = ADDRESS.read(request.query_params)["address"], sees_everything(request)
        rows = sources_at(list(spellings(address)), address, full=full)
        if not rows:
            sentence = f"There is no public source at {address}."
            raise NotFound(ErrorDetail(sentence, "unknown_source"))
        source, *_spelt_otherwise = dressed_sources(rows, full)
        parts, more = {}, {}
        for name in PARTS:
            parts[name], more[name] = _part(request, name, source["uid"], full)
        return Response({"address": address, "source": source} | parts | {"more": more})


def _part(request: Request, name: str, source: str, full: bool) -> tuple[list[Row], str | None]:
    """The latest of what hangs on a source, and where the list of it goes on."""
    view, params = PARTS[name], QueryDict(urlencode({"source": source} | STATES.get(name, {})))
    asked = view.filters.read(params)
    finding = Finding(view, asked, full)
    rows = finding.rows("", None, MOST_FOUND + 1)
    page = rows[:MOST_FOUND]
    onward = None
    if len(rows) > MOST_FOUND:
        listed = name.removesuffix("s")
        cursor = urlencode({"cursor": f"{listed}.{page[-1][finding.key]}"})
        onward = f"{reverse(f'{listed}-list', request=request)}?{params.urlencode()}&{cursor}"
    return view.dressed(page, full), onward
