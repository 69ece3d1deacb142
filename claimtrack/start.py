"""What every server process does before it answers the first request."""

from contextlib import suppress

from django.db import OperationalError, connections

from claimtrack.db.models import Era, Stamp
from claimtrack.db.triggers import refuse_unless_laid


def check_before_serving() -> None:
    """Stop the process (SystemExit, one sentence) where the database's triggers are not in place.

    Leaves no connection behind: one opened before a fork must not be shared by the workers.
    """
    try:
        refuse_unless_laid()
        Era.open_for()
        # What was answered before may have been of a record that a backup has taken the place of.
        with suppress(OperationalError):  # a writer is at work, who rolls it, or nobody can write
            Stamp.roll()
    finally:
        connections.close_all()
