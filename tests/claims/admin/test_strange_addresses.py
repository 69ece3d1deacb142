"""Whatever stands in an address of the admin is answered with a page, and asks no more of the
database than the page offers."""

from __future__ import annotations

import itertools

import pytest
from django.contrib import admin
from django.test import Client

from tests.factories import WORDS, ClaimFactory, PublisherFactory, QuoteFactory, SourceFactory

from .roles import said, signed_in

pytestmark = pytest.mark.django_db

LISTS = [
    f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for model in admin.site._registry
    if model._meta.app_label in ("db", "sources", "claims")
]
HUGE = "9" * 23


@pytest.fixture
def desk() -> Client:
    return signed_in("Annotator")


def answers(client: Client, page: str) -> int:
    return client.get(page, follow=True).status_code


@pytest.mark.parametrize("page", LISTS)
def test_a_list_is_narrowed_by_what_it_offers_alone(page: str, desk: Client) -> None:
    its_admin = next(
        one for model, one in admin.site._registry.items()
        if page == f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    )  # fmt: skip
    for name in [field.name for field in its_admin.model._meta.concrete_fields]:
        for ending in ("__regex", "__contains", "__startswith", "__gte", "__password__regex"):
            assert answers(desk, f"{page}?{name}{ending}=%5C") == 400
    assert answers(desk, f"{page}?colour=red") == 400


def test_who_made_a_record_is_no_way_to_a_password(desk: Client) -> None:
    for lookup in ("created_by__password__startswith=a", "history_user=1", "claim__text__regex=a"):
        assert answers(desk, f"/admin/claims/evidence/?{lookup}") == 400


def test_what_the_lists_offer_works(desk: Client) -> None:
    known = {"publisher": PublisherFactory(), "language": "en", "published": "2023-04-01"}
    source = SourceFactory(text=WORDS, **known)
    QuoteFactory(source=source)
    ClaimFactory()
    for page in (
        "sources/source/?kind__exact=letter&is_public__exact=0&language=en",
        f"sources/source/?publisher__id__exact={source.publisher_id}",
        "sources/source/?published_first__year=2023&published_first__month=4",
        "sources/revision/?worked_through=no&made_by__exact=typed",
        f"claims/quote/?language=en&claims=none&source__id__exact={source.pk}",
        "claims/claim/?without=both&topic=5&created_at__year=2023&set_aside=no",
        "claims/review/?state__exact=draft&reviewer__isnull=True",
        "claims/merge/?model=claims.claim&undone=no",
        "db/change/?model=claims.claim",
    ):
        assert desk.get(f"/admin/{page}").status_code == 200, page


DATES = {
    "sources/source": "published_first",
    "claims/quote": "source__published_last",
    "claims/review": "date_first",
    "claims/claim": "created_at",
    "claims/merge": "created_at",
}


@pytest.mark.parametrize(("page", "date"), DATES.items())
def test_dates_that_are_none_bring_the_list_back(page: str, date: str, desk: Client) -> None:
    for part, value in itertools.product(("year", "month", "day"), (HUGE, "9999", "-1", "x", "²")):
        for query in (f"{date}__{part}={value}", f"{date}__year=2023&{date}__{part}={value}"):
            assert answers(desk, f"/admin/{page}/?{query}") == 200, query


@pytest.mark.parametrize("key", ["x", HUGE, "-1", "²", "1,2", "1.5"])
def test_keys_that_are_none_leave_the_field_empty(key: str, desk: Client) -> None:
    for page in (
        f"claims/review/add/?claim={key}",
        f"claims/review/add/?reviewer={key}",
        f"claims/review/add/?supersedes={key}",
        f"claims/speaker/add/?publisher={key}",
        f"claims/claim/add/?quote={key}",
        f"claims/quote/add/?source={key}",
        f"claims/ratingscale/add/?publisher={key}",
        f"sources/source/add/?publisher={key}",
    ):
        assert answers(desk, f"/admin/{page}") == 200, page
    sent = {"claim": key, "reviewer": key, "publisher": key, "source": key, "into": key,
            "evidence": key, "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0",
            "memberships-0-role": "x", "memberships-0-organization": key,
            "appearances-TOTAL_FORMS": "1", "appearances-INITIAL_FORMS": "0",
            "appearances-0-quote": key}  # fmt: skip
    claim = ClaimFactory()
    for page in (
        "claims/review/add/", "claims/speaker/add/", "claims/ratingscale/add/", "claims/claim/add/",
        "sources/source/add/", f"claims/claim/{claim.pk}/evidence/",
    ):  # fmt: skip
        assert desk.post(f"/admin/{page}", sent).status_code == 200, page
    merge = f"/admin/claims/claim/{claim.pk}/merge/"
    assert signed_in("Editor").post(merge, sent).status_code == 200


def test_a_nul_in_an_address_is_named(desk: Client) -> None:
    for page in (
        "sources/source/?language=%00",
        "claims/quote/?kind__exact=a%00b",
        "claims/quote/?q=%00",
        "autocomplete/?app_label=claims&model_name=review&field_name=claim&term=%00",
        "claims/claim/quotes/?app_label=claims&model_name=appearance&field_name=quote&term=a%00b",
        "claims/claim/add/?text=a%00b",
        "claims/quote/?%00=a",
    ):
        answer = desk.get(f"/admin/{page}")
        assert answer.status_code == 400
        assert "holds a NUL: take that out." in said(answer)


def test_a_refused_address_is_told_on_a_page_of_the_admin(desk: Client) -> None:
    page = said(desk.get("/admin/sources/publisher/?name__regex=%5C"))
    assert "narrows the list down by what the list does not offer" in page
    assert 'href="/admin/"' in page
