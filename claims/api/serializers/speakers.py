"""Those who say things, and publishers."""

from __future__ import annotations

from rest_framework import serializers

from claimtrack.rest.describing import RowSerializer, an_answer, counted_version
from sources.api import examples as source_examples
from sources.api.serializers import PublisherLinkSerializer, PublisherSerializer

from ...models import Membership, Speaker
from .. import examples


class SpeakerLinkSerializer(RowSerializer):
    """A speaker where another record names it."""

    class Meta:
        model = Speaker
        fields = ["uid", "kind", "name", "description", "headcount", "headcount_is"]


class MembershipSerializer(RowSerializer):
    organization = SpeakerLinkSerializer(
        allow_null=True, help_text="Null where there is none, and where it is hidden."
    )

    class Meta:
        model = Membership
        fields = ["uid", "role", "organization", "since", "until"]


@an_answer("a mayor", examples.SPEAKER)
class SpeakerSerializer(RowSerializer):
    names = serializers.ListField(child=serializers.CharField(), help_text="Its other names.")
    publisher = PublisherLinkSerializer(allow_null=True)
    memberships = MembershipSerializer(many=True)

    class Meta:
        model = Speaker
        fields = [
            *("uid", "version", "kind", "name", "names", "description", "wikidata_id"),
            *("headcount", "headcount_is", "publisher", "memberships", "origin", "external_id"),
        ]


@an_answer("a newspaper", source_examples.PUBLISHER)
class PublisherRecordSerializer(PublisherSerializer):
    version = counted_version()

    class Meta(PublisherSerializer.Meta):
        fields = [*PublisherSerializer.Meta.fields, "version", "origin", "external_id"]
