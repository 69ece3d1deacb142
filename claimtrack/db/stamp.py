"""A stamp of the record: as long as it is the same, so is whatever is read of the record.

It is read before the data. What was committed between the two is then in an answer that bears the
older stamp, and the next reader finds another.

SQLite keeps one row, rolled anew by triggers. PostgreSQL writes nothing for it: the stamp is the
snapshot, which any write in the cluster changes, and what tells a cluster, and a run of it, from
one that was put back from a backup.
"""

from __future__ import annotations

from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connections

from .reading import reading_cursor

STAMPS = {
    "sqlite": "SELECT value FROM db_stamp",
    "postgresql": (
        "SELECT concat_ws(' ', pg_current_snapshot(), pg_postmaster_start_time(), "
        "s.system_identifier, c.timeline_id, c.checkpoint_lsn) "
        "FROM pg_control_system() s, pg_control_checkpoint() c WHERE NOT pg_is_in_recovery()"
    ),
}


def stamp(using: str = DEFAULT_DB_ALIAS) -> str | None:
    """The stamp as it is now; None where there is none, as on a standby."""
    connection = connections[using]
    with reading_cursor(connection) as cursor:
        cursor.execute(STAMPS[connection.vendor])
        row = cursor.fetchone()
        cursor.fetchall()
    if row is None:
        return None
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        return f"{row[0]} {uuid4()}"  # a snapshot does not tell what its own transaction writes
    return str(row[0])
