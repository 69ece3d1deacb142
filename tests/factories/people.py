"""Those who work at the desk."""

from __future__ import annotations

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claimtrack.accounts.models import LoginCount, Token, User


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")


class TokenFactory(DjangoModelFactory):
    class Meta:
        model = Token

    user = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[Token], *args: Any, **kwargs: Any) -> Token:
        token: Token = model_class.objects.create(*args, **kwargs)[0]
        return token


class LoginCountFactory(DjangoModelFactory):
    class Meta:
        model = LoginCount

    key = factory.Sequence(lambda n: f"{n:064x}")
    since = factory.LazyFunction(timezone.now)
