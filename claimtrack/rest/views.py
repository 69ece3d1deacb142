"""What every list of records under /api/ has in common."""

from __future__ import annotations

from typing import Any

from rest_framework.viewsets import ReadOnlyModelViewSet


class PublicViewSet(ReadOnlyModelViewSet):
    """Lists and records, as anybody may see them, by uid."""

    lookup_field = "uid"
    lookup_value_converter = "uuid"
    http_method_names = ["get", "head", "options"]
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
