"""One run over the sample record: what it has found or made so far, by key."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction

from sources.anchoring import Words

Entry = dict[str, Any]
Key = tuple[type[models.Model], str]

_KEYS = uuid.UUID("6f1f3a52-7c1e-5d0a-9a55-3d6f2b8e4c10")
_HIDDEN = frozenset({"hidden_source", "hidden_evidence"})


class SeedError(Exception):
    """A file or entry of the sample record cannot be laid; the sentence names it."""


def uid_of(model: type[models.Model], key: str) -> uuid.UUID:
    """The uid of the record that the sample record calls by this key."""
    return uuid.uuid5(_KEYS, f"{model._meta.label_lower}:{key}")


@dataclass
class Tally:
    """How many records of each model were laid, and how many were there already."""

    new: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)


class Laying:
    """What one run has found or made so far."""

    def __init__(self, folder: Path, by: Any) -> None:
        self.folder, self.by, self.tally = folder, by, Tally()
        self._found: dict[Key, Any] = {}
        self._new: set[Key] = set()

    def read(self, name: str) -> Any:
        """What the record's file of this name says."""
        return load(self.folder / "record" / f"{name}.json")

    def read_all(self, name: str) -> dict[str, dict[str, Entry]]:
        """What the files of one of the record's folders say, by file name."""
        paths = sorted((self.folder / "record" / name).glob("*.json"))
        return {path.stem: load(path) for path in paths}

    def lay(
        self,
        model: type[Any],
        entries: Mapping[str, Entry],
        make: Callable[[str, Entry], Any],
        owner: Callable[[Entry], Key] | None = None,
    ) -> None:
        """Find or make the record of each entry; `make` may find one under another uid.

        A part of a record is made only together with its `owner`: whoever has taken it away since
        does not get it back.
        """
        keys = {uid_of(model, key): key for key in entries}
        name = str(model._meta.verbose_name_plural)
        for record in model.objects.filter(uid__in=keys):
            self._found[model, keys[record.uid]] = record
            self.tally.there[name] += 1
        for key, entry in entries.items():
            if (model, key) in self._found or (owner and not self.is_new(*owner(entry))):
                continue
            with naming(model, key), transaction.atomic():
                record = self._found[model, key] = make(key, entry)
            if record.uid == uid_of(model, key):
                self._new.add((model, key))
                self.tally.new[name] += 1
            else:
                self.tally.there[name] += 1

    def get(self, model: type[Any], key: str) -> Any:
        """The record of this key. Raises ValueError where the sample record has none."""
        try:
            return self._found[model, key]
        except KeyError:
            raise ValueError(f"no {model._meta.verbose_name} is called “{key}”.") from None

    def get_any(self, model: type[Any], key: str | None) -> Any:
        """The record of this key, or None where none is named."""
        return self.get(model, key) if key else None

    def is_new(self, model: type[Any], key: str) -> bool:
        """Whether this run made the record."""
        return (model, key) in self._new

    def relate(self, relation: type[Any], model: type[Any], from_key: str, entry: Entry) -> None:
        """Lay a relation between two records, together with the one that it starts from."""
        if not self.is_new(model, from_key):
            return
        with naming(model, from_key):
            name = model._meta.model_name
            ends = {
                f"from_{name}": self.get(model, from_key),
                f"to_{name}": self.get(model, entry["to"]),
            }
            uid = uid_of(relation, f"{from_key} {entry['kind']} {entry['to']}")
            relation.objects.create(uid=uid, kind=entry["kind"], **ends)

    def bring_to(self, record: Any, status: str, reason: str = "") -> None:
        """Publish or withdraw a new record; what leans on something hidden stays as it is."""
        if status in ("published", "withdrawn"):
            try:
                record.publish(self.by)
            except ValidationError as error:
                if getattr(error, "code", None) not in _HIDDEN:
                    raise
        if status == "withdrawn":
            record.withdraw(reason, self.by)


@contextmanager
def naming(model: type[models.Model], key: str) -> Iterator[None]:
    """Say of whatever goes wrong within which entry it was: a SeedError."""
    try:
        yield
        return
    except KeyError as error:
        problem = f"it has no {error}."
    except ValidationError as error:
        problem = "; ".join(_sentences(error))
    except (DatabaseError, TypeError, ValueError) as error:
        problem = str(error)
    raise SeedError(f"The sample record's {model._meta.verbose_name} “{key}”: {problem}")


def load(path: Path) -> Any:
    """The JSON of a file. Raises SeedError where there is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SeedError(f"{path}: the sample record cannot be read: {error}") from error


def words(written: Iterable[str | Entry]) -> list[Words | str]:
    """Words as the sample record writes them: plain, or with the words around them."""
    return [piece if isinstance(piece, str) else Words(**piece) for piece in written]


def _sentences(error: ValidationError) -> list[str]:
    if hasattr(error, "error_dict"):
        return [f"{name}: {' '.join(said)}" for name, said in error.message_dict.items()]
    return error.messages
