"""What can be off in quotes, their chains, claims, evidence, fact-checks and merges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from claimtrack.db.faults.rows import Check

from .checking import CLAIMS, EVIDENCE, REVIEWS, verdicts_in_a_circle
from .leaning import LEANING
from .merging import merges, on_merged, on_record
from .quoting import CHAINS, QUOTES

CHECKS: tuple[Check, ...] = (
    *QUOTES,
    *CHAINS,
    *CLAIMS,
    *EVIDENCE,
    *REVIEWS,
    verdicts_in_a_circle,
    merges,
    on_merged,
    on_record,
    *LEANING,
)


def faults(using: str) -> Iterator[str]:
    """One line for each fault; spans that are not verbatim are found by `sources.faults`."""
    return chain.from_iterable(check(using) for check in CHECKS)
