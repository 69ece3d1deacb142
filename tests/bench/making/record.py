"""Make the whole record, and look at it here and there."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from django.db.models import Count

from claims.models import Claim, Quote, QuoteSpan
from claimtrack.db import triggers
from sources.models import Source

from .claims import Claims
from .documents import Documents, Row
from .loading import load
from .people import People
from .words import Tape

SEED = 20_240_501
SOURCES, QUOTES, CLAIMS = 60_000, 300_000, 100_000
"""At scale 1."""
LOOKED_AT = 200


def rows(scale: float, seed: int = SEED) -> Iterator[Row]:
    """Every row of a record of this size; the same ones each time."""
    rng = Random(seed)
    tape = Tape(rng, scale)
    people = People(rng, tape, scale)
    sources, quotes, claims = (max(40, round(n * scale)) for n in (SOURCES, QUOTES, CLAIMS))
    documents = Documents(rng, tape, people, sources, quotes)
    yield from people.rows()
    yield from documents.rows()
    yield from Claims(rng, tape, people, documents, claims).rows()


def make(scale: float) -> None:
    """Fill the empty database at hand with a record of this size."""
    load(rows(scale), SEED)
    look_at_it(scale)


def look_at_it(scale: float) -> None:
    """Raises AssertionError where something is off in a few places that stand for all."""
    found = (Source.objects.count(), Quote.objects.count(), Claim.objects.count())
    wanted = tuple(max(40, round(n * scale)) for n in (SOURCES, QUOTES, CLAIMS))
    assert found == wanted, f"{found} sources, quotes and claims instead of {wanted}"
    assert not triggers.faults(), triggers.faults()
    spans = QuoteSpan.objects.select_related("revision").order_by("-uid")[:LOOKED_AT]
    for span in spans:
        assert span.revision.text[span.start : span.end] == span.exact, span.pk
    for quote in Quote.objects.order_by("uid")[:LOOKED_AT]:
        pieces = quote.spans.filter(role="content").order_by("number")
        assert quote.text == " ".join(pieces.values_list("exact", flat=True)), quote.pk
        words = " ".join(quote.text.split()[:5])
        assert Quote.objects.search(words).filter(pk=quote.pk).exists(), quote.pk
    busiest = Quote.objects.values("attributions__speaker").annotate(n=Count("pk"))
    assert busiest.order_by("-n")[0]["n"] > found[1] // 200
