"""The addresses of sources under /api/."""

from rest_framework.routers import SimpleRouter

from .views import SourceViewSet

router = SimpleRouter(use_regex_path=False)
router.register("sources", SourceViewSet)

urlpatterns = router.urls
