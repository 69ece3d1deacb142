"""Examples for the schema, of invented people and places."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

from sources.api.examples import SOURCE, SOURCE_LINK

_TEXT = "“We shall build the bridge,” “and it shall be free.”"
_SPEAKER = {
    "uid": "0d9f3a52-6a1e-4f0e-9a53-4a7a5d1e7c11",
    "kind": "person",
    "name": "Ida Vale",
    "description": "mayor of Port Essary",
    "headcount": None,
    "headcount_is": "",
}
_REVISION = {"uid": "7a2c9e14-0b6d-4e58-8a3f-6d1b2c3e4f44", "number": 1}
_UID = "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55"
_ORIGIN: dict[str, Any] = {"origin": "", "external_id": None}


def _span(role: str, number: int, start: int, exact: str) -> dict[str, Any]:
    return {
        "role": role,
        "number": number,
        "start": start,
        "end": start + len(exact),
        "exact": exact,
    }


def _selectors(start: int, exact: str, prefix: str, suffix: str) -> dict[str, Any]:
    position = {"type": "TextPositionSelector", "start": start, "end": start + len(exact)}
    words = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return {"selectors": [position, words]}


_FIRST, _SECOND = "“We shall build the bridge,”", "“and it shall be free.”"
_BEFORE, _BETWEEN, _AFTER = "It rained. ", " said the mayor, Ida Vale, ", " Nobody else spoke."
_SAID = len(_BEFORE + _FIRST)
_NAME = _SAID + _BETWEEN.index("Ida")
_LAST = _SAID + len(_BETWEEN)

QUOTE: dict[str, Any] = {
    "uid": _UID,
    "version": 3,
    "is_public": True,
    "kind": "direct",
    "status": "published",
    "text": _TEXT,
    "words": "We shall build the bridge, and it shall be free.",
    "context": {"before": _BEFORE, "after": _AFTER},
    "said_on": "",
    "said_in": "",
    "source": SOURCE_LINK,
    "revision": _REVISION,
    "quoted_from": None,
    "spans": [
        _span("content", 1, len(_BEFORE), _FIRST)
        | _selectors(len(_BEFORE), _FIRST, _BEFORE, f"{_BETWEEN}{_SECOND}"[:32]),
        _span("content", 2, _LAST, _SECOND)
        | _selectors(_LAST, _SECOND, f"{_FIRST}{_BETWEEN}"[-32:], _AFTER),
        _span("cue", 1, _SAID + 1, "said") | {"selectors": []},
        _span("source", 1, _NAME, "Ida Vale") | {"selectors": []},
    ],
    "chain": [
        {
            "role": "speaker",
            "number": 1,
            "speaker": _SPEAKER,
            "source": None,
            "capacity": None,
            "mentions": [{"start": _NAME, "end": _NAME + 8, "exact": "Ida Vale"}],
        }
    ],
    "relations": [],
    "within": [],
    "published_at": "2023-05-02T09:30:00Z",
    "withdrawn_reason": "",
    "nothing_to_check": None,
    **_ORIGIN,
}
QUOTE_SHOWN = OpenApiExample("a quote in two pieces", QUOTE, response_only=True)
GONE = OpenApiExample(
    "a withdrawn one",
    {
        "uid": "9c3f5e7a-1b2d-4c6e-8f0a-3d5b7c9e1f66",
        "status": "withdrawn",
        "withdrawn_reason": "The paper printed it under another name.",
        "withdrawn_at": "2023-06-01T08:00:00Z",
    },
    response_only=True,
    status_codes=["200"],
)
_REVIEW = {
    "uid": "2f6a8c0e-4b1d-4a3f-9e5c-7d9b1f3a5c77",
    "version": 1,
    "reviewer": {"uid": "8e0c2a4d-6f1b-4c3d-8a5e-9b7d1c3f5e88", "name": "Plumb Line"},
    "appearance": None,
    "authors": "Sive Anderloh",
    "title": "Will the bridge be free?",
    "language": "en",
    "address": "https://plumbline.example/2023/bridge",
    "date": "2023-05-10",
    "rating_name": "Leaning",
    "rating_value": 3.0,
    "best": 5.0,
    "worst": 1.0,
    "scale": None,
    "explanation": "The council has voted for the bridge, and not yet on a toll.",
    "state": "published",
    "is_current": True,
    "withdrawn_reason": "",
    "withdrawn_at": None,
    "supersedes": None,
    "supersedes_reason": "",
    "superseded_by": None,
    "evidence": [],
    "confidential_evidence": 0,
    **_ORIGIN,
}
_APPEARANCE = "6d8f0b2c-4e1a-4d3b-9c5f-1a3e5d7b9f99"
CLAIM: dict[str, Any] = {
    "uid": "1a3c5e7f-9b0d-4e2f-8a4c-6d8e0f2b4caa",
    "version": 4,
    "is_public": True,
    "kind": "promise",
    "status": "published",
    "text": "The bridge of Port Essary will cost no toll",
    "language": "en",
    "condition": "",
    "due_on": "2026",
    "set_aside_reason": "",
    "topics": [{"uid": "3b5d7f9a-0c2e-4f1a-9b3d-5e7f9a1c3dbb", "name": "bridges"}],
    "first_appearance": {"uid": _APPEARANCE, "quote": _UID, "is_chosen": False},
    "appearances": [
        {
            "uid": _APPEARANCE,
            "stance": "asserts",
            "quote": {
                "uid": _UID,
                "status": "published",
                "kind": "direct",
                "text": _TEXT,
                "withdrawn_reason": "",
                "withdrawn_at": None,
                "source": SOURCE_LINK,
                "speakers": [_SPEAKER],
            },
        }
    ],
    "evidence": [],
    "confidential_evidence": 0,
    "reviews": [_REVIEW],
    "relations": [],
    "published_at": "2023-05-02T09:30:00Z",
    "withdrawn_reason": "",
    **_ORIGIN,
}
CLAIM_SHOWN = OpenApiExample("a claim with one fact-check", CLAIM, response_only=True)
TOPIC = {"uid": "3b5d7f9a-0c2e-4f1a-9b3d-5e7f9a1c3dbb", "version": 1, "name": "bridges"}
REVIEW = _REVIEW | {"claim": {"uid": CLAIM["uid"], "text": CLAIM["text"]}}
SPEAKER: dict[str, Any] = _SPEAKER | {
    "version": 2,
    "names": ["Mayor Vale"],
    "wikidata_id": "",
    "publisher": None,
    "memberships": [
        {
            "uid": "4c6e8f0a-2b4d-4f6a-8c0e-1b3d5f7a9ccc",
            "role": "mayor",
            "organization": None,
            "since": "2021-05",
            "until": "",
        }
    ],
    **_ORIGIN,
}
SCALE = {
    "uid": "6e8f0a2c-4d6f-4b8c-9e1a-3d5f7b9c1ddd",
    "version": 4,
    "name": "Afloat to fallen",
    "publisher": _REVIEW["reviewer"],
    "methodology_address": "https://plumbline.example/how",
    "ratings": [{"name": "Fallen", "value": 1.0}, {"name": "Afloat", "value": 5.0}],
}
LOOKUP = {
    "address": "https://harbour-post.example/2023/bridge",
    "source": SOURCE,
    "quotes": [QUOTE],
    "claims": [CLAIM],
    "reviews": [REVIEW],
    "more": {"quotes": None, "claims": None, "reviews": None},
}
UNKNOWN_SOURCE = {
    "type": "client_error",
    "errors": [
        {
            "code": "unknown_source",
            "detail": "There is no public source at https://harbour-post.example/2020/nowhere.",
            "attr": None,
        }
    ],
}
