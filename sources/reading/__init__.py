"""Readers: the bytes of a file to a Document. Pure; raise UnreadableText with one sentence."""

import re
from email.message import Message

from sources.reading.document import Document
from sources.reading.html import read_html
from sources.reading.plain import read_plain
from sources.text import UnreadableText

__all__ = ["Document", "UnreadableText", "read"]

_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html\b)",
    re.IGNORECASE | re.DOTALL,
)
_BYTE_ORDER_MARK = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


def read(data: bytes, name: str = "", media_type: str = "") -> Document:
    """The document in `data`, read as its media type says, else its name, else its first bytes.

    `media_type` may carry a charset, as in HTTP. Raises UnreadableText where there is no text.
    """
    declared, charset = _media_type(media_type)
    if declared in _HTML_TYPES:
        return read_html(data, charset)
    generic = declared in ("", "text/plain", "application/octet-stream")
    if generic and declared != "text/plain" and _HTML_NAME.search(name):
        return read_html(data, charset)
    if generic and _looks_like_html(data):
        return read_html(data, charset)
    if not generic and not declared.startswith("text/"):
        raise UnreadableText(
            f"The media type {declared[:80]!r} cannot be read:"
            " it should be text/plain or text/html."
        )
    return read_plain(data, charset)


def _media_type(value: str) -> tuple[str, str | None]:
    header = Message()
    header["Content-Type"] = value
    charset = header.get_param("charset")
    declared = value.partition(";")[0].strip().lower()
    return declared, charset if isinstance(charset, str) and charset else None


def _looks_like_html(data: bytes) -> bool:
    head = _BYTE_ORDER_MARK.sub(b"", data[:4096]).replace(b"\0", b"")
    return _HTML_START.match(head) is not None
