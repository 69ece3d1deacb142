"""Examples of what is sent, about invented people and places."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

_SOURCE = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
_SPEAKER = "0d9f3a52-6a1e-4f0e-9a53-4a7a5d1e7c11"
_CLAIM = "1a3c5e7f-9b0d-4e2f-8a4c-6d8e0f2b4caa"


def _sent(name: str, value: dict[str, Any]) -> OpenApiExample:
    return OpenApiExample(name, value, request_only=True)


QUOTE = _sent(
    "a quote in two pieces",
    {
        "uid": "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55",
        "source": _SOURCE,
        "content": [
            {"exact": "“We shall build the bridge,”"},
            {"start": 64, "end": 87, "exact": "“and it shall be free.”"},
        ],
        "cue": [{"exact": "said", "prefix": "the bridge,” "}],
        "chain": [{"role": "speaker", "speaker": _SPEAKER, "mention": [{"exact": "Ida Vale"}]}],
    },
)
CLAIM = _sent(
    "a promise",
    {
        "uid": _CLAIM,
        "text": "The bridge of Port Essary will cost no toll",
        "kind": "promise",
        "language": "en",
        "due_on": "2026",
        "topics": [{"name": "bridges"}],
    },
)
APPEARANCE = _sent(
    "a quote that asserts it",
    {"quote": "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55", "stance": "asserts"},
)
EVIDENCE = _sent(
    "a passage that supports it",
    {
        "source": _SOURCE,
        "bearing": "supports",
        "passages": [{"exact": "The council voted against a toll."}],
        "is_primary": True,
    },
)
REVIEW = _sent(
    "a draft",
    {
        "claim": _CLAIM,
        "reviewer": "8e0c2a4d-6f1b-4c3d-8a5e-9b7d1c3f5e88",
        "title": "Will the bridge be free?",
        "date": "2023-05-10",
        "rating_name": "Leaning",
        "rating_value": 3,
        "best": 5,
        "worst": 1,
        "explanation": "The council has voted for the bridge, and not yet on a toll.",
    },
)
