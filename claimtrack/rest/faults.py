"""Faults of a body, gathered until all of it has been looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelValidationError
from django.db import IntegrityError
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import get_error_detail

from claimtrack.db.records import Conflict
from claimtrack.db.refusals import sentence

from .errors import FIELD_OF_CONFLICT

OF_NO_FIELD = ("non_field_errors", NON_FIELD_ERRORS)
Places = Sequence[Mapping[str, Any]]


class Faulty(ValidationError):
    """What is wrong with a body; beside the errors stands where words were found, if at all."""

    def __init__(self, detail: Any, places: Places = ()) -> None:
        super().__init__(detail)
        self.places = places
        if places:
            self.beside = {"places": places}


class Faults:
    """Faults by the path of the field that they are about, as in `chain.0.speaker`."""

    def __init__(self) -> None:
        self.detail: dict[str, list[ErrorDetail]] = {}
        self.places: list[Mapping[str, Any]] = []

    @contextmanager
    def at(self, path: str) -> Iterator[None]:
        """Gather what goes wrong within, below this path."""
        try:
            yield
        except ValidationError as error:
            self.add(path, error.detail, getattr(error, "places", ()))
        except ModelValidationError as error:
            self.add(path, _detail_of(error))
        except IntegrityError as error:
            self.add(path, [ErrorDetail(sentence(error), "refused")])

    def add(self, path: str, detail: Any, places: Places = ()) -> None:
        """Note this fault, with the places that belong to fields below the path."""
        self._note(path, detail)
        self.places += [{**place, "attr": f"{path}.{place['attr']}"} for place in places]

    def _note(self, path: str, detail: Any) -> None:
        if isinstance(detail, Mapping):
            for name, found in detail.items():
                self._note(path if name in OF_NO_FIELD else f"{path}.{name}", found)
        elif isinstance(detail, list):
            for number, found in enumerate(detail):
                sentences = isinstance(found, ErrorDetail)
                self._note(path if sentences else f"{path}.{number}", found)
        else:
            self.detail.setdefault(path, []).append(detail)

    def refuse(self) -> None:
        """Raise Faulty where there is any fault."""
        if self.detail:
            raise Faulty(self.detail, self.places)


def _detail_of(error: ModelValidationError) -> Any:
    detail = get_error_detail(error)
    field = FIELD_OF_CONFLICT.get(error.code or "") if isinstance(error, Conflict) else None
    return {field: detail} if field else detail
