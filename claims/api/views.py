"""Speakers, quotes, claims and what belongs to them under /api/."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.search import SearchViewSet
from claimtrack.rest.views import RecordViewSet, sees_everything

from ..models import Claim, Quote, Speaker
from . import examples, facets, filters
from .describing import or_tombstone
from .rows.claims import claim_rows, claims_seen, dressed_claims
from .rows.including import CLAIMS, QUOTES
from .rows.quotes import dressed_quotes, quote_rows, quotes_seen
from .rows.reviews import dressed_reviews, public_review, review_rows, reviews_seen
from .rows.speakers import dressed_speakers, speaker_rows, speakers_seen
from .rows.traces import survivor, tombstone
from .serializers import ClaimSerializer, QuoteSerializer, ReviewSerializer, SpeakerSerializer

MERGED = OpenApiResponse(description="It has been merged into the record at `Location`.")


class SpeakerViewSet(RecordViewSet):
    """Whom public quotes name, the last recorded first."""

    records = speakers_seen
    serializer_class = SpeakerSerializer
    filters = filters.SPEAKERS
    rows = speaker_rows
    dressed = dressed_speakers

    @extend_schema(responses={200: SpeakerSerializer, 301: MERGED})
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One speaker; of a merged one the address of the survivor."""
        return super().retrieve(request, uid)

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        merged_into = survivor(Speaker, uid, sees_everything(request))
        if merged_into:
            return self.moved(request, merged_into)
        return super().elsewhere(request, uid)


class QuoteViewSet(SearchViewSet):
    """Public quotes with their pieces and chains, the latest first."""

    records = quotes_seen
    serializer_class = QuoteSerializer
    filters = filters.QUOTES
    facets = facets.QUOTES
    includes = {"claims": CLAIMS}
    rows = quote_rows
    dressed = dressed_quotes

    @extend_schema(
        responses=or_tombstone("Quote", QuoteSerializer),
        examples=[examples.QUOTE_SHOWN, examples.GONE],
    )
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One quote; of a withdrawn one that it was there, and why it is not."""
        return super().retrieve(request, uid)

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        left = tombstone(Quote, uid)
        return Response(left) if left else super().elsewhere(request, uid)


class ClaimViewSet(SearchViewSet):
    """Public claims with their quotes, evidence and fact-checks, the latest first."""

    records = claims_seen
    serializer_class = ClaimSerializer
    filters = filters.CLAIMS
    facets = facets.CLAIMS
    includes = {"quotes": QUOTES}
    rows = claim_rows
    dressed = dressed_claims

    @extend_schema(
        responses={200: or_tombstone("Claim", ClaimSerializer), 301: MERGED},
        examples=[examples.CLAIM_SHOWN, examples.GONE],
    )
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One claim; of a merged one the address of the survivor, of a withdrawn one why."""
        return super().retrieve(request, uid)

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        merged_into = survivor(Claim, uid, sees_everything(request))
        if merged_into:
            return self.moved(request, merged_into)
        left = tombstone(Claim, uid)
        return Response(left) if left else super().elsewhere(request, uid)


class ReviewViewSet(RecordViewSet):
    """Published fact-checks of public claims, the superseded ones too, the last recorded first."""

    records = reviews_seen
    serializer_class = ReviewSerializer
    filters = filters.REVIEWS
    rows = review_rows
    dressed = dressed_reviews

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        rows = public_review(uid)
        return (
            Response(dressed_reviews(rows, full=False)[0])
            if rows
            else super().elsewhere(request, uid)
        )
