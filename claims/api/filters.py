"""The filters of speakers, quotes, claims, fact-checks, topics and publishers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from claimtrack.db.seeking import There
from claimtrack.rest.filters import Bounds, Filter, Filters, Leaves, Through
from claimtrack.rest.kinds import QUESTION, SWITCH, TEXT, UID, choice
from sources.api.filters import (
    FROM,
    FROM_HELP,
    IMPORTED,
    PUBLISHED,
    UNTIL,
    UNTIL_HELP,
    begins_before,
    ends_after,
    not_after,
    not_before,
)
from sources.models import Source

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
from ..triggers.quotes import AS_SPEAKER, IN_ANY_ROLE
from .rows.reviews import superseded
from .rows.traces import standing_for

Where = Callable[[Any], Q]
Path = Callable[[date], Q]
Dated = Callable[[str], Path]

Q_HELP = "Words, phrases, beginnings, with AND, OR, NOT and brackets: see docs/search.md."
SPEAKER_HELP = "Who said it: stands in the chain as a speaker."
IN_CHAIN_HELP = "Who stands in the chain in any role: speaker, on_behalf_of, addressee, relayed_by."


def links(uid: uuid.UUID, *roles: str) -> QuerySet[Any]:
    """Where a speaker stands in a chain, in any role or in these."""
    speaker = Subquery(standing_for(Speaker, uid)[:1])
    found = Attribution.objects.filter(speaker=speaker).order_by()
    return found.filter(role__in=roles) if roles else found


def in_chain(quote: str, *roles: str) -> Where:
    """A speaker stands in the chain of the quote."""
    return lambda uid: Q(There(links(uid, *roles).filter(quote=OuterRef(quote))))


def in_chain_gathered(quote: str, *roles: str) -> Where:
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


def _on_claim(uid: uuid.UUID) -> Q:
    return Q(claim=Subquery(standing_for(Claim, uid)[:1]))


def _appearances(end: str) -> Callable[[bool], QuerySet[Any]]:
    """Appearances, in the public view of what is public at this end."""
    public = Q(**{f"{end}__is_public": True})
    return lambda full: Appearance.objects.filter(Q() if full else public)


CLAIMS_MADE = Through(_appearances("claim"), "quote")
"""The claims that a quote makes."""
APPEARANCES = Through(_appearances("quote"), "claim")
"""The quotes that make a claim."""


def on_source(uid: uuid.UUID) -> Q:
    """Fact-checks of what a public quote in this source says.

    One of a claim as another source has it is left out.
    """
    made = Appearance.objects.filter(quote__source__uid=uid, quote__is_public=True).order_by()
    own = Review.objects.filter(appearance__in=made.values("pk"))
    of_claim = Review.objects.filter(appearance=None, claim__in=made.values("claim"))
    found = own.order_by().values("pk").union(of_claim.order_by().values("pk"))
    return Q(pk__in=found)


TOPICS_OF_CLAIM = Through(lambda full: ClaimTopic.objects.all(), "claim")
STANCE = choice(Appearance.Stance.values)
SAID = ((Quote.objects.all(), "said_on"), PUBLISHED)
FEW, SOME = Leaves.FEW, Leaves.SOME

QUOTES = Filters(
    (
        Filter("q", QUESTION, Q_HELP, method="holding"),
        Filter(
            "speaker",
            UID,
            SPEAKER_HELP,
            where=in_chain("pk", "speaker"),
            gather=in_chain_gathered("pk", "speaker"),
            keyed=by_key(AS_SPEAKER),
            leaves=SOME,
        ),
        Filter(
            "in_chain",
            UID,
            IN_CHAIN_HELP,
            where=in_chain("pk"),
            gather=in_chain_gathered("pk"),
            keyed=by_key(IN_ANY_ROLE),
            leaves=SOME,
        ),
        Filter("source", UID, "The document it stands in.", "source__uid", leaves=FEW),
        Filter(
            "publisher",
            UID,
            "Who published that document.",
            "source__publisher__uid",
            leaves=SOME,
        ),
        Filter(
            "quoted_from",
            UID,
            "The document that the document at hand quotes.",
            where=lambda uid: Q(quoted_from__uid=uid, quoted_from__is_public=True),
            leaves=FEW,
        ),
        Filter("kind", choice(Quote.Kind.values), "One or more kinds.", "kind", several=True),
        Filter(
            "language",
            TEXT,
            "Of the document.",
            "source__language",
            several=True,
            gather=lambda languages: Q(source__in=Source.objects.filter(language__any=languages)),
            leaves=SOME,
        ),
        Filter(
            "claim", UID, "It makes this claim.", where=_on_claim, through=CLAIMS_MADE, leaves=FEW
        ),
        Filter("stance", STANCE, "How it makes it.", "stance", through=CLAIMS_MADE, several=True),
        Filter(
            "topic",
            UID,
            "It makes a claim of this topic.",
            "claim__claim_topics__topic__uid",
            through=CLAIMS_MADE,
            leaves=SOME,
        ),
        Filter("from", FROM, FROM_HELP, where=said(ends_after), bounds=not_before(*SAID)),
        Filter("until", UNTIL, UNTIL_HELP, where=said(begins_before), bounds=not_after(*SAID)),
        *IMPORTED,
    )
)

CLAIMS = Filters(
    (
        Filter("q", QUESTION, Q_HELP, method="holding"),
        Filter("kind", choice(Claim.Kind.values), "One or more kinds.", "kind", several=True),
        Filter("topic", UID, "Its topic.", "topic__uid", through=TOPICS_OF_CLAIM, leaves=SOME),
        Filter("language", TEXT, "Its language.", "language", several=True),
        Filter(
            "speaker",
            UID,
            f"{SPEAKER_HELP} Of a quote that makes it.",
            where=in_chain("quote", "speaker"),
            gather=in_chain_gathered("quote", "speaker"),
            through=APPEARANCES,
            leaves=SOME,
        ),
        Filter(
            "in_chain",
            UID,
            f"{IN_CHAIN_HELP} Of a quote that makes it.",
            where=in_chain("quote"),
            gather=in_chain_gathered("quote"),
            through=APPEARANCES,
            leaves=SOME,
        ),
        Filter(
            "quote",
            UID,
            "The quote that makes it.",
            "quote__uid",
            through=APPEARANCES,
            leaves=FEW,
        ),
        Filter(
            "source",
            UID,
            "The document of a quote that makes it.",
            "quote__source__uid",
            through=APPEARANCES,
            leaves=FEW,
        ),
        Filter(
            "publisher",
            UID,
            "Who published that document.",
            "quote__source__publisher__uid",
            through=APPEARANCES,
            leaves=SOME,
        ),
        Filter(
            "stance",
            STANCE,
            "How a quote makes it.",
            "stance",
            through=APPEARANCES,
            several=True,
        ),
        Filter(
            "from",
            FROM,
            f"Of a quote that makes it. {FROM_HELP}",
            where=said(ends_after, "quote__"),
            gather=said_within(ends_after, not_before(*SAID)),
            through=APPEARANCES,
            leaves=SOME,
        ),
        Filter(
            "until",
            UNTIL,
            f"Of a quote that makes it. {UNTIL_HELP}",
            where=said(begins_before, "quote__"),
            gather=said_within(begins_before, not_after(*SAID)),
            through=APPEARANCES,
            bounds=not_after(*SAID),
            leaves=SOME,
        ),
        *IMPORTED,
    )
)

REVIEWS = Filters(
    (
        Filter("claim", UID, "The claim it is on.", where=_on_claim, leaves=FEW),
        Filter(
            "source",
            UID,
            "On what a public quote in this source says.",
            where=on_source,
            leaves=FEW,
        ),
        Filter(
            "reviewer", UID, "The publisher who gave the verdict.", "reviewer__uid", leaves=SOME
        ),
        Filter("language", TEXT, "Its language.", "language", several=True),
        Filter(
            "current",
            SWITCH,
            "true: those that no later one supersedes; false: the superseded ones.",
            where=lambda wanted: Q(~superseded() if wanted else superseded()),
        ),
        Filter("from", FROM, FROM_HELP, where=ends_after("date")),
        Filter("until", UNTIL, UNTIL_HELP, where=begins_before("date")),
        *IMPORTED,
    )
)


def _named(name: str) -> Q:
    own = Speaker.objects.filter(name=name).order_by().values("pk")
    others = SpeakerName.objects.filter(name=name).order_by().values("speaker")
    return Q(pk__in=own.union(others))


def _member_of(uid: uuid.UUID) -> Q:
    public = Speaker.objects.public().filter(pk__in=standing_for(Speaker, uid))
    held = Membership.objects.filter(organization__in=public).order_by()
    return Q(pk__in=held.values("speaker"))


SPEAKERS = Filters(
    (
        Filter(
            "name",
            TEXT,
            "Its name, or one of its other names, to the letter.",
            where=_named,
            leaves=FEW,
        ),
        Filter("kind", choice(Speaker.Kind.values), "One or more kinds.", "kind", several=True),
        Filter(
            "member_of",
            UID,
            "Holds or held a role in this organization.",
            where=_member_of,
            leaves=FEW,
        ),
        Filter("wikidata_id", TEXT, "As in Q42.", "wikidata_id"),
        *IMPORTED,
    )
)

TOPICS = Filters((Filter("name", TEXT, "Its name, to the letter.", "name"),))

SCALES = Filters((Filter("name", TEXT, "Its name, to the letter.", "name"),))

PUBLISHERS = Filters(
    (
        Filter("name", TEXT, "Its name, to the letter.", "name"),
        Filter("country", TEXT, "ISO 3166, as in IL.", "country"),
    )
)
