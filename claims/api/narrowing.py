"""What the filters of speakers, quotes, claims and fact-checks look for."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from claimtrack.db.seeking import There
from claimtrack.rest.filters import Bounds, Through
from sources.api.filters import PUBLISHED

from ..models import (
    Appearance,
    Attribution,
    Claim,
    ClaimTopic,
    Membership,
    Quote,
    Review,
    Speaker,
    SpeakerName,
)
from .rows.traces import standing_for

Where = Callable[[Any], Q]
Path = Callable[[date], Q]
Dated = Callable[[str], Path]


def links(uid: uuid.UUID, *roles: str) -> QuerySet[Any]:
    """Where a speaker stands in a chain, in any role or in these."""
    speaker = Subquery(standing_for(Speaker, uid)[:1])
    found = Attribution.objects.filter(speaker=speaker).order_by()
    return found.filter(role__in=roles) if roles else found


def in_chain(quote: str, *roles: str) -> Where:
    """A speaker stands in the chain of the quote."""
    return lambda uid: Q(There(links(uid, *roles).filter(quote=OuterRef(quote))))


def in_chain_gathered(quote: str, *roles: str) -> Where:
    """As `in_chain`, beginning with the speaker."""
    return lambda uid: Q(**{f"{quote}__in": links(uid, *roles).values("quote")})


def by_key(kind: str) -> Callable[[Any, uuid.UUID], QuerySet[Any]]:
    """Quotes with the key of this kind for a speaker."""
    return lambda quotes, uid: quotes.keyed(kind, standing_for(Speaker, uid))


def said(cut: Dated, quote: str = "") -> Path:
    """The period in which a quote was said: as noted on it, else that of its publication."""
    noted, published = cut(f"{quote}said_on"), cut(f"{quote}source__published")
    unnoted = Q(**{f"{quote}said_on": ""})
    return lambda day: noted(day) | (unnoted & published(day))


def said_within(cut: Dated, bounds: Bounds) -> Path:
    """As `said` of the quote of an appearance, found by its key."""
    when = said(cut, "quote__")
    return lambda day: when(day) & Q(*bounds(day, F("quote__sort_key")))


def on_claim(uid: uuid.UUID) -> Q:
    """What hangs on this claim, or on the one into which it is merged."""
    return Q(claim=Subquery(standing_for(Claim, uid)[:1]))


def _appearances(end: str) -> Callable[[bool], QuerySet[Any]]:
    """Appearances, in the public view of what is public at this end."""
    public = Q(**{f"{end}__is_public": True})
    return lambda full: Appearance.objects.filter(Q() if full else public)


CLAIMS_MADE = Through(_appearances("claim"), "quote")
"""The claims that a quote makes."""
APPEARANCES = Through(_appearances("quote"), "claim")
"""The quotes that make a claim."""
TOPICS_OF_CLAIM = Through(lambda full: ClaimTopic.objects.all(), "claim")
SAID = ((Quote.objects.all(), "said_on"), PUBLISHED)
"""What the day of a quote is kept from."""


def on_source(uid: uuid.UUID) -> Q:
    """Fact-checks of what a public quote in this source says.

    One of a claim as another source has it is left out.
    """
    made = Appearance.objects.filter(quote__source__uid=uid, quote__is_public=True).order_by()
    own = Review.objects.filter(appearance__in=made.values("pk"))
    of_claim = Review.objects.filter(appearance=None, claim__in=made.values("claim"))
    found = own.order_by().values("pk").union(of_claim.order_by().values("pk"))
    return Q(pk__in=found)


def named(name: str) -> Q:
    """Speakers by their name, or by another one."""
    own = Speaker.objects.filter(name=name).order_by().values("pk")
    others = SpeakerName.objects.filter(name=name).order_by().values("speaker")
    return Q(pk__in=own.union(others))


def member_of(uid: uuid.UUID) -> Q:
    """Speakers with a role in a public organization."""
    public = Speaker.objects.public().filter(pk__in=standing_for(Speaker, uid))
    held = Membership.objects.filter(organization__in=public).order_by()
    return Q(pk__in=held.values("speaker"))
