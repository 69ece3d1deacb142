"""Fixtures for all tests."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import TransactionTestCase

from .putting_back import keep


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of the tests; after a test that commits it is as it was."""
    with django_db_blocker.unblock():
        put_back = keep(connection)

    def teardown(case: TransactionTestCase) -> None:
        put_back()
        ContentType.objects.clear_cache()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


def pytest_unconfigure() -> None:
    if settings.SETTINGS_MODULE == "tests.settings":  # else it is somebody's record
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)
