"""“Has this been checked before?”: what the record holds of some words, an article, an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from claims.models import Appearance, Attribution, Claim, Quote, Review
from claimtrack.db.searching import MOST_WEIGHED
from sources.addresses import canonical_address
from sources.models import Source

from . import telling
from .lately import LAST_OF_CLAIM, LAST_OF_QUOTE, Act, last_of
from .waiting import change_page

MOST_CODE_POINTS = 100_000
"""Of what is asked: an article of some 15,000 words."""
MOST_FOUND = 20
MOST_OF_A_SOURCE = 100
LEAST_SHARE = 0.25
"""Of the shorter text, so much must be shared: below it, chance."""

_CANDIDATES = 60  # of claims, and of quotes
_MOST_WORDS = 2_000  # whose rarity is looked up
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?/\S*")


@dataclass
class Hit:
    """A claim or quote that was found, with what the desk knows of it."""

    record: Any
    likeness: float = 0.0
    shared: frozenset[str] = frozenset()
    other_wordings: list[str] = field(default_factory=list)
    """Of a claim: the texts, found too, of claims that were merged into it."""
    last: Act | None = None

    @property
    def is_claim(self) -> bool:
        return isinstance(self.record, Claim)

    @property
    def address(self) -> str:
        return change_page(self.record)

    @property
    def claims(self) -> list[Claim]:
        """The claims that a quote makes."""
        return [appearance.claim for appearance in self.record.appearances.all()]


@dataclass(frozen=True)
class Answer:
    """What was found: hits, the best first; for an address its source as well."""

    hits: list[Hit]
    is_address: bool = False
    source: Source | None = None


def look_up(asked: str) -> Answer:
    """Find the claims and quotes that share words with what is asked, or stand at an address.

    Raises ValidationError, with one sentence, for what is no whole address but begins like one.
    The number of queries does not depend on what is asked.
    """
    asked = asked.strip()
    if _WITHOUT_SCHEME.fullmatch(asked):
        asked = f"https://{asked}"
    if _ADDRESS.fullmatch(asked):
        return _at_address(asked)
    return Answer(_with_details(_sharing(asked)))


def _at_address(address: str) -> Answer:
    try:
        canonical = canonical_address(address)
    except ValueError as error:
        raise ValidationError(str(error), code="address") from error
    source = Source.objects.at(canonical).select_related("publisher").first()
    if source is None:
        return Answer([], is_address=True)
    quotes = Quote.objects.filter(Q(source=source) | Q(quoted_from=source)).newest_first()
    claims = Claim.objects.unmerged().filter(
        pk__in=source.evidence.order_by().values("claim")[:MOST_OF_A_SOURCE]
    )
    found = [*quotes[:MOST_OF_A_SOURCE], *claims.newest_first()]
    hits = _with_details([Hit(record) for record in found])
    return Answer(hits, is_address=True, source=source)


def _sharing(asked: str) -> list[Hit]:
    """The hits for words, the best first, claims and quotes in one order."""
    words = telling.telling(asked)[:_MOST_WORDS]
    weights: dict[str, float] = {}
    found: list[Any] = []
    for rows in (Claim.objects.select_related("merged_into"), Quote.objects.all()):
        standing_in = rows.rarity(words)
        found += rows.sharing(standing_in, _CANDIDATES)
        for word, number in standing_in.items():
            weight, stem = telling.weight(number, MOST_WEIGHED), telling.stem(word)
            weights[stem] = min(weight, weights.get(stem, weight))
    mine = telling.stems(asked)
    hits: dict[tuple[type, int], Hit] = {}
    for record in found:
        hit = _hit(record, mine, weights)
        if hit is not None:
            _keep_better(hits, hit)
    best = sorted(hits.values(), key=lambda hit: hit.likeness, reverse=True)
    return best[:MOST_FOUND]


def _hit(record: Any, mine: frozenset[str], weights: dict[str, float]) -> Hit | None:
    theirs = telling.stems(record.text)
    likeness, share = telling.likeness(mine, theirs, weights)
    if share < LEAST_SHARE:
        return None
    survivor = getattr(record, "merged_into", None)
    wordings = [record.text] if survivor else []
    return Hit(survivor or record, likeness, mine & theirs, wordings)


def _keep_better(hits: dict[tuple[type, int], Hit], hit: Hit) -> None:
    """Of a claim and what was merged into it, one hit is kept, with all wordings found."""
    key = type(hit.record), hit.record.pk
    present = hits.get(key)
    if present is None:
        hits[key] = hit
        return
    present.likeness = max(present.likeness, hit.likeness)
    present.shared |= hit.shared
    present.other_wordings += hit.other_wordings


def _with_details(hits: list[Hit]) -> list[Hit]:
    """Read what is shown of all hits at once."""
    claims = [hit.record for hit in hits if hit.is_claim]
    quotes = [hit.record for hit in hits if not hit.is_claim]
    reviews = Review.objects.select_related("reviewer", "superseded_by").order_by("pk")
    speakers = Attribution.objects.filter(role="speaker").select_related("speaker")
    prefetch_related_objects(
        quotes,
        "source",
        Prefetch("attributions", speakers.order_by("number")),
        Prefetch("appearances", Appearance.objects.select_related("claim").order_by("pk")),
    )
    shown = [*claims, *(appearance.claim for appearance in _appearances(quotes))]
    prefetch_related_objects(shown, Prefetch("reviews", reviews))
    last_claims = last_of(claims, LAST_OF_CLAIM)
    last_quotes = last_of(quotes, LAST_OF_QUOTE)
    for hit in hits:
        hit.last = (last_claims if hit.is_claim else last_quotes).get(hit.record.pk)
    return hits


def _appearances(quotes: Sequence[Quote]) -> Iterable[Appearance]:
    return (appearance for quote in quotes for appearance in quote.appearances.all())


def refuse_too_long(asked: str) -> None:
    """Raise ValidationError for more than MOST_CODE_POINTS."""
    if len(asked) > MOST_CODE_POINTS:
        raise ValidationError(
            _("This text has %(given)s characters: paste at most %(most)s of it.")
            % {"given": f"{len(asked):,}", "most": f"{MOST_CODE_POINTS:,}"},
            code="too_long",
        )
