"""The language in which an app's `triggers.py` says what the database holds true.

Rules are data, written once for SQLite and PostgreSQL. Their SQL speaks of NEW and OLD, and uses
these words, which each database spells in its own way:

`DAY_OF_DATE(x)`, `DAY_OF_TIME(x)`  days since 1970-01-01 of a date, of a moment (UTC)
`JOINED(x, ' ')`                    the aggregate that joins text
`ERA()`, `XID()`, `NOW()`           the journal's era, the transaction's number, the moment
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from django.db import models

from ..records import Record
from ..search import SearchIndex

Event = Literal["insert", "update", "delete"]
ANY_CHANGE: tuple[Event, ...] = ("insert", "update", "delete")
AN_ID = "An id is at least 1, and not far above the last."


@dataclass(frozen=True)
class Refuse:
    """Refuse a change while the condition holds, with an integrity error that says why."""

    message: str
    when: str = ""
    on: tuple[Event, ...] = ("insert", "update")
    only: str = ""
    """The one database that needs the rule, where the other cannot hold such a row."""


@dataclass(frozen=True)
class Then:
    """Statements that follow a change of a row; on update only where the condition holds."""

    name: str
    do: tuple[str, ...]
    on: tuple[Event, ...] = ANY_CHANGE
    when: str = ""
    lock_first: str = ""
    """PostgreSQL only: a statement that takes locks before these statements look at anything."""
    only: str = ""
    """The one database that needs it."""


@dataclass(frozen=True)
class Keep:
    """A column that the database alone writes, and what it holds; `{row}` names the row."""

    column: str
    expression: str

    def of(self, row: str) -> str:
        return self.expression.replace("{row}", row)


@dataclass(frozen=True)
class Journal:
    """Changes of a record go to the journal; the condition says whether a `{row}` is public."""

    public: str

    def of(self, row: str) -> str:
        return self.public.replace("{row}", row)


@dataclass(frozen=True)
class Rules:
    """All rules of one table that one app states."""

    name: str
    model: type[models.Model]
    refuse: tuple[Refuse, ...] = ()
    then: tuple[Then, ...] = ()
    keep: tuple[Keep, ...] = ()
    journal: Journal | None = None
    index: SearchIndex | None = None
    versioned: bool = False
    irreplaceable: bool = True
    lock_first: str = ""
    """PostgreSQL only: a statement that takes locks before anything is looked at."""

    content: tuple[str, ...] = field(init=False)
    """The columns that people write: all but ids, creation and what the database keeps."""

    def __post_init__(self) -> None:
        kept = {keep.column for keep in self.keep} | {"version"}
        kept |= {self.columns[name] for name in getattr(self.model, "kept", ())}
        made = {"id", "uid", "created_at", "created_by_id"}
        content = [column for column in self.columns.values() if column not in kept | made]
        object.__setattr__(self, "content", tuple(content))
        object.__setattr__(self, "refuse", (*self._common(), *self.refuse, *self._deletion()))

    def _common(self) -> Iterator[Refuse]:
        if issubclass(self.model, Record) and self.irreplaceable:
            yield MADE_ONCE
            yield from points_at_records(self.model)
        if self.irreplaceable:
            yield Refuse(AN_ID, f"NEW.{self.key} < 1", on=("insert",), only="postgresql")
        for keep in self.keep:
            yield from self._by_hand(keep)
        if self.versioned:
            yield Refuse("A version begins at 1.", "NEW.version <> 1", on=("insert",))
            yield Refuse("A version never goes back.", "NEW.version < OLD.version", on=("update",))
            one_on = "NEW.version > OLD.version + 1"
            yield Refuse("A version goes up by one.", one_on, on=("update",))

    def _by_hand(self, keep: Keep) -> Iterator[Refuse]:
        message = f"{self.label}.{keep.column} is kept by the database."
        other = f"{differs([keep.column])} AND NEW.{keep.column} IS DISTINCT FROM {keep.of('NEW')}"
        yield Refuse(message, other, on=("update",), only="sqlite")
        # A trigger that waited for another writer brings what it saw before; it is written anew.
        outer = f"pg_trigger_depth() < 2 AND {other}"
        yield Refuse(message, outer, on=("update",), only="postgresql")

    def _deletion(self) -> Iterator[Refuse]:
        deletable = not any("delete" in item.on and not item.when for item in self.refuse)
        if self.irreplaceable and deletable:
            yield from stays_while_pointed_at(self.model)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def key(self) -> str:
        """The column of the primary key."""
        return str(self.model._meta.pk.column)

    @property
    def columns(self) -> dict[str, str]:
        """Column by field name, in the table's order."""
        return {item.name: str(item.column) for item in self.model._meta.concrete_fields}

    @property
    def journaled(self) -> list[str]:
        """The columns whose change is a change for the journal: the version, if there is one."""
        told = [name for name in self.columns if name in ("version", "is_public")]
        return told or list(self.content)


def quoted(column: str) -> str:
    """`end` is a reserved word in PostgreSQL."""
    return f'"{column}"'


def differs(columns: Iterable[str]) -> str:
    """OLD and NEW differ in one of these columns, NULLs included."""
    return (
        "("
        + " OR ".join(f"OLD.{quoted(c)} IS DISTINCT FROM NEW.{quoted(c)}" for c in columns)
        + ")"
    )


def frozen(*columns: str, what: str, when: str = "") -> Refuse:
    """These columns never change (while the condition holds)."""
    condition = differs(columns) + (f" AND {when}" if when else "")
    return Refuse(f"{what} never changes.", condition, on=("update",))


def undeletable(what: str) -> Refuse:
    """Rows of this table are never deleted."""
    return Refuse(f"{what} is never deleted.", on=("delete",))


MADE_ONCE = frozen(
    "uid", "created_at", "created_by_id", what="Who made a record, when and as which uid,"
)


def points_at_records(model: type[models.Model]) -> Iterator[Refuse]:
    """Each key of these rows names a record that is there, at once and not only at commit.

    Else a row could be judged by a record that is not written yet, and then is another.
    """
    for item in model._meta.concrete_fields:
        target = item.related_model
        if isinstance(target, type) and issubclass(target, Record):
            new = f"NEW.{item.column}"
            found = f"SELECT 1 FROM {target._meta.db_table} t WHERE t.id = {new}"
            nowhere = f"NOT EXISTS ({found})" + (f" AND {new} IS NOT NULL" if item.null else "")
            message = f"{model._meta.label_lower}.{item.column} names a record that is not there."
            yield Refuse(message, nowhere, on=("insert",))
            yield Refuse(message, f"{differs([str(item.column)])} AND {nowhere}", on=("update",))


def stays_while_pointed_at(model: type[models.Model]) -> Iterator[Refuse]:
    """A row to which another points is not deleted, not even to be written anew before commit."""
    for relation in model._meta.get_fields(include_hidden=True):
        pointing = relation.related_model
        if relation.one_to_many and isinstance(pointing, type) and issubclass(pointing, Record):
            column = relation.field.column
            table = pointing._meta.db_table
            yield Refuse(
                f"{model._meta.label_lower}: stays while a {pointing._meta.verbose_name} names it.",
                f"EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = OLD.id)",
                on=("delete",),
            )


def of_history(*models: type[models.Model]) -> Iterator[Rules]:
    """The rules of these models' histories: what was said of a change stays said.

    Who made it may be forgotten, with the user.
    """
    for model in models:
        if hasattr(model, "history"):
            past = model.history.model
            columns = [str(item.column) for item in past._meta.concrete_fields]
            said = [column for column in columns if column != "history_user_id"]
            yield Rules(
                str(past._meta.model_name),
                past,
                refuse=(
                    frozen(*said, what="The history of a record"),
                    undeletable("The history of a record"),
                ),
            )


def rekeep(rules: Rules, where: str, *also: str) -> str:
    """The statement that writes the kept columns of a table anew for some of its rows."""
    sets = [f"{keep.column} = {keep.of(rules.table)}" for keep in rules.keep]
    return f"UPDATE {rules.table} SET {', '.join([*sets, *also])} WHERE {where}"


def part_of(rules: Rules, *columns: str, name: str = "version") -> Then:
    """A change of this row is a change of the record that these columns name."""
    table = rules.table
    keys = ", ".join(f"{row}.{quoted(column)}" for column in columns for row in ("NEW", "OLD"))
    return Then(name, (f"UPDATE {table} SET version = version + 1 WHERE id IN ({keys})",))


def journal_row(label: str, object_id: str, was_public: str, is_public: str) -> str:
    """The start of a statement that writes to the journal; FROM and WHERE may follow."""
    return (
        "INSERT INTO db_change (era, xid, at, model, object_id, was_public, is_public) "
        f"SELECT ERA(), XID(), NOW(), '{label}', {object_id}, {was_public}, {is_public}"
    )


ANEW = "FALSE, TRUE"


def told_anew(label: str, object_id: str) -> str:
    """The start of a statement that has the journal tell of a public record whose version stays.

    As of one that has come to be public: rows that say so are no count of its versions.
    """
    return journal_row(label, object_id, *ANEW.split(", "))


def one_row(statement: str, event: Event) -> str:
    """There is no OLD row on insert and no NEW row on delete: there both names mean the one."""
    if event == "insert":
        return re.sub(r"\bOLD\.", "NEW.", statement)
    if event == "delete":
        return re.sub(r"\bNEW\.", "OLD.", statement)
    return statement


def unique_keys(rules: Rules) -> list[tuple[str, ...]]:
    """Every set of columns, the key aside, that may hold a value only once."""
    meta = rules.model._meta
    keys: list[tuple[str, ...]] = [
        (item.name,) for item in meta.concrete_fields if item.unique and not item.primary_key
    ]
    keys += [tuple(constraint.fields) for constraint in meta.total_unique_constraints]
    return [tuple(rules.columns[name] for name in key) for key in dict.fromkeys(keys)]
