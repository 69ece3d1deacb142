"""What is done to a claim on a page of its own: set it aside, withdraw it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claimtrack.db.acts import Act

from ..models import Claim, ClaimRelation, Merge


def what_stands_on(claim: Claim) -> list[str]:
    """What hangs on a claim, in short lines, the empty ones left out."""
    relations = ClaimRelation.objects.filter(from_claim=claim) | ClaimRelation.objects.filter(
        to_claim=claim
    )
    merges = Merge.objects.filter(model="claims.claim", survivor_id=claim.pk, undone_at=None)
    published = claim.reviews.filter(state="published").count()
    drafts = claim.reviews.filter(state="draft").count()
    found = [
        _n("%d appearance", "%d appearances", claim.appearances.count()),
        _n("%d piece of evidence", "%d pieces of evidence", claim.evidence.count()),
        _n("%d published fact-check", "%d published fact-checks", published),
        _n("%d draft of a fact-check", "%d drafts of fact-checks", drafts),
        _n("%d relation to another claim", "%d relations to other claims", relations.count()),
        _n("%d claim merged into it", "%d claims merged into it", merges.count()),
    ]
    return [line for line in found if line]


def _n(one: str, many: str, count: int) -> str:
    return ngettext(one, many, count) % count if count else ""


class SetAside(Act):
    name = "set-aside"
    label = gettext_lazy("Set aside")
    permission = "claims.change_claim"

    def offered(self, record: Claim) -> bool:
        return not (record.set_aside_reason or record.merged_into_id)

    def says(self, record: Claim) -> list[Any]:
        return [
            _(
                "The claim stays on the record, and leaves the list of what waits to be checked. "
                "Whoever meets it again is shown the reason."
            )
        ]

    def carry_out(self, record: Claim, by: Any, given: dict[str, Any]) -> None:
        record.set_aside(given["reason"], by)

    def done(self, record: Claim) -> str:
        return _("The claim is set aside.")


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
                    "address reads that it is withdrawn, and why. The reason is public."
                )
            )
        said.append(_("A withdrawn claim cannot be published again."))
        return said

    def stands_on(self, record: Claim) -> list[Any]:
        return what_stands_on(record)

    def carry_out(self, record: Claim, by: Any, given: dict[str, Any]) -> None:
        record.withdraw(given["reason"], by)

    def done(self, record: Claim) -> str:
        return _("The claim is withdrawn.")
