"""Answers are JSON in UTF-8, whatever is in them."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from claimtrack.rest.rendering import JSONRenderer


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("“Ünd”", "“Ünd”"),
        (date(2023, 4, 27), "2023-04-27"),
        (datetime(2023, 4, 27, 8, 0, tzinfo=UTC), "2023-04-27T08:00:00Z"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Decimal("1.50"), 1.5),
        (gettext_lazy("Log in"), "Log in"),
        ({1: None}, {"1": None}),
        (2**70, 2**70),
        ("\ud800", "\ud800"),
    ],
)
def test_value_is_written(value: Any, written: Any) -> None:
    assert json.loads(JSONRenderer().render({"value": value})) == {"value": written}


def test_nothing_is_an_empty_body() -> None:
    assert JSONRenderer().render(None) == b""
