"""Fact-checks, and the scales that they rate by."""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, an_answer, counted_version
from sources.api.serializers import PublisherLinkSerializer

from ...models import Appearance, Claim, Rating, RatingScale, Review
from .. import examples
from ..describing import QuoteLinkSerializer

NOT_NAMED = "How much more there is that is confidential: counted, never named."


class ScaleSerializer(RowSerializer):
    class Meta:
        model = RatingScale
        fields = ["uid", "name", "methodology_address"]


class RatingSerializer(RowSerializer):
    class Meta:
        model = Rating
        fields = ["name", "value"]


@an_answer("two verdicts", examples.SCALE)
class ScaleRecordSerializer(ScaleSerializer):
    version = counted_version()
    publisher = PublisherLinkSerializer(allow_null=True)
    ratings = RatingSerializer(many=True, help_text="From the lowest number.")

    class Meta(ScaleSerializer.Meta):
        fields = ["uid", "version", "name", "publisher", "methodology_address", "ratings"]


class ReviewedAppearanceSerializer(RowSerializer):
    quote = QuoteLinkSerializer(allow_null=True, help_text="Null where it is hidden.")

    class Meta:
        model = Appearance
        fields = ["uid", "stance", "quote"]


class ClaimReviewSerializer(RowSerializer):
    """A fact-check where its claim is shown."""

    reviewer = PublisherLinkSerializer()
    appearance = ReviewedAppearanceSerializer(
        allow_null=True, help_text="The verdict is on the claim as this quote made it."
    )
    scale = ScaleSerializer(allow_null=True)
    is_current = serializers.BooleanField(help_text="Neither withdrawn nor superseded.")
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    supersedes = serializers.UUIDField(allow_null=True)
    superseded_by = serializers.UUIDField(allow_null=True)
    evidence = serializers.ListField(
        child=serializers.UUIDField(), help_text="The evidence of the claim that it rests on."
    )
    confidential_evidence = serializers.IntegerField(help_text=NOT_NAMED)

    class Meta:
        model = Review
        fields = [
            *("uid", "version", "reviewer", "appearance", "authors", "title", "language"),
            *("address", "date", "rating_name", "rating_value", "best", "worst", "scale"),
            *("explanation", "state", "is_current", "withdrawn_reason", "withdrawn_at"),
            *("supersedes", "supersedes_reason", "superseded_by", "evidence"),
            *("confidential_evidence", "origin", "external_id"),
        ]


class ReviewedClaimSerializer(RowSerializer):
    class Meta:
        model = Claim
        fields = ["uid", "text"]


@an_answer("a verdict", examples.REVIEW)
class ReviewSerializer(ClaimReviewSerializer):
    """A fact-check. One that is withdrawn keeps its rating, and loses its explanation."""

    claim = ReviewedClaimSerializer()

    class Meta(ClaimReviewSerializer.Meta):
        fields = [*ClaimReviewSerializer.Meta.fields, "claim"]
