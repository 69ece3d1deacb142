"""Texts, the spans on them and the bytes they came from."""

from __future__ import annotations

from sources.text import sha256
from tests.factories import WORDS

from .damage import damage


def other_text(text: str) -> str:
    hashed = f"text = '{text}', sha256 = '{sha256(text)}'"
    return f"UPDATE sources_revision SET {hashed} WHERE id = {{bare_text}}"


SPANS_AND_TEXTS = (
    damage(
        "a span with other words",
        "claims.quotespan {cue}: it holds “sang”; at [10, 14) its text has “said”.",
        "UPDATE claims_quotespan SET exact = 'sang' WHERE id = {cue}",
    ),
    damage(
        "a span at another place",
        "claims.quotespan {cue}: it holds “said”; at [11, 15) its text has “aid:”.",
        'UPDATE claims_quotespan SET start = 11, "end" = 15 WHERE id = {cue}',
    ),
    damage(
        "a span beyond its text",
        "claims.quotespan {cue}: [1000, 1004) is not within its text.",
        'UPDATE claims_quotespan SET start = 1000, "end" = 1004 WHERE id = {cue}',
    ),
    damage(
        "a passage with other words",
        "claims.evidencespan {passage}: it holds “«We shall build the bridge.»”; at [16, 44) its "
        "text has ““We shall build the bridge.””.",
        "UPDATE claims_evidencespan SET exact = '«We shall build the bridge.»' "
        "WHERE id = {passage}",
    ),
    damage(
        "a span half a code point on",
        (
            "database: CHECK constraint failed in claims_quotespan",
            "claims.quotespan {cue}: [10.5, 14.5) is not within its text.",
        ),
        "PRAGMA ignore_check_constraints = ON",
        'UPDATE claims_quotespan SET start = 10.5, "end" = 14.5 WHERE id = {cue}',
        "PRAGMA ignore_check_constraints = OFF",
        only="sqlite",
    ),
    damage(
        "a text that is not the one that was hashed",
        "sources.revision {bare_text}: its sha256 is not that of its text.",
        "UPDATE sources_revision SET text = 'Nothing to hear.' WHERE id = {bare_text}",
    ),
    damage(
        "a text that is not in NFC",
        "sources.revision {bare_text}: its text is not as texts are kept: 1 sequence composed "
        "(NFC).",
        other_text("Cafe\u0301"),
    ),
    damage(
        "a text with other line ends",
        "sources.revision {bare_text}: its text is not as texts are kept: 1 line end (CRLF) "
        "became \\n.",
        other_text("a\r\nb"),
    ),
    damage(
        "a text with a NUL",
        (
            "sources.revision {bare_text}: its text holds a NUL, at 1: “a\ufffdb”.",
            "sources.revision {bare_text}: its text is not as texts are kept: 1 NUL removed.",
        ),
        other_text("a\0b").replace("\0", "' || char(0) || '"),
        only="sqlite",
    ),
    damage(
        "a text with a number left out",
        "sources.revision {second}: it is number 3 of source {article}, which has 1 texts before "
        "it: numbers count from 1.",
        "UPDATE sources_revision SET number = 3 WHERE id = {second}",
    ),
    damage(
        "a text read from another source's bytes",
        "sources.revision {bare_text}: its capture {capture} is one of another source.",
        "UPDATE sources_revision SET capture_id = {capture} WHERE id = {bare_text}",
    ),
    damage(
        "a page beyond the text",
        "sources.locator {locator}: [0, 5000) is not within its text.",
        'UPDATE sources_locator SET "end" = 5000 WHERE id = {locator}',
    ),
    damage(
        "a capture of other bytes",
        "sources.capture {capture}: its file {file} has other bytes than its sha256 says.",
        "UPDATE sources_capture SET sha256 = 'no' WHERE id = {capture}",
    ),
    damage(
        "a capture of another size",
        f"sources.capture {{capture}}: its file {{file}} has {len(WORDS.encode())} bytes; 7 came.",
        "UPDATE sources_capture SET size = 7 WHERE id = {capture}",
    ),
    damage(
        "a capture without its file",
        "sources.capture {capture}: its file {folder}/gone is missing.",
        "UPDATE sources_capture SET file = 'gone' WHERE id = {capture}",
    ),
    damage(
        "a capture that names no file",
        "sources.capture {capture}: its file “” cannot be read (The 'file' attribute has no file "
        "associated with it.).",
        "UPDATE sources_capture SET file = '' WHERE id = {capture}",
    ),
)
