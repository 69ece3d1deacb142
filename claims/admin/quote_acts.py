"""What is done to a quote on a page of its own: it is withdrawn, or has nothing to check."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import Act, NoReasonForm

from ..models import Appearance, Quote, QuoteRelation, Review
from .reasons import why_withdrawn


def linked(record: Any, said: str) -> Any:
    """A line that leads to a record's page."""
    meta = record._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])
    return format_html('<a href="{}">{}</a>', address, Truncator(said).chars(160))


def what_stands_on(quote: Quote) -> list[Any]:
    """Claims that it makes, their fact-checks, other quotes, its places in later texts."""
    appearances = Appearance.objects.filter(quote=quote).select_related("claim")
    claims = [appearance.claim_id for appearance in appearances]
    reviews = Review.objects.filter(claim__in=claims).exclude(state="withdrawn")
    relations = QuoteRelation.objects.filter(from_quote=quote) | QuoteRelation.objects.filter(
        to_quote=quote
    )
    lines = [
        linked(a.claim, f"{_('Claim')}, {a.get_stance_display()}: {a.claim}") for a in appearances
    ]
    for review in reviews.select_related("reviewer", "claim"):
        on_it = _("on this very quote") if review.appearance_id in {
            a.pk for a in appearances
        } else _("on the claim")  # fmt: skip
        verdict = review.rating_name or review.rating_value
        said = _("Fact-check by %(who)s, %(on)s: %(verdict)s")
        lines.append(
            linked(review, said % {"who": review.reviewer, "on": on_it, "verdict": verdict})
        )
    for relation in relations.select_related("from_quote", "to_quote"):
        said = f"{relation.from_quote} — {relation.get_kind_display()} — {relation.to_quote}"
        lines.append(linked(_other(relation, quote), said))
    later = quote.spans.exclude(revision=quote.revision_id).select_related("revision")
    numbers = sorted({span.revision.number for span in later.defer("revision__text")})
    lines += [_("It was found again in text %d of its source.") % number for number in numbers]
    return lines


def _other(relation: QuoteRelation, quote: Quote) -> Quote:
    return relation.to_quote if relation.from_quote_id == quote.pk else relation.from_quote


class WithdrawQuote(Act):
    name = "withdraw"
    label = gettext_lazy("Withdraw")
    permission = "claims.withdraw_quote"

    def offered(self, record: Quote) -> bool:
        return record.status != Quote.Status.WITHDRAWN

    def says(self, record: Quote) -> list[Any]:
        said = [
            _("The quote is not deleted: it stays on the record as withdrawn, with the reason."),
        ]
        if record.published_at:
            said.append(
                _(
                    "It has been public: lists and search leave it out, and who comes with its "
                    "address reads that it is withdrawn, and why."
                )
            )
        said.append(_("A withdrawn quote cannot be published again."))
        return said

    def stands_on(self, record: Quote) -> list[Any]:
        return what_stands_on(record)

    def make_form(self, record: Quote, data: Any = None) -> forms.Form:
        return why_withdrawn(record, data)

    def carry_out(self, record: Quote, by: Any, given: dict[str, Any]) -> None:
        record.withdraw(given["reason"], by)

    def done(self, record: Quote) -> str:
        return _("The quote is withdrawn.")


class NothingToCheck(Act):
    """Note that a quote makes no claim: on a page of its own where the quote's form is closed."""

    name = "nothing-to-check"
    label = gettext_lazy("Nothing to check")
    permission = "claims.change_quote"
    form = NoReasonForm
    is_of_the_desk = True
    noted = True

    def offered(self, record: Quote) -> bool:
        is_out = record.status == Quote.Status.PUBLISHED
        return is_out and record.nothing_to_check is not self.noted

    def says(self, record: Quote) -> list[Any]:
        return [_("There is no claim in it: it leaves the list of what waits.")]

    def carry_out(self, record: Quote, by: Any, given: dict[str, Any]) -> None:
        record.nothing_to_check = self.noted
        record.save(update_fields=["nothing_to_check"])

    def done(self, record: Quote) -> str:
        return _("Noted.")


class SomethingToCheck(NothingToCheck):
    """Take that back."""

    name = "something-to-check"
    label = gettext_lazy("Something to check")
    noted = False

    def says(self, record: Quote) -> list[Any]:
        return [_("There is a claim in it: it waits until one is recorded.")]
