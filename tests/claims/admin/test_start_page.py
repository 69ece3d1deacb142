"""The start page: what waits, what others did last, the weeks; cheap however large the record."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from claims.models import Claim, Quote
from claims.seeding import lay_seeds
from claims.start import waiting
from claims.start.lately import MOST_SHOWN, lately
from claims.start.weeks import WEEKS, picture
from claimtrack.db.acting import acting
from sources.models import Source
from tests.factories import (
    WORDS,
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

START = "/admin/"
QUERIES_OF_A_PAGE = 2
"""Session and user."""
QUERIES = QUERIES_OF_A_PAGE + 4 * 2 + 5 + 3 + 2
"""A kind of work: keys, rows; five histories; quotes, claims, sources named there; two of weeks."""


@pytest.fixture
def boss(client: Client):
    user = get_user_model().objects.create_superuser("boss")
    client.force_login(user)
    return user


def names(kind: str) -> list[str]:
    work = next(item for item in waiting.work() if item.name == kind)
    return [row.text for row in work.first()]


def test_an_empty_record_says_that_nothing_waits(boss, client: Client) -> None:
    page = client.get(START).content.decode()
    assert "Every text has been worked through." in page
    assert "Nobody else has recorded anything yet." in page
    assert "Nothing was recorded in the last 26 weeks." in page


def test_a_source_waits_until_its_current_text_is_worked_through(boss) -> None:
    SourceFactory(title="Known through others")
    source = SourceFactory(title="Read", text=WORDS)
    assert names("sources") == ["Read"]
    source.current_revision.work_through(boss)
    assert names("sources") == []
    source.add_revision(f"{WORDS} Corrected.")
    assert names("sources") == ["Read"]


def test_a_quote_waits_for_a_claim_or_a_word_that_there_is_none(boss) -> None:
    AppearanceFactory()
    QuoteFactory(nothing_to_check=True)
    QuoteFactory().withdraw("A mistake.", boss)
    waits = QuoteFactory()
    assert list(Quote.objects.without_claim()) == [waits]


def test_a_claim_waits_for_evidence_or_a_standing_fact_check(boss) -> None:
    EvidenceFactory()
    ReviewFactory()
    ClaimFactory().set_aside("Nobody can know.", boss)
    ClaimFactory().withdraw("Twice here.", boss)
    ClaimFactory().merge_into(EvidenceFactory().claim, boss, "The same.")
    waits = ClaimFactory()
    taken_back = ReviewFactory(rating_name="false")
    taken_back.publish(boss)
    taken_back.withdraw("We had it wrong.", boss)
    assert set(Claim.objects.unchecked()) == {waits, taken_back.claim}


def test_a_source_waits_whose_quotes_stand_on_an_earlier_text(boss) -> None:
    quote = QuoteFactory(source=SourceFactory(title="Corrected", text=WORDS))
    withdrawn = QuoteFactory()
    withdrawn.withdraw("A mistake.", boss)
    for source in (quote.source, withdrawn.source):
        source.add_revision(f"Corrected. {WORDS}")
    assert names("earlier-texts") == ["Corrected"]
    span = quote.spans.get(role="content")
    shift = len("Corrected. ")
    current = Source.objects.get(pk=quote.source_id).current_revision
    quote.spans.create(
        revision=current, start=span.start + shift, end=span.end + shift, exact=span.exact
    )
    assert names("earlier-texts") == []


def test_counting_stops_at_a_thousand(boss, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(waiting, "MOST_COUNTED", 3)
    ClaimFactory.create_batch(5)
    work = next(item for item in waiting.work() if item.name == "claims")
    assert (work.count, work.counted) == (4, "3+")


def test_the_page_of_a_kind_of_work_goes_on_to_the_next(boss, client, monkeypatch) -> None:
    monkeypatch.setattr(waiting, "PER_PAGE", 2)
    texts = [claim.text for claim in ClaimFactory.create_batch(5)][::-1]
    address, seen = "/admin/waiting/claims/", []
    for _ in range(3):
        answer = client.get(address)
        seen += [row.text for row in answer.context["rows"]]
        address = f"/admin/waiting/claims/?before={answer.context['more']}"
    assert seen == texts
    assert answer.context["more"] is None


def test_a_number_leads_to_the_list_of_what_was_counted(boss, client: Client) -> None:
    lay_seeds()
    QuoteFactory()
    QuoteFactory().source.add_revision("Corrected.")
    for item in waiting.work():
        assert item.count
        answer = client.get(item.address)
        rows = answer.context.get("rows")
        shown = len(rows) if rows is not None else answer.context["cl"].result_count
        assert shown == item.count, item.name


@pytest.mark.parametrize("before", ["", "x", "-1", "٣", "9" * 40, "0"])
def test_a_strange_place_to_go_on_from_is_no_error(boss, client: Client, before: str) -> None:
    assert client.get("/admin/waiting/quotes/", {"before": before}).status_code == 200


def test_no_such_work(boss, client: Client) -> None:
    assert client.get("/admin/waiting/nothing/").status_code == 404


def test_the_last_acts_are_those_of_others_the_latest_first(boss) -> None:
    ines = UserFactory(username="ines")
    with acting(boss):
        ClaimFactory(text="Mine")
    with acting(ines):
        claim = ClaimFactory(text="Hers")
        EvidenceFactory(claim=claim, source=SourceFactory(title="Ledger"))
    claim.set_aside("Nobody can know.", ines)
    acts = [(act.who, str(act.did), act.what, act.reason, str(act.record)) for act in lately(boss)]
    assert acts == [
        ("ines", "changed", "the claim", "Nobody can know.", "Hers"),
        ("ines", "recorded", "evidence on", "", "Hers"),
        ("ines", "recorded", "the source", "", "Ledger"),
        ("ines", "recorded", "the claim", "", "Hers"),
    ]


def test_several_changes_of_one_record_in_a_row_are_one_act(boss) -> None:
    ines = UserFactory()
    claim = ClaimFactory()
    for reason in ("First.", "Second.", "Third."):
        claim.set_aside(reason, ines)
    assert [act.reason for act in lately(boss)] == ["Third.", ""]


def test_weeks_count_what_was_recorded_in_them(boss) -> None:
    ClaimFactory.create_batch(2)
    now = timezone.now()
    for weeks_ago in (3, WEEKS):
        with patch("django.utils.timezone.now", return_value=now - timedelta(weeks=weeks_ago)):
            QuoteFactory()
    weeks = picture().weeks
    assert len(weeks) == WEEKS
    assert [week.claims for week in weeks] == [0] * (WEEKS - 1) + [2]
    assert [n for n, week in enumerate(weeks) if week.quotes] == [WEEKS - 4]


def test_the_page_takes_as_many_queries_for_many_records_as_for_few(
    boss, client: Client, django_assert_num_queries
) -> None:
    def record(number: int) -> None:
        for _ in range(number):
            QuoteFactory().source.add_revision(f"Corrected. {WORDS}")
            EvidenceFactory()
            ReviewFactory()

    lay_seeds()
    record(1)
    with django_assert_num_queries(QUERIES):
        answer = client.get(START)
    assert len(answer.context["acts"]) == MOST_SHOWN
    assert "<rect" in answer.content.decode()
    record(9)
    with django_assert_num_queries(QUERIES):
        client.get(START)


def test_a_page_of_work_takes_three_queries(
    boss, client: Client, django_assert_num_queries
) -> None:
    QuoteFactory.create_batch(3)
    with django_assert_num_queries(QUERIES_OF_A_PAGE + 1):
        client.get("/admin/waiting/quotes/")


def test_who_may_see_nothing_is_shown_nothing(client: Client) -> None:
    client.force_login(UserFactory(is_staff=True))
    QuoteFactory()
    page = client.get(START).content.decode()
    assert "What waits" not in page
    assert "checked before?</h2>" not in page
    assert "Nobody else" in page
    assert client.get("/admin/waiting/quotes/").status_code == 403


def test_a_reader_sees_it_all_and_a_stranger_nothing(client: Client) -> None:
    assert client.get("/admin/waiting/quotes/").status_code == 302
    reader = UserFactory(is_staff=True)
    reader.groups.add(Group.objects.get(name="Reader"))
    client.force_login(reader)
    page = client.get(START).content.decode()
    assert "What waits" in page
    assert "checked before?</h2>" in page
