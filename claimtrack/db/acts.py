"""What somebody with a permission does to one record on a page of its own: withdraw it, merge it.

Such a page says what will happen and what stands on the record, asks for a reason, and does it on
one button; what the record refuses comes back as a sentence, with everything typed still there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .acting import acting
from .refusals import sentence
from .retrying import once_more_on_deadlock


class ReasonForm(forms.Form):
    """Why it is done."""

    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Kept in the history of the record."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NoReasonForm(forms.Form):
    """For what needs no more than a yes."""


class Act:
    """One such act. Subclasses say what it does, and do it."""

    name = ""
    """In the page's address."""
    label: Any = ""
    """On its button."""
    permission = ""
    """As in claims.withdraw_claim; without it the page answers 403 and the button is not there."""
    is_of_the_desk = False
    """Whether it changes nothing that outsiders read, and so stays open on what is public."""
    form: type[forms.Form] = ReasonForm

    def offered(self, record: Any) -> bool:
        """Whether the button is shown on the record's page."""
        return True

    def why_not(self, record: Any) -> Any:
        """Why it is not offered on this record."""
        said = _("Nothing is done: “%(act)s” is not possible with this record as it stands now.")
        return said % {"act": self.label}

    def says(self, record: Any) -> list[Any]:
        """What will happen, in sentences."""
        return []

    def stands_on(self, record: Any) -> list[Any]:
        """What stands on the record, in short lines."""
        return []

    def to_be_seen(self, record: Any, given: dict[str, Any]) -> tuple[str, list[Any]] | None:
        """What has to be seen before it is done, known only after the form is filled in.

        A word that names this choice, and lines; None where there is nothing more to see.
        """
        return None

    def make_form(self, record: Any, data: Any = None) -> forms.Form:
        return self.form(data)

    def carry_out(self, record: Any, by: Any, given: dict[str, Any]) -> Any:
        """Do it. Returns where to go next, an address, or None for the record's page."""
        raise NotImplementedError

    def done(self, record: Any) -> Any:
        """What is said afterwards."""
        return _("Done.")


class WithActs:
    """A ModelAdmin whose records have acts; they are buttons beside “History”."""

    acts: Sequence[Act] = ()

    def get_urls(self) -> list[URLPattern]:
        meta = self.model._meta  # type: ignore[attr-defined]
        pages = [
            path(
                f"<path:object_id>/{act.name}/",
                self.admin_site.admin_view(self._page_of(act)),  # type: ignore[attr-defined]
                name=f"{meta.app_label}_{meta.model_name}_{act.name}",
            )
            for act in self.acts
        ]
        return pages + super().get_urls()  # type: ignore[misc]

    def act_address(self, record: Any, name: str) -> str:
        """Of the page of this act on this record."""
        meta = record._meta
        page = f"admin:{meta.app_label}_{meta.model_name}_{name}"
        return reverse(page, args=[quote(record.pk)])

    def acts_on(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        """The buttons that this user has on this record."""
        return [
            {"label": act.label, "name": act.name, "address": self.act_address(record, act.name)}
            for act in self.acts
            if request.user.has_perm(act.permission) and not self._why_not(request, act, record)
        ]

    def _why_not(self, request: HttpRequest, act: Act, record: Any) -> str:
        """Why this user does not do it on this record; empty where nothing stands against it."""
        meta = record._meta
        if (
            act.permission == f"{meta.app_label}.change_{meta.model_name}"
            and not act.is_of_the_desk
        ):
            closed: str = self.closed(request, record)  # type: ignore[attr-defined]
            if closed:
                return closed
        if act.offered(record):
            return ""
        return self.closed(request, record) or act.why_not(record)  # type: ignore[attr-defined]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = context.get("original")
        if record is not None and record.pk:
            context["acts"] = self.acts_on(request, record)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def _page_of(self, act: Act) -> Any:
        def page(request: HttpRequest, object_id: str) -> HttpResponse:
            if not request.user.has_perm(act.permission):
                raise PermissionDenied
            rows = self.get_queryset(request)  # type: ignore[attr-defined]
            try:
                record = rows.filter(pk=unquote(object_id)).first()
            except (ValueError, ValidationError):
                record = None
            if record is None:
                raise Http404
            refusal = self._why_not(request, act, record)
            if refusal:
                return self._answer(request, act, record, {"refusal": refusal}, status=409)
            return self._act_page(request, act, record)

        return page

    def _act_page(self, request: HttpRequest, act: Act, record: Any) -> HttpResponse:
        form = act.make_form(record, request.POST if request.method == "POST" else None)
        seen: tuple[str, list[Any]] | None = None
        if request.method == "POST" and _unchanged(request, form, record) and form.is_valid():
            seen = act.to_be_seen(record, form.cleaned_data)
            if seen is None or request.POST.get("seen") == seen[0]:
                answer = self._do(request, act, record, form)
                if answer is not None:
                    return answer
        shown = {
            "says": act.says(record),
            "stands_on": act.stands_on(record),
            "form": form,
            "seen": seen,
            "media": form.media,
        }
        return self._answer(request, act, record, shown)

    def _answer(
        self, request: HttpRequest, act: Act, record: Any, shown: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": self.model._meta,  # type: ignore[attr-defined]
            "title": act.label,
            "subtitle": str(record),
            "act": act,
            "original": record,
            "back": _address_of(record),
            **shown,
        }
        return TemplateResponse(request, "admin/act.html", context, status=status)

    def _do(
        self, request: HttpRequest, act: Act, record: Any, form: forms.Form
    ) -> HttpResponse | None:
        given = form.cleaned_data

        @once_more_on_deadlock
        def carried_out() -> Any:
            with acting(request.user, given.get("reason", "")), transaction.atomic():
                _refuse_if_past(act, record)
                return act.carry_out(record, request.user, given)

        try:
            address = carried_out()
        except ValidationError as error:
            for said in error.messages:
                form.add_error(None, said)
            return None
        except IntegrityError as error:
            form.add_error(None, sentence(error))
            return None
        messages.success(request, act.done(record))
        return HttpResponseRedirect(address or _address_of(record))


def _address_of(record: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[quote(record.pk)])


def _refuse_if_past(act: Act, record: Any) -> None:
    """Lock the record; raise ValidationError where somebody was a moment faster."""
    now = type(record)._base_manager.select_for_update().get(pk=record.pk)
    if not act.offered(now):
        raise ValidationError(act.why_not(now), code="not_offered")
    if getattr(now, "version", None) != getattr(record, "version", None):
        raise ValidationError(_changed_meanwhile(), code="stale")


def _changed_meanwhile() -> str:
    return _("Somebody changed this record meanwhile. Look at it as it is now, then confirm.")


def _unchanged(request: HttpRequest, form: forms.Form, record: Any) -> bool:
    """Whether the record is still as the page showed it; else the form says so."""
    version = getattr(record, "version", None)
    if version is None or request.POST.get("version", str(version)) == str(version):
        return True
    form.is_valid()
    form.add_error(None, _changed_meanwhile())
    return False
