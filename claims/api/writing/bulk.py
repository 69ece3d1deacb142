"""Recording many at once, all or none, with a report by their place in the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.db import transaction
from drf_spectacular.utils import OpenApiExample, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.acting import acting
from claimtrack.rest.describing_changes import REASON
from claimtrack.rest.faults import Faults, Faulty
from claimtrack.rest.writing import reason_of

from .changing import Changing

MOST = 500
"""So many records are recorded in one go."""
Make = Callable[[], Any]


class Bulk(Changing):
    """Records that are also made many at a time."""

    def recorded_in_bulk(self, request: Request) -> Response:
        """Answer a bulk: 201 with each uid and whether it is new, or 400 with every fault.

        First all is read and looked up, then all is stored, in one transaction.
        """
        name = f"{self.basename}s"
        items = _items(request.data, name)
        faults = Faults()
        with acting(request.user, reason_of(request)):
            plans = self._plans(request, name, items, faults)
            with transaction.atomic():
                report = []
                for index, (make, is_new) in plans.items():
                    with faults.at(f"{name}.{index}"):
                        report.append(_line(index, make(), is_new))
                faults.refuse()
        made = any(line["status"] == 201 for line in report)
        return Response({name: report}, 201 if made else 200)

    def _plans(
        self, request: Request, name: str, items: list[Any], faults: Faults
    ) -> dict[int, tuple[Make, bool]]:
        """By their place what gives each record, and whether it is a new one."""
        plans: dict[int, tuple[Make, bool]] = {}
        seen: dict[Any, int] = {}
        reader = self.body(context={"request": request})  # one for all: it costs more than to read
        for index, item in enumerate(items):
            with faults.at(f"{name}.{index}"):
                given = reader.run_validation(item)
                _refuse_twice(given.get("uid"), index, seen)
                plans[index] = self._plan(request, given)
        return plans

    def _plan(self, request: Request, given: Mapping[str, Any]) -> tuple[Make, bool]:
        known = self.model.objects.existing(given.get("uid"), request.user)
        if known:
            return lambda: known, False
        return type(self).planned(given), True


def _items(data: Any, name: str) -> list[Any]:
    if not isinstance(data, Mapping) or set(data) != {name}:
        sentence = f'Send an object with one list in it: {{"{name}": […]}}.'
        raise ValidationError({name: sentence}, "required")
    items = data[name]
    if not isinstance(items, list) or not 1 <= len(items) <= MOST:
        raise ValidationError({name: f"Send a list of 1 to {MOST}."}, "invalid")
    return items


def _refuse_twice(uid: Any, index: int, seen: dict[Any, int]) -> None:
    first = seen.setdefault(uid, index) if uid else index
    if first != index:
        sentence = f"It is the uid of number {first} too: bring another one."
        raise Faulty({"uid": [ErrorDetail(sentence, "twice")]})


def _line(index: int, record: Any, is_new: bool) -> dict[str, Any]:
    status = 201 if is_new else 200
    return {"index": index, "uid": record.uid, "version": record.version, "status": status}


class BulkLineSerializer(serializers.Serializer[Any]):
    index = serializers.IntegerField(help_text="Its place in the list that was sent.")
    uid = serializers.UUIDField()
    version = serializers.IntegerField()
    status = serializers.IntegerField(help_text="201: recorded; 200: you made it before.")


def bulk_of(
    name: str, body: Any, example: Any, others: Mapping[int, Any] = MappingProxyType({})
) -> Any:
    """Describes a bulk of records that are made from this body, of which there is an example."""
    title = name.capitalize()
    many = {"many": True, "allow_empty": False, "max_length": MOST}
    sent = inline_serializer(f"{title}BulkBody", {name: body(**many)})
    report = inline_serializer(f"{title}BulkReport", {name: BulkLineSerializer(many=True)})
    return extend_schema(
        request={"application/json": sent},
        responses={201: report, 200: report, **others},
        parameters=[REASON],
        examples=[
            OpenApiExample("one", {name: [example]}, request_only=True),
            OpenApiExample(
                "one, recorded",
                {name: [{"index": 0, "uid": example["uid"], "version": 1, "status": 201}]},
                response_only=True,
            ),
        ],
    )
