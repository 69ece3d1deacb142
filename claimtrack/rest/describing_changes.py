"""How operations that change something are described: their headers, answers and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from .describing import FaultsSerializer
from .describing_refusals import TOLD, example_of

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


LOCATION = OpenApiParameter(
    "Location",
    OpenApiTypes.URI,
    OpenApiParameter.HEADER,
    response=["200", "201"],
    description="The address of the record.",
)

MADE, CHANGED = [REASON, LOCATION], [IF_MATCH, REASON, LOCATION]
"""The headers of what makes a record, and of what changes one."""


class StaleFaultsSerializer(FaultsSerializer):
    current = serializers.DictField(
        read_only=True, allow_null=True, help_text="The record as it stands now."
    )


def refusal(status: str) -> OpenApiResponse:
    """A refusal that not every operation may answer with."""
    example = OpenApiExample("a refusal", example_of(status))
    return OpenApiResponse(FaultsSerializer, description=TOLD[status][1], examples=[example])


CONFLICT, UNVERSIONED = refusal("409"), refusal("428")
STALE = OpenApiResponse(
    StaleFaultsSerializer,
    description="Somebody changed the record meanwhile: here it is.",
    examples=[
        OpenApiExample(
            "the second of two",
            {
                "type": "client_error",
                "errors": [
                    {
                        "code": "stale",
                        "detail": "This claim is no longer at version 3: read it again, then "
                        "change it.",
                        "attr": None,
                    }
                ],
                "current": {"uid": "1a3c5e7f-9b0d-4e2f-8a4c-6d8e0f2b4caa", "version": 4},
            },
        )
    ],
)


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
    return extend_schema(request=body, responses=responses, parameters=MADE, **more)


def changes(
    body: Any, answer: Any, others: Mapping[int, Any] = MappingProxyType({}), **more: Any
) -> Any:
    """Describes what changes a version of a record; `others` as in `creates`."""
    responses = {200: answer, 409: CONFLICT, 412: STALE, 428: UNVERSIONED, **others}
    return extend_schema(
        request=body, responses=responses, parameters=[IF_MATCH, REASON, LOCATION], **more
    )


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
    return extend_schema(
        request=body, responses=responses, parameters=[IF_MATCH, REASON, LOCATION], **more
    )
