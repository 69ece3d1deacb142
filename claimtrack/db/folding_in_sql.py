"""How each database is told what `folding` says a word is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import folding

_NESTED = 20
"""SQLite takes no expression that is nested much deeper."""


def sqlite_tokenizer() -> str:
    """How FTS5 takes a text apart, as `folding` says; SQLite knows less of Unicode by itself."""
    return (
        "unicode61 remove_diacritics 2 categories 'L* N* M*' "
        f"separators '{folding.separator_characters()}'"
    )


def sqlite_plain(select: str, *columns: str) -> str:
    """A SELECT of sort_key and columns, of which what FTS5 would not fold is folded."""
    letters, plain = folding.BEFORE
    for first in range(0, len(letters), _NESTED):
        made = []
        for column in columns:
            value = column
            for place in range(first, min(first + _NESTED, len(letters))):
                value = (
                    f"replace({value}, char({ord(letters[place])}), '{plain[place : place + 1]}')"
                )
            made.append(f"{value} AS {column}")
        select = f"SELECT id, sort_key, {', '.join(made)} FROM ({select})"
    return select


POSTGRESQL_FOLDED = """
CREATE OR REPLACE FUNCTION ct_folded(words text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $body$
BEGIN
  IF octet_length(words) > char_length(words) THEN
    words := translate(normalize(words, NFC), E'{before}', '{plain}');
    words := normalize(regexp_replace(words, '[{marks}]+', '', 'g'), NFD);
    words := regexp_replace(words, '([A-Za-z])[{marks}]+', '\\1', 'g');
    words := lower(normalize(words, NFC){unicode});
    words := translate(regexp_replace(words, '[{marks}]+', '', 'g'), '{like}', '{alike}');
  END IF;
  RETURN regexp_replace(lower(words COLLATE "C"), '[{separators}]+', ' ', 'g');
END
$body$
"""
POSTGRESQL_TSVECTOR = """
CREATE OR REPLACE FUNCTION ct_tsvector(words text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT SET search_path FROM CURRENT AS $body$
DECLARE
  every text[] := string_to_array(btrim(ct_folded(words)), ' ');
  reach integer := cardinality(every);
BEGIN
  LOOP
    BEGIN
      RETURN (
        SELECT coalesce(string_agg(
          '''' || left(word, {longest}) || '''' ||
          CASE WHEN place < 16384 THEN ':' || place ELSE '' END, ' '
        ), '')::tsvector
        FROM unnest(every[:reach]) WITH ORDINALITY AS each (word, place) WHERE word <> ''
      );
    EXCEPTION WHEN program_limit_exceeded THEN
      reach := reach / 2;
    END;
  END LOOP;
END
$body$
"""
"""A tsvector holds a megabyte, and 16,383 places: of a text with more different words the first
part is found, and of one with more words phrases in the first part.
"""

_HAS_ICU = "SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'"
OUTGROWN = (
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS ct_words",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS ct_english_stem",
)


def postgresql_functions(connection: Any) -> Iterator[str]:
    """The functions that take a text apart, as `folding` says."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS_ICU)
        unicode = ' COLLATE "und-x-icu"' if cursor.fetchone() else ""
    before, plain = folding.BEFORE
    like, alike = folding.AFTER
    yield POSTGRESQL_FOLDED.format(
        before=_escaped(before),
        plain=plain,
        marks=folding.MARKS,
        like=like,
        alike=alike,
        separators=folding.separator_class(),
        unicode=unicode,
    )
    yield POSTGRESQL_TSVECTOR.format(longest=folding.LONGEST)


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in text)
