"""Lists are walked by cursor, in both directions, each record once."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from rest_framework.test import APIRequestFactory

from claimtrack.rest.pagination import LARGEST, SMALLEST, Cursor, key_field
from claimtrack.rest.views import RecordViewSet
from sources.models import Publisher, Source

User = get_user_model()


class UserViewSet(RecordViewSet):
    records = staticmethod(lambda full: User.objects.all())
    rows = staticmethod(lambda users, full: users.values("id"))
    dressed = staticmethod(lambda rows, full: rows)


USERS = UserViewSet.as_view({"get": "list"})


def fetch(address: str) -> Any:
    return USERS(APIRequestFactory().get(address)).data


def ids(page: Any) -> list[int]:
    return [row["id"] for row in page["results"]]


@pytest.fixture
def seven(db: None) -> list[int]:
    """Seven users, newest first."""
    made = [User.objects.create(username=f"user{n}").pk for n in range(7)]
    return made[::-1]


def test_forward_and_back_again(seven: list[int]) -> None:
    first = fetch("/?limit=3")
    second = fetch(first["next"])
    third = fetch(second["next"])
    assert [*ids(first), *ids(second), *ids(third)] == seven
    assert first["previous"] is None
    assert third["next"] is None
    back = fetch(third["previous"])
    assert ids(back) == ids(second)
    assert ids(fetch(back["previous"])) == ids(first)
    assert ids(fetch(back["next"])) == ids(third)


def test_first_page_reached_backwards_has_no_previous(seven: list[int]) -> None:
    second = fetch(fetch("/?limit=3")["next"])
    assert fetch(second["previous"])["previous"] is None


def test_other_parameters_stay_in_the_links(seven: list[int]) -> None:
    assert "limit=3" in fetch("/?limit=3&count=1")["next"]
    assert "count=1" in fetch("/?limit=3&count=1")["next"]


def test_past_the_end_leads_back(seven: list[int]) -> None:
    beyond = fetch(f"/?limit=3&cursor={seven[-1]}")
    assert ids(beyond) == []
    assert beyond["next"] is None
    assert ids(fetch(beyond["previous"])) == seven[-3:]


def test_before_the_beginning_leads_on(seven: list[int]) -> None:
    before = fetch(f"/?limit=3&cursor=b{seven[0]}")
    assert ids(before) == []
    assert before["previous"] is None
    assert ids(fetch(before["next"])) == seven[:3]


def test_whole_list_on_one_page_has_no_links(seven: list[int]) -> None:
    page = fetch("/?limit=7")
    assert (page["next"], page["previous"]) == (None, None)


@pytest.mark.parametrize(
    "cursor", ["x", "1.5", "bb1", "--1", "1b", "%00", "٣", str(2**63), "9" * 400]
)
def test_malformed_cursor_is_named(db: None, cursor: str) -> None:
    answer = USERS(APIRequestFactory().get(f"/?cursor={cursor}"))
    assert answer.status_code == 400
    assert answer.data["type"] == "validation_error"
    assert [error["attr"] for error in answer.data["errors"]] == ["cursor"]


@pytest.mark.parametrize("size", ["0", "501", "-1", "many", "1e2"])
def test_bad_page_size_is_named(db: None, size: str) -> None:
    answer = USERS(APIRequestFactory().get(f"/?limit={size}"))
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.data["errors"]] == ["limit"]


@pytest.mark.parametrize("key", [0, 1, -1, SMALLEST, LARGEST])
@pytest.mark.parametrize("back", [False, True])
def test_cursor_survives_writing_and_reading(key: int, back: bool) -> None:
    assert Cursor.parse(str(Cursor(key, back))) == Cursor(key, back)


@pytest.mark.parametrize("cursor", ["0", "b0", SMALLEST, f"b{SMALLEST}", LARGEST, f"b{LARGEST}"])
def test_any_integer_is_a_place(seven: list[int], cursor: str) -> None:
    assert set(ids(fetch(f"/?cursor={cursor}"))) in (set(), set(seven))


def test_key_is_the_sort_key_where_there_is_one() -> None:
    assert key_field(Source) == "sort_key"
    assert key_field(Publisher) == "id"
