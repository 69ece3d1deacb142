"""The list of quotes, and how many questions each page asks of the database."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.admin.quotes import EPOCH
from claims.models import Attribution, Quote, Speaker
from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    QuoteFactory,
)

from .form import ADD, TEXT, known, page_of, sent

pytestmark = pytest.mark.django_db

LIST_QUERIES = 13
PAGE_QUERIES = {"fresh": 5, "like": 8, "change": 15, "stored": 29, "completion": 7}


def test_the_list_filters_searches_and_asks_the_same_number_of_questions(
    desk: Client, source: Source, ida: Speaker
) -> None:
    page = reverse("admin:claims_quote_changelist")

    def queries(count: int) -> int:
        for _ in range(count):
            made = QuoteFactory(source=source, content=["“The mole will stand,”"])
            Attribution.objects.create(quote=made, speaker=ida)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page).status_code == 200
        return len(captured)

    few = queries(2)
    assert queries(10) == few <= LIST_QUERIES
    found = desk.get(page, {"q": "mole stand"}).context["cl"]
    assert found.result_count == 12
    AppearanceFactory(quote=Quote.objects.first())
    assert desk.get(page, {"claims": "none"}).context["cl"].result_count == 11
    assert desk.get(page, {"language": "he"}).context["cl"].result_count == 0
    assert desk.get(page, {"kind": "direct", "status": "recorded"}).status_code == 200
    body = desk.get(page).content.decode()
    assert "Ida Vale" in body


def test_pages_ask_a_bounded_number_of_questions(
    desk: Client, source: Source, quote: Quote, ida: Speaker
) -> None:
    def asked(name: str, method: str, page: str, data: dict[str, Any]) -> None:
        with CaptureQueriesContext(connection) as captured:
            getattr(desk, method)(page, data)
        assert len(captured) <= PAGE_QUERIES[name], (name, len(captured))

    asked("fresh", "get", reverse(ADD), {"source": source.pk})
    asked("like", "get", reverse(ADD), {"like": quote.pk})
    asked("change", "get", page_of(quote), {})
    completion = reverse("admin:claims_quote_completion", args=["speaker"])
    asked("completion", "get", completion, {"q": "ida", "source": source.pk})
    chain = [known(ida, words="Ida Vale")]
    data = sent(source, piece=["“It was built to stand.”"], cue=["said to"], chain=chain)
    asked("stored", "post", reverse(ADD), data)


@pytest.mark.parametrize(
    ("said_on", "published", "shown"),
    [("2023-04~", "2024-05", "2023-04~"), ("", "2024-05", "2024-05"), ("", "", None)],
)
def test_the_day_of_a_quote_is_shown_as_it_is_written(
    desk: Client, said_on: str, published: str, shown: str | None
) -> None:
    source = Source.objects.create(title="A mole", published=published)
    source.add_revision(TEXT)
    quote = QuoteFactory(source=source, content=["“The mole will stand,”"], said_on=said_on)
    body = desk.get(reverse("admin:claims_quote_changelist")).content.decode()
    day = shown or (EPOCH + timedelta(days=quote.day)).isoformat()
    assert f'<td class="field-day_said">{day}</td>' in body
