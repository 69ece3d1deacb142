"""What has changed in lists of what is public only through others, and in parts of records."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from claims.models import (
    Appearance,
    Claim,
    ClaimTopic,
    Evidence,
    EvidenceSpan,
    Rating,
    Review,
)
from claimtrack.db import triggers
from claimtrack.db.models import Change
from sources.models import Publisher
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    PublisherFactory,
    QuoteFactory,
    RatingScaleFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    TopicFactory,
)
from tests.record.at_once import while_open
from tests.record.raw import execute, insert, on

from .mirror import of, wait_until_served
from .readers import full, public
from .rich import SECRET, rich_record

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Never said."


def how(name: str, record: Any, client: Any = None) -> list[str]:
    """What the journal says by now of a record, to the public where nobody else asks."""
    return [each["change"] for each in of(client or public(), name, record.uid)]


def published(make: Callable[..., Any] = ClaimFactory, **details: Any) -> Any:
    record = make(**details)
    record.publish(by=None)
    return record


def test_a_publisher_comes_and_goes_with_its_public_documents() -> None:
    publisher, other = PublisherFactory(), PublisherFactory()
    source = SourceFactory(publisher=publisher)
    assert how("publishers", publisher) == []
    assert how("publishers", publisher, full()) == ["changed"]
    source.publish(by=None)
    assert how("publishers", publisher) == ["changed"]
    source.publisher = other
    source.save()
    assert (how("publishers", publisher), how("publishers", other)) == (["hidden"], ["changed"])
    source.is_public = False
    source.save()
    assert how("publishers", other) == ["hidden"]


def test_a_document_that_changes_its_publisher_as_it_is_published_tells_of_the_new_one() -> None:
    before, after = PublisherFactory(), PublisherFactory()
    source = SourceFactory(publisher=before)
    source.publisher, source.is_public = after, True
    source.save()
    assert (how("publishers", before), how("publishers", after)) == ([], ["changed"])


def test_a_reviewer_and_a_scale_come_and_go_with_public_verdicts() -> None:
    claim, scale = ClaimFactory(), RatingScaleFactory()
    review = ReviewFactory(claim=claim, scale=scale)
    shown = (("publishers", review.reviewer), ("rating_scales", scale))
    review.publish(by=None)
    assert [how(*each) for each in shown] == [[], []]
    claim.publish(by=None)
    assert [how(*each) for each in shown] == [["changed"], ["changed"]]
    review.withdraw("A mistake.", by=None)  # what is left of it is shown, and names them
    assert [how(*each) for each in shown] == [["changed"], ["changed"]]
    claim.withdraw(WHY, by=None)
    assert [how(*each) for each in shown] == [["hidden"], ["hidden"]]


def test_a_draft_that_is_withdrawn_tells_of_nobody() -> None:
    claim = published()
    review = ReviewFactory(claim=claim, scale=RatingScaleFactory(name=SECRET))
    review.withdraw("Left.", by=None)
    survivor = published()
    claim.merge_into(survivor, by=None, reason="one")
    assert how("publishers", review.reviewer) == how("rating_scales", review.scale) == []


def test_a_topic_comes_and_goes_with_public_claims() -> None:
    claim, first, second = ClaimFactory(), TopicFactory(), TopicFactory()
    ClaimTopic.objects.lay(claim, [first.name])
    assert how("topics", first) == []
    claim.publish(by=None)
    assert (how("topics", first), how("topics", second)) == (["changed"], [])
    ClaimTopic.objects.lay(claim, [second.name])
    assert (how("topics", first), how("topics", second)) == (["hidden"], ["changed"])
    claim.merge_into(published(), by=None, reason="one")
    assert how("topics", second) == ["changed"]
    claim.merged_into.withdraw(WHY, by=None)
    assert how("topics", second) == ["hidden"]


def test_a_rating_is_a_change_of_its_scale() -> None:
    review = published(ReviewFactory, claim=published(), scale=RatingScaleFactory())
    before = list(of(public(), "rating_scales", review.scale.uid))
    Rating.objects.lay(review.scale, {"sunk": 1.0})
    (change,) = of(public(), "rating_scales", review.scale.uid)
    assert change["at"] > before[0]["at"]
    assert change["record"]["ratings"] == [{"name": "sunk", "value": 1.0}]
    Rating.objects.lay(review.scale, {})
    (change,) = of(public(), "rating_scales", review.scale.uid)
    assert change["record"]["ratings"] == []


def test_texts_come_and_go_with_their_documents_and_a_later_one_tells_of_the_earlier() -> None:
    first = RevisionFactory()
    source = first.source
    assert how("revisions", first) == []
    source.publish(by=None)
    (change,) = of(public(), "revisions", first.uid)
    assert (change["record"]["is_current"], change["record"]["sha256"]) == (True, None)
    source.open_text(None)
    source.add_revision("The text has been corrected.")
    (change,) = of(public(), "revisions", first.uid)
    assert change["record"]["is_current"] is False
    assert change["record"]["sha256"] == first.sha256
    first.work_through(None)
    assert of(full(), "revisions", first.uid)[0]["record"]["worked_through_at"]
    source.is_public = False
    source.save()
    assert how("revisions", first) == ["hidden"]


PARTS: dict[str, Callable[[Claim], object]] = {
    "an appearance": lambda claim: claim.appear(PublishedQuoteFactory(), "asserts"),
    "another stance": lambda claim: Appearance.objects.filter(claim=claim).update(stance="denies"),
    "an appearance less": lambda claim: claim.appearances.all()[0].take_away(),
    "evidence": lambda claim: claim.add_evidence(
        SourceFactory(is_public=True), "refutes", note="A call."
    ),
    "another note": lambda claim: Evidence.objects.filter(claim=claim).update(note="A graph."),
    "a passage": lambda claim: EvidenceSpan.objects.create(
        evidence=claim.evidence.get(),
        revision=claim.evidence.get().source.current_revision,
        start=0,
        end=2,
        exact="It",
        number=7,
    ),
    "a topic": lambda claim: ClaimTopic.objects.lay(claim, ["bridges"]),
    "that its quote is withdrawn": lambda claim: claim.appearances.get().quote.withdraw(WHY, None),
}


@pytest.mark.parametrize("change", PARTS.values(), ids=PARTS)
def test_a_change_of_a_part_of_a_claim_is_one_of_the_claim(
    change: Callable[[Claim], object],
) -> None:
    """Appearances and evidence have no list of their own."""
    claim: Claim = AppearanceFactory(quote=PublishedQuoteFactory()).claim
    EvidenceFactory(claim=claim, source=SourceFactory(text="It rained.", is_public=True))
    claim.publish(by=None)
    clients = (public(), full())
    before = [of(client, "claims", claim.uid)[0] for client in clients]
    claim.refresh_from_db()
    change(claim)
    after = [of(client, "claims", claim.uid)[0] for client in clients]
    assert all(then["at"] < now["at"] for then, now in zip(before, after, strict=True))
    assert all(then["record"] != now["record"] for then, now in zip(before, after, strict=True))


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_a_change_of_a_fact_check_is_told_in_its_own_list(act: str) -> None:
    review: Review = ReviewFactory(claim=published())
    if act == "publish":
        review.publish(by=None)
        assert how("reviews", review) == ["changed"]
    else:
        review.publish(by=None)
        review.withdraw(WHY, by=None)
        assert how("reviews", review) == ["withdrawn"]


@pytest.mark.parametrize("name", ["revisions", "publishers", "topics", "rating_scales"])
def test_what_was_never_public_is_not_told(name: str) -> None:
    rich_record()
    hidden = AppearanceFactory(quote=QuoteFactory(), claim=published()).quote
    PublisherFactory(name=SECRET)
    wait_until_served()
    answer = public().get(f"/api/{name}/?changed_since=0&limit=500")
    assert answer.json()["changes"]
    for word in (SECRET, str(hidden.revision.uid)):
        assert word not in answer.content.decode()


def _claim_and_topic() -> tuple[Any, Any]:
    claim, topic = ClaimFactory(), TopicFactory()
    ClaimTopic.objects.lay(claim, [topic.name])
    return claim, topic


def _source_and_publisher() -> tuple[Any, Any]:
    source = SourceFactory(publisher=PublisherFactory())
    return source, source.publisher


def _quote_and_speaker() -> tuple[Any, Any]:
    quote = QuoteFactory(source__is_public=True)
    return quote, AttributionFactory(quote=quote).speaker


def _review_and_scale() -> tuple[Any, Any]:
    review = ReviewFactory(claim=published(), scale=RatingScaleFactory())
    return review, review.scale


@on("postgresql")
@pytest.mark.parametrize(
    "make", [_claim_and_topic, _source_and_publisher, _quote_and_speaker, _review_and_scale]
)
def test_who_renames_what_is_public_through_a_record_waits_until_that_is_published(
    make: Callable[[], tuple[Any, Any]],
) -> None:
    """Else the one change would be told before the other is there, and the other to nobody."""
    record, named = make()

    def rename() -> None:
        type(named).objects.filter(pk=named.pk).update(name="renamed meanwhile")

    with ThreadPoolExecutor(1) as pool:
        while_open(pool, lambda: record.publish(by=None), rename).result()
    label = named._meta.label_lower
    last = Change.objects.filter(model=label, object_id=named.pk).latest("seq")
    assert (last.was_public, last.is_public) == (True, True)


def test_the_journal_tells_of_what_was_there_before_it_had_the_list() -> None:
    shown, hidden = PublisherFactory(), PublisherFactory()
    published(SourceFactory, publisher=shown)
    triggers.drop()
    for publisher in (shown, hidden):
        insert(publisher, id=publisher.pk + 10, name=f"Another {publisher.pk}")
    execute("UPDATE sources_source SET publisher_id = publisher_id + 10")
    triggers.lay(keep_anew=True)
    later = Publisher.objects.filter(pk__in=[shown.pk + 10, hidden.pk + 10]).order_by("pk")
    told = Change.objects.filter(model="sources.publisher", object_id__in=[p.pk for p in later])
    flags = told.order_by("object_id").values_list("was_public", "is_public")
    assert list(flags) == [(True, True), (False, False)]
