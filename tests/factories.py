"""One factory a model: the smallest record that the database takes."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from claims import models as claims
from claimtrack.accounts.models import Token, User
from sources import models as sources
from sources.text import sha256

WORDS = "The mayor said: “We shall build the bridge.” Nobody else spoke that evening."
SAID = "“We shall build the bridge.”"
START = WORDS.index(SAID)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")


class TokenFactory(DjangoModelFactory):
    class Meta:
        model = Token

    user = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[Token], *args: Any, **kwargs: Any) -> Token:
        token: Token = model_class.objects.create(*args, **kwargs)[0]
        return token


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = sources.Publisher

    name = factory.Sequence(lambda n: f"The Harbour Post {n}")


class SourceFactory(DjangoModelFactory):
    """A source without a text; `text` gives it one."""

    class Meta:
        model = sources.Source
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"A bridge at last {n}")
    kind = "article"

    @factory.post_generation
    def text(self, create: bool, extracted: str | None, **_: Any) -> None:
        if create and extracted:
            self.add_revision(extracted)  # type: ignore[attr-defined]


class CaptureFactory(DjangoModelFactory):
    class Meta:
        model = sources.Capture

    source = factory.SubFactory(SourceFactory)
    media_type = "text/plain"
    size = len(WORDS.encode())
    sha256 = sha256(WORDS)
    file = "bytes"


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = sources.Revision

    source = factory.SubFactory(SourceFactory)
    number = factory.LazyAttribute(lambda o: o.source.revisions.count() + 1)
    text = WORDS
    sha256 = factory.LazyAttribute(lambda o: sha256(o.text))


class LocatorFactory(DjangoModelFactory):
    class Meta:
        model = sources.Locator

    revision = factory.SubFactory(RevisionFactory)
    start = 0
    end = len(WORDS)
    kind = "page"
    value = "1"


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = claims.Speaker

    kind = "person"
    name = factory.Sequence(lambda n: f"Ida Vale {n}")


class GroupFactory(SpeakerFactory):
    kind = "group"
    name = "members of the council"
    headcount = 30
    headcount_is = "more_than"


class SpeakerNameFactory(DjangoModelFactory):
    class Meta:
        model = claims.SpeakerName

    speaker = factory.SubFactory(SpeakerFactory)
    name = factory.Sequence(lambda n: f"I. Vale {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = claims.Membership

    speaker = factory.SubFactory(SpeakerFactory)
    organization = factory.SubFactory(SpeakerFactory, kind="organization")
    role = "mayor"
    since = "2021"


class QuoteFactory(DjangoModelFactory):
    """A quote with one content span, by the one function that records quotes."""

    class Meta:
        model = claims.Quote

    source = factory.SubFactory(SourceFactory, text=WORDS)
    content = [SAID]

    @classmethod
    def _create(cls, model_class: type[claims.Quote], *args: Any, **kwargs: Any) -> claims.Quote:
        kwargs["source"].refresh_from_db()
        return model_class.objects.record(**kwargs)


class PublishedQuoteFactory(QuoteFactory):
    source = factory.SubFactory(SourceFactory, text=WORDS, is_public=True)

    @classmethod
    def _create(cls, model_class: type[claims.Quote], *args: Any, **kwargs: Any) -> claims.Quote:
        quote = super()._create(model_class, *args, **kwargs)
        quote.publish(by=None)
        return quote


class QuoteSpanFactory(DjangoModelFactory):
    """A cue: “said” before the words."""

    class Meta:
        model = claims.QuoteSpan

    quote = factory.SubFactory(QuoteFactory)
    revision = factory.SelfAttribute("quote.revision")
    role = "cue"
    start = WORDS.index("said")
    end = WORDS.index("said") + len("said")
    exact = "said"


class AttributionFactory(DjangoModelFactory):
    class Meta:
        model = claims.Attribution

    quote = factory.SubFactory(QuoteFactory)
    speaker = factory.SubFactory(SpeakerFactory)
    number = factory.LazyAttribute(
        lambda o: o.quote.attributions.filter(role="speaker").count() + 1
    )


class QuoteRelationFactory(DjangoModelFactory):
    class Meta:
        model = claims.QuoteRelation

    from_quote = factory.SubFactory(QuoteFactory)
    to_quote = factory.SubFactory(QuoteFactory)
    kind = "same_words"


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


class MergeFactory(DjangoModelFactory):
    """A merge of two new speakers."""

    class Meta:
        model = claims.Merge

    @classmethod
    def _create(cls, model_class: type[claims.Merge], *args: Any, **kwargs: Any) -> claims.Merge:
        return SpeakerFactory().merge_into(SpeakerFactory(), by=None, reason="one person")


class MergeMoveFactory(DjangoModelFactory):
    class Meta:
        model = claims.MergeMove

    merge = factory.SubFactory(MergeFactory)
    model = "claims.attribution"
    object_id = 1
    before = factory.LazyFunction(dict)
    after = factory.LazyFunction(dict)


class SuggestionFactory(DjangoModelFactory):
    class Meta:
        model = claims.Suggestion

    revision = factory.SubFactory(RevisionFactory)
    kind = "direct"
    spans = factory.LazyFunction(lambda: {"content": [[START, START + len(SAID)]]})
    confidence = 0.9
    extractor = "rules 1"


class CarryReportFactory(DjangoModelFactory):
    class Meta:
        model = claims.CarryReport

    old = factory.SubFactory(RevisionFactory)
    new = factory.LazyAttribute(
        lambda o: RevisionFactory(source=o.old.source, text=f"{WORDS} Corrected.")
    )


class CarryFactory(DjangoModelFactory):
    class Meta:
        model = claims.Carry

    report = factory.SubFactory(CarryReportFactory)
    quote_span = factory.SubFactory(QuoteSpanFactory)
    outcome = "lost"
