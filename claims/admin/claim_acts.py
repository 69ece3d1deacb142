"""What is done to a claim on a page of its own: set aside, taken up again, withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import Act

from ..models import Claim, ClaimRelation, Merge, Review
from ..wording import NAMED, counted
from .quote_acts import linked
from .reasons import DESK, SaidReasonForm, why_withdrawn

READ_WITH_THE_CLAIM = gettext_lazy(
    "Shown with the claim to whoever meets it again, and public where the claim is."
)


def what_stands_on(claim: Claim) -> list[Any]:
    """What hangs on a claim, in short lines, the empty ones left out; fact-checks by name."""
    relations = ClaimRelation.objects.filter(from_claim=claim) | ClaimRelation.objects.filter(
        to_claim=claim
    )
    merges = Merge.objects.filter(model="claims.claim", survivor_id=claim.pk, undone_at=None)
    reviews = list(claim.reviews.exclude(state="withdrawn").select_related("reviewer"))
    published = [review for review in reviews if review.state == Review.State.PUBLISHED]
    drafts = len(reviews) - len(published)
    return [
        *counted("%d appearance", "%d appearances", claim.appearances.count()),
        *counted("%d piece of evidence", "%d pieces of evidence", claim.evidence.count()),
        *counted("%d published fact-check", "%d published fact-checks", len(published)),
        *counted("%d draft of a fact-check", "%d drafts of fact-checks", drafts),
        *(linked(review, _("Fact-check, %(it)s") % {"it": review}) for review in reviews[:NAMED]),
        *counted("%d relation to another claim", "%d relations to other claims", relations.count()),
        *counted("%d claim merged into it", "%d claims merged into it", merges.count()),
    ]


class SetAside(Act):
    name = "set-aside"
    label = gettext_lazy("Set aside")
    permission = "claims.change_claim"

    def offered(self, record: Claim) -> bool:
        gone = record.merged_into_id or record.status == Claim.Status.WITHDRAWN
        return not (record.set_aside_reason or gone)

    def says(self, record: Claim) -> list[Any]:
        return [
            _(
                "The claim stays on the record, and leaves the list of what waits to be checked. "
                "It can be taken up again."
            )
        ]

    def make_form(self, record: Claim, data: Any = None) -> forms.Form:
        return SaidReasonForm(data, READ_WITH_THE_CLAIM)

    def carry_out(self, record: Claim, by: Any, given: dict[str, Any]) -> None:
        record.set_aside(given["reason"], by)

    def done(self, record: Claim) -> str:
        return _("The claim is set aside.")


class TakeUp(Act):
    """Take back that a claim was set aside."""

    name = "take-up"
    label = gettext_lazy("Take up again")
    permission = SetAside.permission

    def offered(self, record: Claim) -> bool:
        return bool(record.set_aside_reason) and not record.merged_into_id

    def says(self, record: Claim) -> list[Any]:
        return [
            _("It was set aside: %(reason)s") % {"reason": record.set_aside_reason},
            _(
                "The claim waits to be checked again, unless it has evidence or a fact-check. "
                "Why it was set aside stays in its history."
            ),
        ]

    def make_form(self, record: Claim, data: Any = None) -> forms.Form:
        return SaidReasonForm(data, DESK)

    def carry_out(self, record: Claim, by: Any, given: dict[str, Any]) -> None:
        record.take_up(given["reason"], by)

    def done(self, record: Claim) -> str:
        return _("The claim is taken up again.")


class WithdrawClaim(Act):
    name = "withdraw"
    label = gettext_lazy("Withdraw")
    permission = "claims.withdraw_claim"

    def offered(self, record: Claim) -> bool:
        return record.status != Claim.Status.WITHDRAWN and not record.merged_into_id

    def says(self, record: Claim) -> list[Any]:
        said = [
            _("The claim is not deleted: it stays on the record as withdrawn, with the reason.")
        ]
        if record.published_at:
            said.append(
                _(
                    "It has been public: lists and search leave it out, and who comes with its "
                    "address reads that it is withdrawn, and why. Its evidence and fact-checks "
                    "are no longer shown."
                )
            )
        said.append(_("A withdrawn claim cannot be published again."))
        return said

    def stands_on(self, record: Claim) -> list[Any]:
        return what_stands_on(record)

    def make_form(self, record: Claim, data: Any = None) -> forms.Form:
        return why_withdrawn(record, data)

    def carry_out(self, record: Claim, by: Any, given: dict[str, Any]) -> None:
        record.withdraw(given["reason"], by)

    def done(self, record: Claim) -> str:
        return _("The claim is withdrawn.")
