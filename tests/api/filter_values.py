"""A value for each filter of each list: one that matches, and one that matches nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.api import filters as of_claims
from sources.api import filters as of_sources

from .rich import Rich

TABLES = {
    "/api/sources/": of_sources.SOURCES,
    "/api/revisions/": of_sources.REVISIONS,
    "/api/publishers/": of_claims.PUBLISHERS,
    "/api/speakers/": of_claims.SPEAKERS,
    "/api/quotes/": of_claims.QUOTES,
    "/api/claims/": of_claims.CLAIMS,
    "/api/reviews/": of_claims.REVIEWS,
    "/api/topics/": of_claims.TOPICS,
    "/api/rating_scales/": of_claims.SCALES,
}
Value = Callable[[Rich], Any]

MATCHING: dict[str, dict[str, Value]] = {
    "/api/sources/": {
        "q": lambda r: r.source.title,
        "publisher": lambda r: r.publisher.uid,
        "kind": lambda r: "article",
        "status": lambda r: "live",
        "language": lambda r: "en",
        "from": lambda r: "2023",
        "until": lambda r: "2023-04-01",
        "external_id": lambda r: r.source.external_id,
        "origin": lambda r: "archive",
    },
    "/api/revisions/": {"source": lambda r: r.source.uid, "made_by": lambda r: "read"},
    "/api/publishers/": {"name": lambda r: r.publisher.name, "country": lambda r: "NL"},
    "/api/speakers/": {
        "name": lambda r: f"I. Vale {r.speaker.pk}",
        "kind": lambda r: "person",
        "member_of": lambda r: r.speaker.memberships.get(role="mayor").organization.uid,
        "wikidata_id": lambda r: "Q1",
        "external_id": lambda r: r.speaker.external_id,
        "origin": lambda r: "archive",
    },
    "/api/quotes/": {
        "q": lambda r: "BRIDGES toll building",
        "speaker": lambda r: r.speaker.uid,
        "in_chain": lambda r: r.speaker.uid,
        "source": lambda r: r.source.uid,
        "publisher": lambda r: r.publisher.uid,
        "quoted_from": lambda r: r.quote.quoted_from.uid,
        "kind": lambda r: "direct",
        "language": lambda r: "en",
        "claim": lambda r: r.claim.uid,
        "stance": lambda r: "asserts",
        "topic": lambda r: r.claim.claim_topics.all()[0].topic.uid,
        "from": lambda r: "2023-04-30",
        "until": lambda r: "2023-04",
        "external_id": lambda r: r.quote.external_id,
        "origin": lambda r: "archive",
    },
    "/api/claims/": {
        "q": lambda r: r.claim.text,
        "kind": lambda r: "factual",
        "topic": lambda r: r.claim.claim_topics.all()[0].topic.uid,
        "language": lambda r: "en",
        "speaker": lambda r: r.speaker.uid,
        "in_chain": lambda r: r.speaker.uid,
        "quote": lambda r: r.quote.uid,
        "source": lambda r: r.source.uid,
        "publisher": lambda r: r.publisher.uid,
        "stance": lambda r: "asserts",
        "from": lambda r: "2022",
        "until": lambda r: "2023-04-29",
        "external_id": lambda r: r.claim.external_id,
        "origin": lambda r: "archive",
    },
    "/api/reviews/": {
        "claim": lambda r: r.claim.uid,
        "source": lambda r: r.source.uid,
        "reviewer": lambda r: r.publisher.uid,
        "language": lambda r: "en",
        "current": lambda r: "true",
        "from": lambda r: "2023-06",
        "until": lambda r: "2023-06",
        "external_id": lambda r: r.review.external_id,
        "origin": lambda r: "archive",
    },
    "/api/topics/": {"name": lambda r: r.claim.claim_topics.all()[0].topic.name},
    "/api/rating_scales/": {"name": lambda r: r.review.scale.name if r.review.scale else ""},
}
_ABSENT = {
    "/api/quotes/kind": "mixed",
    "/api/claims/kind": "promise",
    "/api/speakers/kind": "group",
    "kind": "video",
    "status": "gone",
    "made_by": "typed",
    "stance": "implies",
    "from": "2024",
    "until": "2022",
    "current": "false",
}
_NOBODY_S = "00000000-0000-4000-8000-000000000000"


def absent(path: str, name: str) -> str:
    """What no record of the list has; of a switch its other position."""
    known = _ABSENT.get(path + name) or _ABSENT.get(name)
    kinds = {item.name: item.kind.name for item in TABLES[path].table}
    return known or (_NOBODY_S if kinds[name] == "uid" else "qqq")
