"""Fact-checks, and what they rest on."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from claimtrack.rest.rows import Row, by_parent, fetch, under, without
from sources.api.rows import PUBLISHER_LINK

from ...models import Quote, Review, ReviewEvidence
from .traces import LINK, WITHDRAWN, link, readable, withdrawn_at

_REVIEW = (
    *("id", "claim_id", "uid", "version", "authors", "title", "language", "address", "date"),
    *("rating_name", "rating_value", "best", "worst", "explanation", "state"),
    *("withdrawn_reason", "withdrawn_at", "supersedes_reason", "origin", "external_id"),
    *under("claim", "uid", "text"),
    *under("reviewer", *PUBLISHER_LINK),
    *under("scale", "uid", "name", "methodology_address"),
    *under("supersedes", "uid", "state"),
    *under("superseded_by", "uid", "state"),
    *("appearance__uid", "appearance__stance", "quote_is_readable", "quote_withdrawn_at"),
    *under("appearance__quote", *LINK),
)


def published_reviews() -> QuerySet[Any]:
    """Fact-checks of public claims, the superseded ones too, without the withdrawn ones."""
    return Review.objects.public().filter(state="published")


def superseded() -> Exists:
    """A later verdict stands in its place."""
    return Exists(Review.objects.filter(supersedes=OuterRef("pk"), state="published"))


def review_rows(reviews: QuerySet[Any]) -> QuerySet[Any]:
    return reviews.annotate(
        withdrawn_at=withdrawn_at(Review, column="state"),
        quote_withdrawn_at=withdrawn_at(Quote, "appearance__quote_id"),
        quote_is_readable=Case(When(readable("appearance__quote__"), then=True), default=False),
    ).values(*_REVIEW)


def dressed_reviews(rows: list[Row]) -> list[Row]:
    """Fact-checks with the evidence they rest on, as far as it is named in public."""
    rests_on = by_parent(fetch(_rests_on([row["id"] for row in rows])), "review_id")
    return [_review(row, rests_on[row["id"]]) for row in rows]


def _rests_on(reviews: list[int]) -> QuerySet[Any]:
    return (
        ReviewEvidence.objects.filter(
            Q(evidence__is_confidential=True) | Q(evidence__source__is_public=True),
            review__in=reviews,
        )
        .order_by("id")
        .values("review_id", "evidence__uid", "evidence__is_confidential")
    )


def _review(row: Row, rests_on: list[Row]) -> Row:
    earlier, later = row["supersedes"], row["superseded_by"]
    named = [item["evidence"] for item in rests_on]
    withdrawn = row["state"] == WITHDRAWN
    superseded = bool(later) and later["state"] == "published"
    shown = row | {
        "appearance": _appearance(row),
        "supersedes": earlier["uid"] if earlier and earlier["state"] != "draft" else None,
        "superseded_by": later["uid"] if superseded else None,
        "is_current": not withdrawn and not superseded,
        "evidence": [item["uid"] for item in named if not item["is_confidential"]],
        "confidential_evidence": sum(item["is_confidential"] for item in named),
    }
    if withdrawn:
        shown["explanation"] = ""
    else:
        shown |= {"withdrawn_reason": "", "withdrawn_at": None}
    return without(shown, "id", "claim_id", "quote_is_readable", "quote_withdrawn_at")


def _appearance(row: Row) -> Row | None:
    """The appearance that a verdict is about; its quote null where that is hidden."""
    found: Row | None = row["appearance"]
    if found is None:
        return None
    if not row["quote_is_readable"]:
        return found | {"quote": None}
    columns = {"quote": found["quote"], "quote_withdrawn_at": row["quote_withdrawn_at"]}
    return found | {"quote": link(columns, "quote")}
