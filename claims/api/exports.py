"""Quotes and claims as one stream each."""

from __future__ import annotations

from claimtrack.rest.exporting import ExportView, export_of

from .serializers import ClaimSerializer, QuoteSerializer
from .views import ClaimViewSet, QuoteViewSet


@export_of("quotes", QuoteSerializer)
class QuoteExport(ExportView):
    listed = QuoteViewSet


@export_of("claims", ClaimSerializer)
class ClaimExport(ExportView):
    listed = ClaimViewSet
