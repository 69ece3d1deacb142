"""What waits for somebody: texts to read, quotes to boil down, claims to check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Claim, Quote
from sources.models import Source

MOST_COUNTED = 1_000
"""Beyond it a number says no more than “many”, and counting would take its time."""
FIRST = 5
"""Rows on the start page."""
PER_PAGE = 50


@dataclass(frozen=True)
class Row:
    """A record in a list: what it says, where it is, and a few words about it."""

    text: str
    address: str
    about: str


@dataclass(frozen=True)
class Work:
    """One kind of work that waits."""

    name: str
    """In the address of its page."""
    title: Any
    done: Any
    """What is said where nothing waits."""
    permission: str
    records: Callable[[], QuerySet[Any]]
    beside: tuple[str, ...]
    """What is read along with them."""
    about: Callable[[Any], str]
    filtered: str = ""
    """The query under which the admin's own list shows just these; else they have a page here."""

    @cached_property
    def _keys(self) -> list[int]:
        """Of the records that wait, the latest first; one query for their number and the first."""
        keys = self.newest().values_list("pk", flat=True)
        return list(keys[: MOST_COUNTED + 1])

    @property
    def count(self) -> int:
        """How many wait, at most MOST_COUNTED + 1."""
        return len(self._keys)

    @property
    def counted(self) -> str:
        return f"{MOST_COUNTED:,}+" if self.count > MOST_COUNTED else f"{self.count:,}"

    @property
    def address(self) -> str:
        """Of the list of all."""
        if not self.filtered:
            return reverse("waiting", args=[self.name])
        meta = self.records().model._meta
        return f"{reverse(f'admin:{meta.app_label}_{meta.model_name}_changelist')}?{self.filtered}"

    def first(self) -> list[Row]:
        chosen = self._keys[:FIRST]
        found = self.records().model.objects.select_related(*self.beside).in_bulk(chosen)
        return [self.row(found[key]) for key in chosen if key in found]

    def newest(self) -> QuerySet[Any]:
        """The records that wait, the latest first."""
        return self.records().order_by("-sort_key")

    def page(self, before: int | None) -> tuple[list[Row], int | None]:
        """PER_PAGE rows with sort keys below `before`, and below which the next page begins."""
        rows = self.newest().select_related(*self.beside)
        if before is not None:
            rows = rows.filter(sort_key__lt=before)
        records = list(rows[: PER_PAGE + 1])
        more = records[PER_PAGE - 1].sort_key if len(records) > PER_PAGE else None
        return [self.row(record) for record in records[:PER_PAGE]], more

    def row(self, record: Any) -> Row:
        return Row(str(record), change_page(record), self.about(record))


def change_page(record: Any) -> str:
    """The address of a record's page in the admin."""
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(record.pk)])


def work() -> list[Work]:
    """Every kind of work, in the order in which a document goes through the house.

    Made anew for each page: what is counted is kept for that page alone.
    """
    return [
        Work(
            "sources",
            gettext_lazy("Sources not worked through"),
            gettext_lazy("Every text has been worked through."),
            "sources.view_source",
            Source.objects.waiting,
            ("publisher",),
            about_source,
        ),
        Work(
            "quotes",
            gettext_lazy("Quotes without a claim"),
            gettext_lazy("Every quote has its claim, or nothing in it to check."),
            "claims.view_quote",
            Quote.objects.without_claim,
            ("source",),
            lambda record: str(record.source),
            filtered="claims=none",
        ),
        Work(
            "claims",
            gettext_lazy("Claims without evidence or fact-check"),
            gettext_lazy("Every claim has evidence or a fact-check, or is set aside."),
            "claims.view_claim",
            Claim.objects.unchecked,
            (),
            lambda record: record.get_kind_display(),
            filtered="without=both",
        ),
        Work(
            "earlier-texts",
            gettext_lazy("Sources with quotes on an earlier text"),
            gettext_lazy("Every quote stands in the current text of its source."),
            "sources.view_source",
            _on_earlier_text,
            ("publisher",),
            about_source,
        ),
    ]


def about_source(source: Source) -> str:
    """Who published it and when, as far as that is known."""
    known = [str(source.publisher or ""), source.published or _("undated")]
    return ", ".join(filter(None, known))


def _on_earlier_text() -> QuerySet[Any]:
    quoted = Quote.objects.on_earlier_text().values("source")
    # Said first, for few texts are a second one: the quotes of the others are not looked at.
    return Source.objects.filter(current_revision__number__gt=1, pk__in=quoted)
