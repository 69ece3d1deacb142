"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import TransactionTestCase

from claimtrack.db import triggers


@pytest.fixture(scope="session", autouse=True)
def _flush_with_triggers_lifted() -> Iterator[None]:
    """A test that commits is followed by a flush, which our triggers would refuse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _flush)
        yield


def _flush(case: TransactionTestCase) -> None:
    for alias in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        triggers.drop(alias)
        # What follows a flush is what follows a migration: the triggers are laid again.
        call_command(
            "flush",
            verbosity=0,
            interactive=False,
            database=alias,
            allow_cascade=True,
            inhibit_post_migrate=False,
        )
