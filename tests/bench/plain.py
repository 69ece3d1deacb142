"""The tutorial's way: nested ModelSerializers, pages by number with a COUNT, icontains."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from knox.auth import TokenAuthentication
from rest_framework.pagination import PageNumberPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from claims.models import (
    Appearance,
    Attribution,
    Claim,
    ClaimTopic,
    Evidence,
    EvidenceSpan,
    Quote,
    QuoteSpan,
    Review,
    Speaker,
    Topic,
)
from sources.models import Publisher, Source


class PublisherSerializer(ModelSerializer):
    class Meta:
        model = Publisher
        fields = ["uid", "name"]


class SourceSerializer(ModelSerializer):
    publisher = PublisherSerializer()

    class Meta:
        model = Source
        fields = ["uid", "kind", "title", "address", "published", "language", "status", "publisher"]


class SpeakerSerializer(ModelSerializer):
    class Meta:
        model = Speaker
        fields = ["uid", "kind", "name", "description", "headcount", "headcount_is"]


class AttributionSerializer(ModelSerializer):
    speaker = SpeakerSerializer()
    source = SourceSerializer()

    class Meta:
        model = Attribution
        fields = ["role", "number", "speaker", "source"]


class SpanSerializer(ModelSerializer):
    class Meta:
        model = QuoteSpan
        fields = ["role", "number", "start", "end", "exact"]


class QuoteSerializer(ModelSerializer):
    source = SourceSerializer()
    attributions = AttributionSerializer(many=True)
    spans = SpanSerializer(many=True)

    class Meta:
        model = Quote
        fields = ["uid", "version", "kind", "status", "text", "said_on", "source", "attributions"]
        fields += ["spans"]


class QuotedSerializer(ModelSerializer):
    source = SourceSerializer()
    attributions = AttributionSerializer(many=True)

    class Meta:
        model = Quote
        fields = ["uid", "status", "kind", "text", "withdrawn_reason", "source", "attributions"]


class AppearanceSerializer(ModelSerializer):
    quote = QuotedSerializer()

    class Meta:
        model = Appearance
        fields = ["uid", "stance", "quote"]


class PassageSerializer(ModelSerializer):
    class Meta:
        model = EvidenceSpan
        fields = ["number", "start", "end", "exact"]


class EvidenceSerializer(ModelSerializer):
    source = SourceSerializer()
    spans = PassageSerializer(many=True)

    class Meta:
        model = Evidence
        fields = ["uid", "bearing", "note", "is_primary", "source", "spans"]


class ReviewSerializer(ModelSerializer):
    reviewer = PublisherSerializer()

    class Meta:
        model = Review
        fields = ["uid", "title", "address", "date", "rating_name", "rating_value", "best", "worst"]
        fields += ["explanation", "state", "reviewer"]


class TopicSerializer(ModelSerializer):
    class Meta:
        model = Topic
        fields = ["uid", "name"]


class ClaimTopicSerializer(ModelSerializer):
    topic = TopicSerializer()

    class Meta:
        model = ClaimTopic
        fields = ["topic"]


class ClaimSerializer(ModelSerializer):
    claim_topics = ClaimTopicSerializer(many=True)
    appearances = AppearanceSerializer(many=True)
    evidence = EvidenceSerializer(many=True)
    reviews = ReviewSerializer(many=True)

    class Meta:
        model = Claim
        fields = ["uid", "version", "kind", "status", "text", "language", "claim_topics"]
        fields += ["appearances", "evidence", "reviews"]


class Pages(PageNumberPagination):
    page_size = 50


class PlainViewSet(ReadOnlyModelViewSet):
    """What is public, the latest first."""

    lookup_field = "uid"
    pagination_class = Pages
    renderer_classes = [JSONRenderer]
    authentication_classes = [TokenAuthentication]
    permission_classes: list[Any] = []

    def get_queryset(self) -> QuerySet[Any]:
        rows, asked = super().get_queryset(), self.request.query_params
        if "q" in asked:
            rows = rows.filter(text__icontains=asked["q"])
        if "speaker" in asked:
            rows = rows.filter(attributions__speaker__uid=asked["speaker"]).distinct()
        return rows


class PlainClaims(PlainViewSet):
    queryset = Claim.objects.filter(is_public=True).order_by("-sort_key")
    serializer_class = ClaimSerializer


class PlainQuotes(PlainViewSet):
    queryset = Quote.objects.filter(is_public=True).order_by("-sort_key")
    serializer_class = QuoteSerializer
