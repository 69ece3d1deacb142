"""Plain text, kept as it stands. It says nothing of itself: a first line is no title."""

from sources.reading.document import Document
from sources.text import canonical, decode

READER = "plain 1"


def read_plain(data: bytes, charset: str | None = None) -> Document:
    """The text of `data`. Raises UnreadableText where it is none."""
    cleaned = canonical(decode(data, charset).text)
    return Document(cleaned.text, media_type="text/plain", reader=READER, changes=cleaned.changes)
