"""Rules as PostgreSQL triggers.

Two a table: the BEFORE trigger refuses, and writes the kept columns into the row that is on its
way; the AFTER trigger writes the journal and whatever follows from the change.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import transaction

from .laid import Trigger
from .rules import Event, Rules, Then, differs, journal_row, one_row

SPELLING = [
    (re.compile(r"DAY_OF_DATE\(([\w.\"]+)\)"), r"(\1 - DATE '1970-01-01')"),
    (
        re.compile(r"DAY_OF_TIME\(([\w.\"]+)\)"),
        r"((\1 AT TIME ZONE 'UTC')::date - DATE '1970-01-01')",
    ),
    (re.compile(r"JOINED\("), "string_agg("),
    (re.compile(r"ERA\(\)"), "(SELECT max(number) FROM db_era)"),
    (re.compile(r"XID\(\)"), "pg_current_xact_id()::text::bigint"),
    (re.compile(r"NOW\(\)"), "clock_timestamp()"),
]
# A lock is waited for in vain where what it waited for is then not seen.
AT_AN_OLDER_VIEW = (
    "IF current_setting('transaction_isolation') IN ('repeatable read', 'serializable') THEN "
    "RAISE EXCEPTION 'The record is written at the isolation level READ COMMITTED.' "
    "USING ERRCODE = 'check_violation'; END IF;"
)
EVENTS: tuple[Event, ...] = ("insert", "update", "delete")
ROW, BEFORE = 1, 2
EVENT_BITS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16}
LAID = """
SELECT t.tgname, c.relname, p.prosrc, t.tgtype,
  t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL AND t.tgattr = '' AND p.proname = t.tgname
  AND p.proconfig = ARRAY['search_path=' || quote_ident(current_schema()) || ', pg_temp']
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgname LIKE 'ct\\_%' AND NOT t.tgisinternal AND pg_table_is_visible(c.oid)
"""


def spell(sql: str) -> str:
    for pattern, spelling in SPELLING:
        sql = pattern.sub(spelling, sql)
    return sql


def compile(rules: Rules) -> list[Trigger]:
    """The triggers that hold these rules."""
    return [trigger for trigger in (_before(rules), _after(rules)) if trigger]


def _before(rules: Rules) -> Trigger | None:
    cases = {event: list(_refusals(rules, event)) for event in EVENTS}
    cases["insert"] += _kept(rules, "insert")
    cases["update"] += _kept(rules, "update")
    events = [event for event in EVENTS if cases[event]]
    if not events:
        return None
    first = [AT_AN_OLDER_VIEW, *([f"{rules.lock_first};"] if rules.lock_first else [])]
    end = ["IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;", "RETURN NEW;"]
    return _trigger(rules, "before", events, [*first, *_cases(cases), *end])


def _after(rules: Rules) -> Trigger | None:
    cases = {event: list(_follows(rules, event)) for event in EVENTS}
    events = [event for event in EVENTS if cases[event]]
    if not events:
        return None
    return _trigger(rules, "after", events, [*_cases(cases), "RETURN NULL;"])


def _trigger(rules: Rules, moment: str, events: Sequence[str], lines: Sequence[str]) -> Trigger:
    body = "\nBEGIN\n" + "\n".join(f"  {line}" for line in lines) + "\nEND\n"
    when = f"{moment.upper()} {' OR '.join(event.upper() for event in events)}"
    return Trigger(f"ct_{rules.name}_{moment}", rules.table, spell(body), when)


def _cases(cases: dict[Event, list[str]]) -> Iterator[str]:
    for event, lines in cases.items():
        if lines:
            yield f"IF TG_OP = '{event.upper()}' THEN"
            yield from (f"  {line}" for line in lines)
            yield "END IF;"


def _refusals(rules: Rules, event: Event) -> Iterator[str]:
    if rules.irreplaceable and event != "delete":
        yield from _unreadable(rules)
    if rules.irreplaceable and event == "update":
        yield _refusal(f"{rules.label}: an id never changes.", differs((rules.key,)))
    for refuse in rules.refuse:
        if event in refuse.on and refuse.only in ("", "postgresql"):
            yield _refusal(refuse.message, refuse.when)


def _unreadable(rules: Rules) -> Iterator[str]:
    """PostgreSQL holds days that Python does not know."""
    moments = ("DateField", "DateTimeField")
    beyond = [
        f"NEW.{item.column} NOT BETWEEN '0001-01-01' AND '9999-12-31'"
        for item in rules.model._meta.concrete_fields
        if item.get_internal_type() in moments
    ]
    if beyond:
        message = f"{rules.label}: a day is one of the years 1 to 9999."
        yield _refusal(message, " OR ".join(beyond))


def _refusal(message: str, when: str) -> str:
    text = message.replace("'", "''").replace("%", "%%")
    error = f"RAISE EXCEPTION '{text}' USING ERRCODE = 'check_violation';"
    return f"IF {when} THEN {error} END IF;" if when else error


def _kept(rules: Rules, event: Event) -> Iterator[str]:
    for keep in rules.keep:
        yield f"NEW.{keep.column} := {keep.of('NEW')};"
    if rules.versioned and event == "update":
        changed = f"{differs(rules.content)} AND NEW.version = OLD.version"
        yield f"IF {changed} THEN NEW.version := OLD.version + 1; END IF;"
    if rules.index and rules.index.written:
        columns = rules.index.written
        write = " ".join(f"NEW.{name} := {words};" for name, words in columns)
        changed = differs(rules.index.watched)
        stay = " ".join(f"NEW.{name} := OLD.{name};" for name, _ in columns)
        yield write if event == "insert" else f"IF {changed} THEN {write} ELSE {stay} END IF;"


def _follows(rules: Rules, event: Event) -> Iterator[str]:
    for then in rules.then:
        if event in then.on and then.only in ("", "postgresql"):
            yield from _then(rules, then, event)
    if rules.journal and event == "insert":
        public = rules.journal.of("NEW")
        yield f"{journal_row(rules.label, 'NEW.id', public, public)};"
    if rules.journal and event == "update":
        row = journal_row(rules.label, "NEW.id", rules.journal.of("OLD"), rules.journal.of("NEW"))
        yield f"IF {differs(rules.journaled)} THEN {row}; END IF;"


def _then(rules: Rules, then: Then, event: Event) -> Iterator[str]:
    when = (then.when or differs(rules.content)) if event == "update" else ""
    statements = [then.lock_first, *then.do] if then.lock_first else then.do
    lines = [f"{one_row(statement, event)};" for statement in statements]
    yield from ([f"IF {when} THEN", *lines, "END IF;"] if when else lines)


def stamping(tables: Collection[str]) -> Iterator[Trigger]:
    """None: the snapshot is the stamp, and a row that all writers write would hold them up."""
    yield from ()


def lay(connection: Any, wanted: Sequence[Trigger]) -> None:
    """Lay these triggers where there are none of ours."""
    with connection.cursor() as cursor:
        for trigger in wanted:
            _create(cursor, trigger)


def _create(cursor: Any, trigger: Trigger) -> None:
    cursor.execute("SELECT quote_ident(current_schema())")
    # Of the session's own path a temporary table comes first, and would be believed.
    path = f"{cursor.fetchone()[0]}, pg_temp"
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql "
        f"SET search_path = {path} AS $body${trigger.definition}$body$"
    )
    cursor.execute(
        f"CREATE TRIGGER {trigger.name} {trigger.moment} ON {trigger.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {trigger.name}()"
    )


def drop(connection: Any) -> None:
    """Take all our triggers away."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger in _laid(cursor):
            _drop(cursor, trigger)


def _drop(cursor: Any, trigger: Trigger) -> None:
    cursor.execute(f"DROP TRIGGER {trigger.name} ON {trigger.table}")
    cursor.execute(f"DROP FUNCTION IF EXISTS {trigger.name}() CASCADE")


def _laid(cursor: Any) -> list[Trigger]:
    """Every trigger that has a name of ours; one that is not in force has no definition."""
    cursor.execute(LAID)
    return [
        Trigger(name, table, body if in_force else "", _moment(bits))
        for name, table, body, bits, in_force in cursor
    ]


def _moment(bits: int) -> str:
    events = [event.upper() for event in EVENTS if bits & EVENT_BITS[event.upper()]]
    return f"{'BEFORE' if bits & BEFORE else 'AFTER'} {' OR '.join(events)}"


def faults(connection: Any, wanted: Sequence[Trigger]) -> list[str]:
    """The names of triggers that are missing, differ, or should not be there, each with why."""
    with connection.cursor() as cursor:
        laid = {(trigger.name, trigger.table): trigger for trigger in _laid(cursor)}
    names = {(trigger.name, trigger.table): trigger for trigger in wanted}
    found = [f"{key[0]}: missing" for key in names if key not in laid]
    found += [f"{key[0]}: differs" for key in names if laid.get(key, names[key]) != names[key]]
    found += [f"{key[0]}: unknown" for key in laid if key not in names]
    return sorted(found)


def strangers(connection: Any, tables: Collection[str]) -> list[str]:
    """Whatever else acts on our tables: other triggers, and rules that rewrite statements."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgname NOT LIKE 'ct\\_%%' AND c.relname = ANY(%s) "
            "AND pg_table_is_visible(c.oid) UNION ALL "
            "SELECT rulename FROM pg_rules WHERE schemaname = current_schema() "
            "AND tablename = ANY(%s)",
            [list(tables), list(tables)],
        )
        return sorted(f"{name}: not ours" for (name,) in cursor)


def constraints(connection: Any, tables: Collection[str]) -> set[str]:
    """The names of all constraints that these tables have, and that hold for every row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.conname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
            "WHERE c.relname = ANY(%s) AND pg_table_is_visible(c.oid) AND k.convalidated",
            [list(tables)],
        )
        return {name for (name,) in cursor}
