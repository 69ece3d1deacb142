"""A document to break, and what the record then holds."""

from pathlib import Path

import pytest

from sources.models import Capture, Publisher, Revision, Source


def stored() -> int:
    return sum(model.objects.count() for model in (Source, Capture, Revision, Publisher))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "statement.txt"
    file.write_text("The mayor said no.")
    return file
