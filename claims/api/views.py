"""Speakers, quotes and claims under /api/."""

from __future__ import annotations

from django.db.models import F, Prefetch

from claimtrack.rest.views import PublicViewSet

from ..models import Appearance, Claim, Quote, QuoteSpan, Review, Speaker
from .serializers import ClaimSerializer, QuoteSerializer, SpeakerSerializer

AS_FOUND = QuoteSpan.objects.filter(revision=F("quote__revision"))
PUBLIC_APPEARANCES = Appearance.objects.filter(quote__is_public=True).select_related("quote")
PUBLIC_REVIEWS = Review.objects.public().select_related("reviewer", "supersedes")


class SpeakerViewSet(PublicViewSet):
    """Speakers of public quotes."""

    queryset = Speaker.objects.unmerged().public()
    serializer_class = SpeakerSerializer


class QuoteViewSet(PublicViewSet):
    """Public quotes with their spans and chains, newest first."""

    queryset = (
        Quote.objects.public()
        .select_related("source", "quoted_from")
        .prefetch_related(
            Prefetch("spans", AS_FOUND), "attributions__speaker", "attributions__source"
        )
    )
    serializer_class = QuoteSerializer


class ClaimViewSet(PublicViewSet):
    """Public claims with their public appearances and fact-checks, newest first."""

    queryset = Claim.objects.public().prefetch_related(
        "claim_topics__topic",
        Prefetch("appearances", PUBLIC_APPEARANCES, to_attr="public_appearances"),
        Prefetch("reviews", PUBLIC_REVIEWS, to_attr="public_reviews"),
    )
    serializer_class = ClaimSerializer
