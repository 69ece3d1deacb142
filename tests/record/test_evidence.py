"""Evidence: passages of one text of its source, or a note; bearing on one claim."""

import pytest

from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    EvidenceSpanFactory,
    RevisionFactory,
    SourceFactory,
)

from .raw import delete, insert, on, refused, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaning():
    """Evidence that has a passage and no note."""
    passage = EvidenceSpanFactory()
    update(passage.evidence, revision_id=passage.revision_id, note="")
    return passage.evidence


def test_without_a_text_it_has_a_note():
    evidence = EvidenceFactory()
    with refused():
        update(evidence, note="")
    with refused():
        insert(evidence, note="")


def test_without_a_passage_it_keeps_its_note():
    evidence = EvidenceFactory()
    update(evidence, revision_id=evidence.source.revisions.get().pk)
    with refused("keeps its note"):
        update(evidence, note="")


def test_the_last_passage_stays_where_there_is_no_note(leaning):
    insert(leaning.spans.get(), number=2)
    delete(leaning.spans.first())
    with refused("last passage"):
        delete(leaning.spans.get())


def test_with_a_note_the_last_passage_may_go(leaning):
    update(leaning, note="A chart.")
    delete(leaning.spans.get())


def test_its_source_and_its_text_stay(leaning):
    with refused("never changes"):
        update(leaning, source_id=SourceFactory().pk)
    later = RevisionFactory(source=leaning.source, text="Another text.")
    with refused("never changes"):
        update(leaning, revision_id=later.pk)
    with refused():
        update(leaning, revision_id=None)


def test_its_text_is_one_of_its_source():
    evidence = EvidenceFactory()
    other = RevisionFactory()
    with refused("its own source"):
        update(evidence, revision_id=other.pk)
    with refused("its own source"):
        insert(evidence, revision_id=other.pk)


def test_nothing_new_hangs_on_a_merged_claim():
    evidence, merged = EvidenceFactory(), ClaimFactory()
    merged.merge_into(ClaimFactory(), by=None, reason="the same")
    with refused("merged"):
        insert(evidence, claim_id=merged.pk)
    with refused("merged"):
        update(evidence, claim_id=merged.pk)


def test_its_bearing_is_a_known_one():
    with refused():
        update(EvidenceFactory(), bearing="proves")


@on("sqlite")
def test_confidential_is_yes_or_no():
    for forged in ("no", 2, b"0"):
        with refused():
            update(EvidenceFactory(), is_confidential=forged)
