"""Who asks through the API: a program with a token, or a person signed in to the admin."""

from __future__ import annotations

import re
from hmac import compare_digest
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claimtrack.db.compiled import compiled
from claimtrack.db.rows import Row, under

from .holding import reader_keys, sees_all_of_the_record, with_what_is_held
from .models import Token, User

SCHEMES = ("bearer", "token")
_KEY = re.compile(r"[\w.~+/=-]{16,200}", re.ASCII)
TOKEN_COLUMNS = tuple(field.attname for field in Token._meta.concrete_fields)
USER_COLUMNS = ("id", "is_superuser", "username", "is_staff", "is_active")
"""What is read of a user at once, in the order of the model; the rest where somebody asks."""


@compiled
def _tokens(token_key: Any, *, keys: tuple[int, ...]) -> QuerySet[Any]:
    """Tokens that begin so, each with its user and what this one holds."""
    rows = with_what_is_held(Token.objects.filter(token_key=token_key).order_by(), "user", keys)
    return rows.values(*TOKEN_COLUMNS, "by_groups", "by_himself", *under("user", *USER_COLUMNS))


class TokenAuthentication(BaseAuthentication):
    """By the header Authorization: Bearer and a token. Reads the database once, writes nothing.

    A header that names no valid token is refused (401), never taken for an anonymous reader's.
    """

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        header = request.META.get("HTTP_AUTHORIZATION")
        if header is None:
            return None
        scheme, _space, key = header.strip().partition(" ")
        if scheme.lower() not in SCHEMES:
            raise AuthenticationFailed("Authorization must be Bearer and a token.")
        if not _KEY.fullmatch(key):
            raise AuthenticationFailed("What stands after Bearer in Authorization is no token.")
        row = self._row(key)
        if row is None:
            raise AuthenticationFailed("This token is unknown, or has been revoked.")
        if row["expiry"] is None or row["expiry"] <= timezone.now():
            raise AuthenticationFailed("This token has expired: make a new one.")
        if not row["user"]["is_active"]:
            raise AuthenticationFailed("The user of this token may not sign in any more.")
        return _user_and_token(row)

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="claimtrack"'

    def _row(self, key: str) -> Row | None:
        digest = hash_token(key)
        for row in _tokens(key[: CONSTANTS.TOKEN_KEY_LENGTH], keys=reader_keys()):
            if compare_digest(digest, row["digest"]):
                return row
        return None


def _user_and_token(row: Row) -> tuple[User, Token]:
    user = User.from_db(DEFAULT_DB_ALIAS, USER_COLUMNS, [row["user"][n] for n in USER_COLUMNS])
    user.sees_everything = user.is_superuser or sees_all_of_the_record(user, row)
    token = Token.from_db(DEFAULT_DB_ALIAS, TOKEN_COLUMNS, [row[n] for n in TOKEN_COLUMNS])
    token.user = user
    return user, token


class TokenScheme(OpenApiAuthenticationExtension):
    """Describes tokens to the schema."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token of POST /api/tokens/."}


class SessionScheme(OpenApiAuthenticationExtension):
    """Describes the session of the admin's own pages to the schema."""

    target_class = "rest_framework.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        said = "The admin's own; a change takes X-CSRFToken too."
        cookie = settings.SESSION_COOKIE_NAME
        return {"type": "apiKey", "in": "cookie", "name": cookie, "description": said}
