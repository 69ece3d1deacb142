"""The parts that several answers share, for the schema: links, tombstones, selectors."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, words

from ..models import Claim, ClaimRelation, Quote, QuoteRelation


def one_status(*values: str) -> serializers.Field[Any, Any, Any, Any]:
    """A status of which only these are ever seen."""
    schema = {"type": "string", "enum": list(values)}
    field: type[Any] = extend_schema_field(schema)(type("Status", (serializers.CharField,), {}))
    made: serializers.Field[Any, Any, Any, Any] = field(read_only=True)
    return made


class SelectorSerializer(serializers.Serializer[Any]):
    """Of the W3C's Web Annotation Data Model; offsets are code points."""

    type = one_status("TextPositionSelector", "TextQuoteSelector")
    start = serializers.IntegerField(required=False)
    end = serializers.IntegerField(required=False)
    exact = serializers.CharField(required=False)
    prefix = serializers.CharField(required=False)
    suffix = serializers.CharField(required=False)


class TombstoneSerializer(serializers.Serializer[Any]):
    """What is left of a record that was public and is withdrawn."""

    uid = serializers.UUIDField()
    status = one_status("withdrawn")
    withdrawn_reason = words("Why.")
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class QuoteLinkSerializer(RowSerializer):
    """A quote where another record names it."""

    text = words("Null where the quote is withdrawn.", allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Quote
        fields = ["uid", "status", "kind", "text", "withdrawn_reason", "withdrawn_at"]


class ClaimLinkSerializer(RowSerializer):
    """A claim where another record names it."""

    text = words("Null where the claim is withdrawn.", allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Claim
        fields = ["uid", "status", "kind", "text", "withdrawn_reason", "withdrawn_at"]


class _Directed(RowSerializer):
    direction = one_status("to", "from")
    direction.help_text = "to: this record stands so to the other; from: the other so to this one."


class QuoteRelationSerializer(_Directed):
    quote = QuoteLinkSerializer()

    class Meta:
        model = QuoteRelation
        fields = ["kind", "direction", "quote"]


class ClaimRelationSerializer(_Directed):
    claim = ClaimLinkSerializer()

    class Meta:
        model = ClaimRelation
        fields = ["kind", "direction", "claim"]


def or_tombstone(name: str, serializer: Any) -> PolymorphicProxySerializer:
    """The record, or what is left of it."""
    return PolymorphicProxySerializer(
        component_name=f"{name}OrTombstone",
        serializers=[serializer, TombstoneSerializer],
        resource_type_field_name=None,
    )
