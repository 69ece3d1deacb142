"""A program's token is shown once, kept as a hash, and can do no more than read by default."""

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.test import Client
from knox.auth import TokenAuthentication

from claimtrack.accounts.models import Token

pytestmark = pytest.mark.django_db


def test_a_token_reads_and_expires_by_default() -> None:
    user = get_user_model().objects.create_user("ines")
    token, secret = Token.objects.create(user, name="the CMS")
    assert token.scope == Token.Scope.READ
    assert token.expiry is not None
    assert secret not in (token.digest, token.token_key)
    assert TokenAuthentication().authenticate_credentials(secret.encode()) == (user, token)


def test_unknown_scope_is_refused_by_the_database() -> None:
    user = get_user_model().objects.create_user("ines")
    with pytest.raises(IntegrityError):
        Token.objects.create(user, scope="everything")


def test_the_admin_shows_it_once(client: Client) -> None:
    user = get_user_model().objects.create_superuser("ines", password="a long word")
    client.force_login(user)
    form = {"user": user.pk, "name": "the CMS", "scope": "annotate", "expiry_0": "", "expiry_1": ""}
    answer = client.post("/admin/accounts/token/add/", form, follow=True)
    (message,) = [str(m) for m in answer.context["messages"] if "shown this once" in str(m)]
    secret = message.rsplit(" ", 1)[1]
    _, token = TokenAuthentication().authenticate_credentials(secret.encode())
    assert (token.name, token.scope) == ("the CMS", "annotate")
    page = client.get(f"/admin/accounts/token/{token.pk}/change/")
    assert secret not in page.content.decode()
