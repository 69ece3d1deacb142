"""The start page's content, and the words that match, for templates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from ..start import telling, views, waiting

A_MINUTE = timedelta(minutes=1)

register = template.Library()
register.filter("change_page", waiting.change_page)


@register.inclusion_tag("claims/start/start.html", takes_context=True)
def start_page(context: RequestContext) -> dict[str, Any]:
    """What waits, what others did last, the weeks, and the box that asks."""
    return views.start(context["request"].user)


@register.filter
def ago(at: datetime) -> str:
    """How long ago that was, in one unit."""
    since = timezone.now() - at
    return _("just now") if since < A_MINUTE else _("%s ago") % timesince(at, depth=1)


@register.filter
def marking(text: str, shared: Collection[str]) -> SafeString:
    """The text, with the words that match marked."""
    pieces, end = [], 0
    for start, stop in telling.places(text, shared):
        pieces.append((text[end:start], text[start:stop]))
        end = stop
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[end:])
