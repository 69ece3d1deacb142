"""What the database holds true of quotes, their chains, claims, evidence and fact-checks."""

from __future__ import annotations

from django.apps import apps

from claimtrack.db.triggers.rules import Rules, of_history

from ..models import Carry, CarryReport, ClaimRelation, QuoteRelation
from .claims import APPEARANCE, CLAIM, CLAIMS_OF_A_QUOTE, EVIDENCE, EVIDENCE_SPAN
from .common import part, text_of
from .merging import MERGE, MERGE_MOVE
from .quotes import ATTRIBUTION, QUOTE, QUOTE_SPAN, QUOTES_OF_A_SOURCE, SUGGESTION
from .reviews import REVIEW, REVIEW_EVIDENCE
from .shown import SHOWN
from .speakers import MEMBERSHIP, SPEAKER, SPEAKER_NAME
from .through_others import THROUGH_OTHERS

__all__ = ["RULES", "text_of"]

ALSO = (CarryReport, Carry)
"""What nothing more is to be said of than of every record."""

RULES = (
    SPEAKER,
    SPEAKER_NAME,
    MEMBERSHIP,
    QUOTE,
    QUOTE_SPAN,
    part("quoterelation", QuoteRelation, QUOTE, "from_quote_id", "to_quote_id"),
    ATTRIBUTION,
    CLAIM,
    part("claimrelation", ClaimRelation, CLAIM, "from_claim_id", "to_claim_id"),
    APPEARANCE,
    EVIDENCE,
    EVIDENCE_SPAN,
    REVIEW,
    REVIEW_EVIDENCE,
    MERGE,
    MERGE_MOVE,
    SUGGESTION,
    *THROUGH_OTHERS,
    *(Rules(str(model._meta.model_name), model) for model in ALSO),
    QUOTES_OF_A_SOURCE,
    CLAIMS_OF_A_QUOTE,
    *SHOWN,
    *of_history(*apps.get_app_config("claims").get_models()),
)
