"""Examples of what is sent, about invented people and places."""

from __future__ import annotations

from typing import Any

_SOURCE = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
_SPEAKER = "0d9f3a52-6a1e-4f0e-9a53-4a7a5d1e7c11"
_QUOTE = "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55"
_CLAIM = "1a3c5e7f-9b0d-4e2f-8a4c-6d8e0f2b4caa"

QUOTE: dict[str, Any] = {
    "uid": _QUOTE,
    "source": _SOURCE,
    "content": [
        {"exact": "“We shall build the bridge,”"},
        {"start": 64, "end": 87, "exact": "“and it shall be free.”"},
    ],
    "cue": [{"exact": "said", "prefix": "the bridge,” "}],
    "chain": [{"role": "speaker", "speaker": _SPEAKER, "mention": [{"exact": "Ida Vale"}]}],
}
QUOTE_CHANGE: dict[str, Any] = {"said_on": "2023-04", "cue": [{"exact": "said"}]}
CLAIM = {
    "uid": _CLAIM,
    "text": "The bridge of Port Essary will cost no toll",
    "kind": "promise",
    "language": "en",
    "due_on": "2026",
    "topics": [{"name": "bridges"}],
}
CLAIM_CHANGE = {"condition": "if it is built", "topics": [{"name": "bridges"}, {"name": "tolls"}]}
APPEARANCE = {"quote": _QUOTE, "stance": "asserts"}
APPEARANCE_CHANGE = {"stance": "denies"}
EVIDENCE = {
    "source": _SOURCE,
    "bearing": "supports",
    "passages": [{"exact": "The council voted against a toll."}],
    "is_primary": True,
}
EVIDENCE_CHANGE = {"bearing": "context", "note": "The minutes of the council, page 4."}
REVIEW = {
    "claim": _CLAIM,
    "reviewer": "8e0c2a4d-6f1b-4c3d-8a5e-9b7d1c3f5e88",
    "title": "Will the bridge be free?",
    "date": "2023-05-10",
    "rating_name": "Leaning",
    "rating_value": 3,
    "best": 5,
    "worst": 1,
    "explanation": "The council has voted for the bridge, and not yet on a toll.",
}
REVIEW_CHANGE = {"rating_name": "Fallen", "rating_value": 1}
MERGE = {"into": _CLAIM, "reason": "Both say that the bridge is free."}
TOPIC = {"name": "bridges"}
SCALE = {
    "name": "Afloat to fallen",
    "publisher": {"name": "The Harbour Post"},
    "ratings": [
        {"name": "Fallen", "value": 1},
        {"name": "Listing", "value": 3},
        {"name": "Afloat", "value": 5},
    ],
}
SCALE_CHANGE = {"methodology_address": "https://plumbline.example/how"}
SPEAKER = {
    "kind": "group",
    "name": "members of the city council",
    "description": "who wrote to the port in April 2023",
    "headcount": 30,
    "headcount_is": "more_than",
}
SPEAKER_CHANGE = {"names": ["the council", "the councillors"]}
MEMBERSHIP = {"role": "mayor", "since": "2021-05"}
MEMBERSHIP_CHANGE = {"until": "2025"}
