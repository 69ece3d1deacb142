"""What can be counted of lists of quotes and claims. In public of what is public alone."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from claimtrack.db.compiled import compiled
from claimtrack.rest.search import Facet
from sources.api.facets import counted, kinds_of

from ..models import Appearance, Attribution, Claim, ClaimTopic, Quote

SPEAKER = ("speaker__uid", "speaker__name")
PUBLISHER = ("quote__source__publisher__uid", "quote__source__publisher__name")
TOPIC = ("topic__uid", "topic__name")


@compiled
def speakers_of_quotes(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """Who said quotes."""
    links = Attribution.objects.filter(quote__any=quotes, role=Attribution.Role.SPEAKER)
    return counted(links.order_by(), *SPEAKER, each="quote")


@compiled
def publishers_of_quotes(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """Who published the documents of quotes."""
    rows = Quote.objects.filter(pk__any=quotes).order_by()
    return counted(rows, "source__publisher__uid", "source__publisher__name")


@compiled
def topics_of_quotes(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """The topics of the claims that quotes make."""
    seen = {} if full else {"claim__is_public": True}
    links = Appearance.objects.filter(quote__any=quotes, **seen).order_by()
    path = "claim__claim_topics__topic__"
    return counted(links, f"{path}uid", f"{path}name", each="quote")


def _appearances(claims: Any, full: bool) -> QuerySet[Any]:
    seen = {} if full else {"quote__is_public": True}
    return Appearance.objects.filter(claim__any=claims, **seen).order_by()


@compiled
def speakers_of_claims(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """Who said the quotes that make claims."""
    links = _appearances(claims, full).filter(quote__attributions__role=Attribution.Role.SPEAKER)
    path = "quote__attributions__speaker__"
    return counted(links, f"{path}uid", f"{path}name", each="claim")


@compiled
def publishers_of_claims(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """Who published the documents of the quotes that make claims."""
    return counted(_appearances(claims, full), *PUBLISHER, each="claim")


@compiled
def topics_of_claims(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """The topics of claims."""
    return counted(ClaimTopic.objects.filter(claim__any=claims).order_by(), *TOPIC, each="claim")


QUOTES: dict[str, Facet] = {
    "speaker": speakers_of_quotes,
    "publisher": publishers_of_quotes,
    "topic": topics_of_quotes,
    "kind": kinds_of(Quote.objects.all(), Quote.Kind),
}
CLAIMS: dict[str, Facet] = {
    "speaker": speakers_of_claims,
    "publisher": publishers_of_claims,
    "topic": topics_of_claims,
    "kind": kinds_of(Claim.objects.all(), Claim.Kind),
}
