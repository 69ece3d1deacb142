"""Tokens by the API: made by logging in, sent, listed, revoked, and refused where they are none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from knox.settings import knox_settings

from claimtrack.accounts.models import LoginCount, Token, User

from .schema import check

pytestmark = pytest.mark.django_db

WORD = "harbour-mole-lantern"


@pytest.fixture
def ines() -> User:
    user = User.objects.create_user("ines", password=WORD)
    user.groups.set(Group.objects.filter(name="Annotator"))
    return user


def log_in(client: Client, **more: Any) -> Any:
    body = {"username": "ines", "password": WORD} | more
    return client.post("/api/tokens/", body, content_type="application/json")


def bearing(text: str, scheme: str = "Bearer") -> dict[str, str]:
    return {"Authorization": f"{scheme} {text}"}


def sentence(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.content
    (error,) = answer.json()["errors"]
    return str(error["detail"])


def test_logging_in_gives_a_token_once(client: Client, ines: User) -> None:
    answer = log_in(client, name="the notebook", scope="annotate", days=30)
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    made = answer.json()
    assert made["token"].startswith(made["prefix"])
    (token,) = Token.objects.all()
    assert (token.user, token.name, token.scope) == (ines, "the notebook", "annotate")
    assert timedelta(29) < token.expiry - timezone.now() < timedelta(30)
    check("/api/tokens/", made, "201", "post")
    answer = client.get("/api/tokens/", headers=bearing(made["token"])).json()
    check("/api/tokens/", answer)
    listed = answer["results"]
    assert listed == [{name: made[name] for name in made if name != "token"}]
    assert token.digest not in str(listed)
    ines.refresh_from_db()
    assert ines.last_login is not None


def test_a_token_only_reads_and_lasts_as_long_as_the_settings_say(
    client: Client, ines: User
) -> None:
    made = log_in(client).json()
    assert made["scope"] == "read"
    (token,) = Token.objects.all()
    assert abs(token.expiry - timezone.now() - knox_settings.TOKEN_TTL) < timedelta(minutes=1)
    topic = client.post(
        "/api/topics/",
        {"name": "harbour"},
        content_type="application/json",
        headers=bearing(made["token"]),
    )
    assert "has the scope read" in sentence(topic, 403)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scope", "edit"),
        ("scope", "everything"),
        ("scope", ["read"]),
        ("days", 0),
        ("days", 367),
        ("days", 2**70),
        ("days", True),
        ("name", "x" * 101),
        ("name", "a\0b"),
        ("colour", "red"),
    ],
)
def test_what_a_token_cannot_be(client: Client, ines: User, field: str, value: Any) -> None:
    answer = log_in(client, **{field: value})
    assert sentence(answer, 400)
    assert field in (answer.json()["errors"][0]["attr"] or "days")
    assert not Token.objects.exists()


@pytest.mark.parametrize("name", ["ines", "nobody", "INES", "x" * 150])
def test_a_wrong_password_tells_nothing_of_the_account(
    client: Client, ines: User, name: str
) -> None:
    answer = log_in(client, username=name, password="a wrong one")
    assert sentence(answer, 401) == "The username or the password is not right."
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_who_may_not_sign_in_gets_none(client: Client, ines: User) -> None:
    User.objects.update(is_active=False)
    assert sentence(log_in(client), 401) == "The username or the password is not right."


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "Token", "TOKEN"])
def test_it_is_sent_as_bearer_or_token(client: Client, ines: User, scheme: str) -> None:
    _token, text = Token.objects.make(ines)
    assert client.get("/api/tokens/", headers=bearing(text, scheme)).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        "Bearer ct_{other}",
        "Bearer {text}0",
        "Bearer {text} ",
        "Bearer {text} {text}",
        "Bearer {cut}",
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "Bearer é",
        "Bearer a\0{text}",
        "Basic {text}",
        "{text}",
        "",
        "Bearer " + "9" * 100_000,
    ],
)
def test_what_is_no_token_is_never_taken_for_nobody_s(
    client: Client, ines: User, header: str
) -> None:
    _token, text = Token.objects.make(ines)
    sent = header.format(text=text, cut=text[:-1], other="0" * 64)
    answer = client.get("/api/quotes/", headers={"Authorization": sent})
    if sent.strip() == f"Bearer {text}":
        assert answer.status_code == 200
        return
    assert sentence(answer, 401)
    assert answer["WWW-Authenticate"] == 'Bearer realm="claimtrack"'


def test_why_one_is_refused(client: Client, ines: User) -> None:
    token, text = Token.objects.make(ines)

    def asked() -> Any:
        return client.get("/api/quotes/", headers=bearing(text))

    Token.objects.update(expiry=timezone.now())
    assert sentence(asked(), 401) == "This token has expired: make a new one."
    assert Token.objects.exists()  # reading writes nothing
    Token.objects.update(expiry=None)
    assert "expired" in sentence(asked(), 401)
    Token.objects.update(expiry=timezone.now() + timedelta(1))
    User.objects.update(is_active=False)
    assert "may not sign in" in sentence(asked(), 401)
    token.delete()
    assert sentence(asked(), 401) == "This token is unknown, or has been revoked."


def test_two_tokens_that_begin_alike(client: Client, ines: User) -> None:
    texts = [Token.objects.make(ines, name=name)[1] for name in ("one", "two")]
    Token.objects.update(token_key=texts[0][:15])
    assert client.get("/api/tokens/", headers=bearing(texts[0])).status_code == 200
    assert client.get("/api/tokens/", headers=bearing(texts[1])).status_code == 401


def test_a_token_costs_one_statement(client: Client, ines: User) -> None:
    _token, text = Token.objects.make(ines)
    counts = []
    for headers in ({}, bearing(text)):
        client.get("/api/topics/", headers=headers)
        with CaptureQueriesContext(connection) as made:
            client.get("/api/topics/", headers=headers)
        counts.append(len(made))
        # Of a prepared statement PostgreSQL's driver does not say the words.
        assert all((each["sql"] or "SELECT").startswith("SELECT") for each in made)
    assert counts[1] == counts[0] + 1


def test_revoking(client: Client, ines: User) -> None:
    (first, text), (second, _), (wider, _) = (
        Token.objects.make(ines, scope=scope) for scope in ("read", "read", "annotate")
    )
    other = Token.objects.make(User.objects.create_user("omar"))[0]

    def delete(name: str) -> Any:
        return client.delete(f"/api/tokens/{name}/", headers=bearing(text))

    assert sentence(delete(other.token_key), 404) == sentence(delete("ct_none"), 404)
    assert "scope annotate" in sentence(delete(wider.token_key), 403)
    assert delete(second.token_key).status_code == 204
    assert set(Token.objects.values_list("pk", flat=True)) == {first.pk, wider.pk, other.pk}
    assert delete("current").status_code == 204
    assert delete("current").status_code == 401
    assert not Token.objects.filter(pk=first.pk).exists()


def test_a_session_has_no_current_token(client: Client, ines: User) -> None:
    token, _text = Token.objects.make(ines, scope="annotate")
    client.force_login(ines)
    assert "no token" in sentence(client.delete("/api/tokens/current/"), 404)
    assert client.delete(f"/api/tokens/{token.token_key}/").status_code == 204


class TestLimits:
    @pytest.fixture(autouse=True)
    def limits(self, settings: Any) -> None:
        settings.LOGINS_PER_ACCOUNT, settings.LOGINS_PER_ADDRESS = 2, 5

    @pytest.mark.parametrize("name", ["ines", "nobody"])
    def test_by_account_whether_there_is_one_or_not(
        self, client: Client, ines: User, name: str
    ) -> None:
        for _ in range(2):
            assert log_in(client, username=name, password="wrong").status_code == 401
        answer = log_in(client, username=name.upper())  # counted as the same
        assert sentence(answer, 429) == "Too many logins have failed: try again in 15 minutes."
        assert 14 * 60 < int(answer["Retry-After"]) <= 15 * 60
        assert log_in(client, username=name).status_code == 429

    def test_by_address(self, client: Client, ines: User) -> None:
        for number in range(5):
            assert log_in(client, username=f"u{number}").status_code == 401
        assert log_in(client).status_code == 429
        there = client.post(
            "/api/tokens/",
            {"username": "ines", "password": WORD},
            content_type="application/json",
            REMOTE_ADDR="192.0.2.7",
        )
        assert there.status_code == 201

    def test_a_login_that_goes_through_is_not_counted(self, client: Client, ines: User) -> None:
        assert log_in(client, password="wrong").status_code == 401
        for _ in range(7):
            assert log_in(client).status_code == 201
        assert log_in(client, password="wrong").status_code == 401
        assert log_in(client).status_code == 429

    def test_a_quarter_of_an_hour_later(self, client: Client, ines: User) -> None:
        for _ in range(3):
            log_in(client, password="wrong")
        log_in(client, username="omar")
        LoginCount.objects.update(since=timezone.now() - timedelta(minutes=15))
        assert log_in(client).status_code == 201
        assert set(LoginCount.objects.values_list("count", flat=True)) == {0}  # the rest is gone

    def test_no_name_is_kept(self, client: Client) -> None:
        log_in(client, username="my-secret-word")
        assert "secret" not in str(LoginCount.objects.values_list())

    def test_no_limit(self, client: Client, settings: Any) -> None:
        settings.LOGINS_PER_ACCOUNT = settings.LOGINS_PER_ADDRESS = 0
        for _ in range(6):
            assert log_in(client).status_code == 401
        assert not LoginCount.objects.exists()

    def test_the_admin_s_form_counts_together_with_it(self, client: Client, ines: User) -> None:
        form = {"username": "ines", "password": "wrong", "next": "/admin/"}
        assert client.post("/admin/login/", form).status_code == 200
        assert log_in(client, password="wrong").status_code == 401
        page = client.post("/admin/login/", form | {"password": WORD})
        assert page.status_code == 429
        assert int(page["Retry-After"]) > 0
        assert "Too many logins have failed" in page.content.decode()
        assert "_auth_user_id" not in client.session
