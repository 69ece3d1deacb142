"""Bytes to text, and text to the one form in which it is kept.

The canonical form is Unicode NFC, ends its lines with \\n, holds no NUL, no lone surrogate and no
leading byte order mark; nothing else is touched. Pure; offsets and lengths are in Unicode code
points, except where a name says utf16.
"""

import codecs
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MAX_CODE_POINTS = 5_000_000
MAX_BYTES = 4 * MAX_CODE_POINTS
"""No encoding that is read here needs more for a text of the longest length."""
MAX_COMBINING_MARKS = 64
"""In a row. Putting them in order takes time with the square of their number."""


class UnreadableText(ValueError):
    """What cannot be kept as text; its message is one sentence: why, and what would be right."""


@dataclass(frozen=True)
class Decoded:
    """Text as the bytes have it, and the encoding in which they were read (Python's name)."""

    text: str
    encoding: str


@dataclass(frozen=True)
class Canonical:
    """Text as it is kept, and one sentence with a count for each thing that cleaning changed."""

    text: str
    changes: tuple[str, ...] = ()


_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive (or a .docx, .odt or .epub file)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image, a WAV sound or an AVI video"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"ID3", "an MP3 sound"),
    (b"OggS", "an Ogg sound or video"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
)
# https://encoding.spec.whatwg.org/#names-and-labels: what these labels mean in practice.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gbk",
    "big5": "big5hkscs",
    "utf-8-sig": "utf-8",
}
_READABLE = re.compile(
    r"utf-(8|16|16-le|16-be|32|32-le|32-be)|cp\d+|iso8859-\d+|koi8-[rtu]|mac-\w+|gbk|gb18030"
    r"|big5hkscs|euc_j\w+|shift_jis\w*|iso2022_\w+|johab|hz|kz1048|ptcp154"
)
_CONTROL_BYTES = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_UNSEEN = " \t\n\v\f\x85\xa0\xad\u2028\u2029\u200b\u200c\u200d\u2060\u3000\ufeff"
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS_IN_A_ROW = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_COMBINING_MARKS},}}")


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Text of `data`: by its byte order mark, else the `declared` charset, else UTF-8.

    Raises UnreadableText for what is not text, too large, or does not decode.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableText(
            f"The file has {len(data):,} bytes, too many for a text of at most"
            f" {MAX_CODE_POINTS:,} code points: split it into parts of at most {MAX_BYTES:,} bytes."
        )
    for signature, looks_like in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableText(f"The file looks like {looks_like}, not like text.")
    encoding, mark = _encoding(data, declared)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(mark) + error.start
        raise UnreadableText(_undecodable(data, offset, encoding, declared)) from None
    _refuse_binary(text)
    return Decoded(text, encoding)


def canonical(text: str) -> Canonical:
    """`text` as it is kept. Raises UnreadableText where nothing of it shows, or it is too long."""
    if len(text) > 2 * MAX_CODE_POINTS:
        raise UnreadableText(_too_long(len(text)))
    cleaned = tidy(text)
    if not cleaned.text.strip(_UNSEEN):
        raise UnreadableText("The text is empty: it should hold at least one character that shows.")
    if len(cleaned.text) > MAX_CODE_POINTS:
        raise UnreadableText(_too_long(len(cleaned.text)))
    return cleaned


def tidy(text: str) -> Canonical:
    """`text` in the canonical form, of any length, also empty: for words that are looked up in one.

    Raises UnreadableText where more than MAX_COMBINING_MARKS stand in a row.
    """
    changes: list[str] = []

    def note(count: int, one: str, many: str, what: str) -> None:
        if count:
            changes.append(f"{count:,} {one if count == 1 else many} {what}")

    note(text.count("\0"), "NUL", "NULs", "removed")
    text = text.replace("\0", "")
    body = text.lstrip("\ufeff")
    note(len(text) - len(body), "byte order mark", "byte order marks", "removed")
    crlf = body.count("\r\n")
    note(crlf, "line end (CRLF)", "line ends (CRLF)", "became \\n")
    note(body.count("\r") - crlf, "line end (CR)", "line ends (CR)", "became \\n")
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    if _SURROGATES.search(body):
        joined = body.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        note(len(body) - len(joined), "surrogate pair", "surrogate pairs", "joined")
        body, lone = _SURROGATES.subn("\ufffd", joined)
        note(lone, "lone surrogate", "lone surrogates", "replaced by U+FFFD")
    _refuse_piled_marks(body)
    if not unicodedata.is_normalized("NFC", body):
        note(_composed(body), "sequence", "sequences", "composed (NFC)")
        body = unicodedata.normalize("NFC", body)
    return Canonical(body, tuple(changes))


def to_utf16(text: str, offset: int) -> int:
    """The offset in UTF-16 code units, as browsers count, of an `offset` in code points."""
    if not 0 <= offset <= len(text):
        raise ValueError(f"Offset {offset} is outside the text: it should be 0 to {len(text)}.")
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, offset: int) -> int:
    """The offset in code points of an `offset` in UTF-16 code units.

    Raises ValueError outside the text and inside a surrogate pair, where no character begins.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= offset <= len(units) // 2:
        raise ValueError(
            f"Offset {offset} is outside the text:"
            f" it should be 0 to {len(units) // 2} UTF-16 units."
        )
    before, after = units[: 2 * offset], units[2 * offset :]
    if before and after and before[-1] & 0xFC == 0xD8 and after[1] & 0xFC == 0xDC:
        raise ValueError(
            f"Offset {offset} is inside a character of two UTF-16 units:"
            f" it should be {offset - 1} or {offset + 1}."
        )
    return len(before.decode("utf-16-le", "surrogatepass"))


def context(text: str, start: int, end: int, length: int) -> tuple[str, str]:
    """At most `length` code points before `start`, and as many after `end`."""
    return text[max(0, start - length) : start], text[end : end + length]


def sha256(text: str) -> str:
    """The SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _encoding(data: bytes, declared: str | None) -> tuple[str, bytes]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, mark
    if not declared:
        return "utf-8", b""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        name = ""
    name = _MEANT.get(name, name)
    if not _READABLE.fullmatch(name):
        raise UnreadableText(
            f"The declared charset {declared[:40]!r} is unknown:"
            " it should be one such as utf-8, windows-1252 or iso-8859-2."
        )
    return name, b""


def _undecodable(data: bytes, offset: int, encoding: str, declared: str | None) -> str:
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if controls * 10 >= len(data):
        return (
            f"The file looks like binary data: {controls:,} of {len(data):,} bytes"
            " are control characters, which text does not need."
        )
    where = f"Byte 0x{data[offset]:02x} at offset {offset:,} is not {encoding}"
    if declared:
        return f"{where}, its declared charset: declare the right one, or save it as UTF-8."
    return f"{where}: save the file as UTF-8 (a web page may declare another charset)."


def _refuse_binary(text: str) -> None:
    nuls, controls = text.count("\0"), len(_CONTROLS.findall(text))
    if nuls * 2 >= len(text) > 0:
        raise UnreadableText(
            "The file looks like binary data or UTF-16 without a byte order mark"
            f" ({nuls:,} of {len(text):,} characters are NUL): save it as UTF-8."
        )
    if controls * 10 >= len(text) > 0:
        raise UnreadableText(
            f"The file looks like binary data: {controls:,} of {len(text):,} characters"
            " are control characters, which text does not need."
        )


def _refuse_piled_marks(text: str) -> None:
    for match in _MARKS_IN_A_ROW.finditer(text):
        row = 0
        for position, character in enumerate(match.group(), match.start()):
            row = row + 1 if unicodedata.combining(character) else 0
            if row > MAX_COMBINING_MARKS:
                raise UnreadableText(
                    f"More than {MAX_COMBINING_MARKS:,} combining marks in a row end at offset"
                    f" {position:,}: a character should carry a few at most."
                )


def _composed(text: str) -> int:
    """How many characters with their marks NFC changes."""
    return sum(not unicodedata.is_normalized("NFC", cluster) for cluster in _clusters(text)) or 1


def _clusters(text: str) -> Iterator[str]:
    for match in re.finditer(r"[\x00-\x7f]?[^\x00-\x7f]+", text):
        run, start = match.group(), 0
        for index, character in enumerate(run):
            # The vowels and final consonants of Hangul compose without being combining marks.
            joins = unicodedata.combining(character) or "\u1161" <= character <= "\u11c2"
            if index > start and not joins:
                yield run[start:index]
                start = index
        yield run[start:]


def _too_long(length: int) -> str:
    return f"The text has {length:,} code points: it should have at most {MAX_CODE_POINTS:,}."
