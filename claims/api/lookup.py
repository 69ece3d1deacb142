"""What the record has of a document, by its address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claimtrack.rest.describing import FaultsSerializer, ReadSchema
from claimtrack.rest.filters import Filter, Filters
from claimtrack.rest.kinds import Kind
from claimtrack.rest.rows import Row, fetch
from claimtrack.rest.views import Dressed, Rows
from sources.addresses import canonical_address
from sources.api.rows import dressed_sources, source_rows
from sources.models import Source

from ..models import Claim, Quote
from . import filters as declared
from .rows.claims import claim_rows, dressed_claims
from .rows.quotes import dressed_quotes, quote_rows
from .rows.reviews import dressed_reviews, published_reviews, review_rows
from .serializers import MOST_FOUND, LookupSerializer

ADDRESS = Filters(
    (Filter("address", Kind("address", canonical_address), "Of the document.", method="at"),)
)
PARTS: dict[str, tuple[Callable[[], QuerySet[Any]], Filters, Rows, Dressed, str]] = {
    "quotes": (Quote.objects.public, declared.QUOTES, quote_rows, dressed_quotes, "-sort_key"),
    "claims": (Claim.objects.public, declared.CLAIMS, claim_rows, dressed_claims, "-sort_key"),
    "reviews": (published_reviews, declared.REVIEWS, review_rows, dressed_reviews, "-id"),
}
"""Of each part of the answer: its records, the filters of its list, its rows and their order."""
STATES = {"reviews": {"current": "true"}}
"""What else is asked of the list of a part."""


class LookupView(APIView):
    """Whether the record knows a document, and what it has of it."""

    schema = ReadSchema()
    authentication_classes = ()
    permission_classes = ()

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
                FaultsSerializer, description="`unknown_source`: no public source has this address."
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
        rows = fetch(source_rows(ADDRESS.apply(Source.objects.public(), request.query_params)))
        address = canonical_address(request.query_params["address"])
        if not rows:
            sentence = f"There is no public source at {address}."
            raise NotFound(ErrorDetail(sentence, "unknown_source"))
        source, *_spelt_otherwise = dressed_sources(rows)
        parts, more = {}, {}
        for name in PARTS:
            parts[name], more[name] = _part(request, name, str(source["uid"]))
        return Response({"address": address, "source": source} | parts | {"more": more})


def _part(request: Request, name: str, source: str) -> tuple[list[Row], str | None]:
    """The latest of what hangs on a source, and where the list of it goes on."""
    records, filters, columns, dressed, order = PARTS[name]
    params = QueryDict(urlencode({"source": source} | STATES.get(name, {})))
    rows = fetch(columns(filters.apply(records(), params)).order_by(order)[: MOST_FOUND + 1])
    page = rows[:MOST_FOUND]
    if len(rows) <= MOST_FOUND:
        return dressed(page), None
    address = reverse(f"{name.removesuffix('s')}-list", request=request)
    onward = {"cursor": page[-1][order.removeprefix("-")]}
    return dressed(page), f"{address}?{params.urlencode()}&{urlencode(onward)}"
