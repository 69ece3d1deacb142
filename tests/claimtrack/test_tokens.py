"""A program's token is shown once, kept as a hash, and can do no more than read by default."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory
from django.utils import timezone

from claimtrack.accounts.authentication import TokenAuthentication
from claimtrack.accounts.models import Token, User

pytestmark = pytest.mark.django_db


def test_a_token_reads_and_expires_by_default() -> None:
    user = User.objects.create_user("ines")
    token, secret = Token.objects.create(user, name="the CMS")
    assert token.scope == Token.Scope.READ
    assert token.expiry is not None
    assert secret not in (token.digest, token.token_key)
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {secret}"})
    assert TokenAuthentication().authenticate(request) == (user, token)


def test_unknown_scope_is_refused_by_the_database() -> None:
    user = User.objects.create_user("ines")
    with pytest.raises(IntegrityError):
        Token.objects.create(user, scope="everything")


def test_it_is_never_wider_than_its_user() -> None:
    user = User.objects.create_user("ines")
    for scope in ("annotate", "edit"):
        with pytest.raises(ValidationError, match="takes all permissions of an"):
            Token.objects.make(user, scope=scope)
    user = User.objects.create_user("omar")
    user.groups.set(Group.objects.filter(name="Annotator"))
    assert Token.objects.make(user, scope="annotate")[0].scope == "annotate"
    with pytest.raises(ValidationError, match="permissions of an Editor"):
        Token.objects.make(user, scope="edit")


def test_it_ends_within_a_year() -> None:
    user = User.objects.create_user("ines")
    token, _text = Token.objects.make(user, days=366)
    assert token.expiry - timezone.now() < timedelta(days=366)
    for days in (0, -1, 367):
        with pytest.raises(ValidationError, match="days must be from 1 to 366"):
            Token.objects.make(user, days=days)


def test_there_are_no_more_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.accounts.models.MOST_TOKENS", 2)
    user = User.objects.create_user("ines")
    first, _text = Token.objects.make(user)
    Token.objects.make(user)
    with pytest.raises(ValidationError, match="revoke one first"):
        Token.objects.make(user)
    Token.objects.filter(pk=first.pk).update(expiry=timezone.now())
    Token.objects.make(user)  # the one that has expired is taken away
    assert not Token.objects.filter(pk=first.pk).exists()
