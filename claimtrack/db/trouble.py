"""What keeps a database from being written, in a sentence."""

from __future__ import annotations

from django.db import DatabaseError

_LOCKED = (
    "The database is locked: another process is writing to it (a server, another command, a "
    "backup); try again when it is done."
)
_READ_ONLY = (
    "The database is read-only: give this user the right to write to it and to its folder, or "
    "name the primary server, not a copy of it."
)
_FULL = "The database or its disk is full: make room, then run the same again."
_FAULTY = "The database's disk cannot be read or written: see to the disk, then run the same again."
_AWAY = "The database cannot be opened: see that DATABASE_URL or DATA_DIR names one that is there."
_BROKEN = (
    "The database file cannot be read: it is damaged, or is no SQLite database; restore a backup."
)

_SQLITE = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _FAULTY,
    "SQLITE_CANTOPEN": _AWAY,
    "SQLITE_CORRUPT": _BROKEN,
    "SQLITE_NOTADB": _BROKEN,
}
# https://www.postgresql.org/docs/15/errcodes-appendix.html
_POSTGRESQL = {
    "55P03": _LOCKED,
    "40P01": _LOCKED,
    "25006": _READ_ONLY,
    "42501": _READ_ONLY,
    "53100": _FULL,
    "58030": _FAULTY,
    "08": _AWAY,
    "3D": _AWAY,
    "28": _AWAY,
    "53": _AWAY,
    "57": _AWAY,
}


def trouble(error: DatabaseError) -> str:
    """One sentence: what is wrong and what to do; "" where it is not the database's own trouble."""
    cause = error.__cause__
    name = getattr(cause, "sqlite_errorname", None)
    if name:
        return _SQLITE.get("_".join(name.split("_")[:2]), "")
    state = getattr(cause, "sqlstate", None)
    if state:
        return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], "")
    # psycopg gives no code where it never reached a server.
    return _AWAY if "connection" in str(error).lower() else ""


def is_busy(error: DatabaseError) -> bool:
    """Whether another writer was in the way, so that the same again may go through."""
    return trouble(error) == _LOCKED


def broken(error: DatabaseError) -> bool:
    """Whether the database found its own file to be damaged."""
    cause = error.__cause__
    found = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or ""
    return found.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX"))
