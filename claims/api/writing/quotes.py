"""Recording quotes, putting them right, publishing and withdrawing them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework.decorators import action
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.access import Need
from claimtrack.rest.columns import NoBody, ReasonBody, sent, write
from claimtrack.rest.describing_changes import changes, creates
from claimtrack.rest.faults import Faults, Faulty

from ...marks import kind_from_marks
from ...models import Link, Quote, QuoteRelation
from ...models.recording import DETAILS, refuse_link
from ...models.rewriting import parts_of, rewrite, words_stay
from ..serializers import QuoteSerializer
from ..views import QuoteViewSet
from . import examples
from .bodies import NewQuoteBody, QuoteBody, without_blank_id
from .bulk import Bulk, bulk_of
from .changing import Changing, published, why, withdrawn
from .words import WORDS_FAULTS, located

WORDS = ("content", "cue", "document_mention")
PARTS = (*WORDS, "chain")
COLUMNS = DETAILS | {"kind"}


def planned(given: Mapping[str, Any]) -> Callable[[], Quote]:
    """What records a quote, once all of its words are found. Raises Faulty naming each fault."""
    given = without_blank_id(given)
    source, revision = given["source"], given.get("revision") or given["source"].current_revision
    faults, parts = Faults(), dict[str, Any](content=())
    if revision and revision.source_id == source.pk:
        parts = _parts_in(revision.text, given, faults)
    faults.refuse()
    named = {"source": source, "revision": revision, "uid": given.get("uid")}
    details = {name: given[name] for name in COLUMNS if name in given}

    record = partial(Quote.objects.record, **named, **parts, **details)

    def related() -> Quote:
        with transaction.atomic():
            quote: Quote = record()
            _relate(quote, given)
            return quote.read_kept()

    return related if given.get("relations") else record


def change(quote: Quote, given: Mapping[str, Any]) -> None:
    """Give a quote what was sent of it, in the transaction that is open."""
    given = without_blank_id(given)
    if any(name in given for name in PARTS):
        _rewrite(quote, given)
    values = {name: given[name] for name in COLUMNS if name in given}
    if "kind" in values and values["kind"] is None:
        values["kind"] = _kind_of(quote)
    write(quote, values)
    _relate(quote, given)


def _rewrite(quote: Quote, given: dict[str, Any]) -> None:
    stays = words_stay(quote)
    if stays:
        raise Faulty({name: [ErrorDetail(stays, "words_stay")] for name in PARTS if name in given})
    faults = Faults()
    parts = parts_of(quote) | _parts_in(quote.revision.text, given, faults)
    faults.refuse()
    by_marks = quote.kind == _kind_of(quote)
    rewrite(quote, **parts)
    if "content" in given and by_marks:
        given.setdefault("kind", None)


def _kind_of(quote: Quote) -> str:
    """As the quotation marks say."""
    pieces = [(place.start, place.end) for place in parts_of(quote)["content"]]
    return kind_from_marks(quote.revision.text, pieces)


def _parts_in(text: str, given: Mapping[str, Any], faults: Faults) -> dict[str, Any]:
    """The pieces, cue, mentions and links that were sent, found in the text."""
    parts: dict[str, Any] = {
        name: located(text, name, given[name], faults) for name in WORDS if name in given
    }
    if "chain" in given:
        parts["chain"] = [
            _link(text, f"chain.{number}", link, faults)
            for number, link in enumerate(given["chain"])
        ]
    return parts


def _link(text: str, path: str, given: Mapping[str, Any], faults: Faults) -> Link:
    mention = located(text, f"{path}.mention", given.get("mention", ()), faults)
    named = {name: given.get(name) for name in ("speaker", "source", "capacity")}
    link = Link(role=given["role"], mention=mention, **named)
    with faults.at(path):
        _refuse(link)
    return link


def _refuse(link: Link) -> None:
    try:
        refuse_link(link)
    except ValidationError as error:
        of_the_link = error.error_dict.get("chain")  # where no one field of it is at fault
        raise ValidationError(of_the_link) if of_the_link else error from None


def _relate(quote: Quote, given: Mapping[str, Any]) -> None:
    if "relations" in given:
        wanted = [(relation["kind"], relation["to"]) for relation in given["relations"]]
        QuoteRelation.objects.lay(quote, wanted)


class QuoteWriting(QuoteViewSet, Bulk, Changing):
    model = Quote
    body = NewQuoteBody
    planned = planned
    needs = {
        "create": Need("annotate", "claims.add_quote"),
        "bulk": Need("annotate", "claims.add_quote"),
        "partial_update": Need("annotate", "claims.change_quote"),
        "publish": Need("edit", "claims.publish_quote"),
        "withdraw": Need("edit", "claims.withdraw_quote"),
        "nothing_to_check": Need("annotate", "claims.change_quote"),
        "something_to_check": Need("annotate", "claims.change_quote"),
    }
    of_public = needs["publish"]
    of_the_desk = ("nothing_to_check", "something_to_check")

    @creates(NewQuoteBody, QuoteSerializer, WORDS_FAULTS)
    def create(self, request: Request) -> Response:
        """Record a quote: its pieces, its cue, its chain with the words that mention it."""
        return self.recorded(request)

    @bulk_of("quotes", NewQuoteBody, examples.QUOTE, WORDS_FAULTS)
    @action(detail=False, methods=["post"])
    def bulk(self, request: Request) -> Response:
        """Record many quotes, all or none; each fault is named by its place in the list."""
        return self.recorded_in_bulk(request)

    @changes(QuoteBody, QuoteSerializer, WORDS_FAULTS)
    def partial_update(self, request: Request, uid: uuid.UUID) -> Response:
        """Change what is sent of a quote; the words and the chain of a published one stay.

        A list takes the place of the whole list that was there.
        """
        given = sent(request, QuoteBody)
        return self.changed(request, uid, lambda quote: change(quote, given))

    @changes(NoBody, QuoteSerializer)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, uid: uuid.UUID) -> Response:
        """Let anybody read a quote; its source has to be public."""
        sent(request, NoBody)
        return self.changed(request, uid, lambda quote: published(quote, why(request)))

    @changes(ReasonBody, QuoteSerializer)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, uid: uuid.UUID) -> Response:
        """Take a quote back, for a reason that is public where the quote was."""
        reason = sent(request, ReasonBody)["reason"]
        return self.changed(request, uid, lambda quote: withdrawn(quote, reason))

    @changes(NoBody, QuoteSerializer)
    @action(detail=True, methods=["post"])
    def nothing_to_check(self, request: Request, uid: uuid.UUID) -> Response:
        """Note that there is no claim in a quote: it no longer waits for one."""
        sent(request, NoBody)
        return self.changed(request, uid, lambda quote: write(quote, {"nothing_to_check": True}))

    @changes(None, QuoteSerializer)
    @nothing_to_check.mapping.delete
    def something_to_check(self, request: Request, uid: uuid.UUID) -> Response:
        """Note that there is a claim in a quote after all."""
        return self.changed(request, uid, lambda quote: write(quote, {"nothing_to_check": False}))
