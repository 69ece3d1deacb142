"""What every server process does before it answers the first request."""

from django.db import connections

from claimtrack.db.models import Era
from claimtrack.db.triggers import refuse_unless_laid


def check_before_serving() -> None:
    """Stop the process (SystemExit, one sentence) where the database's triggers are not in place.

    Leaves no connection behind: one opened before a fork must not be shared by the workers.
    """
    try:
        refuse_unless_laid()
        Era.open_for()
    finally:
        connections.close_all()
