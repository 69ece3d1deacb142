"""What a list of records may be asked by its address: what it offers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import FieldDoesNotExist
from django.db import DataError
from django.http import HttpRequest

from .forms import as_key

OF_A_FILTER = ("", "__exact", "__id__exact", "__isnull")
OF_A_DATE = ("__year", "__month", "__day")
OF_A_RECORD = "__id__exact"


class Listing:
    """A ModelAdmin whose list is narrowed down by its filters, or to what names one record."""

    def lookup_allowed(self, lookup: str, value: str, request: Any = None) -> bool:
        return lookup in self._offered(request) or (
            lookup.endswith(OF_A_RECORD)
            and as_key(value) > 0
            and self._leads_to_a_record(lookup.removesuffix(OF_A_RECORD))
        )

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        try:
            return super().get_changelist_instance(request)  # type: ignore[misc]
        except (ValueError, OverflowError, DataError) as error:
            # A day or a number that Python or the database does not count to.
            raise IncorrectLookupParameters(error) from error

    def _offered(self, request: Any) -> Iterator[str]:
        for item in self.get_list_filter(request):  # type: ignore[attr-defined]
            named = item[0] if isinstance(item, list | tuple) else item
            if isinstance(named, str):
                yield from (f"{named}{ending}" for ending in OF_A_FILTER)
            else:
                yield named.parameter_name
        date = self.date_hierarchy  # type: ignore[attr-defined]
        if date:
            yield from (f"{date}{ending}" for ending in OF_A_DATE)

    def _leads_to_a_record(self, path: str) -> bool:
        """Whether these names lead from a record to other records, and on."""
        model: Any = self.model  # type: ignore[attr-defined]
        for name in path.split("__"):
            try:
                model = model and model._meta.get_field(name).related_model
            except FieldDoesNotExist:
                return False
        return bool(model)
