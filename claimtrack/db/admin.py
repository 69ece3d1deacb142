"""What every page of records in the admin has in common.

Whoever changes a record says why, if they like; whoever changes it on a stale copy is told, and
loses nothing of what was typed; what the database refuses comes back as a sentence on the page.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from .acting import acting
from .models import Change
from .refusals import sentence
from .searching import SearchableQuerySet

_OF_A_CHANGE = ("version", "reason")


class RecordForm(forms.ModelForm):
    """A record's form, which knows the version that its user saw."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        help_text=gettext_lazy("Kept in the history of what you change."),
    )
    refusal: str = ""
    """What the database said when this very input was saved a moment ago."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version_now = getattr(self.instance, "version", None) if self.instance.pk else None
        if "version" in self.fields:
            self.fields["version"].initial = self.version_now

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            raise ValidationError(self.refusal, code="refused")
        seen = cleaned.get("version")
        if self.version_now is not None and seen is not None and seen != self.version_now:
            # What is sent next was seen on this page, with the sentence above it.
            sent = QueryDict(mutable=True)
            sent.update(self.data)
            sent[self.add_prefix("version")] = str(self.version_now)
            self.data = sent
            raise ValidationError(self._changed_meanwhile(), code="stale")
        return cleaned

    def _changed_meanwhile(self) -> list[str]:
        """Sentences: who changed the record, and a line for each thing that is not as typed."""
        last = self.instance.history.select_related("history_user").first()
        told = _(
            "%(who)s changed this record while you had it open. Nothing of yours is stored yet: "
            "it stands below as you typed it. Save again to let yours stand."
        )
        return [told % {"who": (last and last.history_user) or _("Somebody")}, *self._differing()]

    def _differing(self) -> list[str]:
        """What the record says now, and what was typed instead, field by field."""
        return [
            now_and_yours(
                str(self[name].label),
                _as_read(self.fields[name], self[name].initial),
                _as_read(self.fields[name], self._typed(name)),
            )
            for name in self.changed_data
            if name in self.fields and name not in _OF_A_CHANGE
        ]

    def _typed(self, name: str) -> Any:
        is_text = isinstance(self.fields[name], forms.CharField)
        return self[name].data if is_text else self.cleaned_data.get(name, self[name].data)


def now_and_yours(label: str, now: str, yours: str) -> str:
    """A line that sets what is recorded beside what was typed; either may be empty."""
    said = _("%(label)s: now %(now)s (you had %(yours)s).")
    nothing = _("nothing")
    return said % {"label": label, "now": now or nothing, "yours": yours or nothing}


def _as_read(field: forms.Field, value: Any) -> str:
    """A value of a field in the words that the page has for it; empty where there is none."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelChoiceField):
        value = _record_of(field, value)
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        named = {str(key): str(said) for key, said in choices}
        value = named.get(str(value), value)
    if isinstance(value, models.QuerySet | list):
        return ", ".join(f"“{one}”" for one in value)
    return "" if value in (None, "") else f"“{value}”"


def _record_of(field: forms.ModelChoiceField, value: Any) -> Any:
    """The record that a key stands for; of several, a list."""
    try:
        return field.clean(value)
    except ValidationError:
        return value


def shows_list(request: HttpRequest) -> bool:
    """Whether a list of records is asked for, not one of them."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_changelist"))


def record_asked_for(request: HttpRequest) -> int:
    """The id of the record whose page is asked for; 0 on other pages."""
    match = request.resolver_match
    given = match.kwargs.get("object_id", "") if match else ""
    return int(given) if given.isdecimal() and len(given) < 19 else 0


class RecordAdmin(SimpleHistoryAdmin):
    """A page a record. Nothing recorded is deleted from the admin."""

    form = RecordForm
    exclude = ("version",)  # the column, which the database keeps; the form has a field of its own
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if hasattr(self.model._meta, "simple_history_manager_attribute"):
            return super().history_view(request, object_id, extra_context)
        self.object_history_template = "admin/object_history.html"
        return admin.ModelAdmin.history_view(self, request, object_id, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        if search_term and isinstance(queryset, SearchableQuerySet):
            return queryset.search(search_term), False
        return super().get_search_results(request, queryset, search_term)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        # Whoever only looks gives no reason.
        return [
            (title, {**options, "fields": [f for f in options["fields"] if f not in _OF_A_CHANGE]})
            for title, options in fieldsets
        ]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        record = super().get_object(request, object_id, from_field)
        if record is not None and request.method == "POST":
            # Two who save at once save one after the other, and the second sees the first's.
            type(record)._base_manager.select_for_update().filter(pk=record.pk).first()
            record.refresh_from_db()
        return record

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with acting(request.user, request.POST.get("reason", "")):
            try:
                return super().changeform_view(request, *args, **kwargs)
            except IntegrityError as error:
                request.refusal = sentence(error)  # type: ignore[attr-defined]
                return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with acting(request.user):
            return super().changelist_view(request, *args, **kwargs)


class ReadOnlyAdmin(RecordAdmin):
    """Records that are made by other means than a form."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PartInline(admin.TabularInline):
    """The parts of a record on its page, to look at."""

    template = "admin/part_inline.html"
    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    list_display = ("seq", "at", "model", "object_id", "was_public", "is_public")
    list_filter = ("model",)
    ordering = ("-seq",)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
