"""What is done to a source or its text on a page of its own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import Act, NoReasonForm

from ..models import Revision, Source


class WorkThrough(Act):
    """Note that a text has been read to its end; of a source, its current text."""

    name = "worked-through"
    label = gettext_lazy("Worked through")
    permission = "sources.change_revision"
    form = NoReasonForm

    def offered(self, record: Source | Revision) -> bool:
        revision = _text_of(record)
        return revision is not None and revision.worked_through_at is None

    def says(self, record: Source | Revision) -> list[Any]:
        return [
            _(
                "The text is noted as read to its end by you, with everything marked in it that "
                "you would mark. It leaves the list of what waits."
            )
        ]

    def carry_out(self, record: Source | Revision, by: Any, given: dict[str, Any]) -> None:
        revision = _text_of(record)
        if revision is not None:
            revision.work_through(by)

    def done(self, record: Source | Revision) -> str:
        return _("Noted as worked through.")


class OpenText(Act):
    """Let anybody read the whole text."""

    name = "open-text"
    label = gettext_lazy("Open the text")
    permission = "sources.open_text"

    def offered(self, record: Source) -> bool:
        return not record.text_is_open

    def says(self, record: Source) -> list[Any]:
        return [
            _(
                "Anybody will be able to read the whole text of this document, and to search in "
                "it, as soon as the document is public. Do so only where you may publish it: a "
                "quote may be quoted, a whole article is its publisher's."
            )
        ]

    def carry_out(self, record: Source, by: Any, given: dict[str, Any]) -> None:
        record.open_text(by, given["reason"])

    def done(self, record: Source) -> str:
        return _("The text is open.")


class CloseText(Act):
    """Show no more than the public quotes and their context again."""

    name = "close-text"
    label = gettext_lazy("Close the text")
    permission = "sources.open_text"

    def offered(self, record: Source) -> bool:
        return record.text_is_open

    def says(self, record: Source) -> list[Any]:
        return [
            _(
                "The public will no longer read the whole text: only the public quotes, each with "
                "a few words around it. What others have copied meanwhile stays copied."
            )
        ]

    def carry_out(self, record: Source, by: Any, given: dict[str, Any]) -> None:
        record.open_text(by, given["reason"], closed=True)

    def done(self, record: Source) -> str:
        return _("The text is closed.")


def _text_of(record: Source | Revision) -> Revision | None:
    return record if isinstance(record, Revision) else record.current_revision
