"""Lines as they are told, and files of them that can be compared from one commit to the next."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from .goals import Line, value_of, verdicts
from .places import HOME, ROOT

NOTED = ("slowest", "errors", "plain_errors", "grown_mb", "rows")
RATIOS = ("ours/limit", "ours/plain")
STEADY = 0.10
"""A ratio that moves by less is told as unchanged."""


def told(line: Line) -> str:
    """One line: what was measured, the ratios, what is to be noted, and the goals."""
    if "skipped" in line:
        return f"{line['name']}  skipped: {line['skipped']}"
    rates = [f"{way}={line[way]:.4g}" for way in ("ours", "plain", "limit") if line.get(way)]
    ratios = [f"{name}={_short(value_of(line, name))}" for name in RATIOS if value_of(line, name)]
    notes = [f"{name}={line['notes'][name]}" for name in NOTED if name in line["notes"]]
    goals = [f"[{'; '.join(verdicts(line))}]"] if verdicts(line) else []
    return "  ".join([line["name"], *rates, *ratios, *notes, *goals])


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def commit() -> str:
    """The commit at hand, with a plus where files differ from it."""
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "unknown"


def keep(lines: list[Line], scale: float) -> Path:
    """Write the results of this commit, in place of those that it had."""
    path = HOME / f"results-{commit()}.json"
    kept = {"commit": commit(), "scale": scale, "lines": lines}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return path


def earlier(scale: float) -> dict[str, Any] | None:
    """The latest results of another commit at the same scale."""
    files = sorted(HOME.glob("results-*.json"), key=lambda path: path.stat().st_mtime)
    for path in reversed(files):
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if kept["scale"] == scale and kept["commit"] != commit():
            return kept
    return None


def changes(lines: list[Line], before: dict[str, Any]) -> list[str]:
    """How the ratios have moved since then, where they have."""
    past = {line["name"]: line for line in before["lines"]}
    moved = []
    for line in lines:
        then = past.get(line["name"])
        for name in RATIOS:
            now, was = (value_of(one, name) if _is_told(one) else None for one in (line, then))
            if now and was and abs(now / was - 1) >= STEADY:
                change = f"{_short(was)} → {_short(now)} ({now / was - 1:+.0%})"
                moved.append(f"{line['name']}  {name}  {change}")
    return moved or ["no ratio has moved by a tenth or more"]


def _is_told(line: Line | None) -> bool:
    return line is not None and "skipped" not in line
