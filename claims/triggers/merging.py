"""What the database holds true of merges."""

from __future__ import annotations

from claimtrack.db.triggers.rules import Refuse, Rules, frozen, undeletable

from ..models import Merge, MergeMove

MERGED = ("speaker", "claim")
MERGE = Rules(
    "merge",
    Merge,
    refuse=(
        Refuse(
            "A merge joins two records that are not merged.",
            "NEW.undone_at IS NOT NULL OR NEW.merged_id = NEW.survivor_id OR 2 <> "
            + " + ".join(
                f"(SELECT count(*) FROM claims_{what} t WHERE NEW.model = 'claims.{what}' "
                "AND t.id IN (NEW.merged_id, NEW.survivor_id) AND t.merged_into_id IS NULL)"
                for what in MERGED
            ),
            on=("insert",),
        ),
        Refuse(
            "A merge is undone when its records are apart again.",
            "NEW.undone_at IS NOT NULL AND OLD.undone_at IS NULL AND ("
            + " OR ".join(
                f"EXISTS (SELECT 1 FROM claims_{what} t WHERE NEW.model = 'claims.{what}' "
                "AND t.id = NEW.merged_id AND t.merged_into_id = NEW.survivor_id)"
                for what in MERGED
            )
            + ")",
            on=("update",),
        ),
        frozen("model", "merged_id", "survivor_id", "reason", what="What a merge joined, and why,"),
        frozen("undone_at", "undone_by_id", what="An undoing", when="OLD.undone_at IS NOT NULL"),
        undeletable("A merge"),
    ),
)
MERGE_MOVE = Rules(
    "mergemove",
    MergeMove,
    refuse=(
        Refuse(
            "What a merge moved is said while it stands.",
            "EXISTS (SELECT 1 FROM claims_merge g WHERE g.id = NEW.merge_id "
            "AND g.undone_at IS NOT NULL)",
            on=("insert",),
        ),
        Refuse("What a merge moved never changes.", on=("update",)),
        undeletable("What a merge moved"),
    ),
)
