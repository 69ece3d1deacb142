"""Claims with their topics, appearances, evidence, fact-checks and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, by_parent, under, without
from sources.api.rows import source_link

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
from .quotes import between, both_ways
from .reviews import dressed_reviews, review_rows
from .speakers import SPEAKER_LINK
from .traces import LINK, WITHDRAWN, link, readable, withdrawn_at

_CLAIM = (
    *("id", "sort_key", "uid", "version", "is_public", "kind", "status", "text"),
    *("language", "condition"),
    *("due_on", "set_aside_reason", "published_at", "origin", "external_id", "first_appearance_id"),
)


def claims_seen(full: bool) -> QuerySet[Any]:
    """Claims in either view."""
    return Claim.objects.unmerged() if full else Claim.objects.public()


def claim_rows(claims: QuerySet[Any], full: bool) -> QuerySet[Any]:
    return claims.values(*_CLAIM)


def dressed_claims(rows: list[Row], full: bool) -> list[Row]:
    """Claims with all that may be seen of what hangs on them."""
    keys = [row["id"] for row in rows]
    topics = by_parent(topics_of(keys), "claim_id")
    appearances = by_parent(_appearances(keys, full), "claim_id")
    evidence = by_parent(_evidence(keys, full), "claim_id")
    reviews = by_parent(_reviews(keys, full), "claim_id")
    relations = both_ways(relations_of, "claim", keys, full)
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


@compiled
def topics_of(claims: list[int]) -> QuerySet[Any]:
    """The topics of claims."""
    links = ClaimTopic.objects.filter(claim__any=claims).order_by("topic__name")
    return links.values("claim_id", "topic__uid", "topic__name")


@compiled
def appearances_of(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """The quotes that make claims, the earliest first."""
    return (
        Appearance.objects.filter(readable("quote__", full), claim__any=claims)
        .annotate(quote_withdrawn_at=withdrawn_at(Quote, "quote__"))
        .order_by("quote__sort_key", "id")
        .values(
            *("id", "claim_id", "uid", "stance", "quote_id", "quote_withdrawn_at"),
            *under("quote", *LINK),
            *source_link("quote__source", full),
        )
    )


def _appearances(claims: list[int], full: bool) -> list[Row]:
    """With who said it; withdrawn ones without their words."""
    rows = appearances_of(claims, full=full)
    speakers = by_parent(speakers_of([row["quote_id"] for row in rows]), "quote_id")
    for row in rows:
        quote, said_by = link(row, "quote", full), speakers[row.pop("quote_id")]
        gone = quote["status"] == WITHDRAWN and not full
        row["quote"] = quote | {
            "source": None if gone else quote["source"],
            "speakers": [] if gone else [item["speaker"] for item in said_by],
        }
    return rows


@compiled
def speakers_of(quotes: list[int]) -> QuerySet[Any]:
    """Who said quotes, in the order of naming."""
    links = Attribution.objects.filter(quote__any=quotes, role=Attribution.Role.SPEAKER)
    return links.order_by("number").values("quote_id", *under("speaker", *SPEAKER_LINK))


def _first(chosen: int | None, appearances: list[Row]) -> Row | None:
    """The chosen appearance where it is public, else the earliest that is."""
    public = [item for item in appearances if item["quote"]["text"] is not None]
    found = next((item for item in public if item["id"] == chosen), None) or next(
        iter(public), None
    )
    return found and {"uid": found["uid"], "quote": found["quote"]["uid"]}


@compiled
def evidence_of(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """What bears on claims."""
    public = Q(is_confidential=True) | Q(source__is_public=True)
    rows = Evidence.objects.filter(Q() if full else public, claim__any=claims).order_by("id")
    return rows.values(
        *("id", "claim_id", "uid", "bearing", "note", "is_primary", "is_confidential"),
        *source_link("source", full),
        *under("revision", "uid", "number"),
    )


def _evidence(claims: list[int], full: bool) -> list[Row]:
    """With its passages; in public of what is confidential nothing but that it is there: {}."""
    rows = evidence_of(claims, full=full)
    named = [row["id"] for row in rows if full or not row["is_confidential"]]
    passages = by_parent(passages_of(named), "evidence_id")
    return [
        {"claim_id": row["claim_id"]}
        if row["is_confidential"] and not full
        else without(row, "id", "is_confidential") | {"passages": passages[row["id"]]}
        for row in rows
    ]


@compiled
def passages_of(evidence: list[int]) -> QuerySet[Any]:
    """The passages of evidence, on the text where they were found."""
    spans = EvidenceSpan.objects.filter(
        evidence__any=evidence, revision=F("evidence__revision")
    ).order_by("number")
    return spans.values("evidence_id", "number", "start", "end", "exact")


@compiled
def reviews_of(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """The fact-checks on claims, the latest first, superseded and withdrawn ones too."""
    seen = Review.objects.all() if full else Review.objects.public()
    rows = review_rows(seen.filter(claim__any=claims), full)
    return rows.order_by(F("date_last").desc(nulls_last=True), "-id")


def _reviews(claims: list[int], full: bool) -> list[Row]:
    rows = reviews_of(claims, full=full)
    keys = [row["claim_id"] for row in rows]
    shown = [without(row, "claim") for row in dressed_reviews(rows, full)]
    return [row | {"claim_id": key} for key, row in zip(keys, shown, strict=True)]


@compiled
def relations_of(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """Relations to and from these claims, wherever the other one may be read."""
    rows = ClaimRelation.objects.filter(Q(from_claim__any=claims) | Q(to_claim__any=claims))
    return between(rows, Claim, full)
