"""More than a form takes is refused in a sentence, and what was typed stays on the page."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Quote, Speaker
from sources.models import Source

from .form import add, sent

pytestmark = pytest.mark.django_db
PIECE = "“The mole will stand,”"


def test_more_rows_than_a_quote_has(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=[PIECE], cue=["said"] * 101))
    assert "at most 100" in page
    assert 'name="cue-100-words"' in page
    assert not Quote.objects.exists()


@pytest.mark.parametrize("total", ["x", "", "-1"])
def test_rows_that_came_incomplete(desk: Client, source: Source, total: str) -> None:
    page = add(desk, sent(source, piece=[PIECE]) | {"chain-TOTAL_FORMS": total})
    assert "Who said it: It came incomplete" in page
    assert not Quote.objects.exists()


def test_a_number_of_rows_that_is_none(desk: Client, source: Source) -> None:
    data = sent(source, piece=[PIECE], _add="piece") | {"piece-TOTAL_FORMS": "9" * 5000}
    assert add(desk, data)
    assert not Quote.objects.exists()


@pytest.mark.parametrize("row", ["chain", "source"])
def test_an_article_in_the_place_of_a_name(
    desk: Client, source: Source, ida: Speaker, row: str
) -> None:
    article = "The mole will stand. " * 3000
    data = sent(source, piece=[PIECE], chain=[{"role": "speaker", "who": article}])
    if row == "source":
        data |= {"source": article, "source-key": ""}
    assert "a name or title has at most 5000" in add(desk, data)
    assert not Quote.objects.exists()
