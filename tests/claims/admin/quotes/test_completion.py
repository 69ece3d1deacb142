"""Names are completed for the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Attribution, Speaker
from sources.models import Source
from tests.claims.admin.roles import signed_in
from tests.factories import (
    QuoteFactory,
    SpeakerFactory,
    SpeakerNameFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def complete(client: Client, what: str, q: str, source: Source | None = None) -> list[str]:
    page = reverse("admin:claims_quote_completion", args=[what])
    answer = client.get(page, {"q": q, "source": source.pk if source else ""})
    return [result["text"] for result in answer.json()["results"]]


def test_completion_knows_other_names_and_who_belongs_to_which_document(
    desk: Client, source: Source, ida: Speaker
) -> None:
    SpeakerNameFactory(speaker=ida, name="Valerian")
    merged = SpeakerFactory(name="Valda")
    merged.merge_into(ida, by=None, reason="one person")
    unnamed = SpeakerFactory(name="a valet", kind="unnamed")
    quote = QuoteFactory(source=source, content=["“The mole will stand,”"])
    Attribution.objects.create(quote=quote, speaker=unnamed)
    assert complete(desk, "speaker", "valer") == [str(ida)]
    assert complete(desk, "speaker", "val", source) == [str(ida), "a valet"]
    assert complete(desk, "speaker", "val", Source.objects.create()) == [str(ida)]
    assert complete(desk, "source", "mole") == [str(source)]
    assert complete(desk, "quote", "mole") == [str(quote)]


def test_completion_is_for_the_desk_alone(source: Source) -> None:
    page = reverse("admin:claims_quote_completion", args=["speaker"])
    plain = Client()
    plain.force_login(UserFactory(is_staff=True))
    assert Client().get(page, {"q": "a"}).status_code == 302
    assert plain.get(page, {"q": "a"}).status_code == 403
    assert signed_in("Reader").get(page, {"q": "a"}).status_code == 200
