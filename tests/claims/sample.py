"""The sample record, laid once for all tests of a class: it takes a few seconds."""

from __future__ import annotations

from typing import Any, ClassVar

from django.test import TestCase

from claims.seeding import Tally, lay_seeds, uid_of


def get(model: Any, key: str) -> Any:
    """A record by its key in the sample record's files."""
    return model.objects.get(uid=uid_of(model, key))


class WithSampleRecord(TestCase):
    laid: ClassVar[Tally]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.laid = lay_seeds()
