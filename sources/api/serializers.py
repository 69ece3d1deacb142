"""Sources and their texts as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, words

from ..models import Publisher, Revision, Source
from .rows import PUBLISHER


class PublisherSerializer(RowSerializer):
    class Meta:
        model = Publisher
        fields = PUBLISHER


class PublisherLinkSerializer(RowSerializer):
    class Meta:
        model = Publisher
        fields = ["uid", "name"]


class SourceLinkSerializer(RowSerializer):
    """A source where another record names it."""

    publisher = PublisherLinkSerializer(allow_null=True)

    class Meta:
        model = Source
        fields = [
            *("uid", "kind", "title", "publisher", "address", "published", "language", "status")
        ]


class RevisionLinkSerializer(RowSerializer):
    class Meta:
        model = Revision
        fields = ["uid", "number", "made_by", "retrieved_at"]


class SourceSerializer(RowSerializer):
    publisher = PublisherSerializer(allow_null=True)
    revisions = RevisionLinkSerializer(many=True, help_text="Its texts, the first one first.")

    class Meta:
        model = Source
        fields = [
            *("uid", "version", "kind", "title", "publisher", "byline", "address"),
            *("published", "modified", "language", "status", "status_notice"),
            *("archive_address", "text_is_open", "origin", "external_id", "revisions"),
        ]


class SourceDetailSerializer(SourceSerializer):
    text = words("The current text, where anybody may read it; else null.", allow_null=True)

    class Meta(SourceSerializer.Meta):
        fields = [*SourceSerializer.Meta.fields, "text"]


class RevisionSerializer(RowSerializer):
    source = SourceLinkSerializer()
    is_current = serializers.BooleanField(help_text="No later text has taken its place.")
    sha256 = words("Of the text in UTF-8, where anybody may read it; else null.", allow_null=True)

    class Meta:
        model = Revision
        fields = [
            *("uid", "number", "source", "made_by", "reader", "retrieved_at"),
            *("is_current", "sha256"),
        ]


class RevisionDetailSerializer(RevisionSerializer):
    text = words("The text, where anybody may read it; else null.", allow_null=True)

    class Meta(RevisionSerializer.Meta):
        fields = [*RevisionSerializer.Meta.fields, "text"]
