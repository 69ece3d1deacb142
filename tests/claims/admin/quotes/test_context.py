"""A quote is shown in its context, bounded, with its words marked."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Quote
from sources.models import Source
from tests.factories import (
    QuoteFactory,
)

from .form import add, page_of, sent

pytestmark = pytest.mark.django_db


def test_finding_stores_nothing_and_shows_the_context(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["“The mole will stand,”"], cue=["said to"], _look="1"))
    assert not Quote.objects.exists()
    assert '<mark class="is-content" title="quoted words">“The mole will stand,”</mark>' in page
    assert '<mark class="is-cue" title="cue">said to</mark>' in page


def test_a_row_is_added_without_a_script(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["not there", ""], _add="piece"))
    assert 'name="piece-2-words"' in page
    assert "errorlist" not in page
    assert not Quote.objects.exists()


def test_the_context_is_bounded_escaped_and_says_when_it_is_of_an_earlier_text(
    desk: Client,
) -> None:
    filling = "Word for word. " * 200
    source = Source.objects.create(title="Marks", language="he")
    source.add_revision(f"{filling}<b>אני כאן</b> & there. {filling}")
    quote = QuoteFactory(source=source, content=["<b>אני כאן</b> & there."])
    source.add_revision(f"{filling}<b>אני כאן</b> & there. Corrected.")
    page = desk.get(page_of(quote)).content.decode()
    assert "&lt;b&gt;אני כאן&lt;/b&gt; &amp; there.</mark>" in page
    assert '<blockquote dir="auto" lang="he">' in page
    assert page.count("Word for word.") < 60
    assert "Found on text 1 of the source, which is now at text 2." in page


def test_no_context_stands_where_nothing_was_found(desk: Client, source: Source) -> None:
    for words in ("It was built to stand", "no such words"):
        page = add(desk, sent(source, piece=[words]))
        assert "In its context" not in page


def test_the_context_of_some_of_the_words_says_so(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["“The mole will stand,”", "no such words"]))
    assert "In its context" in page
    assert "Only the words that were found are marked." in page
    page = add(desk, sent(source, piece=["“The mole will stand,”"], _look="1"))
    assert "Only the words that were found" not in page
