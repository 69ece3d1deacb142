"""A text, once stored, is that text for good."""

import pytest
from django.db import DatabaseError

from sources.text import MAX_CODE_POINTS
from tests.factories import WORDS, CaptureFactory, LocatorFactory, RevisionFactory, SourceFactory

from .raw import delete, execute, insert, on, refused, stored, update

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return RevisionFactory()


@pytest.mark.parametrize(
    "change",
    [
        {"text": WORDS.replace("bridge", "tunnel")},
        {"text": WORDS + " "},
        {"text": ""},
        {"sha256": "0" * 64},
        {"number": 2},
        {"id": 10**6},
    ],
    ids=lambda change: next(iter(change)),
)
def test_never_changes(revision, change):
    with refused("never changes"):
        update(revision, **change)


def test_never_moves_to_another_source(revision):
    with refused("never changes"):
        update(revision, source_id=SourceFactory().pk)


def test_is_never_deleted(revision):
    with refused("never deleted"):
        delete(revision)


def test_is_never_deleted_with_its_whole_table(revision):
    with refused("never deleted"):
        execute("DELETE FROM sources_revision")


def test_is_never_changed_by_update_from(revision):
    with refused("never changes"):
        execute("UPDATE sources_revision SET text = f.t FROM (SELECT 'lies' AS t) f")


def test_the_same_text_or_number_stands_once_in_a_source(revision):
    with refused():
        insert(revision)
    with refused():
        insert(revision, number=2)
    with refused():
        insert(revision, sha256="0" * 64)


def test_belongs_to_a_source_that_is_there_already(revision):
    with refused("not there"):
        insert(revision, source_id=10**6)


def test_who_worked_through_it_may_be_noted(revision):
    assert update(revision, reader="plain 1") == 1


def test_has_a_bounded_length(revision):
    with refused():
        insert(revision, number=2, sha256="0" * 64, text="x" * (MAX_CODE_POINTS + 1))


@pytest.mark.parametrize("text", ["", "one\r\ntwo", "one\rtwo"])
def test_has_words_and_plain_ends_of_lines(revision, text):
    with refused("has words"):
        insert(revision, number=2, sha256="0" * 64, text=text)


def test_is_read_from_a_capture_of_its_source(revision):
    with refused("its own source"):
        update(revision, capture_id=CaptureFactory().pk)
    capture = CaptureFactory(source=revision.source)
    update(revision, capture_id=capture.pk)
    for change in ({"source_id": SourceFactory().pk}, {"sha256": "0" * 64}, {"size": 1}):
        with refused("never changes"):
            update(capture, **change)


@on("sqlite")
@pytest.mark.parametrize("text", [WORDS.encode(), 5, 0.5, "a\0b"], ids=str)
def test_is_text_without_nul(revision, text):
    changes = {"number": 2, "sha256": "0" * 64}
    if isinstance(text, int | float):
        insert(revision, text=text, **changes)  # a number becomes text on its way in
        assert isinstance(stored(revision.source.revisions.latest("pk"), "text"), str)
    else:
        with refused():
            insert(revision, text=text, **changes)


@on("postgresql")
def test_holds_no_nul(revision):
    with refused(error=DatabaseError):
        execute("UPDATE sources_revision SET text = 'a' || chr(0)")


@on("postgresql")
def test_a_text_that_is_not_in_normal_form_is_refused():
    with refused("normal form"):
        RevisionFactory(text="Zoe\u0308")


@on("postgresql")
def test_a_hash_that_is_not_the_texts_is_refused():
    with refused("hash is that of its text"):
        RevisionFactory(sha256="0" * 64)


def test_a_locator_stays_on_its_text_and_ends_within_it():
    locator = LocatorFactory()
    with refused("ends within its text"):
        update(locator, end=len(locator.revision.text) + 1)
    with refused("never changes"):
        update(locator, revision_id=RevisionFactory().pk)
