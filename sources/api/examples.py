"""Examples for the schema, of invented people and places."""

from __future__ import annotations

from typing import Any

_TEXT = "It rained. “We shall build the bridge,” said the mayor, Ida Vale."
_PUBLISHER = {"uid": "c1d5b3a4-8c3e-4b57-9c55-2f9a7a1f6e33", "name": "The Harbour Post"}
_SITE = {"address": "https://harbour-post.example/", "country": "IL", "wikidata_id": ""}
_REVISION = {
    "uid": "7a2c9e14-0b6d-4e58-8a3f-6d1b2c3e4f44",
    "number": 1,
    "made_by": "typed",
    "retrieved_at": "2023-04-28T09:30:00Z",
}
_DOCUMENT = {
    "kind": "article",
    "title": "A bridge at last",
    "byline": "Ona Reed",
    "address": "https://harbour-post.example/2023/bridge",
    "published": "2023-04-27",
    "language": "en",
}
SOURCE_LINK = {
    "uid": "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22",
    "kind": "article",
    "title": "A bridge at last",
    "publisher": _PUBLISHER,
    "address": "https://harbour-post.example/2023/bridge",
    "published": "2023-04-27",
    "language": "en",
    "status": "live",
}
SOURCE: dict[str, Any] = _DOCUMENT | {
    "uid": SOURCE_LINK["uid"],
    "version": 2,
    "is_public": True,
    "publisher": _PUBLISHER | _SITE,
    "canonical_address": "https://harbour-post.example/2023/bridge",
    "modified": "",
    "status": "live",
    "status_notice": "",
    "archive_address": "",
    "text_is_open": True,
    "origin": "",
    "external_id": None,
    "revisions": [_REVISION],
}
REVISION: dict[str, Any] = _REVISION | {
    "source": SOURCE_LINK,
    "reader": "",
    "is_current": True,
    "worked_through_at": None,
    "sha256": "3f0c9a51b7d2e4f60813a5c7d9eb1f2d4c6a8e0b1d3f5a7c9e2b4d6f8a0c1e3d",
}
WITH_TEXT = {"text": _TEXT}
UNCHANGED: dict[str, Any] = {"changes": []}
PUBLISHER: dict[str, Any] = (
    _PUBLISHER | _SITE | {"version": 1, "origin": "archive", "external_id": "p1"}
)

NEW_SOURCE = _DOCUMENT | {
    "uid": SOURCE_LINK["uid"],
    "publisher": {"name": "The Harbour Post"},
    "text": _TEXT,
}
SOURCE_CHANGE = {"status": "corrected", "status_notice": "The date has been put right."}
NEW_REVISION = {
    "text": "It rained. “We shall build a bridge,” said the mayor, Ida Vale.",
    "made_by": "typed",
    "retrieved_at": "2023-04-28T09:30:00Z",
}
NEW_PUBLISHER = _SITE | {"name": "The Harbour Post"}
PUBLISHER_CHANGE = {"country": "GR"}
