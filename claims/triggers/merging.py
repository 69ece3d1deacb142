"""What the database holds true of merges."""

from __future__ import annotations

from claimtrack.db.triggers.rules import Refuse, Rules, frozen, undeletable

from ..models import Merge, MergeMove

MERGE = Rules(
    "merge",
    Merge,
    refuse=(
        frozen("model", "merged_id", "survivor_id", "reason", what="What a merge joined, and why,"),
        frozen("undone_at", "undone_by_id", what="An undoing", when="OLD.undone_at IS NOT NULL"),
        undeletable("A merge"),
    ),
)
MERGE_MOVE = Rules(
    "mergemove",
    MergeMove,
    refuse=(
        Refuse("What a merge moved never changes.", on=("update",)),
        undeletable("What a merge moved"),
    ),
)
