"""People make and revoke their own tokens in the admin, and see no one else's."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from claimtrack.accounts.models import Token, User

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/token/"


def staff(role: str) -> User:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    return user


@pytest.fixture
def annotator() -> User:
    return staff("Annotator")


def make(client: Client, **form: Any) -> Any:
    return client.post(f"{LIST}add/", {"name": "the CMS", "scope": "read", "days": 30} | form)


def test_it_is_shown_once(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    answer = make(client, scope="annotate")
    (text,) = set(re.findall(r"ct_[0-9a-f]{64}", answer.content.decode()))
    assert "no-store" in answer["Cache-Control"]
    (token,) = Token.objects.all()
    assert (token.user, token.name, token.scope) == (annotator, "the CMS", "annotate")
    asked = Client().get("/api/tokens/", headers={"Authorization": f"Bearer {text}"})
    assert asked.status_code == 200
    for page in (LIST, f"{LIST}{token.pk}/change/", f"{LIST}{token.pk}/history/"):
        answer = client.get(page)
        assert answer.status_code == 200
        assert text not in answer.content.decode()
    assert text not in str(dict(client.session)) + str(client.cookies)


def test_only_scopes_that_the_user_may_have(client: Client, annotator: User) -> None:
    client.force_login(annotator)
    page = client.get(f"{LIST}add/").content.decode()
    assert re.findall(r'<option value="(\w+)"', page) == ["read", "annotate"]
    assert "Select a valid choice" in make(client, scope="edit").content.decode()
    assert not Token.objects.exists()


@pytest.mark.parametrize("days", ["0", "367", "", "x", "99999999999999999999"])
def test_days_that_are_none(client: Client, annotator: User, days: str) -> None:
    client.force_login(annotator)
    assert make(client, days=days).context["adminform"].form.errors["days"]
    assert not Token.objects.exists()


def test_another_s_token_is_as_one_that_never_was(client: Client, annotator: User) -> None:
    token, _text = Token.objects.make(staff("Editor"), name="the bot")
    client.force_login(annotator)
    assert "the bot" not in client.get(LIST).content.decode()
    for page in ("change", "delete"):
        answers = [client.get(f"{LIST}{pk}/{page}/", follow=True) for pk in (token.pk, "f" * 128)]
        assert all(answer.redirect_chain for answer in answers)
    client.post(f"{LIST}{token.pk}/delete/", {"post": "yes"})
    client.post(LIST, {"action": "delete_selected", "_selected_action": token.pk, "post": "yes"})
    assert Token.objects.filter(pk=token.pk).exists()


@pytest.mark.parametrize("by", ["page", "action"])
@pytest.mark.parametrize("who", ["owner", "superuser"])
def test_revoking(client: Client, annotator: User, who: str, by: str) -> None:
    token, text = Token.objects.make(annotator)
    client.force_login(annotator if who == "owner" else User.objects.create_superuser("root"))
    if by == "page":
        client.post(f"{LIST}{token.pk}/delete/", {"post": "yes"})
    else:
        form = {"action": "delete_selected", "_selected_action": token.pk, "post": "yes"}
        client.post(LIST, form)
    assert not Token.objects.exists()
    asked = Client().get("/api/quotes/", headers={"Authorization": f"Bearer {text}"})
    assert asked.status_code == 401


def test_a_superuser_sees_everybody_s(client: Client, annotator: User) -> None:
    Token.objects.make(annotator, name="the bot")
    client.force_login(User.objects.create_superuser("root"))
    page = client.get(LIST).content.decode()
    assert "the bot" in page
    assert "annotator" in page


def test_nothing_of_a_token_is_changed(client: Client, annotator: User) -> None:
    token, _text = Token.objects.make(annotator)
    client.force_login(annotator)
    answer = client.post(f"{LIST}{token.pk}/change/", {"scope": "edit", "name": "x", "days": 3})
    assert answer.status_code == 403
    assert Token.objects.get().scope == "read"
