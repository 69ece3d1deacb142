"""Where words stand in a text: to the letter, or else the nearest reading and what differs.

Pure. Offsets are Unicode code points, [start, end), of a canonical text (sources.text). Words are
given as in a W3C TextQuoteSelector: exact, prefix, suffix
(https://www.w3.org/TR/annotation-model/#text-quote-selector).
"""

from sources.anchoring.answers import (
    MAX_CANDIDATES,
    Absent,
    Answer,
    Candidate,
    Difference,
    Found,
    Position,
    Several,
    Words,
)
from sources.anchoring.locating import locate, selectors

__all__ = [
    "MAX_CANDIDATES",
    "Absent",
    "Answer",
    "Candidate",
    "Difference",
    "Found",
    "Position",
    "Several",
    "Words",
    "locate",
    "selectors",
]
