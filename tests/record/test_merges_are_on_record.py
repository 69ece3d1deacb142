"""A record is merged by a merge that is on record, and taken apart again with all that it moved."""

import pytest

from claims.models import Claim, Speaker
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    EvidenceFactory,
    MembershipFactory,
    MergeFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
    SpeakerFactory,
)

from .raw import insert, merge_on_record, move_on_record, refused, stored, update

pytestmark = pytest.mark.django_db
AT = "2026-01-01 00:00:00"
ON_RECORD = "by a merge that is on record"
TOGETHER = "taken apart again together with all"
KINDS = pytest.mark.parametrize("made_by", [SpeakerFactory, ClaimFactory])


@KINDS
def test_it_is_not_merged_without_one(made_by) -> None:
    merged, survivor = made_by(), made_by()
    with refused(ON_RECORD):
        update(merged, merged_into_id=survivor.pk)
    with refused(ON_RECORD):
        insert(merged, id=merged.pk + 100, merged_into_id=survivor.pk)


@KINDS
def test_it_is_not_merged_by_one_of_another_pair(made_by) -> None:
    merged, survivor, third = made_by.create_batch(3)
    merge_on_record(survivor, merged)
    merge_on_record(merged, third)
    with refused(ON_RECORD):
        update(merged, merged_into_id=survivor.pk)
    update(merged, merged_into_id=third.pk)


def test_it_is_not_merged_by_one_of_another_kind() -> None:
    """Though the numbers are the same."""
    one, other = SpeakerFactory(), ClaimFactory()
    keys = [one.pk + other.pk + 100, one.pk + other.pk + 101]
    for key in keys:
        insert(one, id=key)
        insert(other, id=key)
    merge_on_record(*(Claim(pk=key) for key in keys))
    speakers = [Speaker(pk=key) for key in keys]
    with refused(ON_RECORD):
        update(speakers[0], merged_into_id=speakers[1].pk)


@KINDS
def test_it_is_not_merged_by_one_that_is_undone(made_by) -> None:
    merged, survivor = made_by(), made_by()
    merged.merge_into(survivor, by=None, reason="the same").undo(by=None)
    with refused(ON_RECORD):
        update(merged, merged_into_id=survivor.pk)


@KINDS
def test_an_earlier_one_is_taken_along_only_where_a_merge_says_so(made_by) -> None:
    first, second, third = made_by.create_batch(3)
    first.merge_into(second, by=None, reason="the same")
    with refused(ON_RECORD):
        update(first, merged_into_id=third.pk)
    merge = merge_on_record(second, third)
    with refused(ON_RECORD):
        update(first, merged_into_id=third.pk)
    move_on_record(merge, first)
    with refused(ON_RECORD):
        update(first, merged_into_id=made_by().pk)
    update(first, merged_into_id=third.pk)


def like(record):
    return (SpeakerFactory if hasattr(record, "name") else ClaimFactory)()


HANGING = {
    "an appearance": (AppearanceFactory, "claim"),
    "evidence": (EvidenceFactory, "claim"),
    "a review": (ReviewFactory, "claim"),
    "a link of a chain": (AttributionFactory, "speaker"),
}


@pytest.mark.parametrize(("made_by", "name"), HANGING.values(), ids=HANGING)
def test_it_is_taken_apart_again_with_what_was_moved(made_by, name) -> None:
    row = made_by()
    merged = getattr(row, name)
    survivor = like(merged)
    merged.merge_into(survivor, by=None, reason="the same")
    assert stored(row, f"{name}_id") == survivor.pk
    with refused(TOGETHER):
        update(merged, merged_into_id=None)
    update(row, **{f"{name}_id": merged.pk})
    update(merged, merged_into_id=None)


@pytest.mark.parametrize(("made_by", "name"), HANGING.values(), ids=HANGING)
def test_it_is_not_taken_apart_by_what_it_was_merged_into_since(made_by, name) -> None:
    row = made_by()
    merged = getattr(row, name)
    survivor, last = like(merged), like(merged)
    first = merged.merge_into(survivor, by=None, reason="the same")
    second = survivor.merge_into(last, by=None, reason="the same")
    with refused(TOGETHER):
        update(merged, merged_into_id=None)
    second.undo(by=None)
    first.undo(by=None)
    assert stored(row, f"{name}_id") == merged.pk


@pytest.mark.parametrize("made_by", [AppearanceFactory, ReviewFactory])
def test_what_moves_along_it_is_logged_before(made_by) -> None:
    row = made_by(**({"state": "published"} if made_by is ReviewFactory else {}))
    merged, survivor = row.claim, ClaimFactory()
    merge = merge_on_record(merged, survivor)
    update(merged, merged_into_id=survivor.pk)
    with refused("along a merge only"):
        update(row, claim_id=survivor.pk)
    move_on_record(merge, row)
    update(row, claim_id=survivor.pk)
    assert stored(row, "claim_id") == survivor.pk


@KINDS
def test_one_joins_two_records_that_are_there_and_not_merged(made_by) -> None:
    merged, survivor, third = made_by.create_batch(3)
    merge = merged.merge_into(survivor, by=None, reason="the same")
    for pair in (
        {"merged_id": merged.pk, "survivor_id": third.pk},
        {"merged_id": third.pk, "survivor_id": merged.pk},
        {"merged_id": merged.pk, "survivor_id": survivor.pk},
        {"merged_id": third.pk, "survivor_id": third.pk},
        {"merged_id": third.pk, "survivor_id": 10**6},
        {"merged_id": 10**6, "survivor_id": third.pk},
        {"merged_id": survivor.pk, "survivor_id": third.pk, "model": "claims.quote"},
    ):
        with refused("joins two records that are not merged"):
            insert(merge, **pair)
    insert(merge, merged_id=survivor.pk, survivor_id=third.pk)


def test_one_is_not_undone_from_the_start() -> None:
    merge = MergeFactory()
    survivor, third = merge.survivor_id, SpeakerFactory().pk
    with refused("joins two records that are not merged"):
        insert(merge, merged_id=survivor, survivor_id=third, undone_at=AT)


@KINDS
def test_one_is_undone_when_its_records_are_apart_again(made_by) -> None:
    merged, survivor = made_by(), made_by()
    merge = merged.merge_into(survivor, by=None, reason="the same")
    with refused("undone when its records are apart"):
        update(merge, undone_at=AT)
    update(merged, merged_into_id=None)
    update(merge, undone_at=AT)


def test_nothing_is_moved_by_one_that_is_undone() -> None:
    move = move_on_record(MergeFactory(), AttributionFactory())
    undone = MergeFactory()
    undone.undo(by=None)
    with refused("while it stands"):
        insert(move, merge_id=undone.pk)
    insert(move)


def test_claims_are_not_taken_apart_between_a_verdict_and_its_evidence() -> None:
    resting = ReviewEvidenceFactory()
    merged, survivor = resting.review.claim, ClaimFactory()
    merge_on_record(merged, survivor)
    update(merged, merged_into_id=survivor.pk)
    update(resting.evidence, claim_id=survivor.pk)
    with refused("no fact-check joins them"):
        update(merged, merged_into_id=None)
    update(resting.review, claim_id=survivor.pk)
    update(merged, merged_into_id=None)


def test_speakers_are_not_taken_apart_between_a_link_and_its_capacity() -> None:
    office = MembershipFactory()
    merged, survivor = office.speaker, SpeakerFactory()
    link = AttributionFactory(speaker=merged, capacity=office)
    merge_on_record(merged, survivor)
    update(merged, merged_into_id=survivor.pk)
    update(link, speaker_id=survivor.pk)
    with refused("no capacity joins them"):
        update(merged, merged_into_id=None)
    update(office, speaker_id=survivor.pk)
    update(merged, merged_into_id=None)
