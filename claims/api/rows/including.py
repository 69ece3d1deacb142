"""What lists of quotes and claims give more of on request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, by_parent, under
from claimtrack.rest.including import Include
from sources.api.rows import PUBLISHER_LINK

from ...models import Appearance, Claim, Review
from .quotes import dressed_quotes, quote_rows, quotes_seen
from .traces import LINK, link, readable, withdrawn_at

MOST_QUOTES = 20
"""So many quotes of a claim come with it."""
VERDICT = (
    *("uid", "date", "rating_name", "rating_value", "best", "worst"),
    *("title", "language", "address"),
)


@compiled
def claims_of(quotes: list[int], *, full: bool) -> QuerySet[Any]:
    """The claims that quotes make, the first recorded first."""
    made = Appearance.objects.filter(readable("claim__", full), quote__any=quotes)
    return (
        made.annotate(claim_withdrawn_at=withdrawn_at(Claim, "claim__"))
        .order_by("id")
        .values(
            "quote_id", "claim_id", "claim_withdrawn_at", "uid", "stance", *under("claim", *LINK)
        )
    )


@compiled
def verdicts_on(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """The current verdicts on claims, the last recorded first."""
    seen = Review.objects.all() if full else Review.objects.public()
    given = seen.current().filter(claim__any=claims).order_by("-id")
    return given.values("claim_id", *VERDICT, *under("reviewer", *PUBLISHER_LINK))


def add_claims(keys: list[int], shown: list[Row], full: bool) -> None:
    """Give quotes the claims that they make, each with its current verdicts."""
    rows = claims_of(keys, full=full)
    verdicts = by_parent(verdicts_on([row["claim_id"] for row in rows], full=full), "claim_id")
    for row in rows:
        claim = link(row, "claim", full)
        row["claim"] = claim | {"verdicts": verdicts[row.pop("claim_id")]}
    made = by_parent(rows, "quote_id")
    for key, quote in zip(keys, shown, strict=True):
        quote["claims"] = made[key]


@compiled
def _quotes_by_uid(uids: list[UUID], *, full: bool) -> QuerySet[Any]:
    return quote_rows(quotes_seen(full).filter(uid__any=uids), full).order_by()


def add_quotes(keys: list[int], shown: list[Row], full: bool) -> None:
    """Give claims the quotes that make them, whole: the earliest ones."""
    named = [_quotes_named(claim, full) for claim in shown]
    wanted = {UUID(uid): None for uids in named for uid in uids}
    found = dressed_quotes(_quotes_by_uid(list(wanted), full=full), full)
    quotes = {row["uid"]: row for row in found}
    for claim, uids in zip(shown, named, strict=True):
        claim["quotes"] = [quotes[uid] for uid in uids if uid in quotes]


def _quotes_named(claim: Row, full: bool) -> list[str]:
    quotes = [appearance["quote"] for appearance in claim["appearances"]]
    uids = [quote["uid"] for quote in quotes if full or quote["text"] is not None]
    return list(dict.fromkeys(uids))[:MOST_QUOTES]


CLAIMS = Include("claims: the claims that a quote makes, with their current verdicts.", add_claims)
QUOTES = Include(
    f"quotes: whole, the earliest {MOST_QUOTES} quotes that make a claim; /api/quotes/?claim= "
    "has all of them.",
    add_quotes,
)
