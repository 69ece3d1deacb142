"""The addresses of sources and their texts under /api/."""

from rest_framework.routers import SimpleRouter

from .views import RevisionViewSet, SourceViewSet

router = SimpleRouter(use_regex_path=False)
router.register("sources", SourceViewSet)
router.register("revisions", RevisionViewSet)

urlpatterns = router.urls
