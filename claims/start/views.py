"""The pages beside the start page: what waits, in full, and “Has this been checked before?”."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from . import checked
from .lately import lately
from .waiting import Work, work
from .weeks import picture

SHORT = 300
"""Code points: what is no longer stands in the address, so that the answer can be passed on."""
SEES_BOTH = ("claims.view_claim", "claims.view_quote")


class AskForm(forms.Form):
    """What is asked: words, an address, a whole article."""

    words = forms.CharField(
        label=_("Words, an address, or a whole article"),
        widget=forms.Textarea(attrs={"rows": 4, "class": "ct-ask"}),
        validators=[checked.refuse_too_long],
        error_messages={"required": _("Paste some words, an address or an article.")},
    )


def may_ask(user: Any) -> bool:
    return bool(user.has_perms(SEES_BOTH))


@require_http_methods(["GET", "HEAD", "POST"])
def checked_before(request: HttpRequest) -> HttpResponse:
    """Show what the record holds of what is asked: few words by GET, many by POST."""
    if not may_ask(request.user):
        raise PermissionDenied
    given = request.POST if request.method == "POST" else request.GET
    form = AskForm(given if "words" in given else None)
    answer = None
    if form.is_valid():
        asked = form.cleaned_data["words"]
        if request.method == "POST" and len(asked) <= SHORT:
            return HttpResponseRedirect(
                f"{reverse('checked_before')}?{urlencode({'words': asked})}"
            )
        try:
            answer = checked.look_up(asked)
        except ValidationError as error:
            form.add_error("words", error)
    context = {"form": form, "answer": answer, "record_claim": _record_claim(request.user, form)}
    return _page(request, "checked_before", _("Has this been checked before?"), context)


@require_safe
def waiting(request: HttpRequest, name: str) -> HttpResponse:
    """Show all that waits of one kind, a page at a time."""
    chosen = next((item for item in work() if item.name == name), None)
    if chosen is None:
        raise Http404
    if not request.user.has_perm(chosen.permission):
        raise PermissionDenied
    rows, more = chosen.page(_before(request))
    return _page(request, "waiting", chosen.title, {"work": chosen, "rows": rows, "more": more})


def start(user: Any) -> dict[str, Any]:
    """What the start page shows this user."""
    shown: list[Work] = [item for item in work() if user.has_perm(item.permission)]
    return {
        "form": AskForm() if may_ask(user) else None,
        "work": shown,
        "acts": lately(user),
        "picture": picture() if may_ask(user) else None,
    }


def _before(request: HttpRequest) -> int | None:
    written = request.GET.get("before", "")
    if written.isascii() and written.isdigit() and len(written) < 19:
        return int(written)
    return None


def _record_claim(user: Any, form: forms.Form) -> str:
    """The address of the form that records what was asked as a claim, where the user may."""
    if not form.is_bound or not user.has_perm("claims.add_claim"):
        return ""
    asked = form.cleaned_data.get("words", "")
    page = reverse("admin:claims_claim_add")
    return f"{page}?{urlencode({'text': asked})}" if 0 < len(asked) <= SHORT else page


def _page(request: HttpRequest, name: str, title: Any, context: dict[str, Any]) -> HttpResponse:
    request.current_app = admin.site.name
    whole = admin.site.each_context(request) | {"title": title} | context
    return render(request, f"claims/start/{name}.html", whole)
