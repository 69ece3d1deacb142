"""The admin site: Django's own, under our name."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]


class ClaimtrackAdminSite(AdminSite):
    """Django's plain admin; texts need the page's width, so there is no side bar."""

    site_header = "claimtrack"
    site_title = "claimtrack"
    index_title = "The record"
    enable_nav_sidebar = False

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's page; answers 429 where too many logins have failed."""
        from claimtrack.accounts.login_form import CountedLoginForm  # the apps must be ready

        self.login_form = CountedLoginForm
        answer = super().login(request, extra_context)
        form = (getattr(answer, "context_data", None) or {}).get("form")
        wait = getattr(form, "wait", 0)
        if wait:
            answer.status_code = 429
            answer["Retry-After"] = str(wait)
        return answer

    def admin_view(self, view: View, cacheable: bool = False) -> Any:
        return super().admin_view(_without_nul(view), cacheable)


def _without_nul(view: View) -> View:
    """The same page for addresses without a NUL, which PostgreSQL takes in no question."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        for name, values in request.GET.lists():
            if any("\0" in word for word in (name, *values)):
                said = _("“%(name)s” in the address holds a NUL: take that out.")
                raise BadRequest(said % {"name": name.replace("\0", "")})
        return view(request, *args, **kwargs)

    return answer
