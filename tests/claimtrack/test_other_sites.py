"""Scripts of other sites read the API where the settings name them, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

HERE, THERE = "https://notes.example.org", "https://elsewhere.example.org"


@pytest.fixture
def named(settings: Any) -> None:
    settings.MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", *settings.MIDDLEWARE]
    settings.CORS_ALLOWED_ORIGINS = [HERE]


def cors(answer: Any) -> set[str]:
    return {name for name in answer.headers if name.startswith("Access-Control-")}


def test_none_is_named(client: Client) -> None:
    answer = client.get("/api/topics/", headers={"Origin": HERE})
    assert cors(answer) == set()
    assert "origin" not in answer.get("Vary", "").lower()


@pytest.mark.usefixtures("named")
class TestNamed:
    def test_it_reads(self, client: Client) -> None:
        answer = client.get("/api/topics/", headers={"Origin": HERE})
        assert answer["Access-Control-Allow-Origin"] == HERE
        assert "Access-Control-Allow-Credentials" not in answer
        assert "etag" in answer["Access-Control-Expose-Headers"]

    def test_it_asks_before_it_writes(self, client: Client) -> None:
        asked = {
            "Origin": HERE,
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "authorization, if-match, x-change-reason",
        }
        answer = client.options("/api/topics/", headers=asked)
        assert answer.status_code == 200
        assert "PATCH" in answer["Access-Control-Allow-Methods"]
        assert "if-match" in answer["Access-Control-Allow-Headers"]

    def test_another_does_not(self, client: Client) -> None:
        answer = client.get("/api/topics/", headers={"Origin": THERE})
        assert cors(answer) == set()

    def test_nor_anything_but_the_api(self, client: Client) -> None:
        assert cors(client.get("/admin/login/", headers={"Origin": HERE})) == set()
