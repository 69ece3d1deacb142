"""Quotes, speakers, claims, evidence and fact-checks in the admin."""

from __future__ import annotations

from django.contrib import admin

from claimtrack.db.admin import PartInline, ReadOnlyAdmin

from ..models import (
    Appearance,
    Attribution,
    Claim,
    Evidence,
    Membership,
    Quote,
    QuoteRelation,
    QuoteSpan,
    Review,
    Speaker,
    SpeakerName,
    Suggestion,
    Topic,
)


class QuoteSpanInline(PartInline):
    model = QuoteSpan
    fields = ("role", "number", "exact", "start", "end", "attribution")

    def get_queryset(self, request):
        links = ("attribution__speaker", "attribution__source")
        return super().get_queryset(request).select_related(*links)


class AttributionInline(PartInline):
    model = Attribution
    fields = ("role", "number", "speaker", "source", "capacity")

    def get_queryset(self, request):
        links = ("speaker", "source", "capacity__organization")
        return super().get_queryset(request).select_related(*links)


class AppearanceInline(PartInline):
    model = Appearance
    fields = ("stance", "quote")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("quote")


class QuoteRelationInline(PartInline):
    model = QuoteRelation
    fk_name = "from_quote"
    fields = ("kind", "to_quote")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("to_quote")


class EvidenceInline(PartInline):
    model = Evidence
    fields = ("bearing", "source", "note", "is_primary", "is_confidential")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("source")


class ReviewInline(PartInline):
    model = Review
    fields = ("reviewer", "rating_name", "rating_value", "date", "state", "supersedes")

    def get_queryset(self, request):
        links = ("reviewer", "supersedes__reviewer")
        return super().get_queryset(request).select_related(*links)


class SpeakerNameInline(PartInline):
    model = SpeakerName
    fields = ("name",)


class MembershipInline(PartInline):
    model = Membership
    fk_name = "speaker"
    fields = ("role", "organization", "since", "until")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organization")


@admin.register(Speaker)
class SpeakerAdmin(ReadOnlyAdmin):
    list_display = ("name", "description", "kind", "headcount", "headcount_is", "merged_into")
    list_filter = ("kind",)
    list_select_related = ("merged_into",)
    search_fields = ("name", "description", "names__name")
    inlines = (SpeakerNameInline, MembershipInline)


@admin.register(Quote)
class QuoteAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "kind", "source", "said_on", "status", "is_public")
    list_filter = ("kind", "status", "is_public", "nothing_to_check")
    list_select_related = ("source",)
    search_fields = ("text", "source__title")
    ordering = ("-sort_key",)
    inlines = (QuoteSpanInline, AttributionInline, QuoteRelationInline)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "kind", "status", "is_public", "due_on", "merged_into")
    list_filter = ("kind", "status", "is_public")
    list_select_related = ("merged_into",)
    search_fields = ("text",)
    ordering = ("-sort_key",)
    inlines = (AppearanceInline, EvidenceInline, ReviewInline)


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ("claim", "reviewer", "rating_name", "date", "state")
    list_filter = ("state",)
    list_select_related = ("claim", "reviewer")
    search_fields = ("title", "claim__text", "reviewer__name")


@admin.register(Suggestion)
class SuggestionAdmin(ReadOnlyAdmin):
    list_display = ("revision", "kind", "confidence", "extractor", "decision")
    list_filter = ("decision", "kind")
    list_select_related = ("revision",)


@admin.register(Topic)
class TopicAdmin(ReadOnlyAdmin):
    list_display = ("name",)
    search_fields = ("name",)
