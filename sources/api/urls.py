"""The addresses of sources and their texts under /api/."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from .exports import SourceExport
from .writing import RevisionWriting, SourceWriting

router = SimpleRouter(use_regex_path=False)
router.register("sources", SourceWriting, "source")
router.register("revisions", RevisionWriting, "revision")

urlpatterns = [
    path("export/sources.jsonl", SourceExport.as_view(), name="export-sources"),
    *router.urls,
]
