"""Words that are recorded already are not recorded a second time by mistake."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from claims.models import Quote, Speaker
from sources.models import Source

from .form import add, sent

pytestmark = pytest.mark.django_db
PIECE = "“The mole will stand,”"


def test_is_asked_once(desk: Client, source: Source, quote: Quote) -> None:
    page = add(desk, sent(source, piece=[PIECE]))
    assert "recorded already" in page
    assert Quote.objects.count() == 1
    again = re.search(r'name="again" value="(\d+)"', page)
    assert again
    assert again[1] == str(quote.pk)
    assert not add(desk, sent(source, piece=[PIECE], again=again[1]))
    assert Quote.objects.count() == 2


def test_a_part_of_a_quote_is_another(desk: Client, source: Source, quote: Quote) -> None:
    assert not add(desk, sent(source, piece=["The mole will stand"]))
    assert not add(desk, sent(source, piece=[PIECE, "“It was built to stand.”"]))


def test_what_was_withdrawn_is_recorded_anew(
    desk: Client, source: Source, quote: Quote, ida: Speaker
) -> None:
    quote.withdraw("misheard", by=None)
    assert not add(desk, sent(source, piece=[PIECE]))
