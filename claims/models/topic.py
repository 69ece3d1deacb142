from __future__ import annotations

from django.db import models
from django.db.models import Q

from claimtrack.db.acting import history
from claimtrack.db.records import Record


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


class ClaimTopic(Record):
    """A claim's tag: a link of its own, so that its history is kept."""

    claim = models.ForeignKey("claims.Claim", models.PROTECT, related_name="claim_topics")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="claim_topics")

    history = history()

    class Meta:
        ordering = ["claim", "id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "topic"], name="claims_claimtopic_once")
        ]

    def __str__(self) -> str:
        return str(self.topic)
