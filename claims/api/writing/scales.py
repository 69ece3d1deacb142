"""Rating scales: the verdicts that a reviewer uses."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiExample
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.access import Need
from claimtrack.rest.bodies import Number, Uid
from claimtrack.rest.columns import MOST_NAME, ColumnsBody, Line, write
from claimtrack.rest.counted import Counted
from claimtrack.rest.describing_changes import changes, creates
from claimtrack.rest.writing import StrictSerializer
from sources.api.bodies import PublisherField, settled

from ...models import Rating, RatingScale
from ...models.review import FARTHEST
from ..filters import SCALES
from ..rows.scales import SCALE_VERSION, dressed_scales, scale_rows, scales_seen
from ..serializers import ScaleRecordSerializer

MOST_RATINGS = 100
EXAMPLE = OpenApiExample(
    "three verdicts",
    {
        "name": "Afloat to fallen",
        "publisher": {"name": "The Harbour Post"},
        "ratings": [
            {"name": "Fallen", "value": 1},
            {"name": "Listing", "value": 3},
            {"name": "Afloat", "value": 5},
        ],
    },
    request_only=True,
)


class RatingBody(StrictSerializer):
    name = Line(max_length=MOST_NAME)
    value = Number(required=False, allow_null=True, min_value=-FARTHEST, max_value=FARTHEST)


class ScaleBody(ColumnsBody):
    model = RatingScale
    columns = ("name", "methodology_address")
    publisher = PublisherField(allow_null=True)
    ratings = serializers.ListField(
        child=RatingBody(),
        max_length=MOST_RATINGS,
        required=False,
        help_text="All of them; one that is left out goes. No fact-check changes with them.",
    )

    def validate_ratings(self, ratings: list[dict[str, Any]]) -> dict[str, float | None]:
        found = {rating["name"]: rating.get("value") for rating in ratings}
        if len(found) < len(ratings):
            raise ValidationError("Two ratings have one name: give each its own.")
        return found


class NewScaleBody(ScaleBody):
    uid = Uid(required=False)


class RatingScaleViewSet(Counted):
    """The rating scales of public fact-checks, the last recorded first."""

    model = RatingScale
    version = SCALE_VERSION
    records = scales_seen
    serializer_class = ScaleRecordSerializer
    filters = SCALES
    rows = scale_rows
    dressed = dressed_scales
    of_public = Need("edit", "claims.publish_review")
    needs = {
        "create": Need("annotate", "claims.add_ratingscale"),
        "partial_update": Need("annotate", "claims.change_ratingscale"),
    }

    def write(self, record: Any, values: Mapping[str, Any]) -> None:
        columns = dict(values)
        ratings = columns.pop("ratings", None)
        write(record, settled(columns))
        if ratings is not None:
            Rating.objects.lay(record, ratings)

    @creates(NewScaleBody, ScaleRecordSerializer, examples=[EXAMPLE])
    def create(self, request: Request) -> Response:
        """Record a rating scale with its ratings."""
        return self.made(request, NewScaleBody)

    @changes(ScaleBody, ScaleRecordSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change a rating scale, or its ratings."""
        return self.changed(request, uid, ScaleBody)
