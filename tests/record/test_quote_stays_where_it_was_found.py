"""A quote never leaves its source, nor a span its quote and its text."""

import pytest

from tests.factories import (
    WORDS,
    EvidenceFactory,
    EvidenceSpanFactory,
    QuoteFactory,
    QuoteSpanFactory,
    RevisionFactory,
    SourceFactory,
)

from .raw import insert, refused, update

pytestmark = pytest.mark.django_db


def test_a_quote_never_moves_to_another_source():
    quote, other = QuoteFactory(), SourceFactory(text=WORDS)
    with refused("found"):
        update(quote, source_id=other.pk)
    with refused("found"):
        update(quote, source_id=other.pk, revision_id=other.revisions.get().pk)


def test_a_quote_never_moves_to_another_text_of_its_source():
    quote = QuoteFactory()
    later = RevisionFactory(source=quote.source, text=f"{WORDS} Corrected.")
    with refused("found"):
        update(quote, revision_id=later.pk)


def test_a_quote_is_found_on_a_text_of_its_own_source():
    quote = QuoteFactory()
    with refused("its own source"):
        insert(quote, revision_id=RevisionFactory().pk)
    with refused("its own source"):
        insert(quote, source_id=SourceFactory().pk)


def test_a_span_never_moves_to_another_quote():
    span = QuoteSpanFactory()
    other = QuoteFactory(source=span.quote.source)
    with refused("never changes"):
        update(span, quote_id=other.pk)


def test_a_span_never_moves_to_another_text():
    span = QuoteSpanFactory()
    later = RevisionFactory(source=span.quote.source, text=f"{WORDS} Corrected.")
    with refused("never changes"):
        update(span, revision_id=later.pk)


def test_a_passage_never_moves_to_other_evidence_or_another_text():
    span = EvidenceSpanFactory()
    other = EvidenceFactory(source=span.evidence.source)
    later = RevisionFactory(source=span.evidence.source, text=f"{WORDS} Corrected.")
    with refused("never changes"):
        update(span, evidence_id=other.pk)
    with refused("never changes"):
        update(span, revision_id=later.pk)
