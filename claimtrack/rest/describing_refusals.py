"""What any operation may answer instead: told once, in components that all operations refer to."""

from __future__ import annotations

from typing import Any

KINDS = ("validation_error", "client_error", "server_error")
"""What an error can be, as `type` says it."""
_SECONDS = {
    "description": "Send the same again after so many seconds.",
    "schema": {"type": "integer"},
}
TOLD: dict[str, tuple[str, str, str, str, str | None]] = {
    "400": (
        *("Unreadable", "A field, a parameter or the whole cannot be taken; each error says why."),
        *("required", "This field is required.", "content.0.exact"),
    ),
    "401": (
        *("Unknown", "The token is missing, wrong, revoked or has expired."),
        *("not_authenticated", "Authentication credentials were not provided.", None),
    ),
    "403": (
        *("Forbidden", "Your role, or the scope of the token, does not reach so far."),
        "permission_denied",
        *("The token has the scope read: this takes one with the scope annotate.", None),
    ),
    "404": (
        *("Absent", "There is no such record, or none that you may see."),
        *("not_found", "There is no public record with this uid.", None),
    ),
    "406": (
        *("Unacceptable", "`Accept` allows nothing that this answers with."),
        *("not_acceptable", "Accept must allow application/json.", None),
    ),
    "409": (
        *("Conflict", "The uid, or the id of that origin, is another record's."),
        *("imported", "external_id q1 of “archive” is here already.", "external_id"),
    ),
    "410": (
        *("PutBack", "The journal has no such place: fetch the whole list."),
        *("put_back", "The journal has no such place as you see it.", None),
    ),
    "413": (
        *("TooLarge", "The body is too large."),
        *("too_large", "The body has more than 10 MB: send less at a time.", None),
    ),
    "415": (
        *("Unsupported", "The body is not in JSON."),
        *("unsupported_media_type", "A body must be application/json.", None),
    ),
    "428": (
        *("VersionRequired", "`If-Match` is missing."),
        "version_required",
        *('Name the version that you change, as the record gives it: If-Match: "3".', None),
    ),
    "429": (
        *("TooMany", "You have sent too many requests."),
        *("throttled", "Too many requests: send the next one in 20 seconds.", None),
    ),
    "500": (*("ServerError", "The fault is ours."), *("error", "Server error.", None)),
    "503": (
        *("Busy", "Another writer was in the way."),
        *("busy", "Another writer was in the way: send the same again.", None),
    ),
}
"""By its status the name of an answer, what it says, and an error in it: code, detail, attr."""
_HEADERS = {
    "401": {"WWW-Authenticate": {"schema": {"type": "string"}}},
    "429": {"Retry-After": _SECONDS},
    "503": {"Retry-After": _SECONDS},
}
ALWAYS = ("400", "401", "406", "429", "500", "503")
OF_CHANGES = ("403", "413", "415")


def tell_of_refusals(operation: dict[str, Any], path: str, method: str, is_open: bool) -> None:
    """Add the refusals that this operation may answer with, where it does not tell of them."""
    statuses = [
        *ALWAYS,
        *(OF_CHANGES if method != "GET" else ()),
        *(("404",) if "{" in path else ()),
    ]
    if method == "GET" and not is_open:
        statuses.append("403")
    answers = operation["responses"]
    for status in statuses:
        answers.setdefault(status, reference(status))
    operation["responses"] = dict(sorted(answers.items()))


def reference(status: str) -> dict[str, str]:
    """Refers to what all operations say of this status."""
    return {"$ref": f"#/components/responses/{TOLD[status][0]}"}


def add_refusals(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """A hook of drf-spectacular's: add what the operations refer to."""
    result["components"]["responses"] = {
        name: {"description": said, "content": {"application/json": _body(status)}}
        | ({"headers": _HEADERS[status]} if status in _HEADERS else {})
        for status, (name, said, *_error) in TOLD.items()
    }
    return result


def example_of(status: str) -> dict[str, Any]:
    """A refusal as it may be answered."""
    _name, _said, code, detail, attr = TOLD[status]
    kind = KINDS[0] if status == "400" else KINDS[2] if status >= "500" else KINDS[1]
    return {"type": kind, "errors": [{"code": code, "detail": detail, "attr": attr}]}


def _body(status: str) -> dict[str, Any]:
    return {"schema": {"$ref": "#/components/schemas/Faults"}, "example": example_of(status)}
