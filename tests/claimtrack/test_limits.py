"""One client's requests do not take all there is, and a client is who it is, not who it says."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory

from claimtrack.accounts.addresses import client_address
from claimtrack.accounts.logins import TooManyLogins, counted_login
from claimtrack.accounts.models import LoginCount, Token, User
from claimtrack.rest import throttling
from tests.record.raw import on


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """Set the clock, with three requests a minute to send."""
    settings.REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr(throttling, "counter", throttling.Counter())

    def now(seconds: float) -> None:
        monkeypatch.setattr(throttling.time, "time", lambda: seconds)

    now(600)
    return now


def statuses(client: Client, count: int, **meta: Any) -> list[int]:
    return [client.get("/api/topics/", **meta).status_code for _ in range(count)]


@pytest.mark.django_db
class TestRequests:
    def test_beyond_the_limit_until_the_minute_is_over(self, client: Client, at: Any) -> None:
        at(615.2)
        assert statuses(client, 4) == [200, 200, 200, 429]
        answer = client.get("/api/topics/")
        (error,) = answer.json()["errors"]
        assert (error["code"], answer["Retry-After"]) == ("throttled", "45")
        assert error["detail"] == "Too many requests: send the next one in 45 seconds."
        at(659.9)
        assert client.get("/api/topics/")["Retry-After"] == "1"
        at(660)
        assert statuses(client, 1) == [200]

    def test_each_address_and_each_user_for_itself(self, client: Client, at: Any) -> None:
        assert statuses(client, 4)[-1] == 429
        assert statuses(client, 1, REMOTE_ADDR="192.0.2.1") == [200]
        texts = [Token.objects.make(User.objects.create_user(name))[1] for name in ("i", "o")]
        for text in texts:
            meta = {"headers": {"Authorization": f"Bearer {text}"}}
            assert statuses(client, 4, **meta) == [200, 200, 200, 429]

    def test_each_process_allows_its_share(self, client: Client, at: Any, settings: Any) -> None:
        settings.REQUESTS_PER_MINUTE, settings.WORKERS = 9, 4
        assert statuses(client, 3) == [200, 200, 429]

    def test_the_same_network_of_64_bits(self, client: Client, at: Any) -> None:
        for number in range(3):
            assert statuses(client, 1, REMOTE_ADDR=f"2001:db8:1:1::{number}") == [200]
        assert statuses(client, 1, REMOTE_ADDR="2001:db8:1:1:f::9") == [429]
        assert statuses(client, 1, REMOTE_ADDR="2001:db8:1:2::9") == [200]

    def test_no_more_clients_than_fit(
        self, client: Client, at: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(throttling, "MOST_CLIENTS", 2)
        for number in range(9):
            client.get("/api/topics/", REMOTE_ADDR=f"192.0.2.{number}")
        assert len(throttling.counter.counts) == 3  # and one for all the others

    def test_no_limit(self, client: Client, at: Any, settings: Any) -> None:
        settings.REQUESTS_PER_MINUTE = 0
        assert set(statuses(client, 5)) == {200}


PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8:f::/48")]


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "client"),
    [
        ([], "192.0.2.1", "198.51.100.9", "192.0.2.1"),
        (PROXIES, "192.0.2.1", "198.51.100.9", "192.0.2.1"),
        (PROXIES, "10.1.1.1", "198.51.100.9", "198.51.100.9"),
        (PROXIES, "10.1.1.1", "1.1.1.1, 198.51.100.9", "198.51.100.9"),
        (PROXIES, "10.1.1.1", "1.1.1.1, 198.51.100.9, 10.2.2.2", "198.51.100.9"),
        (PROXIES, "10.1.1.1", "198.51.100.9:4711", "198.51.100.9"),
        (PROXIES, "10.1.1.1", "[2001:db8:2::9]:4711", "2001:db8:2::/64"),
        (PROXIES, "2001:db8:f::1", "198.51.100.9", "198.51.100.9"),
        (PROXIES, "10.1.1.1", "", "10.1.1.1"),
        (PROXIES, "10.1.1.1", "unknown", "unknown"),
        (PROXIES, "", "198.51.100.9", "unix"),
        (["unix"], "", "198.51.100.9", "198.51.100.9"),
        ([], "::ffff:192.0.2.1", "", "192.0.2.1"),
    ],
)
def test_the_address_of_a_client(
    settings: Any, proxies: list[Any], remote: str, forwarded: str, client: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    meta = {"REMOTE_ADDR": remote} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert client_address(RequestFactory().get("/", **meta)) == client


@pytest.mark.django_db(transaction=True)
@on("postgresql")
def test_trying_at_once_gives_no_more_tries(settings: Any) -> None:
    settings.LOGINS_PER_ACCOUNT, settings.LOGINS_PER_ADDRESS = 3, 100

    def fail(number: int) -> bool:
        request = RequestFactory().post("/", REMOTE_ADDR=f"192.0.2.{number % 3}")
        request.user = AnonymousUser()
        try:
            with counted_login(request, "ines"):
                raise PermissionError
        except TooManyLogins:
            return False
        except PermissionError:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(fail, range(24))) == 3
    assert sorted(LoginCount.objects.values_list("count", flat=True)) == [8, 8, 8, 24]
