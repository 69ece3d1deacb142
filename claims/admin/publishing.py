"""Publishing, one or many at once: a page that says what it will show, and then does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..publishing import Plan, plan_for, publish
from ..wording import shown_of_closed_texts

MOST = 1_000
"""Records published in one go."""
LISTED = 100
"""Of many records, so many are listed on the page; the others are counted."""
NEEDED = {
    "claims.quote": ("source",),
    "claims.review": ("claim", "reviewer", "appearance"),
}
"""What the plan asks of each record, fetched with it."""


class Publishing:
    """A ModelAdmin with an action on its list and a button on its pages, for who may publish."""

    publish_permission = ""
    actions: Any = ("publish_chosen",)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.publish_permission)

    @admin.action(description=gettext_lazy("Publish…"), permissions=["publish"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        keys = list(queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
        return self._publishing_page(request, keys)

    def get_urls(self) -> list[URLPattern]:
        meta = self.model._meta  # type: ignore[attr-defined]
        page = self.admin_site.admin_view(self.publish_view)  # type: ignore[attr-defined]
        name = f"{meta.app_label}_{meta.model_name}_publish"
        return [path("publish/", page, name=name), *super().get_urls()]  # type: ignore[misc]

    def acts_on(self, request: HttpRequest, record: Any) -> list[dict[str, Any]]:
        acts: list[dict[str, Any]] = super().acts_on(request, record)  # type: ignore[misc]
        if not self.has_publish_permission(request) or not self.may_still_be_published(record):
            return acts
        meta = record._meta
        page = reverse(f"admin:{meta.app_label}_{meta.model_name}_publish")
        button = {"label": _("Publish…"), "name": "publish", "address": f"{page}?ids={record.pk}"}
        return [button, *acts]

    def may_still_be_published(self, record: Any) -> bool:
        """Whether the button is shown."""
        if getattr(record, "merged_into_id", None):
            return False
        if hasattr(record, "state"):
            return record.state == "draft"
        return getattr(record, "status", "") != "withdrawn" and not record.is_public

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """`ids`: the records to publish; a POST with `confirmed` does it."""
        given = request.POST.get("ids") or request.GET.get("ids", "")
        keys = given.split(",")
        if not all(key.isdecimal() and len(key) < 19 for key in keys):
            raise Http404
        if not self.has_publish_permission(request):
            raise PermissionDenied
        return self._publishing_page(request, [int(key) for key in keys])

    def _publishing_page(self, request: HttpRequest, keys: Sequence[int]) -> HttpResponse:
        meta = self.model._meta  # type: ignore[attr-defined]
        back = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
        if len(keys) > MOST:
            said = _("At most %(most)s are published in one go: choose fewer.")
            messages.error(request, said % {"most": f"{MOST:,}"})
            return HttpResponseRedirect(back)
        records = self._records(keys)
        if not records:
            raise Http404
        if len(records) == 1:
            page = f"admin:{meta.app_label}_{meta.model_name}_change"
            back = reverse(page, args=[records[0].pk])
        plan = plan_for(self.model, records)  # type: ignore[attr-defined]
        may_open = request.user.has_perm("sources.publish_source")
        if request.method == "POST" and "confirmed" in request.POST:
            chosen = set(request.POST.getlist("source")) if may_open else set()
            self._carry_out(request, plan, records, chosen)
            return HttpResponseRedirect(back)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": meta,
            "title": _("Publish"),
            "plan": plan,
            "willing": plan.willing[:LISTED],
            "willing_more": max(0, len(plan.willing) - LISTED),
            "refused": plan.refused[:LISTED],
            "refused_more": max(0, len(plan.refused) - LISTED),
            "sources": plan.sources if may_open else [],
            "shown_of_closed_texts": shown_of_closed_texts(),
            "ids": ",".join(str(record.pk) for record in records),
            "back": back,
        }
        return TemplateResponse(request, "admin/claims/publish.html", context)

    def _records(self, keys: Sequence[int]) -> list[Any]:
        model = self.model  # type: ignore[attr-defined]
        rows = model.objects.filter(pk__in=keys).order_by("pk")
        return list(rows.select_related(*NEEDED.get(model._meta.label_lower, ())))

    def _carry_out(
        self, request: HttpRequest, plan: Plan, records: Sequence[Any], chosen: set[str]
    ) -> None:
        """The chosen sources first, then what may be published with them public."""
        reason = request.POST.get("reason", "")
        opened = [source for source in plan.sources if str(source.pk) in chosen]
        _report(request, publish(opened, request.user, reason), gettext_lazy("source"))
        if opened:
            plan = plan_for(self.model, self._records([r.pk for r in records]))  # type: ignore[attr-defined]
        outcome = publish(plan.willing, request.user, reason)
        outcome.refused += plan.refused
        meta = self.model._meta  # type: ignore[attr-defined]
        _report(request, outcome, meta.verbose_name)


def _report(request: HttpRequest, outcome: Plan, what: Any) -> None:
    done, left = len(outcome.willing), len(outcome.refused)
    if done:
        said = ngettext("Published: %(n)d %(what)s.", "Published: %(n)d × %(what)s.", done)
        messages.success(request, said % {"n": done, "what": what})
    if left:
        said = ngettext(
            "Not published: %(n)d %(what)s. %(why)s",
            "Not published: %(n)d × %(what)s. The first: %(why)s",
            left,
        )
        first = outcome.refused[0]
        why = f"“{first.record}”: {first.why}"
        messages.warning(request, said % {"n": left, "what": what, "why": why})
