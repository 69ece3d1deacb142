"""What every page of records in the admin has in common.

Whoever changes a record says why, if they like; whoever changes it on a stale copy is told, and
loses nothing of what was typed; what the database refuses comes back as a sentence on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .acting import acting
from .closing import Closing
from .forms import Completing, as_key
from .listing import Listing
from .models import Change
from .past import WithPast, last_entry_of
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
    elsewhere: Callable[..., list[str]] | None = None
    """Says what was sent beside the fields that the form has by now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version_now = version_of(self.instance)
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
        who = (last and last.history_user) or _("Somebody")
        lost = self.elsewhere(taken=self.fields) if self.elsewhere else []
        return [told % {"who": who}, *self._differing(), *lost]

    def _differing(self) -> list[str]:
        """What the record says now, and what was typed instead, field by field."""
        return [now_and_yours(*self._now_and_typed(name)) for name in self._changed()]

    def in_vain(self, without: Collection[str] = ()) -> list[str]:
        """A line for each thing that was sent, is not as recorded, and is not stored."""
        self.is_valid()
        sent = [n for n in self._changed() if self._is_sent(n) and n not in without]
        return [not_stored(label, typed) for label, _now, typed in map(self._now_and_typed, sent)]

    def _changed(self) -> list[str]:
        return [n for n in self.changed_data if n in self.fields and n not in _OF_A_CHANGE]

    def _is_sent(self, name: str) -> bool:
        return self.add_prefix(name) in self.data or type(self.fields[name]) is forms.BooleanField

    def _now_and_typed(self, name: str) -> tuple[str, str, str]:
        field = self.fields[name]
        now, typed = _as_read(field, self[name].initial), _as_read(field, self._typed(name))
        return str(self[name].label), now, typed

    def _typed(self, name: str) -> Any:
        is_text = isinstance(self.fields[name], forms.CharField)
        return self[name].data if is_text else self.cleaned_data.get(name, self[name].data)


def now_and_yours(label: str, now: str, yours: str) -> str:
    """A line that sets what is recorded beside what was typed; either may be empty."""
    said = _("%(label)s: now %(now)s (you had %(yours)s).")
    nothing = _("nothing")
    return said % {"label": label, "now": now or nothing, "yours": yours or nothing}


def not_stored(label: str, yours: str) -> str:
    """A line that says what was typed where nothing can be stored any more."""
    said = _("%(label)s: you had %(yours)s. That is not stored.")
    return said % {"label": label, "yours": yours or _("nothing")}


def version_of(record: Any) -> int | None:
    """What is another once the record has changed: its version, else its last entry in history."""
    if not record.pk:
        return None
    return record.version if hasattr(record, "version") else last_entry_of(record)


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
    return as_key(given)


class RecordAdmin(Closing, Listing, Completing, WithPast, admin.ModelAdmin):
    """A page a record. Nothing recorded is deleted from the admin."""

    form = RecordForm
    exclude = ("version",)  # the column, which the database keeps; the form has a field of its own
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        if search_term and isinstance(queryset, SearchableQuerySet):
            return queryset.search(search_term), False
        return super().get_search_results(request, queryset, search_term)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        if obj is not None and request.method == "POST":
            form.elsewhere = partial(self.in_vain, request, obj)
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        if self.has_change_permission(request, obj):
            return _with_version(fieldsets)
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


def _with_version(fieldsets: Any) -> Any:
    """The same, with what tells of a change meanwhile in the last of them."""
    if "version" in flatten_fieldsets(fieldsets):
        return fieldsets
    *others, (title, options) = fieldsets
    return [*others, (title, {**options, "fields": [*options["fields"], "version"]})]


class ReadOnlyAdmin(RecordAdmin):
    """Records that are made by other means than a form."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Change)
class ChangeAdmin(Listing, admin.ModelAdmin):
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
