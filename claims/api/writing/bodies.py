"""What may be sent of quotes, claims, appearances, evidence and fact-checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from claimtrack.rest.bodies import Choice, Named, Number, Switch, Text, Uid, Whole
from claimtrack.rest.columns import MOST_LINE, ColumnsBody, Line
from claimtrack.rest.describing import a_body
from claimtrack.rest.writing import StrictSerializer
from sources.models import Publisher, Revision, Source

from ...models import (
    Appearance,
    Attribution,
    Claim,
    ClaimRelation,
    Evidence,
    Membership,
    Quote,
    QuoteRelation,
    RatingScale,
    Review,
    Speaker,
    Topic,
)
from ...models.review import FARTHEST
from . import examples

MOST_WORDS = 100_000
"""Of a piece of a quote, or a passage, in code points."""
MOST_NOTE = 20_000
"""Of a claim, a note, a reason or an explanation, in code points."""
MOST_PARTS = 200
"""So many pieces, links, passages or relations may one record be sent with."""
_MANY: dict[str, Any] = {"many": True, "required": False, "max_length": MOST_PARTS}


class PlaceBody(StrictSerializer):
    """Where words stand: their offsets, or the words themselves."""

    start = Whole(required=False, help_text="In code points of the text.")
    end = Whole(required=False, help_text="The end, exclusive.")
    exact = Text(
        required=False, max_length=MOST_WORDS, help_text="The words, to the letter, marks included."
    )
    prefix = Text(
        required=False,
        allow_blank=True,
        max_length=MOST_LINE,
        help_text="What stands right before them, where they stand in several places.",
    )
    suffix = Text(
        required=False,
        allow_blank=True,
        max_length=MOST_LINE,
        help_text="What stands right after them.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("start" in attrs) != ("end" in attrs):
            missing = "end" if "start" in attrs else "start"
            raise ValidationError({missing: "Send start and end together."}, "required")
        if "start" in attrs and {"prefix", "suffix"} & set(attrs):
            raise ValidationError("Offsets name one place: leave prefix and suffix out.")
        if not {"start", "exact"} & set(attrs):
            raise ValidationError({"exact": "Send the words, or their start and end."}, "required")
        return attrs


class LinkBody(StrictSerializer):
    """One link of the chain: a speaker, or a relaying document."""

    role = Choice(choices=Attribution.Role.choices, default=Attribution.Role.SPEAKER.value)
    speaker = Named(Speaker, required=False, allow_null=True)
    source = Named(Source, required=False, allow_null=True, help_text="A relaying document.")
    capacity = Named(
        Membership,
        required=False,
        allow_null=True,
        help_text="The membership of the speaker in which it was said.",
    )
    mention = PlaceBody(**_MANY, help_text="The words that name this link.")


class QuoteRelationBody(StrictSerializer):
    kind = Choice(choices=QuoteRelation.Kind.choices)
    to = Named(Quote)


@a_body("what was misread", examples.QUOTE_CHANGE)
class QuoteBody(ColumnsBody):
    model = Quote
    columns = ("said_on", "said_in", "nothing_to_check", "origin", "external_id")
    kind = Choice(
        choices=Quote.Kind.choices,
        required=False,
        allow_null=True,
        help_text="Null: as the quotation marks say.",
    )
    content = PlaceBody(**_MANY, allow_empty=False, help_text="The pieces, in order.")
    cue = PlaceBody(**_MANY, help_text="The words that say that it is said.")
    document_mention = PlaceBody(**_MANY, help_text="The words that name the document quoted from.")
    chain = LinkBody(**_MANY)
    quoted_from = Named(Source, required=False, allow_null=True)
    relations = QuoteRelationBody(
        **_MANY, help_text="How it stands to other quotes: the whole list."
    )


@a_body("a quote in two pieces", examples.QUOTE)
class NewQuoteBody(QuoteBody):
    uid = Uid(required=False)
    source = Named(Source)
    revision = Named(
        Revision,
        required=False,
        allow_null=True,
        help_text="The text that it is found in: else the current one of the source.",
    )
    content = PlaceBody(**_MANY | {"required": True}, allow_empty=False)


class TopicNamed(StrictSerializer):
    """A topic by its uid, or by its name: a new name makes a new topic."""

    uid = Named(Topic, required=False)
    name = Line(required=False, max_length=500)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs) != 1:
            raise ValidationError("Send the uid of a topic, or a name.")
        return attrs


class ClaimRelationBody(StrictSerializer):
    kind = Choice(choices=ClaimRelation.Kind.choices)
    to = Named(Claim)


class ClaimBody(ColumnsBody):
    model = Claim
    columns = ("kind", "language", "condition", "due_on", "origin", "external_id")
    text = Line(required=False, max_length=MOST_NOTE, help_text="In neutral words.")
    topics = TopicNamed(**_MANY, help_text="The whole list.")
    relations = ClaimRelationBody(
        **_MANY, help_text="How it stands to other claims: the whole list."
    )


@a_body("a condition", examples.CLAIM_CHANGE)
class ClaimChangeBody(ClaimBody):
    first_appearance = Named(Appearance, required=False, allow_null=True)


@a_body("a promise", examples.CLAIM)
class NewClaimBody(ClaimBody):
    uid = Uid(required=False)
    text = Line(max_length=MOST_NOTE, help_text="In neutral words.")


@a_body("another stance", examples.APPEARANCE_CHANGE)
class AppearanceBody(StrictSerializer):
    stance = Choice(choices=Appearance.Stance.choices)


@a_body("a quote that asserts it", examples.APPEARANCE)
class NewAppearanceBody(StrictSerializer):
    uid = Uid(required=False)
    quote = Named(Quote)
    stance = Choice(choices=Appearance.Stance.choices, default=Appearance.Stance.ASSERTS.value)


@a_body("another bearing", examples.EVIDENCE_CHANGE)
class EvidenceBody(StrictSerializer):
    bearing = Choice(choices=Evidence.Bearing.choices, required=False)
    note = Text(required=False, allow_blank=True, max_length=MOST_NOTE)
    is_primary = Switch(required=False, help_text="First-hand.")
    is_confidential = Switch(required=False, help_text="Counted in public, never named.")


@a_body("a passage that supports it", examples.EVIDENCE)
class NewEvidenceBody(EvidenceBody):
    uid = Uid(required=False)
    source = Named(Source)
    bearing = Choice(choices=Evidence.Bearing.choices)
    passages = PlaceBody(
        **_MANY, help_text="In the current text of the source; without one a note is needed."
    )


def _number() -> Number:
    return Number(required=False, allow_null=True, min_value=-FARTHEST, max_value=FARTHEST)


@a_body("another rating", examples.REVIEW_CHANGE)
class ReviewBody(ColumnsBody):
    model = Review
    columns = (
        *("authors", "title", "language", "address", "date", "rating_name"),
        *("origin", "external_id"),
    )
    appearance = Named(
        Appearance,
        required=False,
        allow_null=True,
        help_text="Of the claim, where the verdict is on what one quote makes of it.",
    )
    reviewer = Named(Publisher, required=False)
    rating_value, best, worst = _number(), _number(), _number()
    scale = Named(RatingScale, required=False, allow_null=True)
    explanation = Text(required=False, allow_blank=True, max_length=MOST_NOTE)
    evidence = serializers.ListField(
        child=Named(Evidence),
        required=False,
        max_length=MOST_PARTS,
        help_text="Of the claim, what the verdict rests on: the whole list.",
    )
    supersedes = Named(Review, required=False, allow_null=True)
    supersedes_reason = Text(required=False, allow_blank=True, max_length=MOST_NOTE)


@a_body("a draft", examples.REVIEW)
class NewReviewBody(ReviewBody):
    uid = Uid(required=False)
    claim = Named(Claim)
    reviewer = Named(Publisher)


def without_blank_id(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, with an empty id of an origin for none."""
    given = dict(values)
    if "external_id" in given:
        given["external_id"] = given["external_id"] or None
    return given
