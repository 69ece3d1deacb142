"""Tokens under /api/: made by logging in, listed and revoked by whom they belong to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth import authenticate
from django.contrib.auth.signals import user_logged_in
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_serializer,
)
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import AuthenticationFailed, NotFound, PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from claimtrack.accounts.logins import TooManyLogins, counted_login
from claimtrack.accounts.models import Token, User, longest_token
from claimtrack.db.rows import Row

from .access import ANYBODY, SIGNED_IN, Need
from .bodies import Choice, Text, Whole
from .describing import a_body, an_answer, words
from .filters import Filters
from .throttling import TooMany
from .writing import StrictSerializer

NO_SUCH_TOKEN = "You have no token that begins so."
LOGIN = {
    "username": "ines",
    "password": "harbour-mole-lantern",
    "name": "the harbour desk's notebook",
    "scope": "annotate",
    "days": 30,
}
TOKEN = {
    "prefix": "ct_3f0c9a51b7d2",
    "name": "the harbour desk's notebook",
    "scope": "annotate",
    "created": "2026-03-03T09:12:45.120000Z",
    "expires": "2026-04-02T09:12:45.119000Z",
}
WHOLE = {"token": "ct_3f0c9a51b7d2e4f60813a5c7d9eb1f2d4c6a8e0b1d3f5a7c9e2b4d6f8a0c1e3d"}


@a_body("a program that annotates", LOGIN)
class LoginBody(StrictSerializer):
    """Who asks for a token, and for what."""

    username = Text(max_length=150)
    password = Text(max_length=1_000, write_only=True)
    name = Text(max_length=100, default="", allow_blank=True, help_text="What uses it, and where.")
    scope = Choice(Token.Scope.choices, default=Token.Scope.READ)
    days = Whole(
        min_value=1,
        max_value=longest_token(),
        required=False,
        help_text="How long it is good for; TOKEN_DAYS of the settings where it is left out.",
    )


class TokenSerializer(serializers.Serializer[Any]):
    prefix = words("How the token begins: by this it is named, and revoked.")
    name = words("What uses it, and where.")
    scope = serializers.ChoiceField(Token.Scope.choices, read_only=True)
    created = serializers.DateTimeField(read_only=True)
    expires = serializers.DateTimeField(read_only=True, allow_null=True)


@extend_schema_serializer(
    many=False, examples=[OpenApiExample("one", {"results": [TOKEN]}, response_only=True)]
)
class TokensSerializer(serializers.Serializer[Any]):
    results = TokenSerializer(many=True, read_only=True)


@an_answer("a new token", TOKEN | WHOLE)
class NewTokenSerializer(TokenSerializer):
    token = words("The whole token, told this once.")


class TokenViewSet(ViewSet):
    """Your tokens; what a token is, is told once, when it is made."""

    needs: ClassVar[dict[str, Need]] = {
        "create": ANYBODY,
        "list": SIGNED_IN,
        "destroy": SIGNED_IN,
        "current": SIGNED_IN,
    }
    lookup_field = "prefix"
    lookup_value_converter = "str"

    @extend_schema(request=LoginBody, responses={201: NewTokenSerializer})
    def create(self, request: Request) -> Response:
        """Log in: a new token for your account, never wider than what you may do yourself."""
        body = LoginBody(data=request.data)
        body.is_valid(raise_exception=True)
        asked = dict(body.validated_data)
        user = _logged_in(request, asked.pop("username"), asked.pop("password"))
        token, key = Token.objects.make(user, **asked)
        return Response(_shown(token) | {"token": key}, 201, headers={"Cache-Control": "no-store"})

    @extend_schema(responses=TokensSerializer)
    def list(self, request: Request) -> Response:
        """Your tokens, the newest first; expired ones too, until you make another."""
        Filters().read(request.query_params)
        return Response({"results": [_shown(each) for each in _own(request)]})

    @extend_schema(
        parameters=[OpenApiParameter("prefix", str, OpenApiParameter.PATH)],
        responses={204: None},
    )
    def destroy(self, request: Request, prefix: str) -> Response:
        """Revoke a token of yours; a token revokes none whose scope is wider than its own."""
        found = [each for each in _own(request) if each.token_key == prefix]
        if not found:
            raise NotFound(NO_SUCH_TOKEN)
        for token in found:
            if isinstance(request.auth, Token) and not request.auth.covers(token):
                raise PermissionDenied(f"Only a token with the scope {token.scope} revokes this.")
            token.delete()
        return Response(status=204)

    @extend_schema(
        responses={204: OpenApiResponse(description="It is no token any more.")},
    )
    @action(detail=False, methods=["delete"])
    def current(self, request: Request) -> Response:
        """Revoke the token that this is asked with."""
        if not isinstance(request.auth, Token):
            raise NotFound("You sent no token: there is none to revoke.")
        request.auth.delete()
        return Response(status=204)


def _own(request: Request) -> Any:
    return Token.objects.filter(user=request.user.pk)


def _shown(token: Token) -> Row:
    return {
        "prefix": token.token_key,
        "name": token.name,
        "scope": token.scope,
        "created": token.created,
        "expires": token.expiry,
    }


def _logged_in(request: Request, username: str, password: str) -> User:
    plain = request._request
    try:
        with counted_login(plain, username):
            user = authenticate(plain, username=username, password=password)
            if user is None:
                raise AuthenticationFailed("The username or the password is not right.")
    except TooManyLogins as error:
        raise TooMany(str(error), error.wait) from error
    user_logged_in.send(type(user), request=plain, user=user)
    assert isinstance(user, User)
    return user
