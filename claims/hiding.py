"""Hiding a source that is public: what public records lean on it, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from claimtrack.db.acting import acting
from claimtrack.db.retrying import once_more_on_deadlock
from sources.models import Source

from .models import Evidence, Quote, Review
from .wording import NAMED, counted

NAMED_FIRST = 2
"""So many of them are named in the sentence that refuses it."""


def leaning_on(source: Source) -> list[tuple[Any, str]]:
    """The public records that keep a source public, each with a sentence that says what it is.

    Up to NAMED + 1 of each kind.
    """
    return [*_claims(source), *_reviews(source)]


def _claims(source: Source) -> Iterator[tuple[Any, str]]:
    said = _("The public claim “%(claim)s” names it as evidence.")
    evidence = Evidence.objects.shown_of(source).select_related("claim").order_by("pk")
    claims = {item.claim_id: item.claim for item in evidence[: NAMED + 1]}
    for claim in claims.values():
        yield claim, said % {"claim": claim}


def _reviews(source: Source) -> Iterator[tuple[Any, str]]:
    said = _("The public fact-check “%(review)s” is about its quote “%(quote)s”.")
    reviews = Review.objects.shown_about(source).select_related("reviewer", "appearance__quote")
    for review in reviews.order_by("pk")[: NAMED + 1]:
        yield review, said % {"review": review, "quote": review.appearance.quote}


def hidden_with(source: Source) -> list[str]:
    """What is public and goes with a source, or no longer names it; counted, in short lines."""
    public = Quote.objects.filter(is_public=True)
    own, others = public.filter(source=source), public.exclude(source=source)
    naming = others.filter(Q(quoted_from=source) | Q(attributions__source=source))
    return [
        *counted("%d public quote of it", "%d public quotes of it", own.count()),
        *counted(
            "%d appearance in a public claim, which stays without it",
            "%d appearances in public claims, which stay without them",
            own.filter(appearances__claim__is_public=True).count(),
        ),
        *counted(
            "%d public quote of another source, which stays, and no longer names this one",
            "%d public quotes of other sources, which stay, and no longer name this one",
            naming.distinct().count(),
        ),
    ]


@once_more_on_deadlock
def hide(source: Source, by: Any, reason: str) -> None:
    """Take a source, and what is public of it, out of what anybody may read, for a reason.

    Its quotes keep their status, and are public again when the source is published again. Raises
    ValidationError without a reason, and where public records lean on it, naming them.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the source is hidden.")})
    with acting(by, reason), transaction.atomic():
        locked = Source.objects.select_for_update().get(pk=source.pk)
        refused = [said for _record, said in leaning_on(locked)]
        if refused:
            more = [_("Others lean on it too.")] if len(refused) > NAMED_FIRST else []
            said = [_("“%(source)s” stays public.") % {"source": locked}, *refused[:NAMED_FIRST]]
            raise ValidationError(" ".join([*said, *more]), code="leaning")
        source.is_public = False
        source.save(update_fields=["is_public"])
