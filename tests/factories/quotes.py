"""Quotes, their chains, and what a machine makes of them."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from claims import models as claims

from .documents import SAID, START, WORDS, RevisionFactory, SourceFactory
from .speakers import SpeakerFactory


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
