"""The addresses of speakers, quotes, claims and what belongs to them under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .exports import ClaimExport, QuoteExport
from .lookup import LookupView
from .writing.claims import ClaimWriting
from .writing.evidence import AppearanceWriting, EvidenceWriting
from .writing.quotes import QuoteWriting
from .writing.reviews import ReviewWriting
from .writing.scales import RatingScaleViewSet
from .writing.sources import SourceHiding
from .writing.speakers import SpeakerWriting
from .writing.topics import PublisherViewSet, TopicViewSet

router = SimpleRouter(use_regex_path=False)
router.register("claims", ClaimWriting, "claim")  # addresses are tried in this order
router.register("quotes", QuoteWriting, "quote")
router.register("speakers", SpeakerWriting, "speaker")
router.register("publishers", PublisherViewSet, "publisher")
router.register("reviews", ReviewWriting, "review")
router.register("topics", TopicViewSet, "topic")
router.register("rating_scales", RatingScaleViewSet, "rating_scale")

appearance = AppearanceWriting.as_view(
    {"patch": "partial_update", "delete": "destroy"}, basename="claim"
)
evidence = EvidenceWriting.as_view({"patch": "partial_update"}, basename="claim")

hiding = SourceHiding.as_view({"post": "hide"}, basename="source")

urlpatterns = [
    *router.urls,
    path("export/quotes.jsonl", QuoteExport.as_view(), name="export-quotes"),
    path("export/claims.jsonl", ClaimExport.as_view(), name="export-claims"),
    path("sources/<uuid:uid>/hide/", hiding, name="source-hide"),
    path("sources/lookup/", LookupView.as_view(), name="lookup"),
    path("appearances/<uuid:uid>/", appearance, name="appearance"),
    path("evidence/<uuid:uid>/", evidence, name="evidence"),
]
