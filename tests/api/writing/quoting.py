"""A text to quote from, and what is sent and read of its quotes."""

from __future__ import annotations

from typing import Any

from sources.models import Source
from tests.factories import SourceFactory

QUOTES = "/api/quotes/"
UID = "e4b8a1d0-5f3c-4d2a-9b1e-8c7d6e5f4a55"
TEXT = (
    "It rained. “We shall build the bridge,” said the mayor, Ida Vale, in a note to the port, "
    "“and it shall be free.” The bridge, the port said, is old. The bridge is closed."
)
FIRST, SECOND = "“We shall build the bridge,”", "“and it shall be free.”"


def bridge() -> Source:
    """A public source with the text."""
    made = SourceFactory(text=TEXT, is_public=True, published="2023-04-27")
    made.refresh_from_db()
    found: Source = made
    return found


def least(source: Source, **more: Any) -> dict[str, Any]:
    return {"source": str(source.uid), "content": [{"exact": FIRST}], **more}


def place(quote: Any) -> str:
    return f"{QUOTES}{quote.uid}/"


def pieces(body: dict[str, Any], role: str = "content") -> list[str]:
    return [span["exact"] for span in body["spans"] if span["role"] == role]
