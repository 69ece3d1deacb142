"""What the list of claims is narrowed down by."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Claim, Topic

TOPICS = 30
"""The most used topics are offered."""


class TopicFilter(admin.SimpleListFilter):
    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        chosen = self.value() or "0"
        rows = Topic.objects.annotate(uses=Count("claim_topics")).filter(uses__gt=0)
        top: list[Topic] = list(rows.order_by("-uses", "name")[:TOPICS])
        if chosen.isdecimal() and chosen not in {str(topic.pk) for topic in top}:
            top += Topic.objects.filter(Q(pk=min(int(chosen), 2**62)))
        return [(str(topic.pk), topic.name) for topic in top]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if not chosen:
            return queryset
        if not chosen.isdecimal():
            return queryset.none()
        return queryset.filter(claim_topics__topic=min(int(chosen), 2**62))


class LackingFilter(admin.SimpleListFilter):
    """What a claim does not have yet."""

    title = _("what is missing")
    parameter_name = "without"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("evidence", _("Without evidence")),
            ("fact-check", _("Without a fact-check")),
            ("both", _("Without either, not set aside")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Claim]:
        narrowed = {
            "evidence": queryset.without_evidence,
            "fact-check": queryset.without_fact_check,
            "both": queryset.unchecked,
        }.get(self.value() or "")
        return narrowed() if narrowed else queryset


class SetAsideFilter(admin.SimpleListFilter):
    title = _("set aside")
    parameter_name = "set_aside"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("No")), ("yes", _("Yes"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "no":
            return queryset.filter(set_aside_reason="")
        return queryset.exclude(set_aside_reason="") if self.value() == "yes" else queryset


class MergedFilter(admin.SimpleListFilter):
    """Merged records are left out unless they are asked for."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Merged into another"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(merged_into__isnull=self.value() != "yes")

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Not merged")}
        yield from others
