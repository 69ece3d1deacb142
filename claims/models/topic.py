from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q

from claimtrack.db.given import listed, refuse_unstorable
from claimtrack.db.history import history
from claimtrack.db.records import Record, RecordQuerySet
from claimtrack.db.refusals import of_field

if TYPE_CHECKING:
    from .claim import Claim


class Topic(Record):
    """A tag."""

    name = models.TextField(unique=True)

    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="claims_topic_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class ClaimTopicQuerySet(RecordQuerySet):
    """The tags of claims."""

    def lay(self, claim: Claim, names: Iterable[str]) -> None:
        """Give a claim the topics of these names, and no other; new names make new topics.

        Raises ValidationError for a name that is empty or no text.
        """
        wanted = dict.fromkeys(listed("topics", names))
        for name in wanted:
            if not isinstance(name, str) or not name.strip():
                raise of_field("topics", "A topic has a name.", "no_name")
            refuse_unstorable({"topics": name})
        with transaction.atomic():
            for link in self.filter(claim=claim).select_related("topic"):
                if link.topic.name in wanted:
                    del wanted[link.topic.name]
                else:
                    link.delete()
            for name in wanted:
                self.create(claim=claim, topic=Topic.objects.get_or_create(name=name)[0])


class ClaimTopic(Record):
    """A claim's tag: a link of its own, so that its history is kept."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="claim_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="claim_topics")

    objects = ClaimTopicQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "topic"], name="claims_claimtopic_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)
