"""Recording and changing who says things, and the offices they hold."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.access import Need
from claimtrack.rest.bodies import Named, Uid
from claimtrack.rest.columns import MOST_NAME, ColumnsBody, Line, sent, write
from claimtrack.rest.describing import a_body
from claimtrack.rest.describing_changes import adds, changes, creates
from claimtrack.rest.views import NOT_FOUND
from sources.api.bodies import PublisherField, settled

from ...models import Membership, Speaker, SpeakerName
from ..serializers import SpeakerSerializer
from ..views import SpeakerViewSet
from . import examples
from .merges import Merging, merging

MERGING = Need("edit", "claims.merge_speaker")
MOST_NAMES = 100


@a_body("other names", examples.SPEAKER_CHANGE)
class SpeakerBody(ColumnsBody):
    model = Speaker
    columns = (
        *("kind", "name", "description", "wikidata_id", "headcount", "headcount_is"),
        *("origin", "external_id"),
    )
    publisher = PublisherField(allow_null=True)
    names = serializers.ListField(
        child=Line(max_length=MOST_NAME),
        max_length=MOST_NAMES,
        required=False,
        help_text="All of its other names.",
    )


@a_body("a group", examples.SPEAKER)
class NewSpeakerBody(SpeakerBody):
    uid = Uid(required=False)


@a_body("its end", examples.MEMBERSHIP_CHANGE)
class MembershipBody(ColumnsBody):
    model = Membership
    columns = ("role", "since", "until")
    organization = Named(Speaker, required=False, allow_null=True)


@a_body("an office", examples.MEMBERSHIP)
class NewMembershipBody(MembershipBody):
    uid = Uid(required=False)


@merging(SpeakerSerializer)
class SpeakerWriting(SpeakerViewSet, Merging):
    model = Speaker
    of_public = Need("edit", "claims.publish_quote")
    needs = {
        "create": Need("annotate", "claims.add_speaker"),
        "partial_update": Need("annotate", "claims.change_speaker"),
        "memberships": Need("annotate", "claims.add_membership"),
        "membership": Need("annotate", "claims.change_membership"),
        "merge": MERGING,
        "unmerge": MERGING,
    }

    @creates(NewSpeakerBody, SpeakerSerializer)
    def create(self, request: Request) -> Response:
        """Record somebody who says things, with other names."""
        values = sent(request, NewSpeakerBody)
        uid, names = values.pop("uid", None), values.pop("names", [])

        def make() -> Speaker:
            speaker = Speaker(**({"uid": uid} if uid else {}))
            write(speaker, settled(values))
            SpeakerName.objects.lay(speaker, names)
            return speaker

        return self.made_once(request, uid, make)

    @changes(SpeakerBody, SpeakerSerializer)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is said of a speaker; what is not sent stays as it is."""
        values = sent(request, SpeakerBody, partial=True)
        names = values.pop("names", None)
        with self.changing(request, uid) as speaker:
            write(speaker, settled(values))
            if names is not None:
                SpeakerName.objects.lay(speaker, names)
        return self.shown(uid)

    @adds(NewMembershipBody, SpeakerSerializer)
    @action(detail=True, methods=["post"])
    def memberships(self, request: Request, uid: uuid.UUID) -> Response:
        """Give a speaker an office or a membership; the answer is the speaker.

        If-Match names the speaker's version. The same uid again is answered with 200, whatever
        version is named.
        """
        values = sent(request, NewMembershipBody)
        speaker, new = self.found(request, uid), values.pop("uid", None)
        if new and Membership.objects.existing(new, request.user):
            self._held(speaker, new)
            return self.shown(uid)
        with self.guarded(request, uid, speaker):
            held = Membership(speaker=speaker, **({"uid": new} if new else {}))
            write(held, {"role": "", "organization": None} | values)
        return self.shown(uid, 201)

    @changes(MembershipBody, SpeakerSerializer)
    @action(detail=True, methods=["patch"], url_path="memberships/<uuid:membership>")
    def membership(self, request: Request, uid: uuid.UUID, membership: uuid.UUID) -> Response:
        """Put an office or a membership right; the answer is the speaker, as is the version."""
        values = sent(request, MembershipBody, partial=True)
        with self.changing(request, uid) as speaker:
            write(self._held(speaker, membership), values)
        return self.shown(uid)

    def _held(self, speaker: Speaker, membership: uuid.UUID) -> Any:
        held: QuerySet[Any] = speaker.memberships.filter(uid=membership)
        found = held.first()
        if found is None:
            raise NotFound(NOT_FOUND)
        return found
