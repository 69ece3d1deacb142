"""A document finds its source by address, path or bytes, and writes over nothing recorded."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from sources.describing import Description
from sources.importing import FOLDER, Incoming, Outcome, Receipt, take_in
from sources.models import Capture, Publisher, Revision, Source
from sources.reading import read
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

WORDS = "The mayor said: “We shall build the bridge.”"
PAGE = "https://harbour.example/bridge"


@pytest.fixture(autouse=True)
def captures(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def bring(text: str = WORDS, below: str = "", dry_run: bool = False, **said: str) -> Receipt:
    data = text.encode()
    return take_in(
        Incoming(read(data), data, Description(**said), below, name="bridge.txt"), dry_run=dry_run
    )


def test_a_document_becomes_a_source_with_its_bytes_and_its_text() -> None:
    receipt = bring(
        title="A bridge",
        publisher="The Harbour Post",
        published="2023-04",
        address=f"{PAGE}/?utm_source=x",
        language="en",
        kind="speech",
    )
    source = Source.objects.get()
    assert receipt.outcome is Outcome.ADDED
    assert (source.title, source.kind, source.language) == ("A bridge", "speech", "en")
    assert (source.address, source.canonical_address) == (f"{PAGE}/?utm_source=x", PAGE)
    assert str(source.published_last) == "2023-04-30"
    assert source.publisher == Publisher.objects.get(name="The Harbour Post")
    capture, revision = Capture.objects.get(), Revision.objects.get()
    assert (capture.source, capture.size, capture.media_type) == (
        source,
        len(WORDS.encode()),
        "text/plain",
    )
    assert (revision.capture, revision.text, revision.made_by) == (capture, WORDS, "read")
    assert source.current_revision == revision
    assert not source.is_public


def test_the_bytes_are_in_a_file_named_for_their_hash(captures: Path) -> None:
    bring()
    capture = Capture.objects.get()
    path = captures / capture.file.name
    assert path.read_bytes() == WORDS.encode()
    assert capture.file.name == f"{capture.sha256[:2]}/{capture.sha256[2:]}.bin"
    assert path.stat().st_mode & 0o077 == 0
    assert [p for p in captures.rglob("*") if p.is_file()] == [path]
    assert Path(django_settings.MEDIA_ROOT) == captures


def test_http_for_https_and_www_are_the_same_document() -> None:
    source = bring(address=PAGE).source
    again = bring(address=PAGE.replace("https://", "http://www."))
    assert (again.source, again.outcome) == (source, Outcome.UNCHANGED)
    source.refresh_from_db()
    assert source.canonical_address == PAGE


def test_nothing_is_guessed_of_a_plain_text() -> None:
    source = bring().source
    assert (source.title, source.byline, source.published, source.address) == ("", "", "", "")
    assert source.canonical_address is None


@pytest.mark.parametrize("known", [{"address": PAGE}, {"below": "texts/a.txt"}, {}])
def test_the_same_again_changes_nothing(known: dict[str, str]) -> None:
    first = bring(title="A bridge", **known).source
    before = (first.version, first.history.count())
    again = bring(title="A bridge", **known)
    assert (again.outcome, again.source, again.notes) == (Outcome.UNCHANGED, first, [])
    assert (again.source.version, first.history.count()) == before
    assert (Source.objects.count(), Revision.objects.count(), Capture.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize("known", [{"address": PAGE}, {"below": "texts/a.txt"}])
def test_changed_bytes_make_a_new_revision(known: dict[str, str]) -> None:
    first = bring(**known)
    second = bring(WORDS + " Corrected.", **known)
    assert (second.outcome, second.source) == (Outcome.REVISED, first.source)
    assert second.revision
    assert second.revision.number == 2
    assert Source.objects.get().current_revision == second.revision
    assert Revision.objects.get(number=1).text == WORDS


def test_the_address_goes_before_the_path() -> None:
    there = bring(address=PAGE, below="texts/a.txt").source
    assert bring("Another text.", below="texts/b.txt", address=PAGE).source == there


def test_a_path_under_another_address_is_another_document() -> None:
    there = bring(address=PAGE, below="texts/today.txt").source
    other = bring("Another text.", address=f"{PAGE}/2", below="texts/today.txt")
    assert other.outcome is Outcome.ADDED
    assert other.source != there
    assert other.source.external_id is None
    assert "at its path stands source" in other.notes[0]


def test_an_address_that_was_amended_does_not_make_a_double() -> None:
    there = bring(address=PAGE, below="texts/a.txt").source
    Source.objects.filter(pk=there.pk).update(canonical_address=f"{PAGE}-2", address=f"{PAGE}-2")
    again = bring(address=PAGE, below="texts/a.txt")
    assert (again.outcome, again.source) == (Outcome.UNCHANGED, there)
    assert "address differs, kept as recorded" in again.notes[0]


def test_a_document_known_by_its_bytes_gains_its_path_and_address() -> None:
    there = bring().source
    found = bring(below="texts/a.txt", address=PAGE)
    assert (found.outcome, found.source) == (Outcome.UPDATED, there)
    there.refresh_from_db()
    assert (there.origin, there.external_id) == (FOLDER, "texts/a.txt")
    assert there.canonical_address == PAGE


def test_equal_bytes_at_two_paths_are_two_documents_and_it_says_so() -> None:
    there = bring(below="texts/a.txt").source
    other = bring(below="texts/b.txt")
    assert other.outcome is Outcome.ADDED
    assert other.notes == [f"the same bytes are those of source {there.pk} (texts/a.txt) already"]


def test_a_text_that_was_typed_in_is_the_same_document() -> None:
    there = SourceFactory(text=WORDS)
    found = bring(below="texts/a.txt")
    assert (found.outcome, found.source.pk) == (Outcome.UPDATED, there.pk)
    assert Revision.objects.count() == 1


def test_a_source_known_only_through_others_gets_its_first_text() -> None:
    letter = SourceFactory(canonical_address=PAGE, address=PAGE)
    found = bring(address=PAGE)
    assert (found.outcome, found.source.pk) == (Outcome.REVISED, letter.pk)
    assert found.revision
    assert found.revision.number == 1


def test_a_path_that_is_anothers_is_left_to_it() -> None:
    by_path = bring("Another text.", below="texts/a.txt").source
    by_address = bring(address=PAGE).source
    found = bring(address=PAGE, below="texts/a.txt")
    assert found.source == by_address
    assert found.notes == [
        f"at its path stands source {by_path.pk} (texts/a.txt) too: it may be a double"
    ]


def test_only_empty_fields_are_filled() -> None:
    bring(title="A bridge", below="texts/a.txt")
    found = bring(title="No bridge", published="2023-04", publisher="Post", below="texts/a.txt")
    source = Source.objects.get()
    assert found.outcome is Outcome.UPDATED
    assert (source.title, source.published, str(source.published_first)) == (
        "A bridge",
        "2023-04",
        "2023-04-01",
    )
    assert source.publisher
    assert source.publisher.name == "Post"
    assert found.notes[0] == (
        "title differs, kept as recorded: “A bridge”, where it says “No bridge” now"
    )
    assert source.history.first().history_change_reason == "ingested"


def test_a_correction_brings_its_date_along() -> None:
    bring(modified="2023-04-01", below="texts/a.txt")
    assert bring(modified="2023-04-02", below="texts/a.txt").source.modified == "2023-04-01"
    bring(WORDS + " Corrected.", modified="2023-04-02", below="texts/a.txt")
    source = Source.objects.get()
    assert (source.modified, str(source.modified_last)) == ("2023-04-02", "2023-04-02")


def test_other_bytes_of_the_same_text_are_kept_and_make_no_revision() -> None:
    bring("One.\nTwo.", below="texts/a.txt")
    found = bring("One.\r\nTwo.", below="texts/a.txt")
    assert found.outcome is Outcome.UPDATED
    assert (Revision.objects.count(), Capture.objects.count()) == (1, 2)
    assert found.notes == ["other bytes, the same text: the bytes are kept"]


def test_a_correction_that_is_taken_back_is_told() -> None:
    for text in (WORDS, WORDS + " Corrected."):
        bring(text, below="texts/a.txt")
    found = bring(WORDS, below="texts/a.txt")
    assert found.outcome is Outcome.UNCHANGED
    assert found.notes[0].startswith(
        "this is the text of revision 1 again; revision 2 stays the current one"
    )
    found = bring("\ufeff" + WORDS, below="texts/a.txt")
    assert found.outcome is Outcome.UPDATED
    assert (Revision.objects.count(), Capture.objects.count()) == (2, 3)


def test_the_same_bytes_read_otherwise_leave_the_text_as_recorded() -> None:
    data = WORDS.encode()
    take_in(Incoming(read(data), data, Description(), "texts/a.txt"))
    later = Incoming(read(data + b" More."), data, Description(), "texts/a.txt")
    found = take_in(later)
    assert found.outcome is Outcome.UNCHANGED
    assert "would be read otherwise today" in found.notes[0]
    assert Revision.objects.get().text == WORDS


def test_a_dry_run_keeps_nothing(captures: Path) -> None:
    assert bring(publisher="Post", dry_run=True).outcome is Outcome.ADDED
    assert not Source.objects.exists()
    assert not Publisher.objects.exists()
    assert not [path for path in captures.rglob("*") if path.is_file()]


def test_who_took_it_in_is_noted() -> None:
    user = UserFactory()
    data = WORDS.encode()
    source = take_in(Incoming(read(data), data, Description()), by=user).source
    assert source.created_by == user
    assert Capture.objects.get().created_by == user


def test_a_document_that_another_process_records_meanwhile_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = bring(address=PAGE).source
    real, calls = Source.save, []

    def save(self: Source, *args: Any, **kwargs: Any) -> None:
        calls.append(self)
        raise IntegrityError("taken")

    monkeypatch.setattr("sources.importing._Arrival._find", _once_blind())
    monkeypatch.setattr(Source, "save", save)
    assert bring(address=PAGE).source == there
    assert len(calls) == 1
    monkeypatch.setattr(Source, "save", real)


def _once_blind() -> Any:
    from sources.importing import _Arrival

    real, calls = _Arrival._find, []

    def find(self: Any, twins: Any) -> int | None:
        calls.append(self)
        return None if len(calls) == 1 else real(self, twins)

    return find


def test_how_many_queries_a_document_takes() -> None:
    with CaptureQueriesContext(connection) as new:
        bring(below="texts/a.txt")
    with CaptureQueriesContext(connection) as again:
        bring(below="texts/a.txt")
    assert len(new) <= 15  # the savepoints of the test and of add_revision with them
    assert len(again) <= 6
