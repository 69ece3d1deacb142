"""The filters of speakers, quotes, claims, fact-checks, topics and publishers."""

from __future__ import annotations

from django.db.models import Q

from claimtrack.rest.filters import Filter, Filters, Leaves
from claimtrack.rest.kinds import QUESTION, SWITCH, TEXT, UID, choice
from sources.api.filters import (
    FROM,
    FROM_HELP,
    IMPORTED,
    UNTIL,
    UNTIL_HELP,
    begins_before,
    ends_after,
    not_after,
    not_before,
)
from sources.models import Source

from ..models import Appearance, Claim, Quote, Speaker
from ..triggers.quotes import AS_SPEAKER, IN_ANY_ROLE
from .narrowing import (
    APPEARANCES,
    CLAIMS_MADE,
    SAID,
    TOPICS_OF_CLAIM,
    by_key,
    in_chain,
    in_chain_gathered,
    member_of,
    named,
    on_claim,
    on_source,
    said,
    said_within,
)
from .rows.reviews import superseded

Q_HELP = "Words, phrases, beginnings, with AND, OR, NOT and brackets: see docs/search.md."
SPEAKER_HELP = "Who said it: stands in the chain as a speaker."
IN_CHAIN_HELP = "Who stands in the chain in any role: speaker, on_behalf_of, addressee, relayed_by."
STANCE = choice(Appearance.Stance.values)
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
            "claim", UID, "It makes this claim.", where=on_claim, through=CLAIMS_MADE, leaves=FEW
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
        Filter("claim", UID, "The claim it is on.", where=on_claim, leaves=FEW),
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


SPEAKERS = Filters(
    (
        Filter(
            "name",
            TEXT,
            "Its name, or one of its other names, to the letter.",
            where=named,
            leaves=FEW,
        ),
        Filter("kind", choice(Speaker.Kind.values), "One or more kinds.", "kind", several=True),
        Filter(
            "member_of",
            UID,
            "Holds or held a role in this organization.",
            where=member_of,
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
