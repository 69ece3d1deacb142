"""The schema and the page that shows it; what goes wrong there is told as everywhere else."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.response import Response
from rest_framework.views import APIView

from .conditional import Conditional
from .rendering import JSONRenderer


class JSONBeside(APIView):
    """A view with renderers of its own for what it shows, and for nothing else."""

    request: Any

    def handle_exception(self, exc: Exception) -> Response:
        self._answer_in_json()
        return super().handle_exception(exc)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        self._answer_in_json()
        return super().options(request, *args, **kwargs)

    def _answer_in_json(self) -> None:
        self.request.accepted_renderer = JSONRenderer()
        self.request.accepted_media_type = JSONRenderer.media_type


class SchemaView(Conditional, JSONBeside, SpectacularAPIView):
    """The OpenAPI schema."""

    is_of_the_record = False


class DocumentationView(JSONBeside, SpectacularSwaggerSplitView):
    """The page that shows the schema."""

    url_name = "schema"
    template_name = "docs.html"
    title = "claimtrack API"
