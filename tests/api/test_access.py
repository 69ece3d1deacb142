"""Who may do what under /api/: docs/access.md says it, and nothing else goes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from drf_spectacular.generators import SchemaGenerator

from claimtrack.accounts.models import SCOPES, Token, User
from claimtrack.accounts.roles import ROLES
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EvidenceFactory,
    QuoteFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
)

from .walk import COLUMNS, METHODS, NOBODY_S, Endpoint, endpoints, table

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
ENDPOINTS = endpoints()
NO_ROLE = "no role"
SESSION = "session"


@cache
def documented() -> dict[str, tuple[str, ...]]:
    rows = re.findall(r"^\| `(\w+ /api/\S*)` \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    return {act: tuple(cells.split(" | ")) for act, cells in rows}


def test_the_table_has_every_act_as_its_view_declares_it() -> None:
    declared = table()
    gone = documented().items() - declared.items()
    missing = [
        f"| `{act}` | {' | '.join(cells)} |"
        for act, cells in declared.items() - documented().items()
    ]
    assert (sorted(act for act, _ in gone), sorted(missing)) == ([], [])
    assert list(documented()) == list(declared)
    assert f"| act | {' | '.join(COLUMNS)} |" in PAGE.read_text("utf-8")


def test_every_act_that_is_no_reading_one_declares_what_it_takes() -> None:
    undeclared = [
        f"{method} {endpoint}"
        for endpoint in ENDPOINTS
        for method, need in endpoint.acts().items()
        if need is None and method != "GET"
    ]
    assert undeclared == []


class Asking:
    """Somebody of a role, with a token of a scope, in a session, or not known at all."""

    def __init__(self, role: str, by: str = "") -> None:
        self.role, self.by = role, by
        self.client = _asking_as(User.objects.filter(username=role).first(), by)

    def may(self, act: str) -> bool:
        """Whether the table says that they may."""
        cell = documented()[act][COLUMNS.index(self.role)]
        if self.role == "anonymous" or cell == "–":
            return cell == "yes"
        scope = "edit" if self.by == SESSION else self.by
        return SCOPES.index(scope) >= SCOPES.index(cell)

    def ask(self, method: str, path: str, **headers: str) -> Any:
        body = {} if method == "GET" else {"data": "{}", "content_type": "application/json"}
        return getattr(self.client, method.lower())(path, headers=headers, **body)


@pytest.fixture
def everybody() -> list[Asking]:
    for role in (NO_ROLE, *ROLES):
        user = User.objects.create(username=role)
        user.groups.set(Group.objects.filter(name=role))
    known = [Asking(role, by) for role in (NO_ROLE, *ROLES) for by in (*SCOPES, SESSION)]
    return [Asking("anonymous"), *known]


FEW = (("anonymous", ""), (NO_ROLE, "read"), ("Editor", "edit"), ("Editor", SESSION))
"""Enough to see that a method is not there, which no role changes."""


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_every_cell(
    endpoint: Endpoint, everybody: list[Asking], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SchemaGenerator, "get_schema", lambda *_, **__: {})  # it takes a second
    few = [asking for asking in everybody if (asking.role, asking.by) in FEW]
    for method in METHODS:
        act = f"{method} {endpoint}"
        for asking in everybody if act in documented() else few:
            answer = asking.ask(method, endpoint.path())
            told = (act, asking.role, asking.by, answer.status_code)
            assert fits(answer, act, asking), told


def fits(answer: Any, act: str, asking: Asking) -> bool:
    if act not in documented():
        return is_refused(answer, 405)
    if asking.may(act):
        return answer.status_code < 500 and answer.status_code not in (401, 403, 405, 429)
    return is_refused(answer, 403 if asking.by else 401)


def is_refused(answer: Any, status: int) -> bool:
    """Whether it is refused so, in the one shape."""
    if answer.status_code != status:
        return False
    (error,) = answer.json()["errors"]
    challenged = status != 401 or answer["WWW-Authenticate"].startswith("Bearer ")
    return {*error} == {"code", "detail", "attr"} and challenged


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_a_token_that_is_none_and_a_form_that_is_none_are_refused(
    endpoint: Endpoint, client: Client
) -> None:
    path = endpoint.path()
    for method, _ in endpoint.actions:
        answer = client.generic(method, path, headers={"Authorization": "Bearer " + "0" * 67})
        assert is_refused(answer, 401)
        assert is_refused(client.generic(method, path, headers={"Accept": "text/csv"}), 406)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=str)
def test_head_and_options(endpoint: Endpoint, client: Client) -> None:
    methods = {method for method, _ in endpoint.actions}
    answer = client.options(endpoint.path())
    assert answer.status_code == 200
    allowed = set(answer["Allow"].split(", "))
    assert allowed - {"OPTIONS", "HEAD"} == methods
    assert ("HEAD" in allowed) == ("GET" in methods)
    if "GET" in methods and endpoint.route != "api/schema/":
        got, headed = client.get(endpoint.path()), client.head(endpoint.path())
        assert (headed.status_code, headed.content) == (got.status_code, b"")
        assert headed["Content-Type"] == got["Content-Type"]


HIDDEN = (
    SourceFactory, RevisionFactory, QuoteFactory, SpeakerFactory, ClaimFactory, AppearanceFactory,
    EvidenceFactory, ReviewFactory,
)  # fmt: skip
OF_ONE = [endpoint for endpoint in ENDPOINTS if "<uuid:" in endpoint.route]


@pytest.mark.parametrize("endpoint", OF_ONE, ids=str)
def test_a_hidden_record_answers_as_one_that_never_was(
    endpoint: Endpoint, everybody: list[Asking]
) -> None:
    hidden = [str(make().uid) for make in HIDDEN]
    blind = [asking for asking in everybody if asking.role in ("anonymous", NO_ROLE)]
    for method, _ in endpoint.actions:
        for asking in blind:
            never = bytes_of(asking, method, endpoint.path(NOBODY_S))
            for uid in hidden:
                assert bytes_of(asking, method, endpoint.path(uid)) == never


def bytes_of(asking: Asking, method: str, path: str) -> tuple[int, dict[str, str], bytes]:
    answer = asking.ask(method, path, **{"If-Match": '"1"'})
    assert answer.status_code in (401, 403, 404)
    return answer.status_code, dict(answer.headers), answer.content


@pytest.mark.parametrize("by", [*SCOPES, SESSION])
@pytest.mark.parametrize("role", [NO_ROLE, *ROLES])
def test_who_has_the_full_view(role: str, by: str, everybody: list[Asking]) -> None:
    quote = QuoteFactory()
    (asking,) = (each for each in everybody if (each.role, each.by) == (role, by))
    found = asking.client.get(f"/api/quotes/{quote.uid}/")
    assert found.status_code == (404 if role == NO_ROLE else 200)
    assert len(asking.client.get("/api/quotes/").json()["results"]) == (role != NO_ROLE)


def test_a_superuser_has_the_full_view_and_does_everything() -> None:
    asking = _asking_as(User.objects.create_superuser("root"), "edit")
    address = f"/api/quotes/{QuoteFactory().uid}/"
    assert asking.get(address).status_code == 200
    publishing = asking.post(f"{address}publish/", "{}", content_type="application/json")
    assert publishing.status_code == 428  # no version was named


@pytest.mark.parametrize("missing", ["claims.view_quote", "db.view_change"])
def test_who_lacks_one_of_a_reader_s_permissions_has_the_public_view(missing: str) -> None:
    app, name = missing.split(".")
    user = User.objects.create(username="ines")
    quote = QuoteFactory()
    for all_but in (True, False):
        group = Group.objects.create(name=f"all but one: {all_but}")
        held = Group.objects.get(name="Reader").permissions.all()
        if all_but:
            held = held.exclude(content_type__app_label=app, codename=name)
        group.permissions.set(held)
        user.groups.set([group])
        for by in ("read", SESSION):
            asking = _asking_as(user, by)
            expected = 404 if all_but else 200
            assert asking.get(f"/api/quotes/{quote.uid}/").status_code == expected
    one = Permission.objects.get(content_type__app_label=app, codename=name)
    user.groups.set(Group.objects.filter(name="all but one: True"))
    user.user_permissions.add(one)  # the rest by a group, this one himself
    assert _asking_as(user, "read").get(f"/api/quotes/{quote.uid}/").status_code == 200


def _asking_as(user: User | None, by: str) -> Client:
    client = Client()
    if by == SESSION:
        client.force_login(user)
    elif by:
        _token, text = Token.objects.create(user, scope=by)
        client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {text}"
    return client


def test_a_session_changes_nothing_without_the_csrf_token() -> None:
    client = Client(enforce_csrf_checks=True)
    user = User.objects.create(username="ines")
    user.groups.set(Group.objects.filter(name="Editor"))
    client.force_login(user)
    topic = {"data": '{"name": "harbour"}', "content_type": "application/json"}
    refused = client.post("/api/topics/", **topic)
    assert refused.status_code == 403
    assert "CSRF" in refused.json()["errors"][0]["detail"]
    client.get("/admin/login/?next=/")
    client.get("/admin/password_change/")  # a form, which sets the cookie
    token = client.cookies["csrftoken"].value
    assert client.post("/api/topics/", headers={"X-CSRFToken": token}, **topic).status_code == 201
