"""Rating scales: the verdicts that a reviewer uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from claimtrack.rest.access import Need
from claimtrack.rest.bodies import Number, Uid
from claimtrack.rest.columns import MOST_NAME, ColumnsBody, Line, write
from claimtrack.rest.counted import Counted, described
from claimtrack.rest.describing import a_body
from claimtrack.rest.writing import StrictSerializer
from sources.api.bodies import PublisherField, settled

from ...models import Rating, RatingScale
from ...models.review import FARTHEST
from ..filters import SCALES
from ..rows.scales import SCALE_VERSION, dressed_scales, scale_rows, scales_seen
from ..serializers import ScaleRecordSerializer
from . import examples

MOST_RATINGS = 100


class RatingBody(StrictSerializer):
    name = Line(max_length=MOST_NAME)
    value = Number(required=False, allow_null=True, min_value=-FARTHEST, max_value=FARTHEST)


@a_body("how it rates", examples.SCALE_CHANGE)
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


@a_body("three verdicts", examples.SCALE)
class NewScaleBody(ScaleBody):
    uid = Uid(required=False)


@described("a rating scale, with its ratings")
class RatingScaleViewSet(Counted):
    """The rating scales of public fact-checks, the last recorded first."""

    model = RatingScale
    version = SCALE_VERSION
    body, new_body = ScaleBody, NewScaleBody
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
