"""How often something can be done in a second of work of client and database together.

What is compared is done in turn, in many short rounds: what else the machine has to do meanwhile
falls on all of it alike. Seconds are those that a processor has worked for this process and for
the database's, not those on the clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

Act = Callable[[], object]
TICKS_OF_A_SECOND = 1e9
SLICE = 0.04
"""Seconds of work a round gives to each of what is compared, one act at least."""


class Meter:
    """Seconds of work so far, of this process and of these servers' processes."""

    def __init__(self, *backends: int) -> None:
        self.backends = [Path(f"/proc/{pid}/schedstat") for pid in backends]

    def __call__(self) -> float:
        served = sum(int(path.read_text().split()[0]) for path in self.backends)
        return time.process_time() + served / TICKS_OF_A_SECOND


def rates(acts: Mapping[str, Act], meter: Meter, seconds: float) -> dict[str, float]:
    """How often a second of work does each of these: the median of the rounds.

    As many rounds as fit into so many seconds on the clock, and three at least; in no time each
    act is done once more than the first time, which is not counted.
    """
    least, span = (3, SLICE) if seconds else (1, 0.0)
    found: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        act()
    end = time.monotonic() + seconds
    while time.monotonic() < end or min(map(len, found.values())) < least:
        for name, act in acts.items():
            found[name].append(_round(act, meter, span))
    return {name: median(rounds) for name, rounds in found.items()}


def _round(act: Act, meter: Meter, span: float) -> float:
    done, started, spent = 0, meter(), 0.0
    while not done or spent < span:
        act()
        done += 1
        spent = meter() - started
    return done / spent
