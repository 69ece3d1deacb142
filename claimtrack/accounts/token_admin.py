"""The page on which people make and revoke their own tokens; a superuser sees everybody's."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.actions import delete_selected
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from knox.settings import knox_settings

from .models import Token, User


class TokenForm(forms.ModelForm):
    """What a token is for, what it may do, and for how long: for whoever is `owner`."""

    owner: ClassVar[User]
    days = forms.IntegerField(label=_("Days"), help_text=_("For so many days it is good."))

    class Meta:
        model = Token
        fields = ("name", "scope")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            return
        self.instance.user = self.owner
        known = Token.Scope.choices
        self.fields["scope"].choices = [  # type: ignore[attr-defined]
            each for each in known if self.owner.may_have(each[0])
        ]
        self.fields["days"].initial = knox_settings.TOKEN_TTL.days

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        Token.objects.make_room(self.owner)
        if "days" in self.cleaned_data:
            self.text = self.instance.begin(self.cleaned_data["days"])
        return cleaned


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    """Shows a new token once; afterwards only its hash is known."""

    form = TokenForm
    list_filter = ("scope",)
    list_select_related = ("user",)
    search_fields = ("name", "token_key", "user__username")
    actions = ("delete_selected",)

    @admin.display(description=_("name"), ordering="name")
    def title(self, token: Token) -> str:
        return token.name or token.token_key

    @admin.action(description=_("Revoke the selected tokens"), permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Token]) -> Any:
        return delete_selected(self, request, queryset)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        whose = ("user",) if request.user.is_superuser else ()
        return ("title", *whose, "scope", "token_key", "created", "expiry")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        tokens = super().get_queryset(request)
        return tokens if request.user.is_superuser else tokens.filter(user=request.user.pk)

    def get_fields(self, request: HttpRequest, obj: Token | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("name", "scope", "days")
        return ("user", "name", "scope", "token_key", "created", "expiry")

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        form.owner = request.user  # type: ignore[attr-defined]  # of a class that is made for this request
        return form

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True  # whoever may enter the admin may have tokens

    def has_view_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return obj is None or request.user.is_superuser or obj.user_id == request.user.pk

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return self.has_view_permission(request, obj)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        one_button = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, one_button | (extra_context or {}))

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Token:
        token: Token = super().save_form(request, form, change)
        token.text = form.text
        return token

    def response_add(
        self, request: HttpRequest, obj: Token, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The page that shows it; no message, for those are kept in a cookie."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Your new token"),
            "token": obj,
        }
        return TemplateResponse(request, "admin/accounts/token/made.html", context)
