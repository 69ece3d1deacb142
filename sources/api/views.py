"""Sources under /api/."""

from __future__ import annotations

from claimtrack.rest.views import PublicViewSet

from ..models import Source
from .serializers import SourceSerializer


class SourceViewSet(PublicViewSet):
    """Public sources, newest first."""

    queryset = Source.objects.public().select_related("publisher", "current_revision")
    serializer_class = SourceSerializer
