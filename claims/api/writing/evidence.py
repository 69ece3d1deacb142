"""What hangs on a claim: the quotes that make it, and the evidence; each change is the claim's."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.records import Conflict
from claimtrack.rest.access import Need
from claimtrack.rest.columns import sent, write
from claimtrack.rest.describing_changes import adds, changes
from claimtrack.rest.faults import Faults
from claimtrack.rest.views import NOT_FOUND

from ...models import Appearance, Claim, Evidence
from ..serializers import ClaimSerializer
from ..views import ClaimViewSet
from .bodies import AppearanceBody, EvidenceBody, NewAppearanceBody, NewEvidenceBody
from .changing import Changing
from .words import WORDS_FAULTS, located

OF_PUBLIC = Need("edit", "claims.publish_claim")


class PartsOfClaim(Changing):
    """Claims to which appearances and evidence are added."""

    stays_hidden = False
    """Whether what is added is hidden, and so changes nothing outsiders read."""

    @adds(NewAppearanceBody, ClaimSerializer)
    @action(detail=True, methods=["post"])
    def appearances(self, request: Request, uid: uuid.UUID) -> Response:
        """Say that a quote makes a claim, and how; the answer is the claim.

        `If-Match` names the claim's version. The same uid again is answered with 200, whatever
        version is named.
        """
        given = sent(request, NewAppearanceBody)
        self.stays_hidden = not given["quote"].is_public

        def add(claim: Claim) -> None:
            claim.appear(given["quote"], given["stance"], uid=given.get("uid"))

        return self._added(request, uid, Appearance, given, add)

    @adds(NewEvidenceBody, ClaimSerializer, WORDS_FAULTS)
    @action(detail=True, methods=["post"])
    def evidence(self, request: Request, uid: uuid.UUID) -> Response:
        """Link what supports, refutes or explains a claim, with the passages that do.

        The answer is the claim, and `If-Match` names its version. The same uid again is answered
        with 200, whatever version is named.
        """
        given = sent(request, NewEvidenceBody)
        return self._added(request, uid, Evidence, given, lambda claim: _add_evidence(claim, given))

    def refuse_public(self, request: Request, record: Any) -> None:
        if not self.stays_hidden:
            super().refuse_public(request, record)

    def _added(
        self,
        request: Request,
        uid: uuid.UUID,
        model: type[Any],
        given: Mapping[str, Any],
        add: Callable[[Claim], None],
    ) -> Response:
        claim = self.found(request, uid)
        known = model.objects.existing(given.get("uid"), request.user)
        if known:
            if known.claim_id != claim.pk:
                raise Conflict(
                    f"uid {known.uid} is taken by another record: bring a new one.", code="taken"
                )
            return self.shown(uid)
        self.carried_out(request, uid, add)
        return self.shown(uid, 201)


def _add_evidence(claim: Claim, given: Mapping[str, Any]) -> None:
    details = dict(given)
    source, bearing = details.pop("source"), details.pop("bearing")
    passages, faults = details.pop("passages", ()), Faults()
    if passages and source.current_revision:
        passages = located(source.current_revision.text, "passages", passages, faults)
        faults.refuse()
    claim.add_evidence(source, bearing, passages, **details)


class PartWriting(Changing):
    """One part of a claim: its changes are guarded by the claim's version, and answer with it."""

    model: ClassVar[Any]
    records, rows, dressed = ClaimViewSet.records, ClaimViewSet.rows, ClaimViewSet.dressed
    serializer_class = ClaimSerializer
    of_public = OF_PUBLIC

    @contextmanager
    def changing(self, request: Request, uid: uuid.UUID) -> Iterator[Any]:
        part = self.model.objects.select_related("claim").filter(uid=uid).first()
        if part is None:
            raise NotFound(NOT_FOUND)
        self.claim = part.claim
        self.claim.refuse_merged()
        with self.guarded(request, self.claim.uid, self.claim):
            fresh = self.model.objects.select_related("claim").filter(uid=uid).first()
            if fresh is None or fresh.claim_id != self.claim.pk:
                raise NotFound(NOT_FOUND)
            yield fresh

    def of_claim(self, request: Request, uid: uuid.UUID, change: Callable[[Any], None]) -> Response:
        """Answer a change of a part with the claim that it hangs on."""
        self.carried_out(request, uid, change)
        return self.shown(self.claim.uid)


class AppearanceWriting(PartWriting):
    """A quote makes a claim."""

    model = Appearance
    needs = {
        "partial_update": Need("annotate", "claims.change_appearance"),
        "destroy": Need("annotate", "claims.change_appearance"),
    }

    @changes(AppearanceBody, ClaimSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change how a quote makes a claim; the answer is the claim, and so is the version."""
        given = sent(request, AppearanceBody)
        return self.of_claim(request, uid, lambda appearance: write(appearance, given))

    @changes(None, ClaimSerializer)
    def destroy(self, request: Request, uid: uuid.UUID) -> Response:
        """Say that a quote does not make a claim after all; the answer is the claim."""
        return self.of_claim(request, uid, lambda appearance: appearance.take_away())


class EvidenceWriting(PartWriting):
    """What bears on a claim."""

    model = Evidence
    needs = {"partial_update": Need("annotate", "claims.change_evidence")}

    @changes(EvidenceBody, ClaimSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is said of evidence; source and passages stay. The answer is the claim."""
        given = sent(request, EvidenceBody)
        return self.of_claim(request, uid, lambda evidence: _change(evidence, given))


def _change(evidence: Evidence, given: Mapping[str, Any]) -> None:
    if "note" in given and not given["note"].strip() and evidence.revision_id is None:
        raise ValidationError({"note": "Evidence without a passage keeps its note."})
    write(evidence, given)
