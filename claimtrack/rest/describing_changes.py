"""How operations that change something are described: their headers, answers and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from .describing import FaultsSerializer

IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description='The version that is changed, as the record gives it: `"3"`.',
)
REASON = OpenApiParameter(
    "X-Change-Reason",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="Why, in UTF-8: kept in the history of what is changed.",
)


class StaleFaultsSerializer(FaultsSerializer):
    current = serializers.DictField(
        read_only=True, allow_null=True, help_text="The record as it stands now."
    )


CONFLICT = OpenApiResponse(
    FaultsSerializer, description="The uid, or the id of that origin, is another record's."
)
STALE = OpenApiResponse(
    StaleFaultsSerializer, description="Somebody changed the record meanwhile: here it is."
)
UNVERSIONED = OpenApiResponse(FaultsSerializer, description="`If-Match` is missing.")


def creates(
    body: Any, answer: Any, others: Mapping[int, Any] = MappingProxyType({}), **more: Any
) -> Any:
    """Describes what makes a record; `others` are further answers, by their status."""
    responses = {
        201: answer,
        200: OpenApiResponse(answer, description="You made it before, under this uid."),
        409: CONFLICT,
        **others,
    }
    return extend_schema(request=body, responses=responses, parameters=[REASON], **more)


def changes(
    body: Any, answer: Any, others: Mapping[int, Any] = MappingProxyType({}), **more: Any
) -> Any:
    """Describes what changes a version of a record; `others` as in `creates`."""
    responses = {200: answer, 409: CONFLICT, 412: STALE, 428: UNVERSIONED, **others}
    return extend_schema(request=body, responses=responses, parameters=[IF_MATCH, REASON], **more)


def adds(
    body: Any, answer: Any, others: Mapping[int, Any] = MappingProxyType({}), **more: Any
) -> Any:
    """Describes what adds a part to a version of a record; `others` as in `creates`."""
    responses = {
        201: answer,
        200: OpenApiResponse(answer, description="It was there before."),
        409: CONFLICT,
        412: STALE,
        428: UNVERSIONED,
        **others,
    }
    return extend_schema(request=body, responses=responses, parameters=[IF_MATCH, REASON], **more)
