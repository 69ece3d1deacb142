"""A record's history is read: who, when, why, and what became what; nothing goes back by it."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from claims.models import Claim, Evidence
from claimtrack.db.acting import acting
from claimtrack.db.past import PER_PAGE
from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    PublisherFactory,
    QuoteFactory,
    RatingScaleFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
    TopicFactory,
    UserFactory,
)

from .roles import queries_of, said, signed_in

pytestmark = pytest.mark.django_db
MADE_BY = [
    SourceFactory, PublisherFactory, SpeakerFactory, QuoteFactory, ClaimFactory, EvidenceFactory,
    ReviewFactory, RatingScaleFactory, TopicFactory,
]  # fmt: skip


def history_of(record, entry: object = "") -> str:
    meta = record._meta
    page = f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/history/"
    return f"{page}{entry}/" if entry else page


@pytest.fixture
def reader() -> Client:
    return signed_in("Reader")


@pytest.mark.parametrize("made_by", MADE_BY, ids=lambda made_by: made_by.__name__)
def test_it_is_read_and_never_sent_to(made_by) -> None:
    record = made_by()
    entry = record.history.get().history_id
    for role in ("Reader", "Annotator", "Editor"):
        client = signed_in(role)
        for page in (history_of(record), history_of(record, entry)):
            answer = client.get(page)
            assert "Recorded" in said(answer)
            assert said(answer).count("<form") == 1  # to sign out
            assert client.post(page, {"name": "x", "text": "x"}).status_code == 405
    assert record.history.count() == 1


def test_no_page_reverts() -> None:
    assert not [one for one in admin.site._registry.values() if hasattr(one, "history_form_view")]


def test_a_reader_publishes_nothing_by_it(reader: Client) -> None:
    source = SourceFactory(is_public=True)
    evidence = EvidenceFactory(is_confidential=False)
    entries = source.history.get(), evidence.history.get()
    source.is_public, evidence.is_confidential = False, True
    source.save()
    evidence.save()
    reader.post(history_of(source, entries[0].history_id), {"title": "x", "is_public": "on"})
    reader.post(history_of(evidence, entries[1].history_id), {"bearing": "supports", "note": "x"})
    assert not Source.objects.get(pk=source.pk).is_public
    assert Evidence.objects.get(pk=evidence.pk).is_confidential


def test_it_says_what_became_what_and_who_did_it_why(reader: Client) -> None:
    claim = ClaimFactory(text="The lamp is lit", kind="factual")
    appearance = AppearanceFactory(claim=claim)
    changed = Claim.objects.get(pk=claim.pk)
    changed.text, changed.kind, changed.due_on = "The lamp is out", "promise", "2023-04"
    changed.first_appearance = appearance
    with acting(UserFactory(username="ida"), "It went <out>"):
        changed.save()
    appearance.refresh_from_db()
    answer = reader.get(history_of(claim))
    last, first = answer.context["entries"]
    assert (last.who, last.why, str(last.did)) == ("ida", "It went <out>", "Changed")
    assert {(c.label, c.old, c.new) for c in last.changes} == {
        ("Text", "The lamp is lit", "The lamp is out"),
        ("Kind", "Factual", "Promise"),
        ("Due on", "", "2023-04"),
        ("First appearance", "", f"{appearance} (#{appearance.pk})"),
    }
    assert (str(first.did), first.changes) == ("Recorded", [])
    assert "It went &lt;out&gt;" in said(answer)
    only = reader.get(history_of(claim, last.row.history_id)).context["entries"]
    assert [entry.changes for entry in only] == [last.changes]


def test_what_is_not_there_is_not_found(reader: Client) -> None:
    claim, other = ClaimFactory(), ClaimFactory()
    entry = other.history.get().history_id
    for page in (
        "/admin/claims/claim/x/history/",
        "/admin/claims/claim/0/history/",
        f"/admin/claims/claim/{'9' * 25}/history/",
        history_of(claim, entry),
        history_of(claim, "x"),
        history_of(claim, "9" * 25),
    ):
        assert reader.get(page).status_code == 404


def test_who_may_not_see_the_record_does_not_see_its_past() -> None:
    claim = ClaimFactory()
    stranger = Client()
    stranger.force_login(UserFactory(is_staff=True))
    assert stranger.get(history_of(claim)).status_code == 403
    assert Client().get(history_of(claim)).status_code == 302


def test_long_past_is_read_page_by_page(reader: Client) -> None:
    topic = TopicFactory(name="wells 0")
    for number in range(1, PER_PAGE + 1):
        topic.name = f"wells {number}"
        topic.save()
    first, second = (reader.get(f"{history_of(topic)}?p={page}") for page in (1, 2))
    assert first.context["entries"][-1].changes[0].old == "wells 0"
    assert [str(entry.did) for entry in second.context["entries"]] == ["Recorded"]
    assert "?p=2" in said(first)


@pytest.mark.parametrize("count", [1, 5])
def test_queries_do_not_grow(reader: Client, count: int) -> None:
    claim = ClaimFactory()
    for _ in range(count):
        claim.refresh_from_db()
        claim.first_appearance = AppearanceFactory(claim=claim)
        claim.save()
    assert queries_of(reader, history_of(claim)) == 9
