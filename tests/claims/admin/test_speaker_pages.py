"""A speaker's page: offices from and to, put right in their rows under the version guard."""

import pytest
from django.test import Client

from claims.models import Membership
from tests.claims.admin.roles import form_of, queries_of, said, signed_in
from tests.factories import AttributionFactory, MembershipFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


def page_of(speaker) -> str:
    return f"/admin/claims/speaker/{speaker.pk}/change/"


@pytest.fixture
def annotator() -> Client:
    return signed_in("Annotator")


@pytest.fixture
def office() -> Membership:
    return MembershipFactory(role="mayor", since="2021")


def test_office_is_put_right_in_its_row(annotator: Client, office: Membership) -> None:
    AttributionFactory(speaker=office.speaker, capacity=office)
    page = said(annotator.get(page_of(office.speaker)))
    assert "it stays with this speaker, and is not deleted" in page
    assert str(office.organization) in page
    assert '<td class="field-quotes">' in page
    changed = {"memberships-0-until": "2024-05", "memberships-0-role": "lord mayor"}
    sent = form_of(annotator, page_of(office.speaker), reason="She left.", **changed)
    assert annotator.post(page_of(office.speaker), sent).status_code == 302
    organization = office.organization
    office.refresh_from_db()
    assert (office.role, office.since, office.until) == ("lord mayor", "2021", "2024-05")
    assert office.until_last.isoformat() == "2024-05-31"
    assert office.organization == organization
    assert office.history.first().history_change_reason == "She left."
    assert "DELETE" not in page


def test_date_that_is_none_is_said_in_a_sentence(annotator: Client, office: Membership) -> None:
    sent = form_of(annotator, page_of(office.speaker), **{"memberships-0-until": "in spring"})
    assert "in spring" in said(annotator.post(page_of(office.speaker), sent))
    office.refresh_from_db()
    assert office.until == ""


def test_second_of_two_is_told_and_loses_nothing(annotator: Client, office: Membership) -> None:
    sent = form_of(annotator, page_of(office.speaker), **{"memberships-0-until": "2024-05"})
    office.until = "2023"
    office.save()
    page = said(annotator.post(page_of(office.speaker), sent))
    assert "changed this record while you had it open" in page
    assert 'value="2024-05"' in page
    office.refresh_from_db()
    assert office.until == "2023"


def test_new_office_is_a_new_row(annotator: Client, office: Membership) -> None:
    party = SpeakerFactory(kind="organization")
    new = {
        "memberships-TOTAL_FORMS": "2",
        "memberships-1-role": "member",
        "memberships-1-organization": str(party.pk),
        "memberships-1-since": "2024",
    }
    sent = form_of(annotator, page_of(office.speaker), **new)
    assert annotator.post(page_of(office.speaker), sent).status_code == 302
    roles = office.speaker.memberships.values_list("role", flat=True)
    assert list(roles) == ["mayor", "member"]


def test_reader_sees_offices_and_changes_none(office: Membership) -> None:
    page = said(signed_in("Reader").get(page_of(office.speaker)))
    assert "mayor" in page
    assert "memberships-0-role" not in page
    assert "put right" not in page


def test_what_is_not_there_takes_one_line() -> None:
    page = said(signed_in("Reader").get(page_of(SpeakerFactory())))
    assert "<b>Offices, parties, memberships</b>: none." in page
    assert "<table" not in page


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow(count: int) -> None:
    speaker = SpeakerFactory()
    for _ in range(count):
        AttributionFactory(speaker=speaker, capacity=MembershipFactory(speaker=speaker))
        MembershipFactory(speaker=SpeakerFactory(), organization=speaker)
    assert queries_of(signed_in(), page_of(speaker)) == 9
