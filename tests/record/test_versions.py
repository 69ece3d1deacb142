"""A version is a whole number that rises at every change of a record or of its parts."""

import pytest

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
    QuoteRelationFactory,
    QuoteSpanFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
    SpeakerNameFactory,
)

from .raw import delete, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db
VERSIONED = [SourceFactory, SpeakerFactory, QuoteFactory, ClaimFactory, ReviewFactory]
CHANGE = {
    SourceFactory: {"byline": "Ida Vale"},
    SpeakerFactory: {"name": "Ida Vale"},
    QuoteFactory: {"said_in": "en"},
    ClaimFactory: {"text": "The bridge stands"},
    ReviewFactory: {"title": "The bridge"},
}


@pytest.fixture(params=VERSIONED, ids=lambda made_by: made_by.__name__)
def made_by(request):
    return request.param


@pytest.fixture
def record(made_by):
    return made_by()


def version(record):
    return stored(record, "version")


def test_never_goes_back(record):
    for _ in range(3):
        update(record, version=version(record) + 1)
    for number in (version(record) - 1, 1, 0, -1):
        with refused("never goes back"):
            update(record, version=number)


def test_goes_up_by_one_at_a_time(record, made_by):
    """One at the end of all numbers could never rise again."""
    before = version(record)
    for number in (before + 2, before + 100, 2**63 - 1):
        with refused("goes up by one"):
            update(record, version=number)
        with refused("goes up by one"):
            update(record, version=number, **CHANGE[made_by])
    assert version(record) == before


def test_is_not_brought_by_an_insert(record):
    for number in (0, 7, 2**62):
        with refused("begins at 1"):
            insert(record, version=number)


def test_rises_with_a_change(record, made_by):
    before = version(record)
    update(record, **CHANGE[made_by])
    assert version(record) == before + 1


def test_does_not_rise_without_a_change(record):
    before = version(record)
    update(record, created_at=stored(record, "created_at"))
    assert version(record) == before


def test_is_not_held_down_in_a_change(record, made_by):
    before = version(record)
    update(record, version=before, **CHANGE[made_by])
    assert version(record) > before


@on("sqlite")
@pytest.mark.parametrize("forged", ["new", b"9", 9.5, "9.5", None], ids=str)
def test_is_a_whole_number(record, forged):
    with refused():
        update(record, version=forged)
    with refused():
        insert(record, version=forged)


PARTS = {
    "a text of a source": (RevisionFactory, "source"),
    "a name of a speaker": (SpeakerNameFactory, "speaker"),
    "a membership of a speaker": (MembershipFactory, "speaker"),
    "a span of a quote": (QuoteSpanFactory, "quote"),
    "a link of a quote's chain": (AttributionFactory, "quote"),
    "a relation of a quote": (QuoteRelationFactory, "from_quote"),
    "a relation to a quote": (QuoteRelationFactory, "to_quote"),
    "a topic of a claim": (ClaimTopicFactory, "claim"),
    "a relation of a claim": (ClaimRelationFactory, "from_claim"),
    "a relation to a claim": (ClaimRelationFactory, "to_claim"),
    "an appearance of a claim": (AppearanceFactory, "claim"),
    "evidence on a claim": (EvidenceFactory, "claim"),
    "what a review rests on": (ReviewEvidenceFactory, "review"),
}
CHANGED = {
    SpeakerNameFactory: {"name": "I. V."},
    MembershipFactory: {"role": "alderman"},
    QuoteSpanFactory: {"number": 5},
    AttributionFactory: {"number": 5},
    QuoteRelationFactory: {"kind": "translates"},
    ClaimRelationFactory: {"kind": "narrows"},
    AppearanceFactory: {"stance": "denies"},
    EvidenceFactory: {"note": "A chart on page 5."},
}


@pytest.mark.parametrize(("made_by", "whole"), PARTS.values(), ids=PARTS)
def test_rises_with_a_part(made_by, whole):
    part = made_by()
    record = getattr(part, whole)
    seen = [version(record)]
    assert seen[0] > 1  # the part itself was added
    if made_by in CHANGED:
        update(part, **CHANGED[made_by])
        seen.append(version(record))
    if made_by is not RevisionFactory:
        delete(part)
        seen.append(version(record))
    assert seen == sorted(set(seen))


def test_of_a_claim_rises_with_the_passages_of_its_evidence():
    span = EvidenceSpanFactory()
    seen = [version(span.evidence.claim)]
    update(span, number=5)
    seen.append(version(span.evidence.claim))
    delete(span)
    seen.append(version(span.evidence.claim))
    assert seen == sorted(set(seen))


def test_of_both_speakers_rises_when_a_name_goes_over():
    name, other = SpeakerNameFactory(), SpeakerFactory()
    before = version(name.speaker), version(other)
    update(name, speaker_id=other.pk)
    assert version(name.speaker) > before[0]
    assert version(other) > before[1]
