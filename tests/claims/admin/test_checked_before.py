"""“Has this been checked before?”: by words, by an address, by a whole article."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from claims.models import Quote
from claims.seeding import lay_seeds
from claims.start.checked import MOST_CODE_POINTS, MOST_FOUND, look_up
from claimtrack.db.acting import acting
from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

PAGE = "/admin/checked-before/"
QUERIES_OF_A_PAGE = 2
"""Session and user."""
QUERIES_OF_WORDS = QUERIES_OF_A_PAGE + 2 * 3 + 4 + 4 + 3
"""Rarity, ranking, rows of claims and of quotes; sources, speakers, claims and verdicts that hang
on them; the histories of claims and of quotes."""


@pytest.fixture
def boss(client: Client):
    user = get_user_model().objects.create_superuser("boss")
    client.force_login(user)
    return user


def ask(client: Client, words: str) -> str:
    return client.get(PAGE, {"words": words}).content.decode()


def found(words: str) -> list[str]:
    return [hit.record.text for hit in look_up(words).hits]


def test_claims_and_quotes_come_in_one_order_the_best_first(boss) -> None:
    quote = QuoteFactory()  # “We shall build the bridge.”
    claim = ClaimFactory(text="The city builds a bridge over the harbour mouth")
    ClaimFactory(text="Bread is dear")
    assert found("They are building a bridge over the harbour") == [claim.text, quote.text]
    assert found("we shall build the bridge") == [quote.text, claim.text]


def test_common_words_alone_find_nothing(boss) -> None:
    ClaimFactory(text="The wells of the quarter were not tested")
    assert found("the moon was not made of the best cheese") == []


def test_words_that_match_are_marked_whatever_their_ending(boss, client: Client) -> None:
    ClaimFactory(text="Three bridges <closed> in Málaga")
    page = ask(client, "bridge closing malaga")
    assert "Three <mark>bridges</mark> &lt;<mark>closed</mark>&gt; in <mark>Málaga</mark>" in page


def test_verdicts_say_which_is_current_superseded_withdrawn(boss, client: Client) -> None:
    claim = ClaimFactory(text="The harbour is three metres deep")
    first = ReviewFactory(claim=claim, rating_name="Mostly so")
    first.publish(boss)
    second = ReviewFactory(
        claim=claim, rating_name="Not so", supersedes=first, supersedes_reason="A new sounding."
    )
    second.publish(boss)
    gone = ReviewFactory(claim=claim, rating_name="Nonsense")
    gone.publish(boss)
    gone.withdraw("The wrong harbour.", boss)
    page = " ".join(ask(client, "harbour metres deep").split())
    assert '<s class="ct-verdict">Mostly so</s>' in page
    assert 'superseded</span> <span dir="auto">A new sounding.</span>' in page
    assert '<strong class="ct-verdict">Not so</strong>' in page
    assert "current</span>" in page
    assert '<s class="ct-verdict">Nonsense</s>' in page
    assert 'withdrawn</span> <span dir="auto">The wrong harbour.</span>' in page


def test_set_aside_and_withdrawn_claims_come_with_their_reasons(boss, client: Client) -> None:
    ClaimFactory(text="The sea owes the town an answer").set_aside("A matter of taste.", boss)
    ClaimFactory(text="The sea has no answer").withdraw("Twice here.", boss)
    page = ask(client, "sea answer")
    assert "A matter of taste." in page
    assert "Twice here." in page


def test_a_quote_comes_with_its_claims_and_their_verdicts(boss, client: Client) -> None:
    claim = ClaimFactory(text="Something else entirely")
    AppearanceFactory(claim=claim, quote=QuoteFactory())
    ReviewFactory(claim=claim, rating_name="Far off").publish(boss)
    page = ask(client, "shall build bridge")
    assert "Something else entirely" in page
    assert "Far off" in page


def test_who_recorded_on_it_last(boss) -> None:
    with acting(UserFactory(username="ines")):
        claim = ClaimFactory(text="The wells were tested in March")
    with acting(UserFactory(username="tomas")):
        EvidenceFactory(claim=claim)
    [hit] = look_up("wells tested March").hits
    assert hit.last is not None
    assert hit.last.who == "tomas"


def test_a_merged_claim_leads_to_the_one_it_was_merged_into(boss) -> None:
    survivor = ClaimFactory(text="The mole cost 41 million crowns")
    ClaimFactory(text="The pier was built for 41 million").merge_into(survivor, boss, "The same.")
    [hit] = look_up("a pier for 41 million").hits
    assert hit.record == survivor
    assert hit.other_wordings == ["The pier was built for 41 million"]


def test_an_address_finds_its_source_with_quotes_and_claims(boss, client: Client) -> None:
    quote = QuoteFactory(
        source=SourceFactory(
            text="He said: “We shall build the bridge.”",
            title="A plan",
            canonical_address="https://post.example/plan",
        )
    )
    claim = EvidenceFactory(source=quote.source, claim__text="Money is there").claim
    answer = look_up("  HTTPS://post.example:443/plan?utm_source=feed#top ")
    assert answer.source == quote.source
    assert [hit.record for hit in answer.hits] == [quote, claim]
    assert "A plan" in ask(client, "https://post.example/plan")


@pytest.mark.parametrize(
    ("asked", "is_address"),
    [
        ("post.example/plan", True),
        ("www.post.example:443/plan?x=1", True),
        ("пошта.example/план", True),
        ("post.example", False),
        ("post.example/plan is out", False),
        ("24/7", False),
        ("7 a.m./8 p.m.", False),
        ("No.1/2", False),
    ],
)
def test_an_address_may_come_without_its_scheme(boss, asked: str, is_address: bool) -> None:
    source = SourceFactory(canonical_address="https://post.example/plan")
    answer = look_up(asked)
    assert answer.is_address == is_address
    if asked == "post.example/plan":
        assert answer.source == source


def test_an_address_that_nobody_recorded(boss, client: Client) -> None:
    assert "No source with this address" in ask(client, "https://post.example/other")


def test_a_broken_address_is_told_and_stays_in_the_box(boss, client: Client) -> None:
    page = ask(client, "http://[post.example/")
    assert "is not an address: write it whole" in page
    assert "http://[post.example/</textarea>" in page


def test_nothing_found_says_so_and_offers_to_record_it(boss, client: Client) -> None:
    page = ask(client, "a walrus in the fountain")
    assert "Nothing was found" in page
    assert "/admin/claims/claim/add/?text=a+walrus+in+the+fountain" in page


def test_a_reader_is_not_offered_to_record_it(client: Client) -> None:
    reader = UserFactory(is_staff=True)
    reader.groups.add(Group.objects.get(name="Reader"))
    client.force_login(reader)
    page = ask(client, "a walrus in the fountain")
    assert "Nothing was found" in page
    assert "/claim/add/" not in page


def test_nothing_asked_yet_and_nothing_pasted(boss, client: Client) -> None:
    assert "best first" in client.get(PAGE).content.decode()
    assert "Paste some words" in ask(client, "  ")
    assert "Nothing was found" in ask(client, "?!")


def test_few_words_stand_in_the_address_and_an_article_does_not(boss, client: Client) -> None:
    answer = client.post(PAGE, {"words": "build the bridge"})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?words=build+the+bridge")
    lay_seeds()
    article = Source.objects.filter(quotes__isnull=False).first()
    answer = client.post(PAGE, {"words": article.current_revision.text})
    assert answer.status_code == 200
    records = [hit.record for hit in answer.context["answer"].hits]
    assert len(records) <= MOST_FOUND
    own = set(Quote.objects.filter(source=article))
    assert own & set(records)


@pytest.mark.parametrize("length", [MOST_CODE_POINTS, MOST_CODE_POINTS + 1, 5_000_000])
def test_an_article_has_its_bounds(boss, client: Client, length: int) -> None:
    answer = client.post(PAGE, {"words": ("wells and harbours " * 300_000)[: length - 1] + "x"})
    assert answer.status_code == 200
    refused = f"paste at most {MOST_CODE_POINTS:,} of it" in answer.content.decode()
    assert refused == (length > MOST_CODE_POINTS)


@pytest.mark.parametrize("words", ["NOT", 'a" OR b', "x*", "(", "near(a b)", "a:b", "'", "\\", "_"])
def test_words_are_words_and_no_query_language(boss, words: str) -> None:
    ClaimFactory()
    look_up(words)


def test_as_many_queries_for_many_hits_as_for_few(
    boss, client: Client, django_assert_num_queries
) -> None:
    def with_all(number: int) -> None:
        for _ in range(number):
            appearance = AppearanceFactory(claim__text="They shall build bridges")
            ReviewFactory(claim=appearance.claim)
            EvidenceFactory(claim=appearance.claim)

    with_all(1)
    with django_assert_num_queries(QUERIES_OF_WORDS):
        ask(client, "shall build bridge")
    with_all(9)
    with django_assert_num_queries(QUERIES_OF_WORDS):
        ask(client, "shall build bridge")


def test_who_may_not_see_the_record_is_refused(client: Client) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(PAGE).status_code == 403
