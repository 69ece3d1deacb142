"""Recording fact-checks as drafts, publishing and withdrawing them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from rest_framework.decorators import action
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.access import Need
from claimtrack.rest.columns import NoBody, ReasonBody, sent, write
from claimtrack.rest.describing_changes import changes, creates
from claimtrack.rest.faults import Faulty

from ...models import Review
from ..serializers import ReviewSerializer
from ..views import ReviewViewSet
from .bodies import NewReviewBody, ReviewBody, without_blank_id
from .changing import Changing, published, why, withdrawn

OF_NO_VERDICT = {"address", "language", "origin", "external_id"}
"""What may be put right of a verdict that has been given."""


def planned(given: Mapping[str, Any]) -> Callable[[], Review]:
    """What records the draft of a fact-check."""
    details = without_blank_id(given)
    claim, reviewer = details.pop("claim"), details.pop("reviewer")
    return lambda: Review.objects.record(claim, reviewer, **details)


def change(review: Review, given: Mapping[str, Any]) -> None:
    """Give a fact-check what was sent of it, in the transaction that is open."""
    values = without_blank_id(given)
    if review.state != Review.State.DRAFT:
        _refuse_verdict(values)
    evidence = values.pop("evidence", None)
    for name, value in values.items():
        setattr(review, name, value)
    review.refuse_superseding()
    write(review, values)
    if evidence is not None:
        review.rest_only_on(evidence)


def _refuse_verdict(values: Mapping[str, Any]) -> None:
    said = "A verdict that has been given does not change: record one that supersedes it."
    given = [name for name in values if name not in OF_NO_VERDICT]
    if given:
        raise Faulty({name: [ErrorDetail(said, "given")] for name in given})


class ReviewWriting(ReviewViewSet, Changing):
    model = Review
    body = NewReviewBody
    planned = planned
    needs = {
        "create": Need("annotate", "claims.add_review"),
        "partial_update": Need("annotate", "claims.change_review"),
        "publish": Need("edit", "claims.publish_review"),
        "withdraw": Need("edit", "claims.withdraw_review"),
    }
    of_public = needs["publish"]

    @creates(NewReviewBody, ReviewSerializer)
    def create(self, request: Request) -> Response:
        """Record the draft of a fact-check on a claim, or on what one quote makes of it."""
        return self.recorded(request)

    @changes(ReviewBody, ReviewSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is sent of a draft; of a verdict that has been given, where it is found."""
        given = sent(request, ReviewBody)
        return self.changed(request, uid, lambda review: change(review, given))

    @changes(NoBody, ReviewSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, uid: uuid.UUID) -> Response:
        """Give a verdict: from then on it does not change."""
        sent(request, NoBody)
        return self.changed(request, uid, lambda review: published(review, why(request)))

    @changes(ReasonBody, ReviewSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, uid: uuid.UUID) -> Response:
        """Take a verdict back, for a reason; it stays readable as withdrawn."""
        reason = sent(request, ReasonBody)["reason"]
        return self.changed(request, uid, lambda review: withdrawn(review, reason))
