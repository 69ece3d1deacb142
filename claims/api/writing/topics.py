"""Recording and changing publishers and topics."""

from __future__ import annotations

import uuid

from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.access import Need
from claimtrack.rest.bodies import Uid
from claimtrack.rest.columns import ColumnsBody
from claimtrack.rest.counted import Counted
from claimtrack.rest.describing_changes import changes, creates
from sources.api.bodies import NewPublisherBody, PublisherBody
from sources.models import Publisher

from ...models import Topic
from ..rows.speakers import PUBLISHER_VERSION, TOPIC_VERSION
from ..serializers import PublisherRecordSerializer, TopicRecordSerializer
from ..views import PublisherViewSet, TopicViewSet


class TopicBody(ColumnsBody):
    model = Topic
    columns = ("name",)


class NewTopicBody(TopicBody):
    uid = Uid(required=False)


class TopicWriting(TopicViewSet, Counted):
    model = Topic
    version = TOPIC_VERSION
    serializer_class = TopicRecordSerializer
    of_public = Need("edit", "claims.publish_claim")
    needs = {
        "create": Need("annotate", "claims.add_topic"),
        "partial_update": Need("annotate", "claims.change_topic"),
    }

    @creates(NewTopicBody, TopicRecordSerializer)
    def create(self, request: Request) -> Response:
        """Record a topic."""
        return self.made(request, NewTopicBody)

    @changes(TopicBody, TopicRecordSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change the name of a topic."""
        return self.changed(request, uid, TopicBody)


class PublisherWriting(PublisherViewSet, Counted):
    model = Publisher
    version = PUBLISHER_VERSION
    serializer_class = PublisherRecordSerializer
    of_public = Need("edit", "sources.publish_source")
    needs = {
        "create": Need("annotate", "sources.add_publisher"),
        "partial_update": Need("annotate", "sources.change_publisher"),
    }

    @creates(NewPublisherBody, PublisherRecordSerializer)
    def create(self, request: Request) -> Response:
        """Record a publisher."""
        return self.made(request, NewPublisherBody)

    @changes(PublisherBody, PublisherRecordSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is said of a publisher; what is not sent stays as it is."""
        return self.changed(request, uid, PublisherBody)
