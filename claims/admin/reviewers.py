"""Who gives fact-checks: publishers, those that have given some before the others."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Exists, OuterRef, QuerySet

from claimtrack.db.forms import KeySelect

from ..models import Review


class ReviewerChoices(AutocompleteJsonView):
    """Publishers for completion, in the order in which they are likely meant."""

    def get_queryset(self) -> QuerySet[Any]:
        given = Review.objects.filter(reviewer=OuterRef("pk"))
        found: QuerySet[Any] = super().get_queryset().annotate(gives=Exists(given))
        return found.order_by("-gives", "name", "pk")


class ReviewerSelect(KeySelect):
    url_name = "%s:claims_reviewer_choices"
