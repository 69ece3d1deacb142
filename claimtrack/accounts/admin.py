"""Users and tokens in the admin."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils import timezone
from knox.models import get_digest_token
from knox.settings import CONSTANTS, knox_settings

from claimtrack.accounts.models import Token, User

admin.site.register(User, UserAdmin)


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """Makes tokens and shows each once; afterwards only its hash is known."""

    list_display = ("name", "user", "scope", "token_key", "created", "expiry")
    list_filter = ("scope",)
    list_select_related = ("user",)
    search_fields = ("name", "token_key", "user__username")
    autocomplete_fields = ("user",)
    fields = ("user", "name", "scope", "expiry")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Token | None = None
    ) -> tuple[str, ...]:
        return ("user",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "user": request.user.pk,
            "expiry": timezone.now() + knox_settings.TOKEN_TTL,
            **super().get_changeform_initial_data(request),
        }

    def save_model(
        self, request: HttpRequest, obj: Token, form: forms.ModelForm, change: bool
    ) -> None:
        if not change:
            obj.digest, secret = get_digest_token()
            obj.token_key = secret[: CONSTANTS.TOKEN_KEY_LENGTH]
            messages.success(request, f"The token, shown this once: {secret}")
        super().save_model(request, obj, form, change)
