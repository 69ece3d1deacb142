"""Sources as one stream."""

from __future__ import annotations

from claimtrack.rest.exporting import ExportView, export_of

from .serializers import SourceSerializer
from .views import SourceViewSet


@export_of("sources", SourceSerializer)
class SourceExport(ExportView):
    listed = SourceViewSet
