"""Claims with their topics, appearances, evidence, fact-checks and relations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from .documents import EPOCH, Documents, Row, Said
from .people import VERDICTS, People
from .words import Tape, skewed

CLAIM_KINDS = ("factual", "prediction", "promise", "opinion", "attribution")
STANCES = ("asserts", "asserts", "asserts", "denies", "questions", "reports", "implies")
BEARINGS = ("supports", "refutes", "context")


class Claims:
    """What the quotes of a record come to."""

    def __init__(
        self, rng: Random, tape: Tape, people: People, documents: Documents, count: int
    ) -> None:
        self.rng, self.tape, self.people, self.documents = rng, tape, people, documents
        self.count = count
        self.last: dict[str, int] = {}
        self.chosen = 0

    def rows(self) -> Iterator[Row]:
        for number in range(1, self.count + 1):
            yield from self._claim(number)
        yield from self._relations("claims.claimrelation", "claim", self.count, "narrows")
        quotes = len(self.documents.said)
        yield from self._relations("claims.quoterelation", "quote", quotes, "same_words")

    def _next(self, label: str) -> int:
        self.last[label] = self.last.get(label, 0) + 1
        return self.last[label]

    def _claim(self, number: int) -> Iterator[Row]:
        rng = self.rng
        quotes = self._quotes(number)
        day = min(quote.day for quote in quotes)
        made = f"{EPOCH + timedelta(day)} 12:00:00"
        status = rng.choices(("published", "recorded", "withdrawn"), (85, 14, 1))[0]
        public = status == "published"
        parts = [*self._topics(number), *self._appearances(number, quotes)]
        first = self.last["claims.appearance"] if rng.random() < 0.05 else None
        evidence = list(self._evidence(number))
        yield (
            "claims.claim",
            {
                "id": number,
                "text": self.tape.sentence(6, 18),
                "kind": rng.choices(CLAIM_KINDS, (75, 7, 5, 8, 5))[0],
                "language": "en",
                "status": status,
                "published_at": None if status == "recorded" else made,
                "withdrawn_reason": "It was two claims." if status == "withdrawn" else "",
                "first_appearance_id": first,
                "is_public": public,
                "day": day,
                "version": 2 + len(parts) + len(evidence),
                "created_at": made,
            },
        )
        yield from parts
        yield from evidence
        if rng.random() < 0.45:
            held = [row["id"] for label, row in evidence if label == "claims.evidence"]
            about = None
            if quotes[-1].is_public and rng.random() < 0.25:
                about = self.last["claims.appearance"]
            yield from self._reviews(number, held, about, made)

    def _quotes(self, number: int) -> list[Said]:
        """One or a few, some of them in the same document; now and then very many."""
        rng, said = self.rng, self.documents.said
        wanted = 25 if number % 500 == 0 else rng.choices((1, 2, 3, 5), (45, 30, 15, 10))[0]
        about = len(said) * number // self.count - 1
        found = {max(0, min(len(said) - 1, about + rng.randint(-300, 300))) for _ in range(wanted)}
        return [said[place] for place in sorted(found)]

    def _topics(self, number: int) -> Iterator[Row]:
        wanted = {1 + skewed(self.rng, self.people.topics) for _ in range(self.rng.randint(1, 2))}
        for topic in sorted(wanted):
            key = self._next("claims.claimtopic")
            yield "claims.claimtopic", {"id": key, "claim_id": number, "topic_id": topic}

    def _appearances(self, number: int, quotes: list[Said]) -> Iterator[Row]:
        for quote in quotes:
            yield (
                "claims.appearance",
                {
                    "id": self._next("claims.appearance"),
                    "claim_id": number,
                    "quote_id": quote.id,
                    "stance": self.rng.choice(STANCES),
                },
            )

    def _evidence(self, number: int) -> Iterator[Row]:
        rng, documents = self.rng, self.documents
        for _ in range(rng.choices((0, 1, 2, 3), (25, 40, 25, 10))[0]):
            source = rng.randint(1, documents.count)
            hidden = not documents.is_public[source]
            passage = documents.passages.get(source) if rng.random() < 0.8 else None
            key = self._next("claims.evidence")
            yield (
                "claims.evidence",
                {
                    "id": key,
                    "claim_id": number,
                    "source_id": source,
                    "revision_id": source if passage else None,
                    "bearing": rng.choice(BEARINGS),
                    "note": "" if passage else self.tape.sentence(5, 12),
                    "is_primary": rng.random() < 0.2,
                    "is_confidential": hidden or rng.random() < 0.03,
                },
            )
            if passage:
                start, end, words = passage
                yield (
                    "claims.evidencespan",
                    {
                        "id": self._next("claims.evidencespan"),
                        "evidence_id": key,
                        "revision_id": source,
                        "number": 1,
                        "start": start,
                        "end": end,
                        "exact": words,
                    },
                )

    def _reviews(
        self, number: int, evidence: list[int], about: int | None, made: str
    ) -> Iterator[Row]:
        rng, earlier = self.rng, None
        for _ in range(rng.choices((1, 2), (85, 15))[0]):
            key = self._next("claims.review")
            value = rng.randint(1, 5)
            rests_on = evidence[: rng.randint(0, 2)]
            yield (
                "claims.review",
                {
                    "id": key,
                    "claim_id": number,
                    "appearance_id": about,
                    "reviewer_id": 1 + skewed(rng, self.people.publishers),
                    "title": self.tape.sentence(4, 9)[:-1],
                    "language": "en",
                    "address": f"https://checks.example/{key}",
                    "date": made[:10],
                    "date_first": made[:10],
                    "date_last": made[:10],
                    "rating_name": VERDICTS[5 - value],
                    "rating_value": value,
                    "best": 5,
                    "worst": 1,
                    "scale_id": 1,
                    "explanation": self.tape.sentence(20, 60),
                    "state": "published" if rng.random() < 0.95 else "draft",
                    "supersedes_id": earlier,
                    "supersedes_reason": "New figures." if earlier else "",
                    "version": 2 + len(rests_on),
                    "created_at": made,
                },
            )
            for item in rests_on:
                row = {"id": self._next("claims.reviewevidence"), "review_id": key}
                yield "claims.reviewevidence", row | {"evidence_id": item}
            earlier = key

    def _relations(self, label: str, name: str, count: int, kind: str) -> Iterator[Row]:
        for number in range(1, count // 40):
            yield (
                label,
                {
                    "id": number,
                    f"from_{name}_id": number * 40,
                    f"to_{name}_id": number * 40 - 1 - number % 30,
                    "kind": kind,
                },
            )
