"""A source's page: what it is, its texts, its quotes, and what is done to it."""

import pytest
from django.test import Client

from sources.models import Source
from tests.claims.admin.roles import form_of, queries_of, said, signed_in
from tests.factories import AttributionFactory, PublisherFactory, SourceFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/sources/source/add/"


def page_of(source: Source, act: str = "change") -> str:
    return f"/admin/sources/source/{source.pk}/{act}/"


@pytest.fixture
def annotator() -> Client:
    return signed_in("Annotator")


def form(**fields: str) -> dict[str, str]:
    return {"kind": "letter", "status": "live", "title": "To the harbour board", **fields}


def test_source_is_added_with_its_text(annotator: Client) -> None:
    sent = form(text="Dear Board,\r\nthe lamp is out.\r\n", published="2023-04")
    assert annotator.post(ADD, sent).status_code == 302
    source = Source.objects.get()
    assert source.current_revision.text == "Dear Board,\nthe lamp is out.\n"
    assert source.current_revision.made_by == "typed"
    assert source.created_by is not None
    assert not source.is_public


def test_source_known_through_others_has_no_text(annotator: Client) -> None:
    annotator.post(ADD, form())
    annotator.post(ADD, form(title="Another"))
    source = Source.objects.first()
    assert source.current_revision is None
    assert "known through others only" in said(annotator.get(page_of(source)))


def test_source_is_known_by_its_address_in_any_spelling(annotator: Client) -> None:
    annotator.post(ADD, form(address="https://Harbour.example/Letter/?utm_source=mail"))
    source = Source.objects.get()
    assert source.canonical_address == "https://harbour.example/Letter"
    again = annotator.post(ADD, form(address="https://harbour.example/Letter#top"))
    assert "already exists" in said(again)
    assert "is not an address" in said(annotator.post(ADD, form(address="the notice board")))
    assert Source.objects.count() == 1
    sent = form_of(annotator, page_of(source)) | {"address": "https://harbour.example/moved"}
    assert annotator.post(page_of(source), sent).status_code == 302
    source.refresh_from_db()
    assert source.canonical_address == "https://harbour.example/moved"


def test_nobody_makes_a_source_public_in_its_form(annotator: Client) -> None:
    source = SourceFactory()
    given = {"is_public": "on", "text_is_open": "on", "status": "corrected"}
    sent = form_of(annotator, page_of(source), **given)
    assert annotator.post(page_of(source), sent).status_code == 302
    source.refresh_from_db()
    assert (source.status, source.is_public, source.text_is_open) == ("corrected", False, False)


def test_text_and_quotes_are_on_the_page(annotator: Client) -> None:
    link = AttributionFactory()
    page = said(annotator.get(page_of(link.quote.source)))
    assert "Nobody else spoke that evening." in page
    assert link.speaker.name in page
    assert f"/admin/claims/quote/{link.quote_id}/change/" in page


def test_long_text_is_shown_on_a_page_of_its_own(annotator: Client) -> None:
    source = SourceFactory(text="The lamp is lit. " * 2_000 + "The end.")
    revision = Source.objects.get(pk=source.pk).current_revision
    address = f"/admin/sources/revision/{revision.pk}/change/"
    page = said(annotator.get(page_of(source)))
    assert "The end." not in page
    assert f"../../../revision/{revision.pk}/change/" in page
    assert "The end." in said(annotator.get(address))


def test_text_is_worked_through(annotator: Client) -> None:
    source = SourceFactory(text="The lamp is lit.")
    assert "/worked-through/" in said(annotator.get(page_of(source)))
    assert annotator.post(page_of(source, "worked-through"), {}).status_code == 302
    revision = Source.objects.get(pk=source.pk).current_revision
    assert revision.worked_through_by.groups.get().name == "Annotator"
    assert "/worked-through/" not in said(annotator.get(page_of(source)))
    assert signed_in("Reader").post(page_of(source, "worked-through")).status_code == 403


def test_opening_the_text_is_an_editors_act(annotator: Client) -> None:
    source, editor = SourceFactory(text="The lamp is lit."), signed_in("Editor")
    assert annotator.post(page_of(source, "open-text"), {"reason": "x"}).status_code == 403
    assert "/open-text/" not in said(annotator.get(page_of(source)))
    assert "a whole article is its publisher" in said(editor.get(page_of(source, "open-text")))
    editor.post(page_of(source, "open-text"), {"reason": "It is our own."})
    source.refresh_from_db()
    assert source.text_is_open
    assert source.history.first().history_change_reason == "It is our own."
    editor.post(page_of(source, "close-text"), {"reason": "It is not."})
    source.refresh_from_db()
    assert not source.text_is_open


@pytest.mark.parametrize("asked", ["no", "yes"])
def test_list_is_narrowed_to_what_is_worked_through(annotator: Client, asked: str) -> None:
    SourceFactory(title="a letter without a text")
    read, unread = (SourceFactory(text="The lamp is lit.") for _ in range(2))
    revision = Source.objects.get(pk=read.pk).current_revision
    revision.work_through(by=None)
    found = [read if asked == "yes" else unread]
    for kind in ("source", "revision"):
        answer = annotator.get(f"/admin/sources/{kind}/?worked_through={asked}")
        rows = answer.context["cl"].result_list
        assert [getattr(row, "source", row) for row in rows] == found


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow(count: int) -> None:
    link = AttributionFactory(quote__source__publisher=PublisherFactory())
    source = link.quote.source
    for _ in range(count):
        AttributionFactory(quote__source=source)
        AttributionFactory()
    editor = signed_in()
    assert queries_of(editor, page_of(source)) == 11
    assert queries_of(editor, "/admin/sources/source/") == 10
    assert queries_of(editor, "/admin/sources/revision/") == 6
    assert queries_of(editor, "/admin/sources/publisher/") == 7


@pytest.mark.parametrize(
    "address", ["http://harbour.example/letter", "https://www.harbour.example/letter?utm_source=x"]
)
def test_one_document_is_one_source_however_it_is_found(address: str) -> None:
    SourceFactory(title="The letter", canonical_address="https://harbour.example/letter")
    page = signed_in("Annotator").post(ADD, form(address=address))
    assert "“The letter” is the source at this address" in said(page)
    assert Source.objects.count() == 1
