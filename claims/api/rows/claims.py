"""Claims with their topics, appearances, evidence, fact-checks and relations."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet

from claimtrack.db.compiled import compiled, together
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
from .reviews import dressed_verdicts, resting_on, verdict_rows
from .speakers import SPEAKER_LINK
from .traces import LINK, WITHDRAWN, link, readable, withdrawn_at

_CLAIM = (
    *("id", "sort_key", "uid", "version", "is_public", "kind", "status", "text"),
    *("language", "condition"),
    *("due_on", "set_aside_reason", "published_at", "withdrawn_reason", "origin", "external_id"),
    "first_appearance_id",
)


def claims_seen(full: bool) -> QuerySet[Any]:
    """Claims in either view."""
    return Claim.objects.unmerged() if full else Claim.objects.public()


def claim_rows(claims: QuerySet[Any], full: bool) -> QuerySet[Any]:
    return claims.values(*_CLAIM)


def dressed_claims(rows: list[Row], full: bool) -> list[Row]:
    """Claims with all that may be seen of what hangs on them."""
    keys = [row["id"] for row in rows]
    topics, appearances, evidence, reviews, relations = together(
        topics_of.asked(keys),
        appearances_of.asked(keys, full=full),
        evidence_of.asked(keys, full=full),
        reviews_of.asked(keys, full=full),
        relations_of.asked(keys, full=full),
    )
    speakers, passages, rests_on = together(
        speakers_of.asked([row["quote_id"] for row in appearances]),
        passages_of.asked([row["id"] for row in evidence if full or not row["is_confidential"]]),
        resting_on.asked([row["id"] for row in reviews], full=full),
    )
    chosen = {row.pop("id"): row for row in appearances}
    topics_by = by_parent(topics, "claim_id")
    appearances_by = by_parent(_appearances(appearances, speakers, full), "claim_id")
    evidence_by = by_parent(_evidence(evidence, passages, full), "claim_id")
    reviews_by = by_parent(dressed_verdicts(reviews, rests_on, full), "claim_id")
    relations_by = both_ways(relations, "claim", keys, full)
    return [
        without(row, "id", "sort_key", "first_appearance_id")
        | {
            "topics": [item["topic"] for item in topics_by[key]],
            "first_appearance": _first(chosen.get(row["first_appearance_id"]), appearances_by[key]),
            "appearances": appearances_by[key],
            "evidence": [item for item in evidence_by[key] if item],
            "confidential_evidence": evidence_by[key].count({}),
            "reviews": reviews_by[key],
            "relations": relations_by.get(key, []),
        }
        for key, row in zip(keys, rows, strict=True)
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


def _appearances(rows: list[Row], speakers: list[Row], full: bool) -> list[Row]:
    """With who said it; withdrawn ones without their words."""
    said_by = by_parent(speakers, "quote_id")
    for row in rows:
        row["quote"] = quote = link(row, "quote", full)
        quote["speakers"] = [item["speaker"] for item in said_by[row.pop("quote_id")]]
        if quote["status"] == WITHDRAWN and not full:
            quote |= {"source": None, "speakers": []}
    return rows


@compiled
def speakers_of(quotes: list[int]) -> QuerySet[Any]:
    """Who said quotes, in the order of naming."""
    links = Attribution.objects.filter(quote__any=quotes, role=Attribution.Role.SPEAKER)
    return links.order_by("number").values("quote_id", *under("speaker", *SPEAKER_LINK))


def _first(chosen: Row | None, appearances: list[Row]) -> Row | None:
    """The chosen appearance where it is public, else the earliest that is."""
    ordered = appearances if chosen is None else [chosen, *appearances]
    for item in ordered:
        if item["quote"]["text"] is not None:
            quote = item["quote"]["uid"]
            return {"uid": item["uid"], "quote": quote, "is_chosen": item is chosen}
    return None


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


def _evidence(rows: list[Row], passages: list[Row], full: bool) -> list[Row]:
    """With its passages; in public of what is confidential nothing but that it is there: {}."""
    passages_by = by_parent(passages, "evidence_id")
    for row in rows:
        key = row.pop("id")
        if row["is_confidential"] and not full:
            claim = row["claim_id"]
            row.clear()
            row["claim_id"] = claim
        else:
            row["passages"] = passages_by[key]
    return rows


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
    rows = verdict_rows(seen.filter(claim__any=claims), full)
    return rows.order_by(F("date_last").desc(nulls_last=True), "-id")


@compiled
def relations_of(claims: list[int], *, full: bool) -> QuerySet[Any]:
    """Relations to and from these claims, wherever the other one may be read."""
    rows = ClaimRelation.objects.filter(Q(from_claim__any=claims) | Q(to_claim__any=claims))
    return between(rows, Claim, full)
