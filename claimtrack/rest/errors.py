"""Errors in one shape: {"type": …, "errors": [{"code": …, "detail": …, "attr": …}]}."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views import defaults
from drf_standardized_errors.handler import ExceptionHandler as StandardHandler
from rest_framework.exceptions import (
    APIException,
    ErrorDetail,
    NotAcceptable,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.fields import get_error_detail
from rest_framework.settings import api_settings

from claimtrack.db.records import Conflict
from claimtrack.db.refusals import sentence
from claimtrack.db.trouble import is_busy
from claimtrack.rest.rendering import to_json

API_ROOT = "/api/"


FIELD_OF_CONFLICT = {"taken": "uid", "imported": "external_id"}
"""By the code of a conflict the field that it is about."""


class Clash(APIException):
    """Another record, or another user's, is in the way; `attr` is the field that it is about."""

    status_code = 409
    default_code = "conflict"

    def __init__(
        self, detail: str | None = None, code: str | None = None, attr: str | None = None
    ) -> None:
        super().__init__(detail, code)
        self.attr = attr


class Busy(APIException):
    """Another writer was in the way; the same again may well go through."""

    status_code = 503
    default_code = "busy"
    default_detail = "Another writer was in the way: send the same again."
    wait = 1  # seconds


class ExceptionHandler(StandardHandler):
    """Answers for what the record refuses too: in a model, or in the database itself."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        match exc:
            case Conflict():
                return Clash(exc.messages[0], exc.code, FIELD_OF_CONFLICT.get(exc.code or ""))
            case DjangoValidationError():
                return ValidationError(_by_field(exc))
            case IntegrityError():
                return ValidationError(sentence(exc), "refused")
            case OperationalError() if is_busy(exc):
                return Busy()
            case UnsupportedMediaType():
                exc.detail = ErrorDetail("A body must be application/json.", exc.default_code)
            case NotAcceptable():
                exc.detail = ErrorDetail("Accept must allow application/json.", exc.default_code)
        return super().convert_known_exceptions(exc)

    def format_exception(self, exc: APIException) -> dict[str, Any]:
        data: dict[str, Any] = super().format_exception(exc)
        for told in data["errors"]:
            told["attr"] = _field_named(told["attr"]) or getattr(exc, "attr", None)
        return data | getattr(exc, "beside", {})


def _field_named(path: str | None) -> str | None:
    """Of what is about an object in a body as a whole, the path of that object."""
    if path == api_settings.NON_FIELD_ERRORS_KEY:
        return None
    return path and path.removesuffix(f".{api_settings.NON_FIELD_ERRORS_KEY}")


def _by_field(error: DjangoValidationError) -> Any:
    """What a model says is wrong; what is about no field by itself, as DRF names that."""
    detail: Any = get_error_detail(error)
    if isinstance(detail, dict) and NON_FIELD_ERRORS in detail:
        detail[api_settings.NON_FIELD_ERRORS_KEY] = detail.pop(NON_FIELD_ERRORS)
    return detail


def error(status: int, code: str, detail: str, attr: str | None = None) -> HttpResponse:
    """Give an error outside any API view in the same shape as inside."""
    kind = "server_error" if status >= 500 else "client_error"
    body = {"type": kind, "errors": [{"code": code, "detail": detail, "attr": attr}]}
    said = HttpResponse(to_json(body), status=status, content_type="application/json")
    said.headers["Cache-Control"] = "no-store"
    return said


def is_of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API_ROOT)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 400: what was sent cannot be read as a request."""
    if is_of_api(request):
        return error(400, "bad_request", "The request cannot be read.")
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 403: this user may not do that."""
    if is_of_api(request):
        return error(403, "permission_denied", "You do not have permission to perform this action.")
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer 404: nothing is at this address."""
    if is_of_api(request):
        return error(404, "not_found", f"There is nothing at {request.path}.")
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer 500: the fault is ours; the log has it."""
    if is_of_api(request):
        return error(500, "error", "Server error.")
    return defaults.server_error(request)
