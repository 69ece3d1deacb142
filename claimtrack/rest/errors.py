"""Errors in one shape: {"type": …, "errors": [{"code": …, "detail": …, "attr": …}]}."""

from django.core.exceptions import ValidationError as DjangoValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import defaults
from drf_standardized_errors.handler import ExceptionHandler as StandardHandler
from rest_framework.exceptions import ValidationError
from rest_framework.fields import get_error_detail

from claimtrack.rest.rendering import to_json

API_ROOT = "/api/"


class ExceptionHandler(StandardHandler):
    """Also answers with 400 where a model, not a serializer, found the input invalid."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, DjangoValidationError):
            return ValidationError(get_error_detail(exc))
        return super().convert_known_exceptions(exc)


def error(status: int, code: str, detail: str, attr: str | None = None) -> HttpResponse:
    """Give an error outside any API view in the same shape as inside."""
    kind = "server_error" if status >= 500 else "client_error"
    body = {"type": kind, "errors": [{"code": code, "detail": detail, "attr": attr}]}
    return HttpResponse(to_json(body), status=status, content_type="application/json")


def _under_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API_ROOT)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 400: what was sent cannot be read as a request."""
    if _under_api(request):
        return error(400, "bad_request", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 403: this user may not do that."""
    if _under_api(request):
        return error(403, "permission_denied", "You do not have permission to perform this action.")
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 404: nothing is at this address."""
    if _under_api(request):
        return error(404, "not_found", f"There is nothing at {request.path}.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer 500: the fault is ours; the log has it."""
    if _under_api(request):
        return error(500, "error", "Server error.")
    return defaults.server_error(request)
