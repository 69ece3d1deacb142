"""Offices, parties and memberships, on the page of their speaker."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from claimtrack.db.forms import KeySelect, one_line
from sources.admin.parts import Parts

from ..models import Attribution, Membership, Speaker


class Lines:
    """Text columns that hold a line are a line in the form."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        options = one_line(db_field, kwargs)
        return super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]


class OrganizationSelect(KeySelect):
    """Completion that knows the name of what is chosen, so that no row asks for its own."""

    known: Speaker | None = None

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        known = self.known
        if known is None or list(value) != [str(known.pk)]:
            return super().optgroups(name, value, attrs)
        options = [
            self.create_option(name, "", "", False, 0),
            self.create_option(name, str(known.pk), str(known), True, 1),
        ]
        return [(None, options, 0)]


class MembershipForm(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrapper: Any = self.fields.get("organization")
        if wrapper and self.instance.pk:
            getattr(wrapper.widget, "widget", wrapper.widget).known = self.instance.organization


class MembershipInline(Lines, Parts):
    """What was entered is put right here; it is not deleted, and stays with its speaker."""

    model = Membership
    form = MembershipForm
    fk_name = "speaker"
    fields = ("role", "organization", "since", "until", "quotes")
    readonly_fields = ("quotes",)
    verbose_name = gettext_lazy("office or membership")
    verbose_name_plural = gettext_lazy("offices, parties, memberships")
    note = gettext_lazy(
        "Put a wrong entry right in its row: it stays with this speaker, and is not deleted. "
        "Quotes said in it show it as it is written here, public ones too; somebody who changes "
        "office gets a new row."
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membership]:
        rows = super().get_queryset(request).select_related("organization")
        said = Attribution.objects.filter(capacity=OuterRef("pk")).order_by().values("capacity")
        return rows.annotate(quote_count=Subquery(said.annotate(n=Count("pk")).values("n")))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.add_membership")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.change_membership")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "organization":
            kwargs["widget"] = OrganizationSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("quotes said in it"))
    def quotes(self, membership: Membership) -> int | str:
        return (membership.quote_count or 0) if membership.pk else ""  # type: ignore[attr-defined]
