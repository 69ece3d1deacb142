"""Lay the sample record: the documents of seeds/ and what a desk would have recorded of them.

Every record has a uid that follows from its key, so a second run finds what the first one laid
and leaves it as it is, also where somebody has changed it since.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import transaction

from claimtrack.db.acting import acting

from .checking import lay_claims, lay_reviews, lay_suggestions
from .documents import lay_publishers, lay_sources
from .laying import Laying, SeedError, Tally, uid_of
from .quoting import lay_quotes, lay_speakers, merge_speakers

__all__ = ["SEEDS", "SeedError", "Tally", "lay_seeds", "uid_of"]

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def lay_seeds(folder: Path = SEEDS, by: Any = None) -> Tally:
    """Lay the sample record of this folder: each document in a transaction, the record in one.

    Raises SeedError for an entry that cannot be laid; of its transaction nothing is kept.
    """
    laying = Laying(folder, by)
    with acting(by, "sample record"):
        lay_publishers(laying)
        lay_sources(laying)
        with transaction.atomic():
            lay_speakers(laying)
            lay_quotes(laying)
            merge_speakers(laying)
            lay_claims(laying)
            lay_reviews(laying)
            lay_suggestions(laying)
    return laying.tally
