"""What tests of the API share: a client, and records with everything that can hang on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

Get = Callable[..., Any]


@pytest.fixture
def get(client: APIClient) -> Get:
    """Give the answer to GET, its query from keywords; `from_` stands for `from`."""

    def ask(path: str, **query: Any) -> Any:
        return client.get(path, {name.rstrip("_"): value for name, value in query.items()})

    return ask


@pytest.fixture
def results(get: Get) -> Get:
    """Give the records of a list."""

    def ask(path: str, **query: Any) -> Any:
        answer = get(path, **query)
        assert answer.status_code == 200, answer.json()
        return answer.json()["results"]

    return ask
