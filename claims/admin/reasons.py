"""Why something is done, and who will read it: the public, or the desk alone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from claimtrack.db.acts import ReasonForm

PUBLIC = gettext_lazy("Public: whoever comes with the address of the record reads it.")
KEPT = gettext_lazy(
    "Kept with the record and in its history, for the desk: the record was never public."
)
DESK = gettext_lazy("Kept in the history of the record, for the desk. It is not public.")


class SaidReasonForm(ReasonForm):
    """A reason, with a word on who will read it."""

    class Media:
        css = {"all": ["claims/claim.css"]}

    def __init__(self, data: Any, read_by: Any) -> None:
        super().__init__(data)
        self.fields["reason"].help_text = read_by


def why_withdrawn(record: Any, data: Any) -> SaidReasonForm:
    """Of a quote or claim: public where the record was."""
    return SaidReasonForm(data, PUBLIC if record.published_at else KEPT)
