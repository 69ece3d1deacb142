"""Who publishes, who speaks, and what a record is sorted by."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from .words import Tape, names, skewed

Row = tuple[str, dict[str, Any]]
VERDICTS = ("true", "mostly true", "mixed", "mostly false", "false")


class People:
    """Publishers, speakers with other names and offices, topics and a scale of verdicts."""

    def __init__(self, rng: Random, tape: Tape, scale: float) -> None:
        self.rng, self.tape = rng, tape
        self.publishers = max(20, int(300 * scale))
        self.topics = max(30, int(400 * scale))
        self.speakers = max(60, int(9000 * scale))
        self.names = ["", *names(rng, self.speakers)]
        self.offices: dict[int, int] = {}

    def somebody(self) -> int:
        """A speaker; the first ones speak far more often."""
        return 1 + skewed(self.rng, self.speakers, 3)

    def rows(self) -> Iterator[Row]:
        for number, name in enumerate(names(self.rng, self.publishers), start=1):
            yield "sources.publisher", {"id": number, "name": f"{name} Post", "country": "XA"}
        for number in range(1, self.topics + 1):
            yield "claims.topic", {"id": number, "name": f"{self.tape.words[number * 7]} {number}"}
        yield "claims.ratingscale", {"id": 1, "publisher_id": 1, "name": "Five steps"}
        for number, name in enumerate(VERDICTS, start=1):
            rating = {"id": number, "scale_id": 1, "value": 6 - number, "name": name}
            yield "claims.rating", rating
        for number in range(1, self.speakers + 1):
            yield from self._speaker(number)

    def _speaker(self, number: int) -> Iterator[Row]:
        is_organization = number % 10 == 0
        other = number % 5 == 1
        office = number % 3 == 1 and not is_organization
        yield (
            "claims.speaker",
            {
                "id": number,
                "kind": "organization" if is_organization else "person",
                "name": self.names[number],
                "version": 1 + other + office,
            },
        )
        if other:
            name = {"id": number, "speaker_id": number, "name": self.names[number].split()[-1]}
            yield "claims.speakername", name
        if office:
            self.offices[number] = number
            employer = min(self.speakers // 10 * 10, (number // 10 + 1) * 10)
            yield (
                "claims.membership",
                {
                    "id": number,
                    "speaker_id": number,
                    "organization_id": employer,
                    "role": self.rng.choice(("minister", "spokesperson", "member", "director")),
                    "since": "2012",
                    "since_first": "2012-01-01",
                    "since_last": "2012-12-31",
                },
            )
