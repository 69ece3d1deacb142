"""Who said it, and is it so."""

from .appearance import Appearance
from .attribution import Attribution
from .carry import Carry, CarryReport
from .claim import Claim, ClaimRelation
from .evidence import Evidence, EvidenceSpan
from .merging import Merge, MergeMove
from .quote import Quote, QuoteRelation, QuoteSpan
from .rating import Rating, RatingScale
from .recording import Link, WordsNotFound
from .review import Review, ReviewEvidence
from .speaker import Membership, Speaker, SpeakerName
from .suggestion import Suggestion
from .topic import ClaimTopic, Topic

__all__ = [
    "Appearance",
    "Attribution",
    "Carry",
    "CarryReport",
    "Claim",
    "ClaimRelation",
    "ClaimTopic",
    "Evidence",
    "EvidenceSpan",
    "Link",
    "Membership",
    "Merge",
    "MergeMove",
    "Quote",
    "QuoteRelation",
    "QuoteSpan",
    "Rating",
    "RatingScale",
    "Review",
    "ReviewEvidence",
    "Speaker",
    "SpeakerName",
    "Suggestion",
    "Topic",
    "WordsNotFound",
]
