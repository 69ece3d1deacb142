"""A stamp of the record: as long as it is the same, so is whatever is read of the record.

It is read before the data. What was committed between the two is then in an answer that bears the
older stamp, and the next reader finds another.

SQLite keeps one row, rolled anew by triggers. PostgreSQL writes nothing for it: the stamp is the
snapshot, which any write in the cluster changes, and what tells a cluster, and a run of it, from
one that was put back from a backup, or that has crashed and may give the same numbers to other
transactions: the start of its server, and the time since when it counts, for a crash resets that.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import DEFAULT_DB_ALIAS, connections

from .reading import fetched

STAMPS = {
    "sqlite": "SELECT value FROM db_stamp",
    "postgresql": (
        "SELECT concat_ws(' ', pg_current_snapshot(), pg_postmaster_start_time(), "
        "pg_stat_get_bgwriter_stat_reset_time()) WHERE NOT pg_is_in_recovery()"
    ),
}
CLUSTER = (
    "SELECT concat_ws(' ', system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8)) "
    "FROM pg_control_system()"
)
"""Which PostgreSQL it is, and its timeline: the same as long as a connection lasts."""


def stamp(using: str = DEFAULT_DB_ALIAS) -> str | None:
    """The stamp as it is now; None where there is none, as on a standby."""
    connection = connections[using]
    rows = fetched(connection, STAMPS[connection.vendor], ())
    if not rows:
        return None
    ((now,),) = rows
    if connection.vendor == "sqlite":
        return str(now)
    # A snapshot does not tell what its own transaction writes.
    here = uuid4() if connection.in_atomic_block else ""
    return f"{now} {_cluster(connection)} {here}"


def _cluster(connection: Any) -> str:
    raw, name = getattr(connection, "cluster", (None, ""))
    if raw is not connection.connection:
        ((name,),) = fetched(connection, CLUSTER, ())
        connection.cluster = (connection.connection, name)
    return str(name)
