"""Bytes become text, and text its canonical form: nothing else is touched, and what is, is said."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.text import (
    MAX_BYTES,
    MAX_CODE_POINTS,
    MAX_COMBINING_MARKS,
    UnreadableText,
    canonical,
    context,
    decode,
    from_utf16,
    sha256,
    tidy,
    to_utf16,
)

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\0\r\n\ufeff\u0301\u0323\u05d0\u202e\U0001f600\ud83d\ude00\u1100\u1161\u212b"
        ),
    ),
    max_size=60,
)


@given(ODD)
def test_the_canonical_form_is_the_canonical_form_of_itself(text: str) -> None:
    cleaned = tidy(text)
    again = tidy(cleaned.text)
    assert (again.text, again.changes) == (cleaned.text, ())


@given(ODD)
def test_the_canonical_form_can_be_stored(text: str) -> None:
    kept = tidy(text).text
    assert "\0" not in kept
    assert "\r" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert kept.encode().decode() == kept


@given(ODD)
def test_what_is_changed_is_said(text: str) -> None:
    cleaned = tidy(text)
    assert bool(cleaned.changes) == (cleaned.text != text)


@pytest.mark.parametrize(
    ("text", "kept", "changes"),
    [
        ("one\r\ntwo\r\n", "one\ntwo\n", ("2 line ends (CRLF) became \\n",)),
        ("one\rtwo", "one\ntwo", ("1 line end (CR) became \\n",)),
        ("o\0ne", "one", ("1 NUL removed",)),
        ("\ufeffone", "one", ("1 byte order mark removed",)),
        ("cafe\u0301", "café", ("1 sequence composed (NFC)",)),
        ("a\ud800b\udfffc", "a\ufffdb\ufffdc", ("2 lone surrogates replaced by U+FFFD",)),
        ("\ud83d\ude00", "😀", ("1 surrogate pair joined",)),
    ],
)
def test_each_change_is_counted(text: str, kept: str, changes: tuple[str, ...]) -> None:
    assert (canonical(text).text, canonical(text).changes) == (kept, changes)


@pytest.mark.parametrize(
    "text", ["  two  spaces \n", "a\u00a0b\u00adc", "x\u2028y", "“‘’”…—", "a\ufeffb"]
)
def test_nothing_else_is_touched(text: str) -> None:
    assert canonical(text).text == text


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff", "\0\0", "\u200b\u00a0"])
def test_a_text_that_shows_nothing_is_refused(text: str) -> None:
    with pytest.raises(UnreadableText, match="empty"):
        canonical(text)


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(UnreadableText, match="5,000,001 code points"):
        canonical("a" * (MAX_CODE_POINTS + 1))
    assert len(canonical("é" * MAX_CODE_POINTS).text) == MAX_CODE_POINTS


def test_piled_combining_marks_are_refused_at_once() -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableText, match="combining marks"):
        canonical("a" + "\u0301\u0323" * 1_000_000)
    assert time.perf_counter() - started < 5
    assert canonical("a" + "\u0301" * MAX_COMBINING_MARKS).text


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding"),
    [
        ("Ærø".encode(), None, "Ærø", "utf-8"),
        ("Ærø".encode("utf-8-sig"), None, "Ærø", "utf-8"),
        ("Ærø".encode("utf-16"), None, "Ærø", "utf-16-le"),
        (b"\xfe\xff" + "Ærø".encode("utf-16-be"), None, "Ærø", "utf-16-be"),
        ("Ærø".encode("utf-32"), None, "Ærø", "utf-32-le"),
        ("“no”".encode("cp1252"), "windows-1252", "“no”", "cp1252"),
        ("“no”".encode("cp1252"), "ISO-8859-1", "“no”", "cp1252"),
        ("Łódź".encode("iso-8859-2"), "iso-8859-2", "Łódź", "iso8859-2"),
        ("Ärö".encode("utf-8-sig"), "windows-1252", "Ärö", "utf-8"),
    ],
)
def test_known_encodings_are_read(
    data: bytes, declared: str | None, text: str, encoding: str
) -> None:
    decoded = decode(data, declared)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_what_does_not_decode_is_refused_with_its_offset() -> None:
    with pytest.raises(UnreadableText, match=r"0x93 at offset 5 .* save the file as UTF-8"):
        decode(b"said \x93no\x94, and left the room")


def test_a_wrong_or_unknown_charset_is_refused() -> None:
    with pytest.raises(UnreadableText, match=r"offset 0 .* declare the right one"):
        decode(b"\x81 is no letter here", "windows-1252")
    for name in ("klingon-8", "rot13", "utf-7", "base64"):
        with pytest.raises(UnreadableText, match="unknown"):
            decode(b"text", name)


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        ("no mark".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (bytes(range(32)) * 9, "binary data"),
        (b"\xff\x00\x01\x02" * 50, "binary data"),
    ],
)
def test_binary_files_are_refused_by_what_they_look_like(data: bytes, looks_like: str) -> None:
    with pytest.raises(UnreadableText, match=looks_like):
        decode(data)


def test_fifty_megabytes_are_refused_at_once() -> None:
    data = b"x" * 50_000_000
    started = time.perf_counter()
    with pytest.raises(UnreadableText, match=f"50,000,000 bytes.*{MAX_BYTES:,}"):
        decode(data)
    assert time.perf_counter() - started < 0.5


@given(ODD, st.data())
def test_offsets_go_to_utf16_and_back(text: str, data: st.DataObject) -> None:
    kept = tidy(text).text
    offset = data.draw(st.integers(0, len(kept)))
    units = to_utf16(kept, offset)
    assert units == len(kept[:offset].encode("utf-16-le")) // 2
    assert from_utf16(kept, units) == offset


def test_an_offset_inside_a_surrogate_pair_is_refused() -> None:
    assert from_utf16("a😀b", 1) == 1
    assert from_utf16("a😀b", 3) == 2
    with pytest.raises(ValueError, match="it should be 1 or 3"):
        from_utf16("a😀b", 2)


def test_an_offset_outside_the_text_is_refused() -> None:
    for call in (to_utf16, from_utf16):
        for offset in (-1, 4):
            with pytest.raises(ValueError, match="outside the text"):
                call("abc", offset)


def test_context_stops_at_the_ends() -> None:
    assert context("one two three", 4, 7, 60) == ("one ", " three")
    assert context("one two three", 4, 7, 2) == ("e ", " t")


def test_the_fingerprint_is_that_of_the_utf8() -> None:
    assert sha256("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
