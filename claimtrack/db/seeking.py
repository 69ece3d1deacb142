"""How the databases are told where to begin: with a list, or with what a filter leaves of it."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Exists, Func

from .fields import ID_BITS


class Unsought(Func):
    """A whole number by which rows are only compared: no index is looked into for it."""

    arity = 1
    template = "(%(expressions)s + 0)"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="+%(expressions)s", **context)


class There(Exists):
    """As Exists, and looked for row by row.

    PostgreSQL would gather all that match of all rows before it gives the first; SQLite does not.
    """

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(%(subquery)s) IS NOT NULL"
        return self.as_sql(compiler, connection, template=template, **context)


class KeyOfDay(Func):
    """The lowest sort key that a record of this day can have."""

    arity = 1
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        days = "CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER)"
        return self.as_sql(compiler, connection, template=f"({days} << {ID_BITS})", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        days = "(CAST(%(expressions)s AS date) - DATE '1970-01-01')"
        return self.as_sql(
            compiler, connection, template=f"({days}::bigint << {ID_BITS})", **context
        )
