"""Fixtures of the tests of the record."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Threads for other writers."""
    with ThreadPoolExecutor(4) as threads:
        yield threads
