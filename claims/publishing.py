"""What making records public would show, and what it would not, and why; and doing it.

The plan foresees what `publish()` of each record would say, for many at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from claimtrack.db.refusals import sentence
from claimtrack.db.retrying import once_more_on_deadlock
from sources.models import Source

from .api.rows.passages import CONTEXT
from .models import Appearance, Attribution, Claim, ClaimTopic, Evidence, Quote, Review, Speaker
from .wording import counted, named, shown_of_closed_texts


@dataclass(frozen=True)
class Refusal:
    """A record that stays as it is, why, and the hidden sources that alone are in the way."""

    record: Any
    why: str
    sources: tuple[Source, ...] = ()


@dataclass
class Plan:
    """What would become public, what comes with it, what stays hidden."""

    willing: list[Any] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    along: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """What readers will miss; it is no hindrance."""

    @property
    def sources(self) -> list[Source]:
        """The hidden sources without which more could be published."""
        found = {source.pk: source for refusal in self.refused for source in refusal.sources}
        return list(found.values())

    def judge(self, record: Any, why: str, sources: Iterable[Source] = ()) -> None:
        if why:
            self.refused.append(Refusal(record, why, tuple(sources)))
        else:
            self.willing.append(record)


def plan_for(model: type[Any], records: Sequence[Any]) -> Plan:
    """What publishing these records of one model would do."""
    return PLANS[model](records)


def publish(records: Iterable[Any], by: Any, reason: str = "published") -> Plan:
    """Publish each by itself: what one of them refuses is no harm to the others."""
    plan = Plan()
    for record in records:
        try:
            _publish_one(record, by, reason)
        except ValidationError as error:
            plan.judge(record, " ".join(error.messages))
        except IntegrityError as error:
            plan.judge(record, sentence(error))
        else:
            plan.judge(record, "")
    return plan


@once_more_on_deadlock
def _publish_one(record: Any, by: Any, reason: str) -> None:
    with transaction.atomic():
        record.publish(by, reason or "published")


def _sources(records: Sequence[Source]) -> Plan:
    plan = Plan()
    for source in records:
        plan.judge(source, _("It is public already.") if source.is_public else "")
    quotes = Quote.objects.filter(source__in=plan.willing)
    waiting = quotes.filter(status=Quote.Status.PUBLISHED)
    closed = sum(not source.text_is_open for source in plan.willing)
    plan.along = [
        _("What is said about each: title, publisher, byline, dates, addresses, status."),
        *counted("%d quote published earlier", "%d quotes published earlier", waiting.count()),
        *counted(
            "%d whole text, which has been opened",
            "%d whole texts, which have been opened",
            sum(source.text_is_open for source in plan.willing if source.current_revision_id),
        ),
    ]
    plan.hidden = [
        *counted(
            "%d quote that is not published yet", "%d quotes that are not published yet",
            quotes.filter(status=Quote.Status.RECORDED).count(),
        ),
        *counted(
            "%d whole text: it is closed", "%d whole texts: they are closed", closed
        ),
        *([shown_of_closed_texts()] if closed else []),
        _("The files as they were fetched, and who changed what and why."),
    ]  # fmt: skip
    return plan


def _quotes(records: Sequence[Quote]) -> Plan:
    plan = Plan()
    for quote in records:
        plan.judge(quote, _why_not_quote(quote), [] if quote.source.is_public else [quote.source])
    chain = Q(attributions__quote__in=plan.willing)
    spoke = chain & Q(attributions__role=Attribution.Role.SPEAKER)
    new = Speaker.objects.filter(chain).exclude(pk__in=Speaker.objects.public().values("pk"))
    plan.along = [
        _("The chain of each quote, without documents in it that are hidden."),
        _("Of each text, up to %(count)d characters before and after each quote.")
        % {"count": CONTEXT},
        *named(_("Speakers who were not public before: %s"), new.distinct()),
        *named(_("Said by: %s"), Speaker.objects.filter(spoke).distinct()),
    ]
    appearances = Appearance.objects.filter(quote__in=plan.willing, claim__is_public=False)
    closed = {quote.source_id for quote in plan.willing if not quote.source.text_is_open}
    said_by = Attribution.objects.filter(role=Attribution.Role.SPEAKER).values("quote")
    unsaid = Quote.objects.filter(pk__in=[quote.pk for quote in plan.willing])
    plan.missing = counted(
        "%d quote names nobody as its speaker", "%d quotes name nobody as their speaker",
        unsaid.exclude(pk__in=said_by).count(),
    )  # fmt: skip
    plan.hidden = [
        *counted(
            "The rest of %d text: it is closed", "The rest of %d texts: they are closed",
            len(closed),
        ),
        *counted(
            "%d claim that is not published yet", "%d claims that are not published yet",
            appearances.values("claim").distinct().count(),
        ),
    ]  # fmt: skip
    return plan


def _why_not_quote(quote: Quote) -> str:
    if quote.status == Quote.Status.WITHDRAWN:
        return _("A withdrawn quote is not published.")
    if quote.is_public:
        return _("It is public already.")
    if not quote.source.is_public:
        return _("Its source “%(source)s” is not public.") % {"source": quote.source}
    return ""


def _claims(records: Sequence[Claim]) -> Plan:
    plan = Plan()
    leaning = Evidence.objects.leaning_on_hidden().filter(claim__in=records)
    sources = _by("claim_id", leaning.select_related("source"))
    about = Review.objects.exclude(state="draft").leaning_on_hidden().filter(claim__in=records)
    reviews = _by("claim_id", about.select_related("reviewer"))
    for claim in records:
        hidden = [evidence.source for evidence in sources.get(claim.pk, [])]
        own = _why_not_claim(claim, reviews.get(claim.pk, []))
        if own or not hidden:
            plan.judge(claim, own)
        else:
            names = ", ".join(f"“{source}”" for source in dict.fromkeys(hidden))
            why = _("Its evidence is not public, nor confidential: %(sources)s.")
            plan.judge(claim, why % {"sources": names}, hidden)
    plan.along, plan.hidden = _with_claims(plan.willing)
    shown = Appearance.objects.filter(quote__is_public=True).values("claim")
    unquoted = Claim.objects.filter(pk__in=[claim.pk for claim in plan.willing])
    plan.missing = counted(
        "%d claim stands in no public quote: publish its quotes first",
        "%d claims stand in no public quote: publish their quotes first",
        unquoted.exclude(pk__in=shown).count(),
    )
    return plan


def _why_not_claim(claim: Claim, reviews: Sequence[Review]) -> str:
    if claim.merged_into_id:
        return _("It has been merged into another claim.")
    if claim.status == Claim.Status.WITHDRAWN:
        return _("A withdrawn claim is not published.")
    if claim.is_public:
        return _("It is public already.")
    if reviews:
        why = _("Its fact-check “%(review)s” is about a quote that is not public.")
        return why % {"review": reviews[0]}
    return ""


def _with_claims(claims: Sequence[Claim]) -> tuple[list[str], list[str]]:
    topics = ClaimTopic.objects.filter(claim__in=claims).values_list("topic__name", flat=True)
    quotes = Appearance.objects.filter(claim__in=claims)
    evidence = Evidence.objects.filter(claim__in=claims)
    reviews = Review.objects.filter(claim__in=claims)
    secret = evidence.filter(is_confidential=True).count()
    along = [
        *named(_("Topics: %s"), topics.order_by("topic__name").distinct()),
        *counted(
            "%d appearance in a public quote", "%d appearances in public quotes",
            quotes.filter(quote__is_public=True).count(),
        ),
        *counted(
            "%d piece of evidence, with its note and its passages, word by word",
            "%d pieces of evidence, with their notes and their passages, word by word",
            evidence.count() - secret,
        ),
        *counted(
            "The reason why %d claim is set aside", "The reasons why %d claims are set aside",
            sum(bool(claim.set_aside_reason) for claim in claims),
        ),
        *counted(
            "%d fact-check", "%d fact-checks", reviews.exclude(state=Review.State.DRAFT).count()
        ),
    ]  # fmt: skip
    hidden = [
        *counted(
            "%d appearance in a quote that is not public",
            "%d appearances in quotes that are not public",
            quotes.filter(quote__is_public=False).count(),
        ),
        *counted(
            "%d piece of confidential evidence: counted, never named",
            "%d pieces of confidential evidence: counted, never named",
            secret,
        ),
        *counted(
            "%d draft of a fact-check", "%d drafts of fact-checks",
            reviews.filter(state=Review.State.DRAFT).count(),
        ),
    ]  # fmt: skip
    return along, hidden


def _reviews(records: Sequence[Review]) -> Plan:
    plan = Plan()
    resting = Evidence.objects.leaning_on_hidden().filter(reviews__review__in=records)
    hidden: dict[int, list[Source]] = {}
    for evidence in resting.select_related("source").prefetch_related("reviews"):
        for link in evidence.reviews.all():
            hidden.setdefault(link.review_id, []).append(evidence.source)
    rows = Review.objects.leaning_on_hidden().filter(pk__in=[review.pk for review in records])
    unquotable = set(rows.values_list("pk", flat=True))
    for review in records:
        sources = hidden.get(review.pk, [])
        own = _why_not_review(review, review.pk in unquotable)
        why = _("It rests on evidence that is not public: %(sources)s.")
        names = ", ".join(f"“{source}”" for source in dict.fromkeys(sources))
        plan.judge(
            review, own or (why % {"sources": names} if sources else ""), () if own else sources
        )
    plan.along = [
        _("The verdict as it is given, with its explanation: from then on it does not change."),
        _("What it rests on, confidential evidence by its number alone."),
    ]
    plan.hidden = counted(
        "%d verdict whose claim is not public: it is given, and shown once the claim is published",
        "%d verdicts whose claims are not public: given, and shown once the claims are published",
        sum(not review.claim.is_public for review in plan.willing),
    )
    return plan


def _why_not_review(review: Review, unquotable: bool) -> str:
    if review.state == Review.State.WITHDRAWN:
        return _("A withdrawn fact-check is not published.")
    if review.state == Review.State.PUBLISHED:
        return _("It is published already.")
    if not review.rating_name and review.rating_value is None:
        return _("It has no rating yet.")
    return _("The quote that it is about is not public.") if unquotable else ""


PLANS: dict[type[Any], Callable[[Sequence[Any]], Plan]] = {
    Source: _sources,
    Quote: _quotes,
    Claim: _claims,
    Review: _reviews,
}


def _by(name: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found
