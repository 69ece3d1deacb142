"""Words that do not stand in the text are shown beside what does, and are not stored."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from claims.models import Quote
from sources.models import Source

from .form import TEXT, add, sent

pytestmark = pytest.mark.django_db


def test_words_that_are_not_there_are_shown_beside_the_nearest(
    desk: Client, source: Source
) -> None:
    data = sent(source, piece=["“The mole shall stand,”"], cue=["said"], said_on="2023")
    page = add(desk, data)
    assert "do not stand in this text" in page
    assert "<del><span" in page
    assert "shall</del>" in page
    assert "will</ins>" in page
    assert "“The mole shall stand,”" in page
    assert 'value="2023"' in page
    assert not Quote.objects.exists()
    take = re.search(r'name="_take" value="([^"]+)"', page)
    assert take
    page = add(desk, data | {"_take": take[1]})
    assert not Quote.objects.exists()
    assert "“The mole will stand,”</textarea>" in page
    assert "shall" not in page


def test_words_of_an_earlier_text_are_said_to_be(desk: Client, source: Source) -> None:
    source.add_revision(TEXT.replace("will stand", "will fall"))
    page = add(desk, sent(source, piece=["“The mole will stand,”"]))
    assert "an earlier text (1)" in page
    assert not Quote.objects.exists()


def test_words_across_the_end_of_a_paragraph_are_said_to_be(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["on Monday, he said. “The mole will stand,”"]))
    assert "across a paragraph" in page
    assert not Quote.objects.exists()


def test_a_source_without_a_text_is_told(desk: Client) -> None:
    page = add(desk, sent(Source.objects.create(title="A lost letter"), piece=["words"]))
    assert "has no text yet" in page


def test_a_quote_without_words_or_source_is_told(desk: Client) -> None:
    assert "This field is required" in add(desk, sent(piece=["words"]))
    assert "none called" in add(desk, sent(piece=["words"]) | {"source": "nothing like it"})
