"""Speakers, quotes and claims as the API shows them, for the schema.

Offsets are Unicode code points of the text that `revision` names, the end exclusive.
"""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, words
from claimtrack.rest.search import HitsSerializer
from sources.api.serializers import (
    PublisherLinkSerializer,
    PublisherSerializer,
    SourceLinkSerializer,
    SourceSerializer,
)
from sources.models import Revision

from ..models import (
    Appearance,
    Attribution,
    Claim,
    Evidence,
    EvidenceSpan,
    Membership,
    Quote,
    QuoteSpan,
    Rating,
    RatingScale,
    Review,
    Speaker,
    Topic,
)
from .describing import (
    ClaimLinkSerializer,
    ClaimRelationSerializer,
    QuoteLinkSerializer,
    QuoteRelationSerializer,
    SelectorSerializer,
)
from .rows.including import VERDICT
from .rows.passages import CONTEXT

MOST_FOUND = 50
"""So many quotes, claims and fact-checks a lookup answers with; their lists have the rest."""


def counted_version() -> serializers.IntegerField:
    return serializers.IntegerField(read_only=True, help_text="How often it has been written.")


class SpeakerLinkSerializer(RowSerializer):
    """A speaker where another record names it."""

    class Meta:
        model = Speaker
        fields = ["uid", "kind", "name", "description", "headcount", "headcount_is"]


class MembershipSerializer(RowSerializer):
    organization = SpeakerLinkSerializer(
        allow_null=True, help_text="Null where there is none, and where it is hidden."
    )

    class Meta:
        model = Membership
        fields = ["uid", "role", "organization", "since", "until"]


class SpeakerSerializer(RowSerializer):
    names = serializers.ListField(child=serializers.CharField(), help_text="Its other names.")
    publisher = PublisherLinkSerializer(allow_null=True)
    memberships = MembershipSerializer(many=True)

    class Meta:
        model = Speaker
        fields = [
            *("uid", "version", "kind", "name", "names", "description", "wikidata_id"),
            *("headcount", "headcount_is", "publisher", "memberships", "origin", "external_id"),
        ]


class TopicSerializer(RowSerializer):
    class Meta:
        model = Topic
        fields = ["uid", "name"]


class TopicRecordSerializer(TopicSerializer):
    version = counted_version()

    class Meta(TopicSerializer.Meta):
        fields = ["uid", "version", "name"]


class PublisherRecordSerializer(PublisherSerializer):
    version = counted_version()

    class Meta(PublisherSerializer.Meta):
        fields = (*PublisherSerializer.Meta.fields, "version", "origin", "external_id")


class RevisionNumberSerializer(RowSerializer):
    class Meta:
        model = Revision
        fields = ["uid", "number"]


class QuoteSpanSerializer(RowSerializer):
    selectors = SelectorSerializer(
        many=True, help_text="Of content: a TextPositionSelector and a TextQuoteSelector (W3C)."
    )

    class Meta:
        model = QuoteSpan
        fields = ["role", "number", "start", "end", "exact", "selectors"]


class MentionSerializer(RowSerializer):
    class Meta:
        model = QuoteSpan
        fields = ["start", "end", "exact"]


class LinkSerializer(RowSerializer):
    """One link of the chain, outward from who said it. It has a speaker or, a relay, a source."""

    speaker = SpeakerLinkSerializer(allow_null=True)
    source = SourceLinkSerializer(
        allow_null=True, help_text="The relaying document; null where it is hidden."
    )
    capacity = MembershipSerializer(allow_null=True)
    mentions = MentionSerializer(many=True, help_text="The words that name this link.")

    class Meta:
        model = Attribution
        fields = ["role", "number", "speaker", "source", "capacity", "mentions"]


class ContextSerializer(serializers.Serializer):
    before = words(f"Up to {CONTEXT} code points before the first piece.")
    after = words(f"Up to {CONTEXT} code points after the last piece.")


class SurroundingQuoteSerializer(RowSerializer):
    class Meta:
        model = Quote
        fields = ["uid", "text"]


class VerdictSerializer(RowSerializer):
    reviewer = PublisherLinkSerializer()

    class Meta:
        model = Review
        fields = [*VERDICT, "reviewer"]


class JudgedClaimSerializer(ClaimLinkSerializer):
    verdicts = VerdictSerializer(many=True, help_text="Those that are current.")

    class Meta(ClaimLinkSerializer.Meta):
        fields = [*ClaimLinkSerializer.Meta.fields, "verdicts"]


class ClaimMadeSerializer(RowSerializer):
    claim = JudgedClaimSerializer()

    class Meta:
        model = Appearance
        fields = ["uid", "stance", "claim"]


class QuoteSerializer(RowSerializer):
    """Offsets are Unicode code points of the text that `revision` names, the end exclusive."""

    words = words("The text, each piece without its outer quotation marks.")
    context = ContextSerializer()
    source = SourceLinkSerializer()
    revision = RevisionNumberSerializer(help_text="The text of the source where it was found.")
    quoted_from = SourceLinkSerializer(
        allow_null=True, help_text="The document that the document at hand quotes; null if hidden."
    )
    spans = QuoteSpanSerializer(many=True, help_text="Its pieces, as it was found.")
    chain = LinkSerializer(many=True)
    relations = QuoteRelationSerializer(many=True)
    within = SurroundingQuoteSerializer(
        many=True, help_text="The public quotes whose words lie around all of these."
    )
    claims = ClaimMadeSerializer(
        many=True, required=False, help_text="In lists with include=claims."
    )
    hits = HitsSerializer(required=False, help_text="In lists with highlight=1.")

    class Meta:
        model = Quote
        fields = [
            *("uid", "version", "is_public", "kind", "status", "text", "words", "context"),
            *("said_on", "said_in", "source", "revision", "quoted_from", "spans", "chain"),
            *("relations", "within", "published_at", "origin", "external_id", "hits", "claims"),
        ]


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
        fields = ["uid", "bearing", "note", "is_primary", "source", "revision", "passages"]


class ScaleSerializer(RowSerializer):
    class Meta:
        model = RatingScale
        fields = ["uid", "name", "methodology_address"]


class RatingSerializer(RowSerializer):
    class Meta:
        model = Rating
        fields = ["name", "value"]


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


_COUNT = "How much more there is that is confidential: counted, never named."


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
    confidential_evidence = serializers.IntegerField(help_text=_COUNT)

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


class ReviewSerializer(ClaimReviewSerializer):
    """A fact-check. One that is withdrawn keeps its rating, and loses its explanation."""

    claim = ReviewedClaimSerializer()

    class Meta(ClaimReviewSerializer.Meta):
        fields = [*ClaimReviewSerializer.Meta.fields, "claim"]


class ClaimSerializer(RowSerializer):
    topics = TopicSerializer(many=True)
    first_appearance = FirstAppearanceSerializer(
        allow_null=True, help_text="The chosen one where it is public, else the earliest that is."
    )
    appearances = AppearanceSerializer(many=True, help_text="The earliest quote first.")
    evidence = EvidenceSerializer(many=True)
    confidential_evidence = serializers.IntegerField(help_text=_COUNT)
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
            *("confidential_evidence", "reviews", "relations", "published_at"),
            *("origin", "external_id", "hits", "quotes"),
        ]


class MoreSerializer(serializers.Serializer):
    quotes = serializers.URLField(allow_null=True)
    claims = serializers.URLField(allow_null=True)
    reviews = serializers.URLField(allow_null=True)


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
