"""Speakers, quotes and claims as the API shows them, for the schema."""

from .claims import (
    MOST_FOUND,
    ClaimSerializer,
    LookupSerializer,
    TopicRecordSerializer,
)
from .quotes import QuoteSerializer
from .reviews import ReviewSerializer, ScaleRecordSerializer
from .speakers import PublisherRecordSerializer, SpeakerSerializer

__all__ = [
    "MOST_FOUND",
    "ClaimSerializer",
    "LookupSerializer",
    "PublisherRecordSerializer",
    "QuoteSerializer",
    "ReviewSerializer",
    "ScaleRecordSerializer",
    "SpeakerSerializer",
    "TopicRecordSerializer",
]
