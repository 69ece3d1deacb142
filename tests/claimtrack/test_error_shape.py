"""Whatever goes wrong under /api/ is told in one shape, as JSON."""

import json
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path
from rest_framework.decorators import api_view, permission_classes
from rest_framework.request import Request
from rest_framework.response import Response

from claimtrack.rest.errors import error
from claimtrack.rest.parsing import MOST_BYTES
from claimtrack.urls import handler400, handler403, handler404, handler500  # noqa: F401


def plain(request: HttpRequest, fault: str) -> None:
    raise {"bad": BadRequest, "denied": PermissionDenied, "broken": RuntimeError}[fault]("secret")


@api_view(["GET", "POST"])
@permission_classes([])
def endpoint(request: Request) -> Response:
    if request.query_params.get("broken"):
        raise RuntimeError("secret")
    if request.method == "POST":
        raise ValidationError({"text": f"{request.data['text']} does not stand there."})
    return Response({})


urlpatterns = [
    path("api/plain/<str:fault>/", plain),
    path("plain/<str:fault>/", plain),
    path("api/endpoint/", endpoint),
]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def addresses(db: None, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


def shape(answer: Any) -> tuple[int, str, str, str | None]:
    assert answer["Content-Type"] == "application/json"
    body = answer.json()
    (error,) = body["errors"]
    assert "secret" not in error["detail"]
    return answer.status_code, body["type"], error["code"], error["attr"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/api/plain/bad/", (400, "client_error", "bad_request", None)),
        ("/api/plain/denied/", (403, "client_error", "permission_denied", None)),
        ("/api/nowhere/", (404, "client_error", "not_found", None)),
        ("/api/plain/broken/", (500, "server_error", "error", None)),
        ("/api/endpoint/?broken=1", (500, "server_error", "error", None)),
    ],
)
def test_django_s_own_errors(client: Client, address: str, expected: tuple[Any, ...]) -> None:
    assert shape(client.get(address)) == expected


def test_method_not_allowed(client: Client) -> None:
    answer = client.delete("/api/endpoint/")
    assert shape(answer) == (405, "client_error", "method_not_allowed", None)


def test_unreadable_json(client: Client) -> None:
    answer = client.post("/api/endpoint/", b"{", content_type="application/json")
    assert shape(answer) == (400, "client_error", "parse_error", None)


def test_other_media_type(client: Client) -> None:
    answer = client.post("/api/endpoint/", b"<a/>", content_type="text/xml")
    assert shape(answer) == (415, "client_error", "unsupported_media_type", None)


def test_what_a_model_refused(client: Client) -> None:
    answer = client.post("/api/endpoint/", {"text": "x"}, content_type="application/json")
    assert shape(answer) == (400, "validation_error", "invalid", "text")


def test_lone_surrogate_in_the_message() -> None:
    answer = error(400, "invalid", "\ud800 is half of a character.", "text")
    assert json.loads(answer.content)["errors"][0]["detail"][0] == "\ud800"


def test_too_large(client: Client) -> None:
    answer = client.post("/api/nowhere/", b" " * (MOST_BYTES + 1), content_type="application/json")
    assert shape(answer) == (413, "client_error", "too_large", None)


@override_settings(ALLOWED_HOSTS=["desk.example.org"])
def test_unknown_host(client: Client) -> None:
    assert shape(client.get("/api/nowhere/")) == (400, "client_error", "bad_request", None)


def test_pages_outside_the_api_stay_pages(client: Client) -> None:
    assert client.get("/plain/denied/")["Content-Type"].startswith("text/html")
