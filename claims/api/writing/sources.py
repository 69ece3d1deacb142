"""What is done to a source for the sake of what is recorded from it: it is hidden."""

from __future__ import annotations

import uuid

from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.db.records import Conflict
from claimtrack.rest.columns import ReasonBody, sent
from claimtrack.rest.describing_changes import changes
from sources.api.serializers import SourceDetailSerializer
from sources.api.views import SourceViewSet
from sources.api.writing import PUBLISHING
from sources.models import Source

from ...hiding import hide
from .changing import Changing


class SourceHiding(SourceViewSet, Changing):
    model = Source
    needs = {"hide": PUBLISHING}

    @changes(ReasonBody, SourceDetailSerializer)
    def hide(self, request: Request, uid: uuid.UUID) -> Response:
        """Take a document, with its quotes, out of what anybody may read, for a reason.

        Its quotes keep their status, and are public again when the document is published again.
        Refused with `leaning` as long as a public claim names it as evidence that is not
        confidential, or a public fact-check is about a quote of it.
        """
        reason = sent(request, ReasonBody)["reason"]

        def act(source: Source) -> None:
            if not source.is_public:
                raise Conflict("The source is hidden already.", code="already")
            hide(source, request.user, reason)

        return self.changed(request, uid, act)
