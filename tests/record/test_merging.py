"""A merge moves what hangs on a record to the survivor, and undone it is as if it had not been."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from claims.models import Merge
from claimtrack.db.records import Conflict
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    EvidenceFactory,
    EvidenceSpanFactory,
    MembershipFactory,
    PublishedQuoteFactory,
    QuoteSpanFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    UserFactory,
)

from .raw import delete, insert, merge_on_record, refused, rows, stored, update

pytestmark = pytest.mark.django_db
WRITTEN_BY_THE_DATABASE = {"version", "day", "sort_key", "is_public", "text"}


def record(*left_out):
    """Every row of the record, as people wrote it."""
    found = {}
    for model in apps.get_app_config("claims").get_models():
        if model.__name__.startswith("Historical") or model.__name__ in ("Merge", "MergeMove"):
            continue
        names = [
            item.column
            for item in model._meta.concrete_fields
            if item.column not in {*WRITTEN_BY_THE_DATABASE, *left_out}
        ]
        columns = ", ".join(f'"{name}"' for name in names)
        table = model._meta.db_table
        found[table] = rows(f"SELECT {columns} FROM {table} ORDER BY id")
    return found


@pytest.fixture
def speakers():
    """Two speakers with links, names, offices and a mention, partly of the same."""
    merged, survivor = SpeakerFactory(), SpeakerFactory()
    both = AttributionFactory(speaker=survivor)
    double = AttributionFactory(quote=both.quote, speaker=merged)
    QuoteSpanFactory(quote=both.quote, role="source", attribution=double)
    office = MembershipFactory(speaker=merged)
    AttributionFactory(speaker=merged, capacity=office)
    MembershipFactory(organization=merged)
    SpeakerNameFactory(speaker=merged, name="I. V.")
    SpeakerNameFactory(speaker=survivor, name="I. V.")
    SpeakerNameFactory(speaker=merged, name="Ida V.")
    return merged, survivor


@pytest.fixture
def claims():
    """Two claims with everything that hangs on a claim, partly twice."""
    merged, survivor = ClaimFactory(), ClaimFactory()
    kept = AppearanceFactory(claim=survivor, quote=PublishedQuoteFactory())
    double = AppearanceFactory(claim=merged, quote=kept.quote)
    AppearanceFactory(claim=merged)
    update(merged, first_appearance_id=double.pk)
    first = ReviewFactory(claim=merged, appearance=double)
    second = ReviewFactory(claim=merged, supersedes=first, supersedes_reason="new figures")
    passage = EvidenceSpanFactory(evidence=EvidenceFactory(claim=merged))
    ReviewEvidenceFactory(review=first, evidence=passage.evidence)
    for review in (first, second):
        update(review, state="published")
    same = EvidenceFactory(claim=survivor, source=passage.evidence.source)
    EvidenceSpanFactory(evidence=same)
    topic = ClaimTopicFactory(claim=merged).topic
    ClaimTopicFactory(claim=survivor, topic=topic)
    ClaimTopicFactory(claim=merged)
    ClaimRelationFactory(from_claim=merged, to_claim=survivor)
    ClaimRelationFactory(from_claim=merged)
    ClaimRelationFactory(to_claim=merged)
    merged.refresh_from_db()
    return merged, survivor


@pytest.fixture(params=["speakers", "claims"])
def pair(request):
    return request.getfixturevalue(request.param)


def hanging(merged):
    """How many rows still name the merged record."""
    return sum(
        relation.related_model._default_manager.filter(**{relation.field.name: merged}).count()
        for relation in merged._meta.related_objects
    )


def test_moves_all_that_hangs_on_a_record(pair):
    merged, survivor = pair
    merge = merged.merge_into(survivor, by=UserFactory(), reason="the same")
    assert hanging(merged) == 0
    assert merged.merged_into == survivor
    assert merge.moves.count() > 5


def test_folds_doubles_into_one(speakers, claims):
    for merged, survivor in (speakers, claims):
        merged.merge_into(survivor, by=None, reason="the same")
    merged, survivor = claims
    assert survivor.appearances.count() == 2
    assert survivor.evidence.count() == 1
    assert survivor.claim_topics.count() == 2
    assert survivor.relations.count() == 1
    assert speakers[1].names.count() == 2
    assert speakers[1].attributions.count() == 2


def test_undone_it_restores_every_row_exactly(pair):
    merged, survivor = pair
    before = record("created_at")
    merge = merged.merge_into(survivor, by=UserFactory(), reason="the same")
    assert record("created_at") != before
    merge.undo(by=UserFactory())
    assert record("created_at") == before


def test_undone_it_restores_when_each_row_was_made(pair):
    merged, survivor = pair
    before = record()
    merged.merge_into(survivor, by=None, reason="the same").undo(by=None)
    assert record() == before


def test_it_may_be_merged_and_undone_again(pair):
    merged, survivor = pair
    before = record("created_at")
    for _ in range(2):
        merged.merge_into(survivor, by=None, reason="the same").undo(by=None)
        merged.refresh_from_db()
    assert record("created_at") == before


def test_it_is_undone_once(pair):
    merge = pair[0].merge_into(pair[1], by=None, reason="the same")
    merge.undo(by=None)
    with pytest.raises(Conflict, match="undone already"):
        merge.undo(by=None)


def test_later_merges_are_undone_first(pair):
    merged, survivor = pair
    last = type(merged).objects.create(
        **({"name": "Ida", "kind": "person"} if hasattr(merged, "name") else {"text": "So it is"})
    )
    before = record("created_at")
    first = merged.merge_into(survivor, by=None, reason="the same")
    second = survivor.merge_into(last, by=None, reason="the same")
    merged.refresh_from_db()
    assert merged.merged_into == last
    with pytest.raises(Conflict, match="undo that merge first"):
        first.undo(by=None)
    second.undo(by=None)
    first.undo(by=None)
    assert record("created_at") == before


def test_what_has_changed_since_stops_the_undoing_and_nothing_is_undone(speakers):
    merged, survivor = speakers
    merge = merged.merge_into(survivor, by=None, reason="the same")
    moved = survivor.names.get(name="Ida V.")
    delete(moved)
    before = record()
    with pytest.raises(Conflict, match="changed since"):
        merge.undo(by=None)
    assert record() == before


def test_a_given_verdict_moves_along(claims):
    merged, survivor = claims
    merged.merge_into(survivor, by=None, reason="the same")
    first = survivor.reviews.get(supersedes=None)
    assert first.state == "published"
    assert first.appearance in survivor.appearances.all()


def test_merged_into_names_a_record_that_is_not_merged(pair):
    merged, survivor = pair
    other = (SpeakerFactory if hasattr(merged, "name") else ClaimFactory)()
    for one, into in ((other, merged), (survivor, other)):
        merge_on_record(one, into)
    merged.merge_into(survivor, by=None, reason="the same")
    with refused("not merged itself"):
        update(other, merged_into_id=merged.pk)
    with refused("on record"):
        insert(other, merged_into_id=merged.pk)
    with refused("not merged before them"):
        update(survivor, merged_into_id=other.pk)
    with refused():
        update(other, merged_into_id=other.pk)
    with refused("not there"):
        update(other, merged_into_id=10**6)


def test_a_merged_record_is_not_merged_again(pair):
    merged, survivor = pair
    merged.merge_into(survivor, by=None, reason="the same")
    with pytest.raises(Conflict, match="merged into"):
        merged.merge_into(survivor, by=None, reason="again")
    with pytest.raises(ValidationError, match="two different"):
        survivor.merge_into(survivor, by=None, reason="itself")


PARTS = {
    "a name": (SpeakerNameFactory, "speaker_id", SpeakerFactory),
    "a membership": (MembershipFactory, "speaker_id", SpeakerFactory),
    "a member": (MembershipFactory, "organization_id", SpeakerFactory),
    "a link of a chain": (AttributionFactory, "speaker_id", SpeakerFactory),
    "an appearance": (AppearanceFactory, "claim_id", ClaimFactory),
    "evidence": (EvidenceFactory, "claim_id", ClaimFactory),
    "a review": (ReviewFactory, "claim_id", ClaimFactory),
    "a topic": (ClaimTopicFactory, "claim_id", ClaimFactory),
    "a relation": (ClaimRelationFactory, "from_claim_id", ClaimFactory),
    "a relation to it": (ClaimRelationFactory, "to_claim_id", ClaimFactory),
}


@pytest.mark.parametrize(("made_by", "column", "of"), PARTS.values(), ids=PARTS)
def test_nothing_new_hangs_on_a_merged_record(made_by, column, of):
    part, merged = made_by(), of()
    merged.merge_into(of(), by=None, reason="the same")
    with refused():
        update(part, **{column: merged.pk})
    with refused():
        insert(part, **{column: merged.pk})


def test_an_appearance_moves_along_a_merge_only():
    appearance = AppearanceFactory()
    with refused("along a merge"):
        update(appearance, claim_id=ClaimFactory().pk)
    with refused("never changes"):
        update(appearance, quote_id=AppearanceFactory().quote_id)


def test_the_first_appearance_is_one_of_the_claim_s_own():
    appearance, other = AppearanceFactory(), AppearanceFactory()
    with refused("claim's own"):
        update(appearance.claim, first_appearance_id=other.pk)
    update(appearance.claim, first_appearance_id=appearance.pk)
    assert stored(appearance.claim, "first_appearance_id") == appearance.pk


def test_a_first_appearance_chosen_since_stops_the_undoing(claims):
    merged, survivor = claims
    merge = merged.merge_into(survivor, by=None, reason="the same")
    moved = survivor.appearances.last()
    update(survivor, first_appearance_id=moved.pk)
    with pytest.raises(Conflict, match="stays with it"):
        merge.undo(by=None)


def test_what_it_moved_is_kept_as_it_was(pair):
    merge = pair[0].merge_into(pair[1], by=None, reason="the same")
    move = merge.moves.first()
    for change in ({"before": "{}"}, {"after": "{}"}, {"object_id": 7}, {"folded": True}):
        with refused("never changes"):
            update(move, **change)
    for change in (
        {"survivor_id": 7},
        {"merged_id": 7},
        {"model": "claims.quote"},
        {"reason": "x"},
    ):
        with refused("never changes"):
            update(merge, **change)
    for record in (move, merge):
        with refused("never deleted"):
            delete(record)
    merge.undo(by=None)
    with refused("never changes"):
        update(merge, undone_at=None)


def test_every_row_that_it_moved_is_logged(pair):
    merged, survivor = pair
    merge = merged.merge_into(survivor, by=UserFactory(), reason="the same")
    assert Merge.objects.get() == merge
    assert merge.moves.filter(folded=True).exists()
    for move in merge.moves.all():
        assert move.before
        assert bool(move.after) is not move.folded
