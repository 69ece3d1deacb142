"""What the rules of several tables share."""

from __future__ import annotations

from collections.abc import Iterator

from claimtrack.db.records import Record
from claimtrack.db.triggers.rules import Refuse, Rules, Then, differs, frozen, part_of


def text_of(quote: str, revision: str) -> str:
    """The words of a quote: its content as it was found, piece by piece, joined by one space."""
    return (
        "(SELECT coalesce(JOINED(p.exact, ' '), '') FROM (SELECT s.exact FROM claims_quotespan s "
        f"WHERE s.quote_id = {quote} AND s.revision_id = {revision} AND s.role = 'content' "
        "ORDER BY s.number) p)"
    )


def source_of(revision: str) -> str:
    return f"(SELECT r.source_id FROM sources_revision r WHERE r.id = {revision})"


def statuses(what: str) -> tuple[Refuse, ...]:
    """How the status of a quote or of a claim may change."""
    return (
        frozen(
            "published_at",
            what=f"Since when a {what} is published",
            when="OLD.published_at IS NOT NULL",
        ),
        Refuse(
            f"A {what} is published from the moment at which its status says so.",
            "NEW.published_at IS NOT NULL AND NEW.status <> 'published'",
            on=("insert",),
        ),
        Refuse(
            f"A {what} is published from the moment at which its status says so.",
            "OLD.published_at IS NULL AND NEW.published_at IS NOT NULL "
            "AND NEW.status <> 'published'",
            on=("update",),
        ),
        Refuse(
            f"A published {what} is withdrawn, not recorded again.",
            "OLD.published_at IS NOT NULL AND NEW.status = 'recorded'",
            on=("update",),
        ),
        Refuse(
            f"A withdrawn {what} is not published.",
            "OLD.status = 'withdrawn' AND NEW.status = 'published'",
            on=("update",),
        ),
    )


def merges(table: str, what: str, *rows: tuple[str, str]) -> tuple[Refuse, ...]:
    """`merged_into` names a record that is not merged itself, by a merge that is on record.

    `rows` are the tables, with the column that names the record, of what a merge moves: none of
    it may be left with the survivor when the two are taken apart again.
    """
    model = f"claims.{what}"
    open_merge = (
        f"SELECT 1 FROM claims_merge g WHERE g.model = '{model}' AND g.undone_at IS NULL "
        "AND g.merged_id = NEW.id AND g.survivor_id = NEW.merged_into_id"
    )
    taken_along = moved(model, "NEW", "g.survivor_id = NEW.merged_into_id")
    left = " OR ".join(
        f"EXISTS (SELECT 1 FROM claims_mergemove m JOIN claims_merge g ON g.id = m.merge_id "
        f"JOIN {row} x ON x.id = m.object_id AND x.{column} = OLD.merged_into_id "
        f"WHERE m.model = '{row.replace('_', '.')}' AND NOT m.folded AND g.model = '{model}' "
        "AND g.merged_id = OLD.id AND g.undone_at IS NULL)"
        for row, column in rows
    )
    target = f"SELECT 1 FROM {table} t WHERE t.id = NEW.merged_into_id AND t.merged_into_id IS NULL"
    return (
        Refuse(
            f"A {what} is merged by a merge that is on record.",
            f"NEW.merged_into_id IS NOT NULL AND NOT EXISTS ({open_merge})",
            on=("insert",),
        ),
        Refuse(
            f"A {what} is merged by a merge that is on record.",
            f"{differs(['merged_into_id'])} AND NEW.merged_into_id IS NOT NULL "
            f"AND NOT EXISTS ({open_merge}) AND NOT {taken_along}",
            on=("update",),
        ),
        Refuse(
            f"A {what} is taken apart again together with all that its merge moved.",
            f"OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NULL AND ({left})",
            on=("update",),
        ),
        Refuse(
            f"A {what} is merged into one that is not merged itself.",
            f"NEW.merged_into_id IS NOT NULL AND NOT EXISTS ({target} AND t.id <> NEW.id)",
        ),
        Refuse(
            f"A {what} into which others are merged is not merged before them.",
            "NEW.merged_into_id IS NOT NULL AND EXISTS "
            f"(SELECT 1 FROM {table} t WHERE t.merged_into_id = NEW.id)",
        ),
    )


def moved(model: str, row: str, how: str = "TRUE") -> str:
    """A merge that stands has moved this row, or folded it: it may go back to where it was."""
    return (
        "EXISTS (SELECT 1 FROM claims_mergemove m JOIN claims_merge g ON g.id = m.merge_id "
        f"WHERE m.model = '{model}' AND m.object_id = {row}.id AND {how} AND g.undone_at IS NULL)"
    )


def not_on_merged(table: str, model: str, what: str, *keys: str) -> Iterator[Refuse]:
    """Nothing new hangs on a merged record."""
    for key in keys:
        merged = (
            f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.{key} "
            f"AND t.merged_into_id IS NOT NULL) AND NOT {moved(model, 'NEW')}"
        )
        message = f"The {what} has been merged into another: name that one."
        yield Refuse(message, merged, on=("insert",))
        yield Refuse(message, f"{differs([key])} AND {merged}", on=("update",))


def along_a_merge(one: str, other: str, table: str = "claims_claim") -> str:
    """One of these records is merged into the other."""
    return (
        f"EXISTS (SELECT 1 FROM {table} c "
        f"WHERE (c.id = {one} AND c.merged_into_id = {other}) "
        f"OR (c.id = {other} AND c.merged_into_id = {one}))"
    )


def apart(one: str, other: str, table: str = "claims_claim") -> str:
    """These are different records, and no merge joins them."""
    return f"{one} <> {other} AND NOT {along_a_merge(one, other, table)}"


def about_a_hidden_quote(review: str) -> str:
    """It is about an appearance in a quote that is not public, and is no tombstone either."""
    return (
        "EXISTS (SELECT 1 FROM claims_appearance a JOIN claims_quote q ON q.id = a.quote_id "
        f"WHERE a.id = {review}.appearance_id AND (q.published_at IS NULL "
        "OR (q.status = 'published' AND NOT q.is_public)))"
    )


def lock(table: str, keys: str, strength: str = "NO KEY UPDATE", when: str = "TRUE") -> str:
    """Take these rows, in order of id, before anything is judged by them (PostgreSQL)."""
    return (
        f"PERFORM 1 FROM {table} t WHERE t.id IN ({keys}) AND {when} ORDER BY t.id FOR {strength}"
    )


def part(
    name: str,
    model: type[Record],
    of: Rules,
    *columns: str,
    names: tuple[str, ...] = (),
    refuse: tuple[Refuse, ...] = (),
    then: tuple[Then, ...] = (),
) -> Rules:
    """The rules of a part: its change is the record's, and a merged record gets no new ones.

    `names` are columns that name such a record, too, of which it is no part.
    """
    locked = (*columns, *names)
    keys = ", ".join(f"{row}.{column}" for column in locked for row in ("NEW", "OLD"))
    if "merged_into" in of.columns:
        what = str(of.model._meta.verbose_name)
        alive = not_on_merged(of.table, model._meta.label_lower, what, *locked)
        refuse = (*alive, *refuse)
    then = (part_of(of, *columns), *then)
    return Rules(name, model, lock_first=lock(of.table, keys), refuse=refuse, then=then)
