"""How much was recorded week by week, and a picture of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils import timezone

from claims.models import Claim, Quote

WEEKS = 26
STEP, BAR = 20, 8
"""Widths in the picture's own units: of a week, and of a bar."""
HEIGHT = 100


@dataclass(frozen=True)
class Bar:
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Week:
    """A week by its Monday, and how many quotes and claims were recorded in it."""

    monday: date
    quotes: int
    claims: int


@dataclass(frozen=True)
class Picture:
    """The last WEEKS weeks, the running one last."""

    weeks: list[Week]
    width = WEEKS * STEP
    height = HEIGHT
    bar = BAR

    @property
    def quotes(self) -> int:
        return sum(week.quotes for week in self.weeks)

    @property
    def claims(self) -> int:
        return sum(week.claims for week in self.weeks)

    @property
    def most(self) -> int:
        return max(max(week.quotes, week.claims) for week in self.weeks)

    def quote_bars(self) -> list[Bar]:
        return [self._bar(n, 1, week.quotes) for n, week in enumerate(self.weeks) if week.quotes]

    def claim_bars(self) -> list[Bar]:
        return [
            self._bar(n, 2 + BAR, week.claims) for n, week in enumerate(self.weeks) if week.claims
        ]

    def _bar(self, week: int, offset: int, number: int) -> Bar:
        # At least a unit high, so that one quote beside a thousand is still seen.
        height = max(1.0, round(HEIGHT * number / self.most, 1))
        return Bar(week * STEP + offset, round(HEIGHT - height, 1), height)


def picture(now: datetime | None = None) -> Picture:
    """What was recorded in the last WEEKS weeks, by the days of the server's time zone."""
    today = timezone.localdate(now)
    running = today - timedelta(days=today.weekday())
    mondays = [running - timedelta(weeks=WEEKS - 1 - n) for n in range(WEEKS)]
    quotes, claims = _recorded(Quote, mondays), _recorded(Claim, mondays)
    return Picture([Week(day, quotes.get(n, 0), claims.get(n, 0)) for n, day in enumerate(mondays)])


def _recorded(model: Any, mondays: list[date]) -> dict[int, int]:
    """How many of a model's records were made in each of these weeks, by its number.

    From the history, which has an index by date; weeks are told apart by comparison, since
    SQLite would call Python for every row to cut its date short.
    """
    begins = [timezone.make_aware(datetime.combine(monday, time.min)) for monday in mondays]
    number = Case(
        *(When(history_date__lt=begin, then=Value(n)) for n, begin in enumerate(begins[1:])),
        default=Value(len(begins) - 1),
        output_field=IntegerField(),
    )
    made = model.history.filter(history_type="+", history_date__gte=begins[0])
    counted = made.order_by().annotate(week=number).values("week").annotate(number=Count("pk"))
    return {row["week"]: row["number"] for row in counted}
