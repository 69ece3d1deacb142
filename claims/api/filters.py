"""The filters of speakers, quotes, claims, fact-checks, topics and publishers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.lookups import In

from claimtrack.db.searching import Unsought
from claimtrack.rest.filters import Filter, Filters
from claimtrack.rest.kinds import QUESTION, SWITCH, TEXT, UID, choice
from sources.api.filters import (
    FROM,
    FROM_HELP,
    IMPORTED,
    UNTIL,
    UNTIL_HELP,
    begins_before,
    ends_after,
)

from ..models import Appearance, Attribution, Claim, Membership, Quote, Speaker, SpeakerName
from .rows.reviews import superseded
from .rows.traces import standing_for

Where = Callable[[Any], Q]
Path = Callable[[date], Q]
Dated = Callable[[str], Path]

Q_HELP = "Words, phrases, beginnings, with AND, OR, NOT and brackets: see docs/search.md."
SPEAKER_HELP = "Who said it: stands in the chain as a speaker."
IN_CHAIN_HELP = "Who stands in the chain in any role: speaker, on_behalf_of, addressee, relayed_by."


def in_chain(quote: str, *roles: str) -> Where:
    """A speaker stands in the chain of the quote, in any role or in these."""

    def where(uid: uuid.UUID) -> Q:
        links = Attribution.objects.filter(speaker__in=standing_for(Speaker, uid)).order_by()
        links = links.filter(role__in=roles) if roles else links
        return Q(In(Unsought(F(quote)), links.values("quote")))

    return where


def said(cut: Dated, quote: str = "") -> Path:
    """The period in which a quote was said: as noted on it, else that of its publication."""
    noted, published = cut(f"{quote}said_on"), cut(f"{quote}source__published")
    unnoted = Q(**{f"{quote}said_on": ""})
    return lambda day: noted(day) | (unnoted & published(day))


def _on_claim(uid: uuid.UUID) -> Q:
    return Q(claim__in=standing_for(Claim, uid))


def claims_made() -> QuerySet[Any]:
    """The public claims that the quote makes."""
    return Appearance.objects.filter(quote=OuterRef("pk"), claim__is_public=True)


def public_appearances() -> QuerySet[Any]:
    """The public quotes that make the claim."""
    return Appearance.objects.filter(claim=OuterRef("pk"), quote__is_public=True)


def on_source(uid: uuid.UUID) -> Q:
    """Fact-checks of what a public quote in this source says.

    One of a claim as another source has it is left out.
    """
    quotes = Appearance.objects.filter(
        claim=OuterRef("claim"), quote__source__uid=uid, quote__is_public=True
    )
    own = Q(appearance__quote__source__uid=uid, appearance__quote__is_public=True)
    return own | Q(Exists(quotes), appearance=None)


STANCE = choice(Appearance.Stance.values)

QUOTES = Filters(
    (
        Filter("q", QUESTION, Q_HELP, method="holding"),
        Filter("speaker", UID, SPEAKER_HELP, where=in_chain("pk", "speaker")),
        Filter("in_chain", UID, IN_CHAIN_HELP, where=in_chain("pk")),
        Filter("source", UID, "The document it stands in.", "source__uid"),
        Filter("publisher", UID, "Who published that document.", "source__publisher__uid"),
        Filter(
            "quoted_from",
            UID,
            "The document that the document at hand quotes.",
            where=lambda uid: Q(quoted_from__uid=uid, quoted_from__is_public=True),
        ),
        Filter("kind", choice(Quote.Kind.values), "One or more kinds.", "kind", several=True),
        Filter("language", TEXT, "Of the document.", "source__language", several=True),
        Filter("claim", UID, "It makes this claim.", where=_on_claim, through=claims_made),
        Filter("stance", STANCE, "How it makes it.", "stance", through=claims_made, several=True),
        Filter(
            "topic",
            UID,
            "It makes a claim of this topic.",
            "claim__claim_topics__topic__uid",
            through=claims_made,
        ),
        Filter("from", FROM, FROM_HELP, where=said(ends_after)),
        Filter("until", UNTIL, UNTIL_HELP, where=said(begins_before)),
        *IMPORTED,
    )
)

CLAIMS = Filters(
    (
        Filter("q", QUESTION, Q_HELP, method="holding"),
        Filter("kind", choice(Claim.Kind.values), "One or more kinds.", "kind", several=True),
        Filter("topic", UID, "Its topic.", "claim_topics__topic__uid"),
        Filter("language", TEXT, "Its language.", "language", several=True),
        Filter(
            "speaker",
            UID,
            f"{SPEAKER_HELP} Of a quote that makes it.",
            where=in_chain("quote", "speaker"),
            through=public_appearances,
        ),
        Filter(
            "in_chain",
            UID,
            f"{IN_CHAIN_HELP} Of a quote that makes it.",
            where=in_chain("quote"),
            through=public_appearances,
        ),
        Filter("quote", UID, "The quote that makes it.", "quote__uid", through=public_appearances),
        Filter(
            "source",
            UID,
            "The document of a quote that makes it.",
            "quote__source__uid",
            through=public_appearances,
        ),
        Filter(
            "publisher",
            UID,
            "Who published that document.",
            "quote__source__publisher__uid",
            through=public_appearances,
        ),
        Filter(
            "stance",
            STANCE,
            "How a quote makes it.",
            "stance",
            through=public_appearances,
            several=True,
        ),
        Filter(
            "from",
            FROM,
            f"Of a quote that makes it. {FROM_HELP}",
            where=said(ends_after, "quote__"),
            through=public_appearances,
        ),
        Filter(
            "until",
            UNTIL,
            f"Of a quote that makes it. {UNTIL_HELP}",
            where=said(begins_before, "quote__"),
            through=public_appearances,
        ),
        *IMPORTED,
    )
)

REVIEWS = Filters(
    (
        Filter("claim", UID, "The claim it is on.", where=_on_claim),
        Filter("source", UID, "On what a public quote in this source says.", where=on_source),
        Filter("reviewer", UID, "The publisher who gave the verdict.", "reviewer__uid"),
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
    other = SpeakerName.objects.filter(speaker=OuterRef("pk"), name=name)
    return Q(name=name) | Q(Exists(other))


def _member_of(uid: uuid.UUID) -> Q:
    public = Speaker.objects.public().filter(pk__in=standing_for(Speaker, uid))
    held = Membership.objects.filter(speaker=OuterRef("pk"), organization__in=public)
    return Q(Exists(held))


SPEAKERS = Filters(
    (
        Filter("name", TEXT, "Its name, or one of its other names, to the letter.", where=_named),
        Filter("kind", choice(Speaker.Kind.values), "One or more kinds.", "kind", several=True),
        Filter("member_of", UID, "Holds or held a role in this organization.", where=_member_of),
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
