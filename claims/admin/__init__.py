"""Quotes, speakers, claims, evidence and fact-checks in the admin."""

from .claims import ClaimAdmin
from .evidence import EvidenceAdmin
from .merging import MergeAdmin
from .quotes import QuoteAdmin
from .reviews import RatingScaleAdmin, ReviewAdmin
from .sources import AnnotatedSourceAdmin
from .speakers import SpeakerAdmin
from .suggestions import SuggestionAdmin
from .topics import TopicAdmin

__all__ = [
    "AnnotatedSourceAdmin",
    "ClaimAdmin",
    "EvidenceAdmin",
    "MergeAdmin",
    "QuoteAdmin",
    "RatingScaleAdmin",
    "ReviewAdmin",
    "SpeakerAdmin",
    "SuggestionAdmin",
    "TopicAdmin",
]
