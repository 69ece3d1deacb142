"""What the admin answers to a request that cannot be read."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminLookup
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from claimtrack.rest import errors


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 400: under /admin/ with a page that says in one sentence what was wrong."""
    is_signed_in = getattr(getattr(request, "user", None), "is_staff", False)
    if not is_signed_in or not request.path_info.startswith(reverse("admin:index")):
        return errors.bad_request(request, exception)
    context = {
        **admin.site.each_context(request),
        "title": _("That could not be read"),
        "sentence": _sentence(exception),
    }
    return TemplateResponse(request, "admin/400.html", context, status=400).render()


def _sentence(exception: Exception) -> str:
    if isinstance(exception, RequestDataTooBig):
        most = (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0) // 1024**2
        said = _(
            "What you sent is larger than %(most)s MB, the most that is taken at once: nothing of "
            "it is stored; send less."
        )
        return said % {"most": most}
    if isinstance(exception, TooManyFieldsSent):
        said = _(
            "The page that you sent has more than %(most)s fields, the most that are taken at "
            "once: nothing of it is stored; change fewer rows at once."
        )
        return said % {"most": f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}"}
    if isinstance(exception, DisallowedModelAdminLookup):
        return _("The address narrows the list down by what the list does not offer.")
    return str(exception) if isinstance(exception, BadRequest) else _("The request is damaged.")
