"""A recorded quote is put right; a published one is corrected by another."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Quote, QuoteRelation, QuoteSpan, Speaker
from tests.claims.admin.roles import signed_in
from tests.factories import (
    QuoteFactory,
)

from .form import ADD, add, as_shown, change, page_of, sent, spans

pytestmark = pytest.mark.django_db


def test_saving_a_page_untouched_changes_no_part(desk: Client, quote: Quote) -> None:
    before = list(quote.spans.values()), list(quote.attributions.values())
    assert change(desk, quote, as_shown(desk, quote)) == ""
    assert (list(quote.spans.values()), list(quote.attributions.values())) == before


def test_words_cue_and_chain_of_a_recorded_quote_change(
    desk: Client, quote: Quote, ida: Speaker
) -> None:
    data = as_shown(desk, quote) | {
        "piece-0-words": "“The mole will stand,”",
        "piece-1-words": "“It was built to stand.”",
        "cue-0-words": "said to",
        "cue-0-at": "",
        "chain-1-role": "addressee",
        "chain-1-who": "the pilots",
        "chain-1-is_": "group",
        "chain-1-words": "the pilots",
        "chain-TOTAL_FORMS": 2,
        "reason": "heard again",
        "nothing_to_check": "on",
    }
    assert change(desk, quote, data) == ""
    quote.refresh_from_db()
    assert quote.text == "“The mole will stand,” “It was built to stand.”"
    assert spans(quote, "cue") == ["said to"]
    assert spans(quote, "source") == ["Ida Vale", "the pilots"]
    assert quote.nothing_to_check
    assert QuoteSpan.history.filter(history_change_reason="heard again").exists()
    data = as_shown(desk, quote)
    data |= {"piece-0-words": "", "chain-0-who": "", "chain-0-who-key": "", "chain-0-words": ""}
    assert change(desk, quote, data) == ""
    quote.refresh_from_db()
    assert quote.text == "“It was built to stand.”"
    assert spans(quote, "source") == ["the pilots"]
    assert [link.role for link in quote.attributions.all()] == ["addressee"]


def test_published_words_stay_and_another_quote_corrects_them(
    desk: Client, quote: Quote, ida: Speaker
) -> None:
    quote.source.publish(by=None)
    quote.publish(by=None)
    quote.refresh_from_db()
    page = desk.get(page_of(quote)).content.decode()
    assert "record another quote that corrects it" in page
    assert "piece-0-words" not in page
    editor = signed_in("Editor")
    data = as_shown(editor, quote) | {"said_on": "2023-04"}
    stale = data | {"piece-0-words": "he", "version": quote.version - 1}
    assert "That is not stored" in change(editor, quote, stale)
    assert change(editor, quote, data) == ""
    quote.refresh_from_db()
    assert (quote.text, quote.said_on) == ("“The mole will stand,”", "2023-04")
    page = desk.get(reverse(ADD), {"corrects": quote.pk}).content.decode()
    assert "“The mole will stand,”</textarea>" in page
    assert f'value="{ida}"' in page
    assert '<option value="corrects" selected>' in page
    relation = [{"kind": "corrects", "other": str(quote), "other-key": quote.pk}]
    assert add(desk, sent(quote.source, piece=["The mole will stand"], relation=relation)) == ""
    made = QuoteRelation.objects.get()
    assert (made.kind, made.to_quote) == ("corrects", quote)
    page = desk.get(page_of(quote)).content.decode()
    assert "Other quotes say of this one" in page


def test_relations_are_made_and_taken_away(desk: Client, quote: Quote) -> None:
    other = QuoteFactory(source=quote.source, content=["“It was built to stand.”"])
    named = {"relation-0-other": str(other.pk), "relation-0-kind": "denies"}
    assert change(desk, quote, as_shown(desk, quote) | named) == ""
    assert quote.relations.get().to_quote == other
    quote.refresh_from_db()
    gone = {"relation-0-other": "", "relation-0-other-key": "", "relation-0-kind": ""}
    assert change(desk, quote, as_shown(desk, quote) | gone) == ""
    assert not quote.relations.exists()
    quote.refresh_from_db()
    itself = {"relation-0-other": str(quote.pk), "relation-0-kind": "denies"}
    assert "not related to itself" in change(desk, quote, as_shown(desk, quote) | itself)


def test_a_reader_sees_all_and_changes_nothing(quote: Quote) -> None:
    reader = signed_in("Reader")
    page = reader.get(page_of(quote)).content.decode()
    assert "Ida Vale" in page
    assert 'name="_save"' not in page
    assert reader.post(reverse(ADD), sent(quote.source)).status_code == 403


def test_the_history_of_a_quote_opens(desk: Client, quote: Quote) -> None:
    assert desk.get(page_of(quote, "history")).status_code == 200
    args = [quote.pk, quote.history.get().pk]
    page = desk.get(reverse("admin:claims_quote_simple_history", args=args))
    assert page.status_code == 200
