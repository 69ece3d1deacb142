"""What is done to a fact-check on a page of its own: it is withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import Act

from ..models import Review
from ..wording import NAMED, counted
from .quote_acts import linked
from .reasons import SaidReasonForm

READ_WITH_IT = gettext_lazy("Kept with the fact-check, and public where the claim is.")


def what_stands_on(review: Review) -> list[Any]:
    """The claim that it is on, the verdicts before and after it, what is left without it."""
    later = getattr(review, "superseded_by", None)
    others = review.claim.reviews.current().exclude(pk=review.pk).select_related("reviewer")
    lines = [linked(review.claim, _("It is on the claim “%(it)s”") % {"it": review.claim})]
    if later:
        lines.append(linked(later, _("It is superseded by “%(it)s”") % {"it": later}))
    if review.supersedes:
        lines.append(linked(review.supersedes, _earlier(review) % {"it": review.supersedes}))
    lines += counted(
        "It rests on %d piece of evidence, which stays on the claim",
        "It rests on %d pieces of evidence, which stay on the claim",
        review.rests_on.count(),
    )
    standing = [other for other in others[: NAMED + 1] if other.pk != review.supersedes_id]
    lines += [
        linked(other, _("On the claim stands “%(it)s”") % {"it": other}) for other in standing
    ]
    if not standing and not review.supersedes_id:
        lines.append(_("No other fact-check of the claim stands."))
    return lines


def _earlier(review: Review) -> str:
    earlier = review.supersedes
    again = (
        review.state == Review.State.PUBLISHED
        and earlier is not None
        and earlier.state == Review.State.PUBLISHED
    )
    if again:
        return _("It supersedes “%(it)s”, which then stands again")
    return _("It supersedes “%(it)s”")


class WithdrawReview(Act):
    name = "withdraw"
    label = gettext_lazy("Withdraw")
    permission = "claims.withdraw_review"

    def offered(self, record: Review) -> bool:
        return record.state != Review.State.WITHDRAWN

    def says(self, record: Review) -> list[Any]:
        said = [
            _(
                "The fact-check is not deleted: it stays on the record as withdrawn, struck "
                "through, without its explanation, with the reason."
            ),
            _("A withdrawn fact-check never comes back."),
        ]
        if record.state == Review.State.DRAFT:
            said.append(
                _(
                    "It is a draft that nobody from outside has seen. Withdrawn, it is shown "
                    "where the claim is public: to go on with it, leave it a draft."
                )
            )
        return said

    def stands_on(self, record: Review) -> list[Any]:
        return what_stands_on(record)

    def make_form(self, record: Review, data: Any = None) -> forms.Form:
        return SaidReasonForm(data, READ_WITH_IT)

    def carry_out(self, record: Review, by: Any, given: dict[str, Any]) -> None:
        record.withdraw(given["reason"], by)

    def done(self, record: Review) -> str:
        return _("The fact-check is withdrawn.")
