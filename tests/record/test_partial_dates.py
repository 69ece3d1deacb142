"""A partial date is kept as it was written, with the days that it covers beside it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from claimtrack.db.dates import Period, period
from tests.factories import MembershipFactory, SourceFactory

from .raw import rows

COVERED = {
    "2023": (date(2023, 1, 1), date(2023, 12, 31)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "2023-04-27": (date(2023, 4, 27), date(2023, 4, 27)),
    "2023-04-27~": (date(2023, 4, 27), date(2023, 4, 27)),
    "2023?": (date(2023, 1, 1), date(2023, 12, 31)),
    "../2023-04-27": (None, date(2023, 4, 27)),
    "2023-04-27/..": (date(2023, 4, 27), None),
    "2023-04/2023-06": (date(2023, 4, 1), date(2023, 6, 30)),
    "0001": (date(1, 1, 1), date(1, 12, 31)),
    "": (None, None),
}
UNREADABLE = [
    "yesterday",
    "27.4.2023",
    "2023-13",
    "2023-02-30",
    "2023-06/2023-04",
    "../..",
    "/",
    " ",
]


@pytest.mark.parametrize(("written", "covered"), COVERED.items(), ids=str)
def test_covers_its_days(written, covered):
    assert period(written) == Period(*covered)


@pytest.mark.parametrize("written", UNREADABLE)
def test_what_is_no_date_is_refused_with_what_would_be_right(written):
    with pytest.raises(ValueError, match=r"2023-04-27|ends before it begins"):
        period(written)


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "covered"), COVERED.items(), ids=str)
def test_is_stored_as_written_with_its_days(written, covered):
    source = SourceFactory(published=written)
    source.refresh_from_db()
    assert (source.published, source.published_first, source.published_last) == (written, *covered)


@pytest.mark.django_db
def test_its_days_follow_it_when_it_alone_is_saved():
    membership = MembershipFactory(since="2021")
    membership.since = "2022-03"
    membership.save()
    found = rows("SELECT since, since_first, since_last FROM claims_membership")
    assert [tuple(map(str, row)) for row in found] == [("2022-03", "2022-03-01", "2022-03-31")]


@pytest.mark.django_db
def test_what_is_no_date_is_not_saved():
    with pytest.raises(ValidationError, match="is not a date"):
        SourceFactory(published="yesterday")


@pytest.mark.django_db
def test_the_days_go_with_update_fields():
    source = SourceFactory(published="2021")
    source.published = "2022"
    source.save(update_fields=["published"])
    source.refresh_from_db()
    assert source.published_last == date(2022, 12, 31)


@pytest.mark.django_db
def test_the_days_go_with_an_update_of_many():
    source = SourceFactory(published="2021")
    type(source).objects.update(published="2022")
    source.refresh_from_db()
    assert source.published_last == date(2022, 12, 31)
