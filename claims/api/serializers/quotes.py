"""Quotes: offsets are Unicode code points of the text that `revision` names, the end exclusive."""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, an_answer, words
from claimtrack.rest.search import HitsSerializer
from sources.api.serializers import PublisherLinkSerializer, SourceLinkSerializer
from sources.models import Revision

from ...models import Appearance, Attribution, Quote, QuoteSpan, Review
from .. import examples
from ..describing import ClaimLinkSerializer, QuoteRelationSerializer, SelectorSerializer
from ..rows.including import VERDICT
from ..rows.passages import CONTEXT
from .speakers import MembershipSerializer, SpeakerLinkSerializer


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


@an_answer("a quote in two pieces", examples.QUOTE)
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
    nothing_to_check = serializers.BooleanField(
        allow_null=True, help_text="There is no claim in it; null in the public view."
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
            *("relations", "within", "published_at", "withdrawn_reason", "nothing_to_check"),
            *("origin", "external_id", "hits", "claims"),
        ]
