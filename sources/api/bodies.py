"""What may be sent of sources, their texts and publishers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError

from claimtrack.rest.bodies import Choice, Named, Text, Uid
from claimtrack.rest.columns import MOST_LINE, MOST_NAME, ColumnsBody, Line, Moment, judge
from claimtrack.rest.describing import a_body
from claimtrack.rest.writing import StrictSerializer

from ..addresses import MAX_LENGTH
from ..importing import FOLDER
from ..models import Publisher, Revision, Source
from ..text import MAX_CODE_POINTS, Canonical, UnreadableText, canonical
from . import examples

MOST_NOTE = 20_000
"""Of a text that explains something, in code points."""
_NAMED_PUBLISHER = {
    "oneOf": [
        {"type": "string", "format": "uuid"},
        {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string", "minLength": 1, "maxLength": MOST_NAME}},
            "additionalProperties": False,
        },
    ],
}


class PublisherNameBody(StrictSerializer):
    name = Line(max_length=MOST_NAME)


@extend_schema_field(_NAMED_PUBLISHER)
class PublisherField(serializers.Field[Any, Any, Any, Any]):
    """A publisher by its uid, or by its name: then it is made where there is none of that name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "Its uid, or its name: then it is made if need be.")
        super().__init__(required=False, **options)

    def to_internal_value(self, data: Any) -> Publisher:
        if not isinstance(data, Mapping):
            by_uid = Named(Publisher)
            by_uid.bind("", self)  # type: ignore[arg-type]
            found: Publisher = by_uid.run_validation(data)
            return found
        body = PublisherNameBody(data=data)
        body.is_valid(raise_exception=True)
        name = body.validated_data["name"]
        return Publisher.objects.filter(name=name).first() or self._new(name)

    def _new(self, name: str) -> Publisher:
        if not self.context["request"].user.has_perm("sources.add_publisher"):
            raise PermissionDenied("To name a new publisher takes sources.add_publisher.")
        publisher = Publisher(name=name)
        judge(publisher, ("name",))
        return publisher


def settled(values: dict[str, Any], name: str = "publisher") -> dict[str, Any]:
    """What was sent, with its publisher on record. To be called where the rest is stored."""
    new = values.get(name)
    if new is not None and new._state.adding:
        values[name] = Publisher.objects.get_or_create(name=new.name)[0]
    return values


@a_body("where it is", examples.PUBLISHER_CHANGE)
class PublisherBody(ColumnsBody):
    model = Publisher
    columns = ("name", "address", "country", "wikidata_id", "origin", "external_id")


@a_body("a newspaper", examples.NEW_PUBLISHER)
class NewPublisherBody(PublisherBody):
    uid = Uid(required=False)


@a_body("a correction", examples.SOURCE_CHANGE)
class SourceBody(ColumnsBody):
    model = Source
    columns = (
        *("kind", "title", "byline", "published", "modified", "language", "status"),
        *("archive_address", "origin", "external_id"),
    )
    publisher = PublisherField(allow_null=True)
    address = Line(
        required=False, allow_blank=True, max_length=MAX_LENGTH, help_text="Where it was found."
    )
    canonical_address = Line(
        required=False,
        allow_blank=True,
        allow_null=True,
        max_length=MAX_LENGTH,
        help_text="The address that stands for the document, where `address` does not.",
    )
    status_notice = Line(required=False, allow_blank=True, max_length=MOST_NOTE)

    def validate_origin(self, origin: str) -> str:
        if origin == FOLDER:
            raise ValidationError(f"“{FOLDER}” is for what is ingested from one: name another.")
        return origin


def readable(text: str) -> Canonical:
    """A text as it will be kept, and what was changed in it."""
    try:
        return canonical(text)
    except UnreadableText as error:
        raise ValidationError(str(error), "unreadable") from error


@a_body("a corrected text", examples.NEW_REVISION)
class RevisionBody(StrictSerializer):
    text = Text(
        max_length=2 * MAX_CODE_POINTS,
        help_text="The whole text, to the letter. It is kept in NFC, its lines ended by \\n.",
    )
    made_by = Choice(
        choices=Revision.MadeBy.choices, required=False, help_text="How it was made: else typed."
    )
    reader = Line(
        required=False,
        allow_blank=True,
        max_length=MOST_LINE,
        help_text="What read the bytes, and its version.",
    )
    retrieved_at = Moment(required=False, allow_null=True)

    def validate_text(self, text: str) -> Canonical:
        return readable(text)


@a_body("an article with its text", examples.NEW_SOURCE)
class NewSourceBody(SourceBody):
    uid = Uid(required=False)
    text = Text(
        required=False,
        max_length=2 * MAX_CODE_POINTS,
        help_text="The whole text, to the letter; without it the document is known by others only.",
    )
    made_by = Choice(
        choices=Revision.MadeBy.choices, required=False, help_text="How its text was made."
    )

    def validate_text(self, text: str) -> Canonical:
        return readable(text)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "made_by" in attrs and "text" not in attrs:
            raise ValidationError({"made_by": "It says how a text was made: send the text too."})
        return attrs
