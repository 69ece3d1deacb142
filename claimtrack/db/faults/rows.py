"""How a fault is looked for, and how it is told: `model id: sentence`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connections, models

from ..triggers import DIALECTS

Check = Callable[[str], Iterator[str]]
"""Takes the alias of a database and gives one line for each fault in it."""
SHOWN = 60
"""How many code points of a text a line shows."""


@dataclass(frozen=True)
class Wrong:
    """Rows that should not be there, as SQL in the language of the triggers.

    Each gives its id first; what follows fills in the sentence.
    """

    model: type[models.Model]
    sentence: str
    sql: str

    def __call__(self, using: str) -> Iterator[str]:
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(f"{DIALECTS[connection.vendor].spell(self.sql)} ORDER BY 1")
            for pk, *rest in cursor:
                yield line(self.model, pk, self.sentence.format(*map(_shown, rest)))


def line(model: type[models.Model], pk: object, sentence: str) -> str:
    return f"{model._meta.label_lower} {pk}: {sentence}"


def shortened(text: object) -> str:
    """A text as a line shows it: on one line, and not too long."""
    shown = " ".join(str(text).split())
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"


def _shown(value: object) -> object:
    """SQLite has 1 where PostgreSQL has true."""
    return int(value) if isinstance(value, bool) else shortened(value)
