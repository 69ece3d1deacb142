"""Sources with their texts, and the quotes that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any

from .people import People
from .words import Tape, skewed

Row = tuple[str, dict[str, Any]]
"""A model's label, and the columns that are not as they are by default."""
EPOCH = date(1970, 1, 1)
FIRST, DAYS = date(2014, 1, 1), 4000
KINDS = ["article"] * 12 + [
    "speech",
    "letter",
    "transcript",
    "report",
    "press_release",
    "interview",
]
SAID = ("said", "wrote", "told reporters", "added", "warned")


@dataclass
class Said:
    """What is remembered of a quote."""

    id: int
    source: int
    day: int
    is_public: bool


@dataclass
class Text:
    """A text as it grows, and where its parts stand."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> tuple[int, int, str]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length, words

    def __str__(self) -> str:
        return "".join(self.parts)


class Documents:
    """The sources of a record, and all that is quoted from them."""

    def __init__(self, rng: Random, tape: Tape, people: People, sources: int, quotes: int) -> None:
        self.rng, self.tape, self.people = rng, tape, people
        self.count, self.quotes = sources, quotes
        self.said: list[Said] = []
        self.is_public = [False] * (sources + 1)
        self.passages: dict[int, tuple[int, int, str]] = {}
        self.spans = self.links = 0

    def rows(self) -> Iterator[Row]:
        for number in range(1, self.count + 1):
            through = self.quotes * number // self.count
            yield from self._document(number, through - len(self.said))

    def _document(self, number: int, quotes: int) -> Iterator[Row]:
        rng = self.rng
        published = FIRST + timedelta(self._day(number))
        public = self.is_public[number] = rng.random() < 0.9
        text, found = Text(), list[Row]()
        for _ in range(quotes):
            narration = text.add(self.tape.sentence(20, 60))
            text.add("\n\n")
            found += self._quote(text, number, (published - EPOCH).days, public)
            self.passages[number] = narration
        text.add(self.tape.sentence(10, 30))
        whole = str(text)
        made = f"{published} 09:00:00"
        yield (
            "sources.source",
            {
                "id": number,
                "kind": rng.choice(KINDS),
                "title": self.tape.sentence(4, 9)[:-1],
                "publisher_id": 1 + skewed(rng, self.people.publishers),
                "address": f"https://news.example/{number}",
                "canonical_address": f"https://news.example/{number}",
                "published": published.isoformat(),
                "published_first": published.isoformat(),
                "published_last": published.isoformat(),
                "language": "en",
                "is_public": public,
                "text_is_open": public and rng.random() < 0.3,
                "current_revision_id": number,
                "day": (published - EPOCH).days,
                "version": 2,
                "created_at": made,
            },
        )
        yield (
            "sources.revision",
            {
                "id": number,
                "source_id": number,
                "number": 1,
                "sha256": sha256(whole.encode()).hexdigest(),
                "made_by": "read",
                "reader": "made",
                "text": whole,
                "retrieved_at": made,
                "created_at": made,
            },
        )
        yield from found

    def _day(self, number: int) -> int:
        """Most come in about the order of their dates, some from anywhere."""
        rng = self.rng
        if rng.random() < 0.1:
            return rng.randrange(DAYS)
        return min(max(DAYS * number // self.count + rng.randint(-150, 150), 0), DAYS)

    def _quote(self, text: Text, source: int, day: int, public: bool) -> Iterator[Row]:
        rng, number = self.rng, len(self.said) + 1
        speaker = self.people.somebody()
        kind = rng.choices(("direct", "mixed", "indirect"), (70, 10, 20))[0]
        pieces, cue, mention = self._written(text, kind, self.people.names[speaker])
        text.add("\n\n")
        status = rng.choices(("published", "recorded", "withdrawn"), (90, 9, 1))[0]
        made = f"{FIRST + timedelta(day - (FIRST - EPOCH).days)} 10:00:00"
        links = self._chain(number, speaker, source)
        self.said.append(Said(number, source, day, public and status == "published"))
        yield (
            "claims.quote",
            {
                "id": number,
                "source_id": source,
                "revision_id": source,
                "kind": kind,
                "text": " ".join(words for _, _, words in pieces),
                "status": status,
                "published_at": None if status == "recorded" else made,
                "withdrawn_reason": "It was misheard." if status == "withdrawn" else "",
                "day": day,
                "is_public": public and status == "published",
                "version": 2 + len(links) + len(pieces) + 2,
                "created_at": made,
            },
        )
        named = links[0]["id"]
        yield from (("claims.attribution", link) for link in links)
        yield from self._spans(number, source, "content", pieces, None)
        yield from self._spans(number, source, "cue", [cue], None)
        yield from self._spans(number, source, "source", [mention], named)

    def _written(self, text: Text, kind: str, name: str) -> tuple[list[Any], Any, Any]:
        """Write what was said; gives the pieces, the words that say so, and who is named."""
        if kind == "direct":
            pieces = [text.add(f"“{self.tape.sentence(8, 30)[:-1]},”")]
            text.add(" ")
        else:
            pieces = []
        mention = text.add(name)
        text.add(" ")
        cue = text.add(self.rng.choice(SAID))
        if kind == "indirect":
            text.add(" that ")
            pieces = [text.add(self.tape.cut(10, 30))]
        elif kind == "mixed":
            text.add(f" {self.tape.cut(3, 8)} ")
            pieces = [text.add(f"“{self.tape.cut(3, 9)}”")]
        elif self.rng.random() < 0.15:
            text.add(". ")
            pieces.append(text.add(f"“{self.tape.sentence(5, 20)}”"))
        text.add(".")
        return pieces, cue, mention

    def _chain(self, quote: int, speaker: int, source: int) -> list[dict[str, Any]]:
        rng, people = self.rng, self.people
        capacity = people.offices.get(speaker) if rng.random() < 0.7 else None
        links = [{"role": "speaker", "speaker_id": speaker, "capacity_id": capacity}]
        if rng.random() < 0.15:
            links.append({"role": "on_behalf_of", "speaker_id": people.somebody()})
        if rng.random() < 0.05:
            links.append({"role": "addressee", "speaker_id": people.somebody()})
        if rng.random() < 0.08 and source > 1:
            links.append({"role": "relayed_by", "source_id": rng.randrange(1, source)})
        for link in links:
            self.links += 1
            link |= {"id": self.links, "quote_id": quote, "number": 1}
        return links

    def _spans(
        self, quote: int, source: int, role: str, places: list[Any], link: int | None
    ) -> Iterator[Row]:
        for number, (start, end, words) in enumerate(places, start=1):
            self.spans += 1
            yield (
                "claims.quotespan",
                {
                    "id": self.spans,
                    "quote_id": quote,
                    "revision_id": source,
                    "role": role,
                    "number": number,
                    "start": start,
                    "end": end,
                    "exact": words,
                    "attribution_id": link,
                },
            )
