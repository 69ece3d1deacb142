"""What is done to a source for the sake of what is recorded from it: it is hidden."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import Act
from sources.models import Source

from ..hiding import hidden_with, hide, leaning_on
from ..wording import NAMED
from .quote_acts import linked
from .reasons import DESK, SaidReasonForm


class HideSource(Act):
    """Take back that a source is public."""

    name = "hide"
    label = gettext_lazy("Hide")
    permission = "sources.publish_source"

    def offered(self, record: Source) -> bool:
        return record.is_public

    def says(self, record: Source) -> list[Any]:
        return [
            _(
                "Nobody from outside finds the document any more, nor its quotes: at their "
                "addresses there is nothing, not even a reason. Quotes keep their status, and "
                "are public again when the document is published again."
            ),
            _(
                "It stays public as long as a public claim names it as evidence, unless that is "
                "confidential, or a public fact-check is about a quote of it. A quote that was "
                "wrong is withdrawn instead, with a reason that is public."
            ),
        ]

    def stands_on(self, record: Source) -> list[Any]:
        leaning = leaning_on(record)
        lines: list[Any] = [linked(found, said) for found, said in leaning[:NAMED]]
        if len(leaning) > NAMED:
            lines.append(_("Others lean on it too."))
        return [*lines, *hidden_with(record)]

    def make_form(self, record: Source, data: Any = None) -> forms.Form:
        return SaidReasonForm(data, DESK)

    def carry_out(self, record: Source, by: Any, given: dict[str, Any]) -> None:
        hide(record, by, given["reason"])

    def done(self, record: Source) -> str:
        return _("The source is hidden.")
