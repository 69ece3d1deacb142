"""Speakers, quotes, claims and what belongs to them under /api/."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.views import PublicViewSet
from sources.api.serializers import PublisherSerializer

from ..models import Claim, Quote, Review, Speaker
from . import examples, filters
from .describing import or_tombstone
from .rows.claims import claim_rows, dressed_claims
from .rows.quotes import dressed_quotes, quote_rows
from .rows.reviews import dressed_reviews, published_reviews, review_rows
from .rows.speakers import (
    as_they_are,
    dressed_speakers,
    public_publishers,
    public_topics,
    publisher_rows,
    speaker_rows,
    topic_rows,
)
from .rows.traces import readable, survivor, tombstone
from .serializers import (
    ClaimSerializer,
    QuoteSerializer,
    ReviewSerializer,
    SpeakerSerializer,
    TopicSerializer,
)

MERGED = OpenApiResponse(description="It has been merged into the record at `Location`.")


class PublisherViewSet(PublicViewSet):
    """Publishers of public sources and fact-checks, the last recorded first."""

    queryset = public_publishers()
    serializer_class = PublisherSerializer
    filters = filters.PUBLISHERS
    rows = publisher_rows
    dressed = as_they_are


class TopicViewSet(PublicViewSet):
    """Topics of public claims, the last recorded first."""

    queryset = public_topics()
    serializer_class = TopicSerializer
    filters = filters.TOPICS
    rows = topic_rows
    dressed = as_they_are


class SpeakerViewSet(PublicViewSet):
    """Whom public quotes name, the last recorded first."""

    queryset = Speaker.objects.unmerged().public()
    serializer_class = SpeakerSerializer
    filters = filters.SPEAKERS
    rows = speaker_rows
    dressed = dressed_speakers

    @extend_schema(responses={200: SpeakerSerializer, 301: MERGED})
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One speaker; of a merged one the address of the survivor."""
        return super().retrieve(request, uid)

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        merged_into = survivor(self.get_queryset(), uid)
        if merged_into:
            return self.moved(request, merged_into)
        return super().elsewhere(request, uid)


class QuoteViewSet(PublicViewSet):
    """Public quotes with their pieces and chains, the latest first."""

    queryset = Quote.objects.public()
    serializer_class = QuoteSerializer
    filters = filters.QUOTES
    rows = quote_rows
    dressed = dressed_quotes

    @extend_schema(
        responses=or_tombstone("Quote", QuoteSerializer), examples=[examples.QUOTE, examples.GONE]
    )
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One quote; of a withdrawn one that it was there, and why it is not."""
        return super().retrieve(request, uid)

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        left = tombstone(Quote, uid)
        return Response(left) if left else super().elsewhere(request, uid)


class ClaimViewSet(PublicViewSet):
    """Public claims with their quotes, evidence and fact-checks, the latest first."""

    queryset = Claim.objects.public()
    serializer_class = ClaimSerializer
    filters = filters.CLAIMS
    rows = claim_rows
    dressed = dressed_claims

    @extend_schema(
        responses={200: or_tombstone("Claim", ClaimSerializer), 301: MERGED},
        examples=[examples.CLAIM, examples.GONE],
    )
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One claim; of a merged one the address of the survivor, of a withdrawn one why."""
        return super().retrieve(request, uid)

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        merged_into = survivor(Claim.objects.filter(readable()), uid)
        if merged_into:
            return self.moved(request, merged_into)
        left = tombstone(Claim, uid)
        return Response(left) if left else super().elsewhere(request, uid)


class ReviewViewSet(PublicViewSet):
    """Published fact-checks of public claims, the superseded ones too, the last recorded first."""

    queryset = published_reviews()
    serializer_class = ReviewSerializer
    filters = filters.REVIEWS
    rows = review_rows
    dressed = dressed_reviews

    def elsewhere(self, request: Request, uid: uuid.UUID) -> Response:
        withdrawn = self.one(Review.objects.public().filter(uid=uid))
        return Response(withdrawn) if withdrawn else super().elsewhere(request, uid)
