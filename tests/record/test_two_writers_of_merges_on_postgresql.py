"""Two writers at once: nothing is left behind on a record that is merged meanwhile."""

import pytest

from claims.models import Claim, Speaker
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    EvidenceSpanFactory,
    MembershipFactory,
    QuoteFactory,
    ReviewFactory,
    SpeakerFactory,
    SpeakerNameFactory,
)

from .at_once import while_open
from .raw import insert, merge_on_record, on, stored, update, value

pytestmark = [pytest.mark.django_db(transaction=True), on("postgresql")]


def test_an_unnamed_speaker_does_not_get_two_documents_from_two(pool):
    unnamed = SpeakerFactory(kind="unnamed", name="an official")
    links = [AttributionFactory(), AttributionFactory()]
    other = while_open(
        pool,
        lambda: update(links[0], speaker_id=unnamed.pk),
        lambda: update(links[1], speaker_id=unnamed.pk),
    )
    assert "one document" in str(other.exception())


def test_a_speaker_does_not_become_unnamed_while_a_second_document_names_them(pool):
    link = AttributionFactory()
    later = AttributionFactory()
    other = while_open(
        pool,
        lambda: update(link.speaker, kind="unnamed"),
        lambda: update(later, speaker_id=link.speaker_id),
    )
    assert "one document" in str(other.exception())


def test_a_link_does_not_name_a_speaker_who_is_being_merged(pool):
    link, merged, survivor = AttributionFactory(), SpeakerFactory(), SpeakerFactory()
    other = while_open(
        pool,
        lambda: merged.merge_into(survivor, by=None, reason="one person"),
        lambda: update(link, speaker_id=merged.pk),
    )
    assert "merged" in str(other.exception())


@pytest.mark.parametrize("made_by", [SpeakerFactory, ClaimFactory])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["into, then on", "on, then into"])
def test_two_merges_leave_no_chain(pool, made_by, order):
    a, b, c = made_by.create_batch(3)
    for one, into in ((a, b), (b, c)):
        merge_on_record(one, into)
    merges = [
        lambda: update(a, merged_into_id=b.pk),
        lambda: update(b, merged_into_id=c.pk),
    ]
    other = while_open(pool, *(merges[n] for n in order))
    assert "merged" in str(other.exception())


def test_evidence_does_not_come_to_a_claim_that_is_being_merged(pool):
    passage, merged, survivor = EvidenceSpanFactory(), ClaimFactory(), ClaimFactory()
    other = while_open(
        pool,
        lambda: merged.merge_into(survivor, by=None, reason="the same"),
        lambda: insert(passage.evidence, claim_id=merged.pk),
    )
    assert "merged" in str(other.exception())


HANGING = {
    "a name": (SpeakerNameFactory, "speaker", Speaker),
    "a membership": (MembershipFactory, "speaker", Speaker),
    "a member": (MembershipFactory, "organization", Speaker),
    "a link of a chain": (AttributionFactory, "speaker", Speaker),
    "a topic": (ClaimTopicFactory, "claim", Claim),
    "a relation": (ClaimRelationFactory, "from_claim", Claim),
    "a relation to it": (ClaimRelationFactory, "to_claim", Claim),
    "an appearance": (AppearanceFactory, "claim", Claim),
    "evidence": (EvidenceFactory, "claim", Claim),
    "a review": (ReviewFactory, "claim", Claim),
}


@pytest.fixture(params=HANGING.values(), ids=HANGING)
def pair(request):
    """How a row comes to a record, how that record is merged, and how many rows it still has."""
    made_by, name, model = request.param
    row = made_by()
    of = SpeakerFactory if model is Speaker else ClaimFactory
    merged, survivor = of(), of()

    def attach():
        update(row, **{f"{name}_id": merged.pk})

    def merge():
        merged.merge_into(survivor, by=None, reason="the same")

    def left():
        column, table = f"{name}_id", row._meta.db_table
        return value(f"SELECT count(*) FROM {table} WHERE {column} = %s", merged.pk)

    if made_by in (AppearanceFactory,):
        quote = QuoteFactory()

        def attach():
            insert(row, claim_id=merged.pk, quote_id=quote.pk)

    return attach, merge, left, merged


def test_nothing_comes_to_a_record_that_is_being_merged(pool, pair):
    attach, merge, left, merged = pair
    other = while_open(pool, merge, attach)
    assert "merged into another" in str(other.exception())
    assert stored(merged, "merged_into_id")
    assert left() == 0


def test_what_comes_to_a_record_before_it_is_merged_goes_with_it(pool, pair):
    attach, merge, left, merged = pair
    while_open(pool, attach, merge).result()
    assert stored(merged, "merged_into_id")
    assert left() == 0
