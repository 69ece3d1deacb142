"""What any operation may answer instead: told once, in components that all operations refer to."""

from __future__ import annotations

from typing import Any

KINDS = ("validation_error", "client_error", "server_error")
"""What an error can be, as `type` says it."""
_SECONDS = {
    "description": "Send the same again after so many seconds.",
    "schema": {"type": "integer"},
}
_BODY = {"application/json": {"schema": {"$ref": "#/components/schemas/Faults"}}}
_TOLD = {
    "400": (
        "Unreadable",
        "A field, a parameter or the whole cannot be taken; each error says why.",
    ),
    "401": ("Unknown", "The token is missing, wrong, revoked or has expired."),
    "403": ("Forbidden", "Your role, or the scope of the token, does not reach so far."),
    "404": ("Absent", "There is no such record, or none that you may see."),
    "406": ("Unacceptable", "`Accept` allows nothing that this answers with."),
    "409": ("Conflict", "The uid, or the id of that origin, is another record's."),
    "413": ("TooLarge", "The body is too large."),
    "415": ("Unsupported", "The body is not in JSON."),
    "428": ("VersionRequired", "`If-Match` is missing."),
    "429": ("TooMany", "You have sent too many requests."),
    "500": ("ServerError", "The fault is ours."),
    "503": ("Busy", "Another writer was in the way."),
}
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
    return {"$ref": f"#/components/responses/{_TOLD[status][0]}"}


def add_refusals(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """A hook of drf-spectacular's: add what the operations refer to."""
    result["components"]["responses"] = {
        name: {"description": said, "content": _BODY}
        | ({"headers": _HEADERS[status]} if status in _HEADERS else {})
        for status, (name, said) in _TOLD.items()
    }
    return result
