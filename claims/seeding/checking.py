"""What the quotes of the sample record claim, whether it is so, and what a machine suggests."""

from __future__ import annotations

from sources.models import Publisher, Source

from ..models import (
    Appearance,
    Claim,
    ClaimRelation,
    Evidence,
    Quote,
    Rating,
    RatingScale,
    Review,
    Suggestion,
)
from ..models.recording import places
from .laying import Entry, Laying, naming, uid_of, words

_PARTS = frozenset({"status", "appearances", "evidence", "relations"})
_BESIDE_THE_FIELDS = frozenset({"evidence", "state", "withdrawn_reason"})


def lay_claims(laying: Laying) -> None:
    """Claims, the quotes they appear in, and the evidence; published once all of it is there."""
    claims = {
        key: entry for file in laying.read_all("claims").values() for key, entry in file.items()
    }

    def make(key: str, entry: Entry) -> Claim:
        details = {name: value for name, value in entry.items() if name not in _PARTS}
        return Claim.objects.record(uid=uid_of(Claim, key), by=laying.by, **details)

    laying.lay(Claim, claims, make)
    _lay_appearances(laying, claims)
    _lay_evidence(laying, claims)
    for key, entry in claims.items():
        for relation in entry.get("relations", ()):
            laying.relate(ClaimRelation, Claim, key, relation)
        if laying.is_new(Claim, key):
            with naming(Claim, key):
                laying.bring_to(laying.get(Claim, key), entry["status"])


def _lay_appearances(laying: Laying, claims: dict[str, Entry]) -> None:
    appearances = {
        f"{key}/{entry['quote']}": entry | {"claim": key}
        for key, claim in claims.items()
        for entry in claim["appearances"]
    }

    def make(key: str, entry: Entry) -> Appearance:
        claim, quote = laying.get(Claim, entry["claim"]), laying.get(Quote, entry["quote"])
        return claim.appear(quote, entry["stance"], laying.by, uid=uid_of(Appearance, key))

    laying.lay(Appearance, appearances, make, lambda entry: (Claim, entry["claim"]))


def _lay_evidence(laying: Laying, claims: dict[str, Entry]) -> None:
    evidence = {
        f"{key}/{name}": entry | {"claim": key}
        for key, claim in claims.items()
        for name, entry in claim.get("evidence", {}).items()
    }

    def make(key: str, entry: Entry) -> Evidence:
        details = entry | {
            "claim": laying.get(Claim, entry["claim"]),
            "source": laying.get(Source, entry["source"]),
            "passages": words(entry.get("passages", ())),
        }
        return Evidence.objects.record(uid=uid_of(Evidence, key), by=laying.by, **details)

    laying.lay(Evidence, evidence, make, lambda entry: (Claim, entry["claim"]))


def lay_reviews(laying: Laying) -> None:
    """Rating scales, then fact-checks in the order in which they supersede each other."""
    read = laying.read("reviews")

    def make_scale(key: str, entry: Entry) -> RatingScale:
        details = entry | {"publisher": laying.get_any(Publisher, entry["publisher"])}
        ratings = details.pop("ratings")
        scale = RatingScale.objects.create(uid=uid_of(RatingScale, key), **details)
        Rating.objects.bulk_create(
            Rating(uid=uid_of(Rating, f"{key}/{rating['name']}"), scale=scale, **rating)
            for rating in ratings
        )
        return scale

    laying.lay(RatingScale, read["scales"], make_scale)
    laying.lay(Review, read["reviews"], lambda key, entry: _review(laying, key, entry))


def _review(laying: Laying, key: str, entry: Entry) -> Review:
    details = {name: value for name, value in entry.items() if name not in _BESIDE_THE_FIELDS}
    appearance = entry.get("appearance")
    details |= {
        "claim": laying.get(Claim, entry["claim"]),
        "appearance": laying.get(Appearance, f"{entry['claim']}/{appearance}")
        if appearance
        else None,
        "reviewer": laying.get(Publisher, entry["reviewer"]),
        "scale": laying.get_any(RatingScale, entry.get("scale")),
        "supersedes": laying.get_any(Review, entry.get("supersedes")),
    }
    review = Review(uid=uid_of(Review, key), **details)
    review.full_clean()
    review.save(force_insert=True)
    review.rest_on([laying.get(Evidence, name) for name in entry["evidence"]], laying.by)
    laying.bring_to(review, entry["state"], entry.get("withdrawn_reason", ""))
    return review


def lay_suggestions(laying: Laying) -> None:
    """What a machine might have suggested, undecided."""

    def make(key: str, entry: Entry) -> Suggestion:
        revision = laying.get(Source, entry["source"]).current_revision
        spans = {
            role: places(revision.text, name, words(entry.get(name, ())))
            for role, name in (("content", "content"), ("cue", "cue"), ("source", "mention"))
        }
        return Suggestion.objects.create(
            uid=uid_of(Suggestion, key),
            revision=revision,
            kind=entry["kind"],
            confidence=entry["confidence"],
            extractor="sample record",
            spans=spans,
        )

    laying.lay(Suggestion, laying.read("suggestions"), make)
