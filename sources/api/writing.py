"""Recording and changing documents and their texts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claimtrack.db.acting import acting
from claimtrack.db.records import Conflict
from claimtrack.rest.access import Need
from claimtrack.rest.columns import NoBody, ReasonBody, sent, write
from claimtrack.rest.describing_changes import MADE, adds, changes, creates
from claimtrack.rest.errors import Clash
from claimtrack.rest.writing import Writing, reason_of

from ..addresses import address_of_document
from ..models import Revision, Source
from ..text import Canonical, sha256
from .bodies import NewSourceBody, RevisionBody, SourceBody, settled
from .serializers import (
    NewRevisionSerializer,
    NewSourceSerializer,
    RevisionDetailSerializer,
    SourceDetailSerializer,
)
from .views import RevisionViewSet, SourceViewSet

PUBLISHING = Need("edit", "sources.publish_source")
OPENING = Need("edit", "sources.open_text")


class Known(Clash):
    """A document is recorded already; its uid stands beside the error."""

    default_code = "known"

    def __init__(self, source: Source, attr: str) -> None:
        said = f"The document at {source.canonical_address} is here: see source."
        super().__init__(said, attr=attr)
        self.beside = {"source": str(source.uid)}


class SourceWriting(SourceViewSet, Writing):
    model = Source
    of_public = PUBLISHING
    needs = {
        "create": Need("annotate", "sources.add_source"),
        "partial_update": Need("annotate", "sources.change_source"),
        "revisions": Need("annotate", "sources.add_revision"),
        "publish": PUBLISHING,
        "open_text": OPENING,
        "close_text": OPENING,
    }

    @creates(NewSourceBody, NewSourceSerializer)
    def create(self, request: Request) -> Response:
        """Record a document, with its text where it has one.

        One whose address is known, in whatever spelling, is refused with 409: `source` then
        gives the uid of the one that is there.
        """
        values = sent(request, NewSourceBody)
        uid, text = values.pop("uid", None), values.pop("text", None)
        made_by = values.pop("made_by", Revision.MadeBy.TYPED)

        def make() -> Source:
            source = Source(**({"uid": uid} if uid else {}))
            write(source, settled(self._at_home(values)))
            if text is not None:
                source.add_revision(text.text, made_by=made_by, by=request.user)
            return source

        return self._with_changes(self.made_once(request, uid, make), text)

    @changes(SourceBody, SourceDetailSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is said of a document; what is not sent stays as it is."""
        values = sent(request, SourceBody, partial=True)
        with self.changing(request, uid) as source:
            write(source, settled(self._at_home(values, source)))
        return self.shown(uid)

    @adds(RevisionBody, NewRevisionSerializer)
    @action(detail=True, methods=["post"])
    def revisions(self, request: Request, uid: uuid.UUID) -> Response:
        """Give a document a new text, which becomes its current one; If-Match names its version.

        A text that it has or had already is answered with 200 and that revision, whatever
        version is named.
        """
        values = sent(request, RevisionBody)
        text: Canonical = values.pop("text")
        source = self.found(request, uid)
        known = source.revisions.filter(sha256=sha256(text.text)).first()
        if known is None:
            with self.guarded(request, uid, source):
                made_by = values.pop("made_by", Revision.MadeBy.TYPED)
                revision = source.add_revision(
                    text.text, made_by=made_by, by=request.user, **values
                )
        else:
            revision = known
        address = reverse("revision-detail", [revision.uid], request=request)
        answer = Response(
            RevisionViewSet().one(revision.uid, full=True),
            200 if known else 201,
            headers={"Location": address},
        )
        return self._with_changes(answer, text)

    @changes(NoBody, SourceDetailSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, uid: uuid.UUID) -> Response:
        """Let anybody know of a document; its text stays closed unless it is opened."""
        sent(request, NoBody)
        with self.changing(request, uid) as source:
            if source.is_public:
                raise Conflict("The source is public already.", code="already")
            source.publish(request.user, reason_of(request) or "published")
        return self.shown(uid)

    @changes(ReasonBody, SourceDetailSerializer)
    @action(detail=True, methods=["post"])
    def open_text(self, request: Request, uid: uuid.UUID) -> Response:
        """Let anybody read the whole text, as soon as the document is public."""
        return self._opened(request, uid, closed=False)

    @changes(ReasonBody, SourceDetailSerializer)
    @action(detail=True, methods=["post"])
    def close_text(self, request: Request, uid: uuid.UUID) -> Response:
        """Show the public no more of a text than its public quotes, with their context."""
        return self._opened(request, uid, closed=True)

    def _opened(self, request: Request, uid: uuid.UUID, closed: bool) -> Response:
        reason = sent(request, ReasonBody)["reason"]
        with self.changing(request, uid) as source:
            if source.text_is_open is not closed:
                now = "closed" if closed else "open"
                raise Conflict(f"The text is {now} already.", code="already")
            source.open_text(request.user, reason, closed=closed)
        return self.shown(uid)

    def _at_home(self, values: dict[str, Any], source: Source | None = None) -> dict[str, Any]:
        """What was sent, with the address by which the document is found.

        Raises Known where another source is there.
        """
        given = "canonical_address" if values.get("canonical_address") else "address"
        if given not in values and "canonical_address" not in values:
            return values
        address = values.get(given, source.address if source else "")
        try:
            values["canonical_address"] = home = address_of_document(address)
        except ValueError as error:
            raise ValidationError({given: str(error)}) from error
        if home and not (source and source.canonical_address == home):
            there = Source.objects.at(home).exclude(pk=source.pk if source else None).first()
            if there is not None:
                raise Known(there, given)
        return values

    def _with_changes(self, answer: Response, text: Canonical | None) -> Response:
        """The answer, with what was changed in a text before it was kept."""
        assert isinstance(answer.data, Mapping)
        answer.data = {**answer.data, "changes": list(text.changes) if text else []}
        return answer


class RevisionWriting(RevisionViewSet, Writing):
    model = Revision
    needs = {
        "worked_through": Need("annotate", "sources.change_revision"),
        "reopen": Need("annotate", "sources.change_revision"),
    }

    @extend_schema(request=NoBody, responses={200: RevisionDetailSerializer}, parameters=MADE)
    @action(detail=True, methods=["post"])
    def worked_through(self, request: Request, uid: uuid.UUID) -> Response:
        """Note that you have read a text to its end and marked what is in it."""
        sent(request, NoBody)
        revision = self.found(request, uid)
        if revision.worked_through_at is None:
            revision.work_through(request.user)
        return self.shown(uid)

    @extend_schema(request=None, responses={200: RevisionDetailSerializer}, parameters=MADE)
    @worked_through.mapping.delete
    def reopen(self, request: Request, uid: uuid.UUID) -> Response:
        """Note that there is more to mark in a text."""
        revision = self.found(request, uid)
        if revision.worked_through_at is not None:
            with acting(request.user, reason_of(request)):
                revision.reopen(request.user)
        return self.shown(uid)
