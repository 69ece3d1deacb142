"""Sources and their texts as the API shows them."""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, an_answer, words
from claimtrack.rest.search import HitsSerializer

from ..models import Publisher, Revision, Source
from . import examples
from .rows import PUBLISHER

CHANGES = serializers.ListField(
    child=serializers.CharField(),
    help_text="What was changed in the text before it was kept, a sentence for each kind.",
)


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


@an_answer("an article", examples.SOURCE)
class SourceSerializer(RowSerializer):
    publisher = PublisherSerializer(allow_null=True)
    revisions = RevisionLinkSerializer(many=True, help_text="Its texts, the first one first.")
    hits = HitsSerializer(required=False, help_text="In lists with highlight=1.")
    text = serializers.CharField(
        required=False, allow_null=True, help_text="In lists with include=text."
    )

    class Meta:
        model = Source
        fields = [
            *("uid", "version", "is_public", "kind", "title", "publisher", "byline", "address"),
            *("canonical_address", "published", "modified", "language", "status", "status_notice"),
            *("archive_address", "text_is_open", "origin", "external_id", "revisions", "hits"),
            "text",
        ]


@an_answer("an article", examples.SOURCE | examples.WITH_TEXT)
class SourceDetailSerializer(SourceSerializer):
    text = words("The current text, where anybody may read it; else null.", allow_null=True)


@an_answer("an article", examples.SOURCE | examples.WITH_TEXT | examples.UNCHANGED)
class NewSourceSerializer(SourceDetailSerializer):
    changes = CHANGES

    class Meta(SourceDetailSerializer.Meta):
        fields = [*SourceDetailSerializer.Meta.fields, "changes"]


@an_answer("its text", examples.REVISION)
class RevisionSerializer(RowSerializer):
    source = SourceLinkSerializer()
    is_current = serializers.BooleanField(help_text="No later text has taken its place.")
    worked_through_at = serializers.DateTimeField(
        allow_null=True, help_text="When somebody had read it to its end; null in the public view."
    )
    sha256 = words("Of the text in UTF-8, where anybody may read it; else null.", allow_null=True)
    text = serializers.CharField(
        required=False, allow_null=True, help_text="In lists with include=text."
    )

    class Meta:
        model = Revision
        fields = [
            *("uid", "number", "source", "made_by", "reader", "retrieved_at"),
            *("is_current", "worked_through_at", "sha256", "text"),
        ]


@an_answer("its text", examples.REVISION | examples.WITH_TEXT)
class RevisionDetailSerializer(RevisionSerializer):
    text = words("The text, where anybody may read it; else null.", allow_null=True)


@an_answer("its text", examples.REVISION | examples.WITH_TEXT | examples.UNCHANGED)
class NewRevisionSerializer(RevisionDetailSerializer):
    changes = CHANGES

    class Meta(RevisionDetailSerializer.Meta):
        fields = [*RevisionDetailSerializer.Meta.fields, "changes"]
