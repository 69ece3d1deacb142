"""The addresses of speakers, quotes and claims under /api/."""

from rest_framework.routers import SimpleRouter

from .views import ClaimViewSet, QuoteViewSet, SpeakerViewSet

router = SimpleRouter(use_regex_path=False)
router.register("speakers", SpeakerViewSet)
router.register("quotes", QuoteViewSet)
router.register("claims", ClaimViewSet)

urlpatterns = router.urls
