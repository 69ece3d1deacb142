"""Speakers, quotes and claims as the API shows them: what is public of what hangs on them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from sources.api.serializers import PublisherSerializer, SourceLinkSerializer

from ..marks import peel
from ..models import Appearance, Attribution, Claim, Quote, QuoteSpan, Review, Speaker


class SpeakerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Speaker
        fields = ["uid", "version", "kind", "name", "description", "headcount", "headcount_is"]


class AttributionSerializer(serializers.ModelSerializer):
    speaker = SpeakerSerializer(allow_null=True)
    source = serializers.SerializerMethodField(help_text="The relaying document, if public.")

    class Meta:
        model = Attribution
        fields = ["role", "number", "speaker", "source"]

    def get_source(self, link: Attribution) -> dict[str, Any] | None:
        return _public_source(link.source)


class QuoteSpanSerializer(serializers.ModelSerializer):
    class Meta:
        model = QuoteSpan
        fields = ["role", "number", "start", "end", "exact"]


class QuoteSerializer(serializers.ModelSerializer):
    """Offsets are Unicode code points of the text where the quote was found."""

    source = SourceLinkSerializer()
    quoted_from = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField(help_text="The text without its outer marks.")
    spans = QuoteSpanSerializer(many=True)
    attributions = AttributionSerializer(many=True)

    class Meta:
        model = Quote
        fields = [
            "uid",
            "version",
            "kind",
            "text",
            "words",
            "said_on",
            "said_in",
            "status",
            "source",
            "quoted_from",
            "spans",
            "attributions",
        ]

    def get_quoted_from(self, quote: Quote) -> dict[str, Any] | None:
        return _public_source(quote.quoted_from)

    def get_words(self, quote: Quote) -> str:
        return peel(quote.text)


class ReviewSerializer(serializers.ModelSerializer):
    reviewer = PublisherSerializer()
    supersedes = serializers.SlugRelatedField("uid", read_only=True)

    class Meta:
        model = Review
        fields = [
            "uid",
            "version",
            "reviewer",
            "date",
            "rating_name",
            "rating_value",
            "best",
            "worst",
            "title",
            "address",
            "explanation",
            "state",
            "withdrawn_reason",
            "supersedes",
            "supersedes_reason",
        ]


class AppearanceSerializer(serializers.ModelSerializer):
    quote = serializers.SlugRelatedField("uid", read_only=True)
    text = serializers.CharField(source="quote.text")

    class Meta:
        model = Appearance
        fields = ["stance", "quote", "text"]


class ClaimSerializer(serializers.ModelSerializer):
    topics = serializers.SerializerMethodField()
    appearances = AppearanceSerializer(many=True, source="public_appearances")
    reviews = ReviewSerializer(many=True, source="public_reviews")

    class Meta:
        model = Claim
        fields = [
            "uid",
            "version",
            "kind",
            "text",
            "language",
            "condition",
            "due_on",
            "set_aside_reason",
            "status",
            "topics",
            "appearances",
            "reviews",
        ]

    def get_topics(self, claim: Claim) -> list[str]:
        return [link.topic.name for link in claim.claim_topics.all()]


def _public_source(source: Any) -> dict[str, Any] | None:
    return SourceLinkSerializer(source).data if source and source.is_public else None
