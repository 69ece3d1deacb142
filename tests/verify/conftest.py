from collections.abc import Iterator

import pytest
from django.db import transaction

from .record import rich


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker) -> Iterator[dict[str, int]]:
    """The record, made once for the tests of a module; each undoes what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield rich()
        transaction.set_rollback(True)
