"""Recording claims, changing them, publishing, withdrawing, setting aside and merging them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, inline_serializer
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.compiled import compiled
from claimtrack.rest.access import Need
from claimtrack.rest.columns import NoBody, ReasonBody, sent, write
from claimtrack.rest.describing_changes import changes, creates
from claimtrack.rest.filters import Filter, Filters
from claimtrack.rest.kinds import TEXT
from claimtrack.rest.views import sees_everything

from ...models import Claim, ClaimRelation, ClaimTopic
from ...models.claim import DETAILS
from ..examples import CLAIM
from ..rows.claims import claim_rows, claims_seen, dressed_claims
from ..serializers import ClaimSerializer
from ..views import ClaimViewSet
from . import examples
from .bodies import ClaimChangeBody, NewClaimBody, without_blank_id
from .bulk import Bulk, bulk_of
from .changing import Changing, published, why, withdrawn
from .evidence import OF_PUBLIC, PartsOfClaim
from .merges import Merging, merging

MERGING = Need("edit", "claims.merge_claim")
COLUMNS = (DETAILS - {"set_aside_reason"}) | {"text"}


ALIKE = Filters((Filter("text", TEXT, "Of the claim at hand.", "text"),))


@compiled
def _of_keys(claims: list[int], *, full: bool) -> QuerySet[Any]:
    return claim_rows(claims_seen(full).filter(id__any=claims), full)


def planned(given: Mapping[str, Any]) -> Callable[[], Claim]:
    """What records a claim with its topics and relations."""
    given = without_blank_id(given)
    details = {name: given[name] for name in COLUMNS if name in given}

    def store() -> Claim:
        with transaction.atomic():
            claim: Claim = Claim.objects.record(**details, uid=given.get("uid"))
            _lay(claim, given)
            return claim.read_kept()

    return store


def change(claim: Claim, given: Mapping[str, Any]) -> None:
    """Give a claim what was sent of it, in the transaction that is open."""
    given = without_blank_id(given)
    claim.refuse_merged()
    values = {name: given[name] for name in COLUMNS if name in given}
    if "first_appearance" in given:
        first = values["first_appearance"] = given["first_appearance"]
        if first and first.claim_id != claim.pk:
            raise ModelValidationError(
                {"first_appearance": "The appearance is one of another claim."}
            )
    write(claim, values)
    _lay(claim, given)


def _lay(claim: Claim, given: Mapping[str, Any]) -> None:
    if "topics" in given:
        names = [topic.get("name") or topic["uid"].name for topic in given["topics"]]
        ClaimTopic.objects.lay(claim, names)
    if "relations" in given:
        wanted = [(relation["kind"], relation["to"]) for relation in given["relations"]]
        ClaimRelation.objects.lay(claim, wanted)


@merging(ClaimSerializer)
class ClaimWriting(ClaimViewSet, PartsOfClaim, Merging, Bulk, Changing):
    model = Claim
    body = NewClaimBody
    planned = planned
    needs = {
        "create": Need("annotate", "claims.add_claim"),
        "bulk": Need("annotate", "claims.add_claim"),
        "partial_update": Need("annotate", "claims.change_claim"),
        "set_aside": Need("annotate", "claims.change_claim"),
        "take_up": Need("annotate", "claims.change_claim"),
        "appearances": Need("annotate", "claims.add_appearance"),
        "evidence": Need("annotate", "claims.add_evidence"),
        "publish": OF_PUBLIC,
        "withdraw": Need("edit", "claims.withdraw_claim"),
        "merge": MERGING,
        "unmerge": MERGING,
    }
    of_public = OF_PUBLIC

    @creates(NewClaimBody, ClaimSerializer)
    def create(self, request: Request) -> Response:
        """Record a claim in neutral words, with its topics."""
        return self.recorded(request)

    @bulk_of("claims", NewClaimBody, examples.CLAIM)
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """Record many claims, all or none; each fault is named by its place in the list."""
        return self.recorded_in_bulk(request)

    @extend_schema(
        operation_id="claims_alike",
        filters=False,
        parameters=[
            OpenApiParameter("text", str, required=True, description="Of the claim at hand.")
        ],
        responses=inline_serializer("AlikeClaims", {"results": ClaimSerializer(many=True)}),
        examples=[OpenApiExample("one", {"results": [CLAIM]}, response_only=True)],
    )
    @action(detail=False, methods=["get"])
    def alike(self, request: Request) -> Response:
        """Earlier claims that share a good part of their words with a text, the best first."""
        if "text" not in request.query_params:
            raise ValidationError({"text": "Send the text of a claim."}, "required")
        text, full = ALIKE.read(request.query_params)["text"], sees_everything(request)
        seen: Any = claims_seen(full)
        keys = [claim.pk for claim in seen.alike(text)]
        rows = sorted(_of_keys(keys, full=full), key=lambda row: keys.index(row["id"]))
        return Response({"results": dressed_claims(rows, full)})

    @changes(ClaimChangeBody, ClaimSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is sent of a claim; a list takes the place of the whole list."""
        given = sent(request, ClaimChangeBody)
        return self.changed(request, uid, lambda claim: change(claim, given))

    @changes(NoBody, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, uid: uuid.UUID) -> Response:
        """Let anybody read a claim with what is public of what hangs on it."""
        sent(request, NoBody)
        return self.changed(request, uid, lambda claim: published(claim, why(request)))

    @changes(ReasonBody, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, uid: uuid.UUID) -> Response:
        """Take a claim back, for a reason that is public where the claim was."""
        reason = sent(request, ReasonBody)["reason"]
        return self.changed(request, uid, lambda claim: withdrawn(claim, reason))

    @changes(ReasonBody, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def set_aside(self, request: Request, uid: uuid.UUID) -> Response:
        """Say why nobody needs to check a claim: the reason is public where the claim is."""
        reason = sent(request, ReasonBody)["reason"]
        return self.changed(request, uid, lambda claim: claim.set_aside(reason, None))

    @changes(ReasonBody, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def take_up(self, request: Request, uid: uuid.UUID) -> Response:
        """Say why a claim that was set aside is to be checked after all."""
        reason = sent(request, ReasonBody)["reason"]
        return self.changed(request, uid, lambda claim: claim.take_up(reason, None))
