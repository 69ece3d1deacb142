"""What can be done to a record whose triggers are away, and the line by which it is found.

`{name}` stands for an id of the record that the tests share.
"""

from .damage import Damage
from .kept import INDEXES, KEPT
from .record import CLAIMS, DATABASE, MERGES, QUOTES
from .texts import SPANS_AND_TEXTS

__all__ = ["INDEXES", "UNGUARDED", "Damage"]

UNGUARDED = (*SPANS_AND_TEXTS, *KEPT, *QUOTES, *CLAIMS, *MERGES, *DATABASE)
"""INDEXES are damaged with the triggers in place: laying them fills the indexes anew."""
