"""Sources as the API shows them: metadata; the whole text only where it is open."""

from __future__ import annotations

from rest_framework import serializers

from ..models import Publisher, Source


class PublisherSerializer(serializers.ModelSerializer):
    class Meta:
        model = Publisher
        fields = ["uid", "name", "address", "country", "wikidata_id"]


class SourceSerializer(serializers.ModelSerializer):
    publisher = PublisherSerializer(allow_null=True)
    text = serializers.SerializerMethodField(
        help_text="The current text, where anybody may read it; else null."
    )

    class Meta:
        model = Source
        fields = [
            "uid",
            "version",
            "kind",
            "title",
            "publisher",
            "byline",
            "address",
            "published",
            "modified",
            "language",
            "status",
            "status_notice",
            "archive_address",
            "text_is_open",
            "text",
        ]

    def get_text(self, source: Source) -> str | None:
        if not source.text_is_open or source.current_revision is None:
            return None
        return source.current_revision.text


class SourceLinkSerializer(serializers.ModelSerializer):
    """A source where it is named in another record."""

    class Meta:
        model = Source
        fields = ["uid", "kind", "title", "address", "published"]
