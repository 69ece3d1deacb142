"""A record with many parts is opened and saved, and a text of any length is taken."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client, TestCase
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


def sent(page: str) -> dict[str, str]:
    """What a browser would send, near enough: each field that the page has, filled in or not."""
    values = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {name: values.get(name, "") for name in INPUT.findall(page)}


class ManyQuotes(TestCase):
    """Of a source that is quoted very often."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.source = Source.objects.create(title="A whole day of the council")
        cls.source.add_revision("He said so. " * MANY)
        for number in range(MANY):
            places = [Position(number * 12, number * 12 + 11)]
            Quote.objects.record(source=cls.source, content=places)

    def setUp(self) -> None:
        self.desk = signed_in("Annotator")

    def test_of_rows_to_look_at_nothing_is_sent(self) -> None:
        page = f"/admin/sources/source/{self.source.pk}/change/"
        shown = said(self.desk.get(page))
        assert not [name for name in sent(shown) if name.startswith(("quotes-0", "revisions-0"))]
        assert shown.count("/admin/claims/quote/") < SHOWN + 10
        rest = f"/admin/claims/quote/?source__id__exact={self.source.pk}"
        assert f"These are the first {SHOWN}." in shown
        assert rest in shown
        assert self.desk.get(rest).context["cl"].result_count == MANY
        given = {"kind": "letter", "status": "live", "title": "The council"}
        assert self.desk.post(page, sent(shown) | given).status_code == 302
        self.source.refresh_from_db()
        assert self.source.title == "The council"
        wrong = self.desk.post(
            page, sent(said(self.desk.get(page))) | given | {"published": "someday"}
        )
        assert f"These are the first {SHOWN}." in said(wrong)

    def test_a_speaker_of_many_quotes_is_saved(self) -> None:
        speaker = SpeakerFactory(name="Ida Vale")
        for quote in Quote.objects.all()[: SHOWN + 10]:
            AttributionFactory(quote=quote, speaker=speaker)
        page = f"/admin/claims/speaker/{speaker.pk}/change/"
        shown = said(self.desk.get(page))
        assert "attributions-0-id" not in shown
        rest = f"/admin/claims/quote/?attributions__speaker__id__exact={speaker.pk}"
        assert rest in shown
        assert self.desk.get(rest).context["cl"].result_count == SHOWN + 10
        given = {"kind": "person", "name": "Ida Vale", "description": "a pilot"}
        assert self.desk.post(page, sent(shown) | given).status_code == 302
        assert Speaker.objects.get().description == "a pilot"

    def test_a_claim_of_many_quotes_is_saved(self) -> None:
        claim = ClaimFactory(text="The lamp is lit")
        Appearance.objects.bulk_create(
            Appearance(claim=claim, quote=quote) for quote in Quote.objects.all()
        )
        page = f"/admin/claims/claim/{claim.pk}/change/"
        shown = said(self.desk.get(page)).partition('id="claim_form"')[2].partition("</form>")[0]
        data = sent(shown)
        assert len(data) > 1_000
        data |= {name: "asserts" for name in data if name.endswith("-stance")}
        data |= {"text": "The lamp is out", "kind": "factual", "appearances-399-stance": "denies"}
        assert self.desk.post(page, data).status_code == 302
        claim = Claim.objects.get()
        assert claim.text == "The lamp is out"
        assert claim.appearances.filter(stance="denies").count() == 1

    def test_queries_do_not_grow(self) -> None:
        for count in (2, 60):
            speaker = SpeakerFactory()
            for quote in Quote.objects.all()[:count]:
                AttributionFactory(quote=quote, speaker=speaker)
            assert queries_of(self.desk, f"/admin/claims/speaker/{speaker.pk}/change/") == 10


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
