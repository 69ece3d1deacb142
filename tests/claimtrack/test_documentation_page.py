"""The documentation page is read, by whoever comes, and asked for in no other way."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_other_methods_are_refused() -> None:
    client = Client()
    assert client.get("/api/docs/").status_code == 200
    for method in ("post", "delete"):
        assert getattr(client, method)("/api/docs/").status_code == 405
