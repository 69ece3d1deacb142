"""Partial dates: written in EDTF (Library of Congress, 2019), read as a period of days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

UNKNOWN_BOUND = ("", "..")
WHOLE_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Period:
    """The first and the last day that a partial date can mean; None where it is open."""

    first: date | None
    last: date | None


@lru_cache(maxsize=10_000)
def period(written: str) -> Period:
    """Return the days that an EDTF date covers.

    `2023` covers the whole year, `2023-04` the month, `2023-04-27~` (about) that day, and
    `../2023-04-27` everything up to it. An empty string covers nothing that is known.

    Raises ValueError, with one sentence, for what is not EDTF, lies outside the years 1 to 9999,
    or ends before it begins.
    """
    if not written:
        return Period(None, None)
    start, slash, end = written.partition("/")
    if not slash:
        return Period(*_days(written, written))
    if start in UNKNOWN_BOUND and end in UNKNOWN_BOUND:
        raise _unreadable(written)
    first = None if start in UNKNOWN_BOUND else _days(start, written)[0]
    last = None if end in UNKNOWN_BOUND else _days(end, written)[1]
    if first and last and last < first:
        raise ValueError(f"“{written}” ends before it begins.")
    return Period(first, last)


def _days(part: str, written: str) -> tuple[date, date]:
    try:
        if WHOLE_DAY.fullmatch(part):  # most dates, and the grammar takes milliseconds each
            day = date.fromisoformat(part)
            return day, day
        parsed = parse_edtf(part)
        return _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise _unreadable(written) from error


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _unreadable(written: str) -> ValueError:
    return ValueError(
        f"“{written}” is not a date: write 2023, 2023-04, 2023-04-27, 2023-04-27~ (about) "
        "or ../2023-04-27 (up to)."
    )
