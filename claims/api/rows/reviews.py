"""Fact-checks, and what they rest on."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, by_parent, under, without
from claimtrack.db.seeking import There
from sources.api.rows import PUBLISHER_LINK

from ...models import Quote, Review, ReviewEvidence
from .traces import LINK, WITHDRAWN, link, readable, withdrawn_at

_REVIEW = (
    *("id", "claim_id", "uid", "version", "authors", "title", "language", "address", "date"),
    *("rating_name", "rating_value", "best", "worst", "explanation", "state"),
    *("withdrawn_reason", "withdrawn_at", "supersedes_reason", "origin", "external_id"),
    *under("reviewer", *PUBLISHER_LINK),
    *under("scale", "uid", "name", "methodology_address"),
    *("supersedes__uid", "supersedes_is_told"),
    *under("superseded_by", "uid", "state"),
    *("appearance__uid", "appearance__stance", "quote_is_readable", "quote_withdrawn_at"),
    *under("appearance__quote", *LINK),
)


def reviews_seen(full: bool) -> QuerySet[Any]:
    """Fact-checks, the superseded ones too; in public of public claims, without withdrawn ones."""
    return Review.objects.all() if full else Review.objects.public().filter(state="published")


@compiled
def public_review(uid: uuid.UUID) -> QuerySet[Any]:
    """One fact-check that was public, be it withdrawn."""
    return review_rows(Review.objects.public().filter(uid=uid), full=False)


def superseded() -> Exists:
    """A later verdict stands in its place."""
    return Exists(Review.objects.filter(supersedes=OuterRef("pk"), state="published"))


def review_rows(reviews: QuerySet[Any], full: bool) -> QuerySet[Any]:
    return verdict_rows(reviews, full, *under("claim", "uid", "text"))


def verdict_rows(reviews: QuerySet[Any], full: bool, *more: str) -> QuerySet[Any]:
    """Fact-checks, and more of their columns."""
    told = (
        Value(True)
        if full
        else Case(When(readable("appearance__quote__"), then=True), default=False)
    )
    earlier = Review.objects.all() if full else Review.objects.public()
    return reviews.annotate(
        supersedes_is_told=There(earlier.filter(pk=OuterRef("supersedes"))),
        withdrawn_at=withdrawn_at(Review, column="state"),
        quote_withdrawn_at=withdrawn_at(Quote, "appearance__quote__"),
        quote_is_readable=told,
    ).values(*_REVIEW, *more)


def dressed_reviews(rows: list[Row], full: bool) -> list[Row]:
    """Fact-checks, each with its claim and with the evidence it rests on."""
    rests_on = resting_on([row["id"] for row in rows], full=full)
    return [without(row, "claim_id") for row in dressed_verdicts(rows, rests_on, full)]


def dressed_verdicts(rows: list[Row], rests_on: list[Row], full: bool) -> list[Row]:
    """Fact-checks with the evidence they rest on, as far as it is named in this view."""
    evidence = by_parent(rests_on, "review_id")
    return [_review(row, evidence[row["id"]], full) for row in rows]


@compiled
def resting_on(reviews: list[int], *, full: bool) -> QuerySet[Any]:
    """The evidence that fact-checks rest on."""
    public = Q(evidence__is_confidential=True) | Q(evidence__source__is_public=True)
    rows = ReviewEvidence.objects.filter(Q() if full else public, review__any=reviews)
    return rows.order_by("id").values("review_id", "evidence__uid", "evidence__is_confidential")


def _review(row: Row, rests_on: list[Row], full: bool) -> Row:
    earlier, later = row["supersedes"], row["superseded_by"]
    named = [item["evidence"] for item in rests_on]
    withdrawn = row["state"] == WITHDRAWN
    superseded = bool(later) and later["state"] == "published"
    shown = row | {
        "appearance": _appearance(row, full),
        "supersedes": earlier["uid"] if earlier and row["supersedes_is_told"] else None,
        "superseded_by": later["uid"] if superseded else None,
        "is_current": row["state"] == "published" and not superseded,
        "evidence": [item["uid"] for item in named if full or not item["is_confidential"]],
        "confidential_evidence": sum(item["is_confidential"] for item in named),
    }
    if withdrawn and not full:
        shown["explanation"] = ""
    elif not withdrawn:
        shown |= {"withdrawn_reason": "", "withdrawn_at": None}
    return without(shown, "id", "supersedes_is_told", "quote_is_readable", "quote_withdrawn_at")


def _appearance(row: Row, full: bool) -> Row | None:
    """The appearance that a verdict is about; its quote null where that is hidden."""
    found: Row | None = row["appearance"]
    if found is None:
        return None
    if not row["quote_is_readable"]:
        return found | {"quote": None}
    columns = {"quote": found["quote"], "quote_withdrawn_at": row["quote_withdrawn_at"]}
    return found | {"quote": link(columns, "quote", full)}
