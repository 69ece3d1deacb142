"""Claims, and what is found of them: evidence and fact-checks."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from claims import models as claims

from .documents import SAID, START, WORDS, PublisherFactory, SourceFactory
from .quotes import QuoteFactory


class ClaimFactory(DjangoModelFactory):
    class Meta:
        model = claims.Claim

    text = factory.Sequence(lambda n: f"The bridge will be built in {2025 + n}")


class ClaimRelationFactory(DjangoModelFactory):
    class Meta:
        model = claims.ClaimRelation

    from_claim = factory.SubFactory(ClaimFactory)
    to_claim = factory.SubFactory(ClaimFactory)
    kind = "contradicts"


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = claims.Topic

    name = factory.Sequence(lambda n: f"bridges {n}")


class ClaimTopicFactory(DjangoModelFactory):
    class Meta:
        model = claims.ClaimTopic

    claim = factory.SubFactory(ClaimFactory)
    topic = factory.SubFactory(TopicFactory)


class AppearanceFactory(DjangoModelFactory):
    class Meta:
        model = claims.Appearance

    claim = factory.SubFactory(ClaimFactory)
    quote = factory.SubFactory(QuoteFactory)


class EvidenceFactory(DjangoModelFactory):
    """Evidence without a passage, with a note."""

    class Meta:
        model = claims.Evidence

    claim = factory.SubFactory(ClaimFactory)
    source = factory.SubFactory(SourceFactory, text=WORDS)
    bearing = "supports"
    note = "A chart on page 4."


class EvidenceSpanFactory(DjangoModelFactory):
    class Meta:
        model = claims.EvidenceSpan

    evidence = factory.SubFactory(EvidenceFactory)
    revision = factory.LazyAttribute(lambda o: o.evidence.source.revisions.get())
    start = START
    end = START + len(SAID)
    exact = SAID


class RatingScaleFactory(DjangoModelFactory):
    class Meta:
        model = claims.RatingScale

    publisher = factory.SubFactory(PublisherFactory)
    name = "true to false"


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = claims.Rating

    scale = factory.SubFactory(RatingScaleFactory)
    value = 1
    name = factory.Sequence(lambda n: f"true {n}")


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = claims.Review

    claim = factory.SubFactory(ClaimFactory)
    reviewer = factory.SubFactory(PublisherFactory)
    rating_name = "true"


class ReviewEvidenceFactory(DjangoModelFactory):
    class Meta:
        model = claims.ReviewEvidence

    review = factory.SubFactory(ReviewFactory)
    evidence = factory.LazyAttribute(lambda o: EvidenceFactory(claim=o.review.claim))
