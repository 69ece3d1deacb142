"""What the database holds true of publishers, topics and rating scales.

They are public only through other records. The journal tells of them, too, as soon as one of those
is public, or is not any more.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.db.triggers.rules import (
    ANY_CHANGE,
    Event,
    Journal,
    Rules,
    Then,
    differs,
    journal_row,
    undeletable,
)
from sources.models import Publisher, Source

from ..models import Claim, ClaimTopic, Rating, RatingScale, Review, Topic
from .claims import CLAIM
from .common import lock, part

GIVEN = (
    "({row}.state = 'published' OR ({row}.state = 'withdrawn' AND EXISTS "
    "(SELECT 1 FROM db_change h WHERE h.model = 'claims.review' AND h.object_id = {row}.id "
    "AND (h.was_public OR h.is_public))))"
)
"""A verdict that anybody may read, or what is left of it, where its claim is public."""
SEEN = (
    f"({GIVEN} AND coalesce("
    "(SELECT c.is_public FROM claims_claim c WHERE c.id = {row}.claim_id), FALSE))"
)
GIVES_PUBLIC_VERDICTS = f"SELECT 1 FROM claims_review v WHERE {SEEN.replace('{row}', 'v')}"
PUBLIC_PUBLISHER = (
    "(EXISTS (SELECT 1 FROM sources_source s WHERE s.publisher_id = {row}.id AND s.is_public) "
    f"OR EXISTS ({GIVES_PUBLIC_VERDICTS} AND v.reviewer_id = {{row}}.id))"
)
PUBLIC_SCALE = f"EXISTS ({GIVES_PUBLIC_VERDICTS} AND v.scale_id = {{row}}.id)"
PUBLIC_TOPIC = (
    "EXISTS (SELECT 1 FROM claims_claimtopic t JOIN claims_claim c ON c.id = t.claim_id "
    "WHERE t.topic_id = {row}.id AND c.is_public)"
)


PUBLISHER, SCALE, TOPIC = "sources_publisher", "claims_ratingscale", "claims_topic"
NAMED_BY_REVIEW = ((PUBLISHER, "reviewer_id"), (SCALE, "scale_id"))
ON_PUBLIC_CLAIM = (
    "EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = {row}.claim_id AND c.is_public)"
)


def told(table: str, keys: str, was: str, now: str) -> str:
    """The statement that has the journal tell of these records of a table."""
    label = table.replace("_", ".")
    return journal_row(label, "x.id", was, now) + f" FROM {table} x WHERE x.id IN ({keys})"


def coming_and_going(
    *named: tuple[str, str],
    public: str,
    when: str = "",
    on: tuple[Event, ...] = ANY_CHANGE,
) -> Iterator[Then]:
    """The journal tells of what a `{row}` names, table and column, while that row is `public`.

    Whoever changes such a record meanwhile waits: else neither change would be told to outsiders.
    """
    for table, column in named:
        for what, row, missing, flags in (
            ("came", "NEW", "delete", ("FALSE", "TRUE")),
            ("went", "OLD", "insert", ("TRUE", "FALSE")),
        ):
            key = f"{row}.{column}"
            yield Then(
                f"{column.removesuffix('_id')}_{what}",
                (f"{told(table, key, *flags)} AND {public.replace('{row}', row)}",),
                on=tuple(event for event in on if event != missing),
                when=when,
                lock_first=lock(table, key, "SHARE"),
            )


THROUGH_OTHERS = (
    Rules(
        "publisher_told",
        Publisher,
        irreplaceable=False,
        journal=Journal(PUBLIC_PUBLISHER),
    ),
    Rules("topic", Topic, journal=Journal(PUBLIC_TOPIC), refuse=(undeletable("A topic"),)),
    Rules(
        "ratingscale",
        RatingScale,
        journal=Journal(PUBLIC_SCALE),
        refuse=(undeletable("A rating scale"),),
    ),
    Rules(
        "rating",
        Rating,
        then=(
            Then(
                "scale",
                (
                    told(
                        SCALE,
                        "OLD.scale_id, NEW.scale_id",
                        PUBLIC_SCALE.replace("{row}", "x"),
                        PUBLIC_SCALE.replace("{row}", "x"),
                    ),
                ),
            ),
        ),
    ),
    part(
        "claimtopic",
        ClaimTopic,
        CLAIM,
        "claim_id",
        then=tuple(coming_and_going((TOPIC, "topic_id"), public=ON_PUBLIC_CLAIM)),
    ),
    Rules(
        "publisher_of_source",
        Source,
        irreplaceable=False,
        then=tuple(
            coming_and_going(
                (PUBLISHER, "publisher_id"),
                public="{row}.is_public",
                when=differs(["is_public", "publisher_id"]),
                on=("insert", "update"),
            )
        ),
    ),
    Rules(
        "named_by_review",
        Review,
        irreplaceable=False,
        then=tuple(
            coming_and_going(
                *NAMED_BY_REVIEW,
                public=SEEN,
                when=differs(["state", "claim_id"]),
                on=("insert", "update"),
            )
        ),
    ),
    Rules(
        "named_by_claim",
        Claim,
        irreplaceable=False,
        then=tuple(
            Then(
                table.partition("_")[2],
                (told(table, keys, "OLD.is_public", "NEW.is_public"),),
                on=("update",),
                when=differs(["is_public"]),
                lock_first=lock(table, keys, "SHARE"),
            )
            for table, keys in (
                (TOPIC, "SELECT t.topic_id FROM claims_claimtopic t WHERE t.claim_id = NEW.id"),
                *(
                    (
                        table,
                        f"SELECT v.{column} FROM claims_review v "
                        f"WHERE v.claim_id = NEW.id AND {GIVEN.replace('{row}', 'v')}",
                    )
                    for table, column in NAMED_BY_REVIEW
                ),
            )
        ),
    ),
)
