"""What each figure is to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Line = dict[str, Any]
NAMES = (
    *("list", "detail", "not_modified", "token", "deep_page"),
    *("search", "search_speaker", "search_relevance"),
    *("bulk_walk", "annotate", "writers"),
)
"""What can be asked for by itself: each gives a line, some more beside it."""


@dataclass(frozen=True)
class Goal:
    """A ratio, or another number of a line, and the least or the most that it may be."""

    of: str
    least: float | None = None
    most: float | None = None
    only: str = ""
    """The one database that it is set for."""

    def __str__(self) -> str:
        sign, bound = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return f"{self.of}{sign}{bound:.2g}"

    def is_met(self, line: Line) -> bool:
        value = value_of(line, self.of)
        if value is None:
            return False
        return value >= self.least if self.least is not None else value <= (self.most or 0)


LIST = (
    Goal("ours/limit", 0.70, only="sqlite"),
    Goal("ours/limit", 0.75, only="postgresql"),
    Goal("ours/plain", 60),
)
SEARCH = (
    Goal("ours/limit", 1 / 10, only="sqlite"),
    Goal("ours/limit", 1 / 75, only="postgresql"),
    Goal("ours/plain", 100, only="sqlite"),
)
SEARCH_SQL = tuple(goal for goal in SEARCH if goal.of == "ours/limit")
SPEAKER = (
    Goal("ours/limit", 1 / 30, only="sqlite"),
    Goal("ours/limit", 1 / 500, only="postgresql"),
)
GOALS: dict[str, tuple[Goal, ...]] = {
    "list": LIST,
    "detail": (Goal("ours/plain", 10),),
    "not_modified": (Goal("ours/limit", 10),),
    "not_modified_token": (Goal("ours/limit", 5),),
    "token": (Goal("ours/limit", 1 / 1.5),),
    "deep_page": (Goal("ours/limit", 1 / 1.5),),
    "search": SEARCH,
    "search_sql": SEARCH_SQL,
    "search_speaker": SPEAKER,
    "search_speaker_sql": SPEAKER,
    "bulk_walk": (Goal("grown_mb", most=8),),
    "annotate": (Goal("ours/limit", 1 / 3),),
    "writers": (Goal("errors", most=0),),
}


def value_of(line: Line, name: str) -> float | None:
    """A ratio of a line, or one of its notes; None where it has not both numbers."""
    if "/" not in name:
        found: float | None = line["notes"].get(name)
        return found
    above, below = (line.get(part) for part in name.split("/"))
    return above / below if above and below else None


def verdicts(line: Line) -> list[str]:
    """Each goal of a line, with whether it is met."""
    name, _, vendor = line["name"].rpartition("_")
    return [
        f"{goal} {'met' if goal.is_met(line) else 'MISSED'}"
        for goal in GOALS.get(name, ())
        if goal.only in ("", vendor)
    ]
