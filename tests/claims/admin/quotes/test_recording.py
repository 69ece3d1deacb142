"""A quote is recorded in one form: its pieces, cue, chain and details."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from claims.models import Quote, Speaker
from claims.models.recording import QuoteQuerySet
from sources.models import Source
from tests.factories import (
    MembershipFactory,
    SpeakerFactory,
)

from .form import ADD, add, known, page_of, sent, spans

pytestmark = pytest.mark.django_db


def test_a_quote_in_two_pieces_with_its_chain(desk: Client, source: Source, ida: Speaker) -> None:
    mayor = MembershipFactory(speaker=ida)
    letter = Source.objects.create(kind="letter", title="Letter of the pilots")
    data = sent(
        source,
        piece=["“The mole will stand,”", "“It was built to stand.”"],
        cue=["said"],
        document=["the letter"],
        chain=[
            known(ida, words="Ida Vale", capacity=mayor.pk),
            {"role": "addressee", "who": "the pilots", "is_": "group", "words": "the pilots",
             "headcount": 12, "headcount_is": "about", "description": "of Port Essary"},
            {"role": "relayed_by", "is_": "document", "who": letter.title},
        ],
        said_on="2023-04-27~",
        said_in="en",
        quoted_from=letter.title,
    )  # fmt: skip
    assert add(desk, data) == ""
    quote = Quote.objects.get()
    assert quote.text == "“The mole will stand,” “It was built to stand.”"
    assert (quote.kind, quote.said_on, quote.said_in) == ("direct", "2023-04-27~", "en")
    assert quote.quoted_from == letter
    assert quote.created_by == quote.annotator == get_user(desk)
    assert spans(quote, "cue") == ["said"]
    chain = {link.role: link for link in quote.attributions.all()}
    assert chain["speaker"].capacity == mayor
    assert [span.exact for span in chain["speaker"].mentions.all()] == ["Ida Vale"]
    pilots = chain["addressee"].speaker
    assert (pilots.kind, pilots.headcount, pilots.headcount_is) == ("group", 12, "about")
    assert chain["relayed_by"].source == letter
    assert spans(quote, "source") == ["the letter", "Ida Vale", "the pilots"]


def test_a_kind_that_was_chosen_stays(desk: Client, source: Source) -> None:
    add(desk, sent(source, piece=["We pay for it"], kind="free_direct"))
    assert Quote.objects.get().kind == "free_direct"


def test_joint_speakers_keep_their_order_and_a_second_mention_its_link(
    desk: Client, source: Source, ida: Speaker
) -> None:
    other = SpeakerFactory(name="Tam Orrel")
    chain = [known(other), known(ida, words="Ida Vale"), known(ida, words="others")]
    assert add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain)) == ""
    first, second = Quote.objects.get().attributions.order_by("number")
    assert (first.speaker, second.speaker) == (other, ida)
    assert second.mentions.count() == 2


def test_an_unnamed_speaker_is_made_on_the_spot(desk: Client, source: Source) -> None:
    chain = [{"role": "speaker", "who": "the harbour master", "is_": "unnamed"}]
    assert add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain)) == ""
    assert Speaker.objects.get().kind == "unnamed"


def test_the_source_comes_with_the_address(desk: Client, source: Source) -> None:
    page = desk.get(reverse(ADD), {"source": source.pk}).content.decode()
    assert f'value="{source.title}"' in page
    assert 'name="piece-1-words"' in page


def test_saving_and_adding_another_keeps_the_source(desk: Client, source: Source) -> None:
    data = sent(source, piece=["“The mole will stand,”"], _addanother="1")
    del data["_save"]
    assert desk.post(reverse(ADD), data).url == f"{reverse(ADD)}?source={source.pk}"


def test_another_by_the_same_brings_the_chain_without_its_mentions(
    desk: Client, source: Source, ida: Speaker
) -> None:
    chain = [known(ida, words="Ida Vale")]
    data = sent(source, piece=["“The mole will stand,”"], chain=chain, _same="1")
    del data["_save"]
    page = desk.get(desk.post(reverse(ADD), data).url).content.decode()
    assert f'value="{ida}"' in page
    assert 'value="Ida Vale"' not in page


def test_a_refused_quote_leaves_no_speaker_behind(
    desk: Client, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = [{"who": "Tam Orrel", "is_": "person"}]
    add(desk, sent(source, piece=["not there at all"], chain=chain))
    assert not Speaker.objects.exists()

    def refused(self: Any, record: Any) -> None:
        raise ValidationError("The record refuses this.")

    monkeypatch.setattr(QuoteQuerySet, "refuse_imported_twice", refused)
    page = add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain))
    assert "The record refuses this." in page
    assert 'value="Tam Orrel"' in page
    assert not Speaker.objects.exists()


def test_saving_leads_to_the_quote_where_a_claim_is_recorded_next(
    desk: Client, source: Source
) -> None:
    data = sent(source, piece=["“The mole will stand,”"])
    answer = desk.post(reverse(ADD), data, follow=True)
    quote = Quote.objects.get()
    assert answer.redirect_chain == [(page_of(quote), 302)]
    page = answer.content.decode()
    assert "was added successfully" in page
    assert page.count(f"{reverse('admin:claims_claim_add')}?quote={quote.pk}") == 2
