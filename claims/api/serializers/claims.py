"""Claims, with what hangs on them, and what there is at an address."""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, an_answer, counted_version
from claimtrack.rest.search import HitsSerializer
from sources.api.serializers import SourceLinkSerializer, SourceSerializer

from ...models import Appearance, Claim, Evidence, EvidenceSpan, Topic
from .. import examples
from ..describing import ClaimRelationSerializer, QuoteLinkSerializer
from .quotes import QuoteSerializer, RevisionNumberSerializer
from .reviews import NOT_NAMED, ClaimReviewSerializer, ReviewSerializer
from .speakers import SpeakerLinkSerializer

MOST_FOUND = 50
"""So many quotes, claims and fact-checks a lookup answers with; their lists have the rest."""


class TopicSerializer(RowSerializer):
    class Meta:
        model = Topic
        fields = ["uid", "name"]


@an_answer("a topic", examples.TOPIC)
class TopicRecordSerializer(TopicSerializer):
    version = counted_version()

    class Meta(TopicSerializer.Meta):
        fields = ["uid", "version", "name"]


class AppearingQuoteSerializer(QuoteLinkSerializer):
    source = SourceLinkSerializer(allow_null=True)
    speakers = SpeakerLinkSerializer(many=True)

    class Meta(QuoteLinkSerializer.Meta):
        fields = [*QuoteLinkSerializer.Meta.fields, "source", "speakers"]


class AppearanceSerializer(RowSerializer):
    quote = AppearingQuoteSerializer()

    class Meta:
        model = Appearance
        fields = ["uid", "stance", "quote"]


class FirstAppearanceSerializer(serializers.Serializer):
    uid = serializers.UUIDField(help_text="Of the appearance.")
    quote = serializers.UUIDField(help_text="Its quote.")
    is_chosen = serializers.BooleanField(help_text="Else it is the earliest.")


class PassageSerializer(RowSerializer):
    class Meta:
        model = EvidenceSpan
        fields = ["number", "start", "end", "exact"]


class EvidenceSerializer(RowSerializer):
    source = SourceLinkSerializer()
    revision = RevisionNumberSerializer(allow_null=True)
    passages = PassageSerializer(many=True)

    class Meta:
        model = Evidence
        fields = [
            *("uid", "bearing", "note", "is_primary", "is_confidential", "source", "revision"),
            "passages",
        ]


@an_answer("a claim with one fact-check", examples.CLAIM)
class ClaimSerializer(RowSerializer):
    topics = TopicSerializer(many=True)
    first_appearance = FirstAppearanceSerializer(
        allow_null=True, help_text="The chosen one where it is public, else the earliest that is."
    )
    appearances = AppearanceSerializer(many=True, help_text="The earliest quote first.")
    evidence = EvidenceSerializer(many=True)
    confidential_evidence = serializers.IntegerField(help_text=NOT_NAMED)
    reviews = ClaimReviewSerializer(many=True, help_text="The latest first.")
    relations = ClaimRelationSerializer(many=True)
    quotes = QuoteSerializer(many=True, required=False, help_text="In lists with include=quotes.")
    hits = HitsSerializer(required=False, help_text="In lists with highlight=1.")

    class Meta:
        model = Claim
        fields = [
            *("uid", "version", "is_public", "kind", "status", "text", "language", "condition"),
            "due_on",
            *("set_aside_reason", "topics", "first_appearance", "appearances", "evidence"),
            *("confidential_evidence", "reviews", "relations", "published_at", "withdrawn_reason"),
            *("origin", "external_id", "hits", "quotes"),
        ]


class MoreSerializer(serializers.Serializer):
    quotes = serializers.URLField(allow_null=True)
    claims = serializers.URLField(allow_null=True)
    reviews = serializers.URLField(allow_null=True)


@an_answer("an article", examples.LOOKUP)
class LookupSerializer(serializers.Serializer):
    """A source, and what is public of it."""

    address = serializers.CharField(help_text="The one form in which the address was looked for.")
    source = SourceSerializer()
    quotes = QuoteSerializer(many=True, help_text=f"The latest {MOST_FOUND}.")
    claims = ClaimSerializer(
        many=True, help_text=f"Those that its quotes make, the latest {MOST_FOUND}."
    )
    reviews = ReviewSerializer(
        many=True,
        help_text=f"The current fact-checks of what its quotes say, the latest {MOST_FOUND}.",
    )
    more = MoreSerializer(help_text="Where each list goes on; null where all is here.")
