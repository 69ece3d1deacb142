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
from .writing.speakers import SpeakerWriting
from .writing.topics import PublisherWriting, TopicWriting

router = SimpleRouter(use_regex_path=False)
router.register("publishers", PublisherWriting, "publisher")
router.register("speakers", SpeakerWriting, "speaker")
router.register("quotes", QuoteWriting, "quote")
router.register("claims", ClaimWriting, "claim")
router.register("reviews", ReviewWriting, "review")
router.register("topics", TopicWriting, "topic")
router.register("rating_scales", RatingScaleViewSet, "rating_scale")

appearance = AppearanceWriting.as_view(
    {"patch": "partial_update", "delete": "destroy"}, basename="claim"
)
evidence = EvidenceWriting.as_view({"patch": "partial_update"}, basename="claim")

urlpatterns = [
    path("export/quotes.jsonl", QuoteExport.as_view(), name="export-quotes"),
    path("export/claims.jsonl", ClaimExport.as_view(), name="export-claims"),
    path("sources/lookup/", LookupView.as_view(), name="lookup"),
    path("appearances/<uuid:uid>/", appearance, name="appearance"),
    path("evidence/<uuid:uid>/", evidence, name="evidence"),
    *router.urls,
]
