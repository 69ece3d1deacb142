"""The chain from who said it to the document: each link of one quote, each mention of one link."""

import pytest

from tests.factories import (
    AttributionFactory,
    MembershipFactory,
    QuoteFactory,
    QuoteSpanFactory,
    SourceFactory,
    SpeakerFactory,
)

from .raw import insert, on, refused, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    return AttributionFactory()


def test_a_mention_names_a_link_of_its_own_quote(link):
    other = AttributionFactory()
    mention = QuoteSpanFactory(quote=link.quote, role="source", attribution=link)
    with refused("its own quote's chain"):
        update(mention, attribution_id=other.pk)
    with refused("its own quote's chain"):
        insert(mention, number=2, attribution_id=other.pk)


def test_a_link_stays_with_its_quote(link):
    with refused("never changes"):
        update(link, quote_id=QuoteFactory().pk)


def test_only_a_mention_names_a_link(link):
    cue = QuoteSpanFactory(quote=link.quote)
    with refused():
        update(cue, attribution_id=link.pk)
    mention = QuoteSpanFactory(quote=link.quote, role="source", attribution=link)
    with refused():
        update(mention, role="cue", number=2)


def test_a_link_names_a_speaker_or_a_relaying_document(link):
    document = SourceFactory()
    for change in (
        {"speaker_id": None},
        {"source_id": document.pk},
        {"speaker_id": None, "source_id": document.pk},
        {"speaker_id": None, "source_id": document.pk, "role": "addressee"},
        {"role": "bystander"},
        {"number": 0},
        {"number": -1},
    ):
        with refused():
            update(link, **change)
    update(link, speaker_id=None, source_id=document.pk, role="relayed_by")


def test_a_number_stands_once_in_a_role(link):
    with refused():
        insert(link)
    insert(link, number=2)
    insert(link, role="addressee")


def test_the_capacity_is_a_membership_of_the_speaker(link):
    own, other = MembershipFactory(speaker=link.speaker), MembershipFactory()
    with refused("membership of the speaker"):
        update(link, capacity_id=other.pk)
    update(link, capacity_id=own.pk)
    with refused("membership of the speaker"):
        update(link, speaker_id=other.speaker_id)
    with refused():
        insert(link, number=2, capacity_id=other.pk)


def test_the_capacity_stays_a_membership_of_the_speaker():
    membership = MembershipFactory()
    AttributionFactory(speaker=membership.speaker, capacity=membership)
    with refused():
        update(membership, speaker_id=SpeakerFactory().pk)


def test_an_unnamed_speaker_belongs_to_one_document():
    unnamed = SpeakerFactory(kind="unnamed", name="an official")
    link = AttributionFactory(speaker=unnamed)
    AttributionFactory(speaker=unnamed, quote=QuoteFactory(source=link.quote.source))
    other = AttributionFactory()
    with refused("one document"):
        update(other, speaker_id=unnamed.pk)
    with refused("one document"):
        insert(other, number=2, speaker_id=unnamed.pk)


def test_a_speaker_of_two_documents_does_not_become_unnamed(link):
    AttributionFactory(speaker=link.speaker)
    with refused("one document"):
        update(link.speaker, kind="unnamed")


def test_nothing_is_attributed_to_a_merged_speaker(link):
    merged = SpeakerFactory()
    merged.merge_into(SpeakerFactory(), by=None, reason="one person")
    with refused("merged"):
        update(link, speaker_id=merged.pk)
    with refused("merged"):
        insert(link, number=2, speaker_id=merged.pk)


def test_a_group_says_how_many_it_is_and_nobody_else():
    with refused():
        update(SpeakerFactory(), headcount=30, headcount_is="about")
    group = SpeakerFactory(kind="group", headcount=30, headcount_is="more_than")
    for change in ({"headcount": 0}, {"headcount_is": ""}, {"kind": "person"}):
        with refused():
            update(group, **change)


def test_a_group_says_more_than_how_many():
    group = SpeakerFactory(kind="group", headcount=30, headcount_is="more_than")
    with refused():
        update(group, headcount=None)


@on("sqlite")
@pytest.mark.parametrize("forged", ["first", b"1", 1.5], ids=str)
def test_a_number_is_a_whole_number(link, forged):
    with refused():
        update(link, number=forged)
