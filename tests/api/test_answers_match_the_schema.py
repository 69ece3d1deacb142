"""Every answer is what the OpenAPI schema says, and the schema is made without a warning."""

from __future__ import annotations

import io

import jsonschema
import pytest
from django.core.management import call_command

from .conftest import Get
from .rich import rich_record
from .schema import check, openapi, operation
from .test_query_counts import LISTS, ONE, named

pytestmark = pytest.mark.django_db


@pytest.mark.filterwarnings("default")
def test_schema_is_made_without_a_warning() -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=io.StringIO())


@pytest.mark.parametrize("path", LISTS)
def test_lists(get: Get, path: str) -> None:
    rich_record()
    body = get(path).json()
    assert body["results"]
    check(path, body)
    check(path, get(path, count=1).json())


@pytest.mark.parametrize("path", ONE)
def test_records(get: Get, path: str) -> None:
    address = path.format(**named(rich_record()))
    check(address.partition("?")[0], get(address).json())


def test_withdrawn_records(get: Get) -> None:
    record = rich_record()
    record.review.withdraw("A mistake.", by=None)
    record.quote.withdraw("Never said.", by=None)
    for name in ("review", "quote", "claim"):
        address = f"/api/{name}s/{getattr(record, name).uid}/"
        check(address, get(address).json())
    record.claim.withdraw("Twice here.", by=None)
    address = f"/api/claims/{record.claim.uid}/"
    check(address, get(address).json())


@pytest.mark.parametrize("path", LISTS)
def test_errors(get: Get, path: str) -> None:
    missing = f"{path}00000000-0000-4000-8000-000000000000/"
    check(missing, get(missing).json(), "404")
    for address in (path, missing):
        check(address, get(address, colour="red").json(), "400")


def test_errors_of_a_lookup(get: Get) -> None:
    path = "/api/sources/lookup/"
    check(path, get(path, address="https://nowhere.example/").json(), "404")
    check(path, get(path, address="nowhere").json(), "400")


def test_a_wrong_answer_is_found(get: Get) -> None:
    rich_record()
    body = get("/api/quotes/").json()
    body["results"][0]["surprise"] = 1
    with pytest.raises(jsonschema.ValidationError):
        check("/api/quotes/", body)
    del body["results"][0]["surprise"], body["results"][0]["chain"]
    with pytest.raises(jsonschema.ValidationError):
        check("/api/quotes/", body)


def test_every_filter_is_a_parameter() -> None:
    names = {item["name"] for item in operation("/api/quotes/")["parameters"]}
    assert {"q", "speaker", "in_chain", "from", "until", "cursor", "limit", "count"} <= names


def test_operations_say_who_may() -> None:
    assert openapi()["openapi"].startswith("3.1")
    assert operation("/api/quotes/")["security"] == [{"token": []}, {"session": []}, {}]
    assert operation("/api/quotes/", "post")["security"] == [
        {"token": ["annotate"]},
        {"session": ["annotate"]},
    ]
    assert operation("/api/tokens/", "post")["security"] == [{}]
