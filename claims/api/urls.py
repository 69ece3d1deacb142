"""The addresses of speakers, quotes, claims and what belongs to them under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .lookup import LookupView
from .views import (
    ClaimViewSet,
    PublisherViewSet,
    QuoteViewSet,
    ReviewViewSet,
    SpeakerViewSet,
    TopicViewSet,
)

router = SimpleRouter(use_regex_path=False)
router.register("publishers", PublisherViewSet)
router.register("speakers", SpeakerViewSet)
router.register("quotes", QuoteViewSet)
router.register("claims", ClaimViewSet)
router.register("reviews", ReviewViewSet)
router.register("topics", TopicViewSet)

urlpatterns = [path("sources/lookup/", LookupView.as_view(), name="lookup"), *router.urls]
