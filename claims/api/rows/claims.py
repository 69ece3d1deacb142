"""Claims with their topics, appearances, evidence, fact-checks and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from claimtrack.rest.rows import Row, by_parent, fetch, under, without
from sources.api.rows import SOURCE_LINK

from ...models import (
    Appearance,
    Attribution,
    Claim,
    ClaimRelation,
    ClaimTopic,
    Evidence,
    EvidenceSpan,
    Quote,
    Review,
)
from .quotes import both_ways
from .reviews import dressed_reviews, review_rows
from .speakers import SPEAKER_LINK
from .traces import LINK, WITHDRAWN, link, readable, withdrawn_at

_CLAIM = (
    *("id", "sort_key", "uid", "version", "kind", "status", "text", "language", "condition"),
    *("due_on", "set_aside_reason", "published_at", "origin", "external_id", "first_appearance_id"),
)


def claim_rows(claims: QuerySet[Any]) -> QuerySet[Any]:
    return claims.values(*_CLAIM)


def dressed_claims(rows: list[Row]) -> list[Row]:
    """Claims with all that is public of what hangs on them."""
    keys = [row["id"] for row in rows]
    topics = by_parent(fetch(_topics(keys)), "claim_id")
    appearances = by_parent(_appearances(keys), "claim_id")
    evidence = by_parent(_evidence(keys), "claim_id")
    reviews = by_parent(_reviews(keys), "claim_id")
    relations = _relations(keys)
    return [
        without(row, "id", "sort_key", "first_appearance_id")
        | {
            "topics": [item["topic"] for item in topics[row["id"]]],
            "first_appearance": _first(row["first_appearance_id"], appearances[row["id"]]),
            "appearances": [without(item, "id") for item in appearances[row["id"]]],
            "evidence": [item for item in evidence[row["id"]] if item],
            "confidential_evidence": evidence[row["id"]].count({}),
            "reviews": reviews[row["id"]],
            "relations": relations.get(row["id"], []),
        }
        for row in rows
    ]


def _topics(claims: list[int]) -> QuerySet[Any]:
    links = ClaimTopic.objects.filter(claim__in=claims).order_by("topic__name")
    return links.values("claim_id", "topic__uid", "topic__name")


def _appearances(claims: list[int]) -> list[Row]:
    """The earliest quote first; withdrawn ones without their words."""
    rows = fetch(
        Appearance.objects.filter(readable("quote__"), claim__in=claims)
        .annotate(quote_withdrawn_at=withdrawn_at(Quote, "quote_id"))
        .order_by("quote__sort_key", "id")
        .values(
            *("id", "claim_id", "uid", "stance", "quote_id", "quote_withdrawn_at"),
            *under("quote", *LINK, *under("source", *SOURCE_LINK)),
        )
    )
    speakers = by_parent(fetch(_speakers([row["quote_id"] for row in rows])), "quote_id")
    for row in rows:
        quote, said_by = link(row, "quote"), speakers[row.pop("quote_id")]
        gone = quote["status"] == WITHDRAWN
        row["quote"] = quote | {
            "source": None if gone else quote["source"],
            "speakers": [] if gone else [item["speaker"] for item in said_by],
        }
    return rows


def _speakers(quotes: list[int]) -> QuerySet[Any]:
    links = Attribution.objects.filter(quote__in=quotes, role=Attribution.Role.SPEAKER)
    return links.order_by("number").values("quote_id", *under("speaker", *SPEAKER_LINK))


def _first(chosen: int | None, appearances: list[Row]) -> Row | None:
    """The chosen appearance where it is public, else the earliest that is."""
    public = [item for item in appearances if item["quote"]["text"] is not None]
    found = next((item for item in public if item["id"] == chosen), None) or next(
        iter(public), None
    )
    return found and {"uid": found["uid"], "quote": found["quote"]["uid"]}


def _evidence(claims: list[int]) -> list[Row]:
    """What bears on claims; of what is confidential nothing but that it is there: {}."""
    rows = fetch(
        Evidence.objects.filter(
            Q(is_confidential=True) | Q(source__is_public=True), claim__in=claims
        )
        .order_by("id")
        .values(
            *("id", "claim_id", "uid", "bearing", "note", "is_primary", "is_confidential"),
            *under("source", *SOURCE_LINK),
            *under("revision", "uid", "number"),
        )
    )
    named = [row["id"] for row in rows if not row["is_confidential"]]
    passages = by_parent(fetch(_passages(named)), "evidence_id")
    return [
        {"claim_id": row["claim_id"]}
        if row["is_confidential"]
        else without(row, "id", "is_confidential") | {"passages": passages[row["id"]]}
        for row in rows
    ]


def _passages(evidence: list[int]) -> QuerySet[Any]:
    spans = EvidenceSpan.objects.filter(
        evidence__in=evidence, revision=F("evidence__revision")
    ).order_by("number")
    return spans.values("evidence_id", "number", "start", "end", "exact")


def _reviews(claims: list[int]) -> list[Row]:
    """The latest first, superseded and withdrawn ones too."""
    rows = fetch(
        review_rows(Review.objects.public().filter(claim__in=claims)).order_by(
            F("date_last").desc(nulls_last=True), "-id"
        )
    )
    keys = [row["claim_id"] for row in rows]
    shown = [without(row, "claim") for row in dressed_reviews(rows)]
    return [row | {"claim_id": key} for key, row in zip(keys, shown, strict=True)]


def _relations(claims: list[int]) -> dict[int, list[Row]]:
    rows = ClaimRelation.objects.filter(
        Q(from_claim__in=claims) | Q(to_claim__in=claims),
        readable("from_claim__"),
        readable("to_claim__"),
    )
    return both_ways(rows, Claim, "from_claim", "to_claim", claims)
