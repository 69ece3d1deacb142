"""Signing in to the admin."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from .logins import TooManyLogins, counted_login


class CountedLoginForm(AdminAuthenticationForm):
    """Django's form, which looks at no more passwords where too many were wrong.

    `wait` says then for how many seconds.
    """

    wait = 0

    def clean(self) -> dict[str, Any]:
        assert self.request is not None
        try:
            with counted_login(self.request, self.cleaned_data.get("username") or ""):
                return super().clean()
        except TooManyLogins as error:
            self.wait = error.wait
            raise ValidationError(str(error), "throttled") from error
