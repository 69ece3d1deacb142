"""Publishers and topics: recorded and changed in one way, and public only through others."""

from __future__ import annotations

from claimtrack.rest.access import Need
from claimtrack.rest.bodies import Uid
from claimtrack.rest.columns import ColumnsBody
from claimtrack.rest.counted import Counted, described
from claimtrack.rest.describing import a_body
from sources.api.bodies import NewPublisherBody, PublisherBody
from sources.models import Publisher

from ...models import Topic
from ..filters import PUBLISHERS, TOPICS
from ..rows.speakers import (
    PUBLISHER_VERSION,
    TOPIC_VERSION,
    as_they_are,
    publisher_rows,
    publishers_seen,
    topic_rows,
    topics_seen,
)
from ..serializers import PublisherRecordSerializer, TopicRecordSerializer
from . import examples


@a_body("another name", examples.TOPIC)
class TopicBody(ColumnsBody):
    model = Topic
    columns = ("name",)


@a_body("a topic", examples.TOPIC)
class NewTopicBody(TopicBody):
    uid = Uid(required=False)


@described("a topic")
class TopicViewSet(Counted):
    """Topics of public claims, the last recorded first."""

    model = Topic
    version = TOPIC_VERSION
    body, new_body = TopicBody, NewTopicBody
    records = topics_seen
    serializer_class = TopicRecordSerializer
    filters = TOPICS
    rows = topic_rows
    dressed = as_they_are
    of_public = Need("edit", "claims.publish_claim")
    needs = {
        "create": Need("annotate", "claims.add_topic"),
        "partial_update": Need("annotate", "claims.change_topic"),
    }


@described("a publisher")
class PublisherViewSet(Counted):
    """Publishers of public sources and fact-checks, the last recorded first."""

    model = Publisher
    version = PUBLISHER_VERSION
    body, new_body = PublisherBody, NewPublisherBody
    records = publishers_seen
    serializer_class = PublisherRecordSerializer
    filters = PUBLISHERS
    rows = publisher_rows
    dressed = as_they_are
    of_public = Need("edit", "sources.publish_source")
    needs = {
        "create": Need("annotate", "sources.add_publisher"),
        "partial_update": Need("annotate", "sources.change_publisher"),
    }
