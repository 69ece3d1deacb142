"""The full-text index is asked for all words, or for whatever shares the most of them."""

import pytest

from claims.models import Claim, Quote
from sources.models import Source
from tests.factories import ClaimFactory, QuoteFactory, SourceFactory

pytestmark = pytest.mark.django_db


def test_all_words_in_any_order_case_accents_and_endings_folded() -> None:
    claim = ClaimFactory(text="Zoë's bridges were closed in Málaga")
    ClaimFactory(text="A bridge was built")
    assert list(Claim.objects.search("malaga BRIDGE")) == [claim]
    assert not Claim.objects.search("bridge tunnel").exists()


@pytest.mark.parametrize("nothing", ["", "  ", "—", "“”"])
def test_no_word_finds_nothing(nothing: str) -> None:
    ClaimFactory()
    assert not Claim.objects.search(nothing).exists()
    assert Claim.objects.sharing_words(nothing, 5) == []


@pytest.mark.parametrize(
    "words", ["NOT", "AND OR", 'a" OR b', "x*", "(", "near(a b)", "a:b", "'", "\\"]
)
def test_words_are_words_and_no_query_language(words: str) -> None:
    list(Claim.objects.search(words))
    Claim.objects.sharing_words(words, 5)


def test_what_shares_the_most_words_comes_first() -> None:
    best = ClaimFactory(text="The harbour was dredged in March")
    other = ClaimFactory(text="The harbour is deep")
    ClaimFactory(text="Nobody spoke")
    assert Claim.objects.sharing_words("was the harbour dredged in march or not", 5) == [
        best,
        other,
    ]


def test_quotes_and_the_texts_of_sources_are_searched() -> None:
    quote = QuoteFactory()
    assert list(Quote.objects.search("shall build")) == [quote]
    assert list(Source.objects.search("evening")) == [quote.source]


def test_a_query_of_other_filters_takes_a_search_along() -> None:
    source = SourceFactory(text="Rain fell on the quay.", is_public=True)
    SourceFactory(text="Rain fell on the quay. Again.")
    assert list(Source.objects.public().search("quay")) == [source]
