"""Sources and their texts under /api/."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.views import PublicViewSet

from ..models import Source
from .filters import REVISIONS, SOURCES
from .rows import (
    dressed_revisions,
    dressed_sources,
    public_revisions,
    revision_rows,
    revision_rows_with_text,
    source_rows,
    source_rows_with_text,
)
from .serializers import (
    RevisionDetailSerializer,
    RevisionSerializer,
    SourceDetailSerializer,
    SourceSerializer,
)


class SourceViewSet(PublicViewSet):
    """Public sources, the latest first."""

    queryset = Source.objects.public()
    serializer_class = SourceSerializer
    filters = SOURCES
    rows = source_rows
    rows_of_one = source_rows_with_text
    dressed = dressed_sources

    @extend_schema(responses=SourceDetailSerializer)
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One public source, with its text where that is open."""
        return super().retrieve(request, uid)


class RevisionViewSet(PublicViewSet):
    """The texts of public sources, the last recorded first; the words only where open."""

    queryset = public_revisions()
    serializer_class = RevisionSerializer
    filters = REVISIONS
    rows = revision_rows
    rows_of_one = revision_rows_with_text
    dressed = dressed_revisions

    @extend_schema(responses=RevisionDetailSerializer)
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One text of a public source, with its words where the source is open."""
        return super().retrieve(request, uid)
