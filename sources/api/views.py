"""Sources and their texts under /api/."""

from __future__ import annotations

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.search import SearchViewSet
from claimtrack.rest.views import RecordViewSet

from .facets import FACETS
from .filters import REVISIONS, SOURCES
from .including import TEXT, TEXTS
from .rows import (
    dressed_revisions,
    dressed_sources,
    revision_rows,
    revision_rows_with_text,
    revisions_seen,
    searched_of_sources,
    source_rows,
    source_rows_with_text,
    sources_seen,
)
from .serializers import (
    RevisionDetailSerializer,
    RevisionSerializer,
    SourceDetailSerializer,
    SourceSerializer,
)


class SourceViewSet(SearchViewSet):
    """Public sources, the latest first."""

    records = sources_seen
    serializer_class = SourceSerializer
    filters = SOURCES
    facets = FACETS
    includes = {"text": TEXTS}
    searched = staticmethod(searched_of_sources)
    rows = source_rows
    rows_of_one = source_rows_with_text
    dressed = dressed_sources

    @extend_schema(responses=SourceDetailSerializer)
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One public source, with its text where that is open."""
        return super().retrieve(request, uid)


class RevisionViewSet(RecordViewSet):
    """The texts of public sources, the last recorded first; the words only where open."""

    records = revisions_seen
    serializer_class = RevisionSerializer
    filters = REVISIONS
    rows = revision_rows
    rows_of_one = revision_rows_with_text
    includes = {"text": TEXT}
    dressed = dressed_revisions

    @extend_schema(responses=RevisionDetailSerializer)
    def retrieve(self, request: Request, uid: uuid.UUID) -> Response:
        """One text of a public source, with its words where the source is open."""
        return super().retrieve(request, uid)
