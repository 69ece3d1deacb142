from __future__ import annotations

import re
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce

from claimtrack.db.searching import SearchableQuerySet

ALIKE = 0.4
"""Of the words of the shorter of two claims, the share in both from which they are alike."""

_WORD = re.compile(r"\w+")


class ClaimLists(SearchableQuerySet):
    """Claims as lists ask for them."""

    def for_list(self) -> Self:
        """With `verdict`, the name or number of the latest that stands, and how many quotes make
        the claim, in `appearance_count`; topics at hand.
        """
        model: Any = self.model
        review = model.reviews.rel.related_model
        appearance = model.appearances.rel.related_model
        latest = review.objects.current().filter(claim=OuterRef("pk"))
        latest = latest.order_by(F("date_last").desc(nulls_last=True), "-pk")
        number = models.functions.Cast("rating_value", models.TextField())
        named = Coalesce(
            models.functions.NullIf("rating_name", models.Value("")),
            number,
            output_field=models.TextField(),
        )
        made = appearance.objects.filter(claim=OuterRef("pk")).order_by().values("claim")
        return self.annotate(
            verdict=Subquery(latest.annotate(named=named).values("named")[:1]),
            appearance_count=Coalesce(Subquery(made.annotate(n=Count("pk")).values("n")), 0),
        ).prefetch_related("claim_topics__topic")

    def with_verdicts(self) -> Self:
        """With every fact-check, by whom it is and what supersedes it."""
        model: Any = self.model
        given = model.reviews.rel.related_model.objects.exclude(state="draft")
        given = given.select_related("reviewer", "superseded_by")
        return self.prefetch_related(Prefetch("reviews", given, to_attr="verdicts"))

    def without_evidence(self) -> Self:
        return self.filter(evidence=None)

    def without_fact_check(self) -> Self:
        """Those of which no fact-check stands, not even a draft."""
        model: Any = self.model
        checks = model.reviews.rel.related_model.objects.exclude(state="withdrawn")
        return self.filter(~Exists(checks.filter(claim=OuterRef("pk"))))

    def unchecked(self) -> Self:
        """Those with neither evidence nor a fact-check that stands, and not set aside."""
        rows = self.without_evidence().without_fact_check()
        return rows.filter(merged_into=None, set_aside_reason="").exclude(status="withdrawn")

    def alike(self, text: str, limit: int = 5) -> list[Any]:
        """Earlier claims that share a good part of their words with a text, the best first."""
        words = _words(text)
        rows = self.filter(merged_into=None).with_verdicts()
        found = rows.sharing_words(text, limit * 2)
        return [claim for claim in found if _share(words, _words(claim.text)) >= ALIKE][:limit]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
