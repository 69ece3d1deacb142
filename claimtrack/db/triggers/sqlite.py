"""Rules as SQLite triggers.

A BEFORE trigger refuses; an AFTER INSERT trigger writes the kept columns first and then the index
and the journal from the row as it stands; AFTER UPDATE triggers are correct in any order, for
SQLite promises none. Every table with rules also refuses to have a row replaced: INSERT OR REPLACE
and UPDATE OR REPLACE delete the old row without firing a delete trigger.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from ..models import ROLL
from .laid import Trigger
from .rules import (
    AN_ID,
    ANY_CHANGE,
    Event,
    Refuse,
    Rules,
    Then,
    differs,
    journal_row,
    one_row,
    quoted,
    unique_keys,
)

SPELLING = [
    (re.compile(r"DAY_OF_DATE\(([\w.\"]+)\)"), r"CAST(julianday(\1) - 2440587.5 AS INTEGER)"),
    (
        re.compile(r"DAY_OF_TIME\(([\w.\"]+)\)"),
        r"CAST(julianday(substr(\1, 1, 10)) - 2440587.5 AS INTEGER)",
    ),
    (re.compile(r"JOINED\("), "group_concat("),
    (re.compile(r"ERA\(\)"), "(SELECT max(number) FROM db_era)"),
    (re.compile(r"XID\(\)"), "0"),
    (re.compile(r"NOW\(\)"), "strftime('%Y-%m-%d %H:%M:%f000', 'now')"),
]

FARTHEST = 2**20
"""So far an id may be from the last: after the highest of all there would be no next."""
UNTYPED = (
    (
        ("TextField", "CharField", "PartialDateField", "FileField"),
        "typeof({0}) <> 'text' OR instr({0}, char(0)) > 0",
    ),
    (("IntegerField", "AutoField"), "typeof({0}) <> 'integer'"),
    (("FloatField",), "typeof({0}) NOT IN ('real', 'integer')"),
    (("BooleanField",), "{0} NOT IN (0, 1)"),
    (("UUIDField",), "typeof({0}) <> 'text' OR length({0}) <> 32 OR {0} GLOB '*[^0-9a-f]*'"),
    (("DateField",), "date({0}, '+0 days') IS NOT {0} OR {0} < '0001-01-01'"),
    (
        ("DateTimeField",),
        "datetime(substr({0}, 1, 19), '+0 days') IS NOT substr({0}, 1, 19) "
        "OR {0} < '0001-01-01' OR NOT (length({0}) = 19 OR (substr({0}, 20, 1) = '.' "
        "AND length({0}) > 20 AND substr({0}, 21) NOT GLOB '*[^0-9]*'))",
    ),
)
"""By the ends of Django's names of types, what is true of a value of no such type."""


def spell(sql: str) -> str:
    for pattern, spelling in SPELLING:
        sql = pattern.sub(spelling, sql)
    return sql


def compile(rules: Rules) -> list[Trigger]:
    """The triggers that hold these rules."""
    return [*_befores(rules), *_after_insert(rules), *_after_update(rules), *_thens(rules)]


def _trigger(
    rules: Rules, suffix: str, moment: str, when: str, statements: Sequence[str]
) -> Trigger:
    name = f"ct_{rules.name}_{suffix}"
    condition = f"\nWHEN {when}" if when else ""
    body = "\n".join(f"  {statement};" for statement in statements)
    head = f"CREATE TRIGGER {name} {moment} ON {rules.table} FOR EACH ROW{condition}"
    return Trigger(name, rules.table, spell(f"{head}\nBEGIN\n{body}\nEND"))


def _befores(rules: Rules) -> Iterator[Trigger]:
    events: tuple[Event, ...] = ("insert", "update", "delete")
    for event in events:
        refusals = _refusals(rules, event)
        if refusals:
            yield _trigger(rules, f"before_{event}", f"BEFORE {event.upper()}", "", refusals)


def _refusals(rules: Rules, event: Event) -> list[str]:
    refused = []
    if rules.irreplaceable and event != "delete":
        refused = [*_replacements(rules, event), _untyped(rules)]
    refused += [item for item in rules.refuse if event in item.on]
    return [_refusal(item.message, item.when) for item in refused if item.only in ("", "sqlite")]


def _refusal(message: str, when: str) -> str:
    text = message.replace("'", "''")
    return f"SELECT RAISE(ABORT, '{text}')" + (f" WHERE {when}" if when else "")


def _replacements(rules: Rules, event: Event) -> Iterator[Refuse]:
    for key in [(rules.key,), *unique_keys(rules)]:
        same = " AND ".join(f"{quoted(column)} = NEW.{quoted(column)}" for column in key)
        taken = f"EXISTS (SELECT 1 FROM {rules.table} WHERE {same})"
        message = f"{rules.label}: a record with this {', '.join(key)} exists already."
        if event == "insert":
            yield Refuse(message, taken)
        elif key == (rules.key,):
            yield Refuse(f"{rules.label}: an id never changes.", differs(key))
        else:
            yield Refuse(message, f"{differs(key)} AND {taken}")


def _untyped(rules: Rules) -> Refuse:
    """SQLite would store any value in any column."""
    wrong = []
    for item in rules.model._meta.concrete_fields:
        kind = getattr(item, "target_field", item).get_internal_type()
        test = next((test for ends, test in UNTYPED if kind.endswith(ends)), None)
        if test and not item.primary_key and not item.generated:
            new = f"NEW.{quoted(str(item.column))}"
            held = f"{new} IS NOT NULL AND " if item.null else ""
            wrong.append(f"{held}({test.format(new)})")
    message = f"{rules.label}: each column holds values of its own type."
    return Refuse(message, " OR ".join(wrong))


def _after_insert(rules: Rules) -> Iterator[Trigger]:
    # Not before: there a missing id shows as -1.
    statements = []
    if rules.irreplaceable:
        key, table = rules.key, rules.table
        before = f"coalesce((SELECT max({key}) FROM {table} WHERE {key} < NEW.{key}), 0)"
        statements.append(_refusal(AN_ID, f"NEW.{key} < 1 OR NEW.{key} > {before} + {FARTHEST}"))
    if rules.keep:
        sets = ", ".join(f"{keep.column} = {keep.of(rules.table)}" for keep in rules.keep)
        statements.append(f"UPDATE {rules.table} SET {sets} WHERE id = NEW.id")
    if rules.index:
        # The statement above may have indexed it already: its sort key was changed there.
        statements.append(rules.index.delete_rows("NEW.sort_key", "NEW.id"))
        statements.append(rules.index.insert_row("NEW.id"))
    if rules.journal:
        public = rules.journal.of("r")
        source = f" FROM {rules.table} r WHERE r.id = NEW.id"
        statements.append(journal_row(rules.label, "r.id", public, public) + source)
    if statements:
        yield _trigger(rules, "after_insert", "AFTER INSERT", "", statements)


def _after_update(rules: Rules) -> Iterator[Trigger]:
    if rules.versioned:
        sets = ["version = version + (NEW.version = OLD.version)"]
        sets += [f"{keep.column} = {keep.of(rules.table)}" for keep in rules.keep]
        statement = f"UPDATE {rules.table} SET {', '.join(sets)} WHERE id = NEW.id"
        moment = f"AFTER UPDATE OF {', '.join(map(quoted, rules.content))}"
        yield _trigger(rules, "after_update_version", moment, differs(rules.content), [statement])
    if rules.index:
        changed = differs(("sort_key", *rules.index.watched))
        statements = [
            rules.index.delete_rows("OLD.sort_key", "NEW.id"),
            rules.index.insert_row("NEW.id"),
        ]
        yield _trigger(rules, "after_update_index", "AFTER UPDATE", changed, statements)
    if rules.journal:
        statement = journal_row(
            rules.label, "NEW.id", rules.journal.of("OLD"), rules.journal.of("NEW")
        )
        changed = differs(rules.journaled)
        yield _trigger(rules, "after_update_journal", "AFTER UPDATE", changed, [statement])


def _thens(rules: Rules) -> Iterator[Trigger]:
    for then in rules.then:
        for event in then.on if then.only in ("", "sqlite") else ():
            when = then.when if event == "update" else ""
            changed = differs(rules.content) if event == "update" and not when else when
            yield _then(rules, then, event, changed)


def _then(rules: Rules, then: Then, event: Event, when: str) -> Trigger:
    statements = [one_row(statement, event) for statement in then.do]
    return _trigger(rules, f"after_{event}_{then.name}", f"AFTER {event.upper()}", when, statements)


def stamping(tables: Collection[str]) -> Iterator[Trigger]:
    """The triggers that roll the stamp at each write of one of these tables."""
    for table in sorted(tables):
        for event in ANY_CHANGE:
            name = f"ct_stamp_{event}_{table}"
            head = f"CREATE TRIGGER {name} AFTER {event.upper()} ON {table} FOR EACH ROW"
            yield Trigger(name, table, f"{head}\nBEGIN\n  {ROLL};\nEND")


def lay(connection: Any, wanted: Sequence[Trigger]) -> None:
    """Lay these triggers where there are none of ours."""
    with connection.cursor() as cursor:
        for trigger in wanted:
            cursor.execute(trigger.definition)


def drop(connection: Any) -> None:
    """Take all our triggers away, for a migration."""
    with connection.cursor() as cursor:
        for name, _ in _laid(cursor):
            cursor.execute(f"DROP TRIGGER {name}")


def _laid(cursor: Any) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'ct_*'"
    )
    return list(cursor.fetchall())


def faults(connection: Any, wanted: Sequence[Trigger]) -> list[str]:
    """The names of triggers that are missing, differ, or should not be there, each with why."""
    with connection.cursor() as cursor:
        laid = dict(_laid(cursor))
    names = {trigger.name: trigger.definition for trigger in wanted}
    found = [f"{name}: missing" for name in names if name not in laid]
    found += [f"{name}: differs" for name in names if laid.get(name, names[name]) != names[name]]
    found += [f"{name}: unknown" for name in laid if name not in names]
    return sorted(found)


def strangers(connection: Any, tables: Collection[str]) -> list[str]:
    """Whatever else acts on our tables, or stands before them on this connection."""
    listed = ", ".join(f"'{table}'" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT GLOB 'ct_*' "
            f"AND tbl_name IN ({listed}) UNION ALL "
            f"SELECT name FROM sqlite_temp_master WHERE tbl_name IN ({listed})"
        )
        return sorted(f"{name}: not ours" for (name,) in cursor)


def constraints(connection: Any, tables: Collection[str]) -> set[str]:
    """The names of all constraints that these tables have."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        statements = [sql for name, sql in cursor if name in tables]
    return set(re.findall(r'CONSTRAINT "(\w+)"', " ".join(statements)))
