"""A record with many parts is opened and saved, and a text of any length is taken."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from claims.models import Appearance, Claim, Quote, Speaker
from claimtrack.db.parts import SHOWN
from sources.anchoring import Position
from sources.models import Source
from sources.text import MAX_CODE_POINTS
from tests.factories import AttributionFactory, ClaimFactory, SpeakerFactory

from .roles import queries_of, said, signed_in

pytestmark = pytest.mark.django_db
MANY = 400
INPUT = re.compile(r'<(?:input|select|textarea)[^>]* name="([^"]+)"')


@pytest.fixture
def desk() -> Client:
    return signed_in("Annotator")


@pytest.fixture
def source() -> Source:
    source = Source.objects.create(title="A whole day of the council")
    source.add_revision("He said so. " * MANY)
    for number in range(MANY):
        Quote.objects.record(source=source, content=[Position(number * 12, number * 12 + 11)])
    return source


def sent(page: str) -> dict[str, str]:
    """What a browser would send, near enough: each field that the page has, filled in or not."""
    values = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {name: values.get(name, "") for name in INPUT.findall(page)}


def test_of_rows_to_look_at_nothing_is_sent(desk: Client, source: Source) -> None:
    page = f"/admin/sources/source/{source.pk}/change/"
    shown = said(desk.get(page))
    assert not [name for name in sent(shown) if name.startswith(("quotes-0", "revisions-0"))]
    assert shown.count("/admin/claims/quote/") < SHOWN + 10
    rest = f"/admin/claims/quote/?source__id__exact={source.pk}"
    assert f"These are the first {SHOWN}." in shown
    assert rest in shown
    assert desk.get(rest).context["cl"].result_count == MANY
    given = {"kind": "letter", "status": "live", "title": "The council"}
    assert desk.post(page, sent(shown) | given).status_code == 302
    source.refresh_from_db()
    assert source.title == "The council"
    wrong = desk.post(page, sent(said(desk.get(page))) | given | {"published": "someday"})
    assert f"These are the first {SHOWN}." in said(wrong)


def test_a_speaker_of_many_quotes_is_saved(desk: Client, source: Source) -> None:
    speaker = SpeakerFactory(name="Ida Vale")
    for quote in Quote.objects.all()[: SHOWN + 10]:
        AttributionFactory(quote=quote, speaker=speaker)
    page = f"/admin/claims/speaker/{speaker.pk}/change/"
    shown = said(desk.get(page))
    assert "attributions-0-id" not in shown
    rest = f"/admin/claims/quote/?attributions__speaker__id__exact={speaker.pk}"
    assert rest in shown
    assert desk.get(rest).context["cl"].result_count == SHOWN + 10
    given = {"kind": "person", "name": "Ida Vale", "description": "a pilot"}
    assert desk.post(page, sent(shown) | given).status_code == 302
    assert Speaker.objects.get().description == "a pilot"


def test_a_claim_of_many_quotes_is_saved(desk: Client, source: Source) -> None:
    claim = ClaimFactory(text="The lamp is lit")
    Appearance.objects.bulk_create(
        Appearance(claim=claim, quote=quote) for quote in Quote.objects.all()
    )
    page = f"/admin/claims/claim/{claim.pk}/change/"
    shown = said(desk.get(page)).partition('id="claim_form"')[2].partition("</form>")[0]
    data = sent(shown)
    assert len(data) > 1_000
    data |= {name: "asserts" for name in data if name.endswith("-stance")}
    data |= {"text": "The lamp is out", "kind": "factual", "appearances-399-stance": "denies"}
    assert desk.post(page, data).status_code == 302
    claim = Claim.objects.get()
    assert claim.text == "The lamp is out"
    assert claim.appearances.filter(stance="denies").count() == 1


@pytest.mark.parametrize("count", [2, 60])
def test_queries_do_not_grow(desk: Client, source: Source, count: int) -> None:
    speaker = SpeakerFactory()
    for quote in Quote.objects.all()[:count]:
        AttributionFactory(quote=quote, speaker=speaker)
    assert queries_of(desk, f"/admin/claims/speaker/{speaker.pk}/change/") == 10


def test_a_text_of_any_script_and_length_can_be_sent(desk: Client) -> None:
    assert 12 * MAX_CODE_POINTS < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    given = {"kind": "letter", "status": "live", "title": "Long", "text": "лампа " * 500_000}
    assert desk.post(reverse("admin:sources_source_add"), given).status_code == 302
    assert len(Source.objects.get().current_revision.text) > 2_900_000


def test_what_is_too_large_is_said_in_a_sentence(desk: Client, settings) -> None:
    page = reverse("admin:sources_source_add")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    answer = desk.post(page, {"text": "x" * 1024**2})
    assert answer.status_code == 400
    assert "What you sent is larger than 1 MB" in said(answer)
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
    answer = desk.post(page, {f"x{number}": "" for number in range(1_001)})
    assert answer.status_code == 400
    assert "has more than 1,000 fields" in said(answer)
    assert "Bad Request" in said(Client().post("/admin/login/", {f"x{n}": "" for n in range(1001)}))
