"""Sources in the admin: what a document is, its texts, and what is done to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claimtrack.db.acts import WithActs
from claimtrack.db.admin import RecordAdmin, RecordForm
from claimtrack.db.forms import one_line

from ..addresses import address_of_document
from ..models import Capture, Source
from ..text import UnreadableText, canonical
from .filters import TextWorkedThrough
from .parts import Parts
from .revisions import RevisionInline, shown
from .source_acts import CloseText, OpenText, WorkThrough

SHOWN_AT_ONCE = 20_000
"""Code points of a text on the source's page; the rest is on the text's own."""


class CaptureInline(Parts):
    model = Capture
    fields = ("media_type", "size", "sha256", "retrieved_at", "address")


class SourceForm(RecordForm):
    """A document, and on adding it the text as it is typed or pasted."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "cols": 90, "dir": "auto"}),
        help_text=gettext_lazy(
            "The whole text, to the letter. Leave it empty for a document that is known only "
            "through others. A text that is stored does not change."
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            return ""
        try:
            return canonical(text).text
        except UnreadableText as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "canonical_address" in cleaned:
            cleaned["canonical_address"] = self._canonical(cleaned)
        return cleaned

    def _canonical(self, cleaned: dict[str, Any]) -> str | None:
        """As it is written, else that of the address, by which the document is then found."""
        name, given = "canonical_address", cleaned["canonical_address"]
        if not given or ("address" in self.changed_data and name not in self.changed_data):
            name, given = "address", cleaned.get("address")
        try:
            canonical = address_of_document(given or "")
        except ValueError as error:
            self.add_error(name, str(error))
            return None
        if canonical:
            self._refuse_twin(name, canonical)
        return canonical

    def _refuse_twin(self, name: str, canonical: str) -> None:
        """One document is one source, be it found by http, by https, or with www. before it."""
        twin = Source.objects.at(canonical).exclude(pk=self.instance.pk).first()
        if twin and name in self.changed_data:
            said = _("“%(source)s” is the source at this address: work on that one.")
            self.add_error(name, said % {"source": twin})


@admin.register(Source)
class SourceAdmin(WithActs, RecordAdmin):
    form = SourceForm
    list_display = (
        "name", "kind", "publisher", "published", "language", "status", "read_to_its_end",
        "is_public",
    )  # fmt: skip
    list_filter = (
        "kind",
        "status",
        "is_public",
        TextWorkedThrough,
        "language",
        ("publisher", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("publisher",)
    search_fields = ("title", "byline", "address", "publisher__name")
    date_hierarchy = "published_first"
    ordering = ("-sort_key",)
    autocomplete_fields = ("publisher",)
    readonly_fields = ("is_public", "text_is_open", "text_shown")
    inlines = (RevisionInline, CaptureInline)
    acts: Any = (WorkThrough(), OpenText(), CloseText())

    class Media:
        css = {"all": ["sources/admin.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        rows = super().get_queryset(request).select_related("publisher", "current_revision")
        return rows.defer("current_revision__text")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        about = [
            ("kind", "language"), "title", "publisher", "byline", ("published", "modified"),
            "address", "canonical_address", "archive_address", "status", "status_notice",
        ]  # fmt: skip
        if obj is None:
            return [(None, {"fields": [*about, "text", "version"]})]
        seen = ("is_public", "text_is_open")
        tail = ["reason", "version"] if self.has_change_permission(request, obj) else []
        return [
            (None, {"fields": [*about, seen, *tail]}),
            (_("Text"), {"fields": ["text_shown"], "classes": ["wide"]}),
        ]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_dbfield(db_field, request, **one_line(db_field, kwargs))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        text = form.cleaned_data.get("text")
        if text and not change:
            form.instance.add_revision(text, made_by="typed", by=request.user)

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def name(self, source: Source) -> str:
        return str(source)

    @admin.display(description=gettext_lazy("worked through"), boolean=True)
    def read_to_its_end(self, source: Source) -> bool | None:
        revision = source.current_revision
        return None if revision is None else revision.worked_through_at is not None

    @admin.display(description=gettext_lazy("text"))
    def text_shown(self, source: Source) -> SafeString | str:
        revision = source.current_revision
        if revision is None:
            return _("No text: the document is known through others only.")
        text = revision.text
        if len(text) <= SHOWN_AT_ONCE:
            return shown(text, source.language)
        rest = format_html(
            '<p><a href="../../../revision/{}/change/">{}</a></p>',
            revision.pk,
            _("The whole text of %(count)s characters") % {"count": f"{len(text):,}"},
        )
        return shown(text[:SHOWN_AT_ONCE], source.language) + rest
