"""Rows of the database as plain dicts, with the rows that hang on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Fold = Callable[[Sequence[Any]], Row]
Conversion = Callable[[Any], Any] | str
"""What a value goes through: a function, or an expression of `v`, which costs no call."""


def under(name: str, *columns: str) -> tuple[str, ...]:
    """The columns of a related record, for `.values()`."""
    return tuple(f"{name}__{column}" for column in columns)


def folding(names: Sequence[str], convert: Mapping[int, Conversion]) -> Fold:
    """How the columns of these names become a dict: `source__uid` as `{"source": {"uid": …}}`.

    `convert` gives for the place of a column what its values go through, NULL aside. A related
    record is None where there is none, and where it has a false `is_public`: nothing is told of it
    then. That column itself is left out.

    The dict is written as one expression and compiled, as a namedtuple's class is: put together
    step by step, the dicts took a third of the time of a page.
    """
    shown = _Display(convert).of([(name, place) for place, name in enumerate(names)])
    fold: Fold = eval(f"lambda row: {shown}", {f"c{place}": to for place, to in convert.items()})
    return fold


class _Display:
    """The Python expression that makes a dict of a `row`."""

    def __init__(self, convert: Mapping[int, Conversion]) -> None:
        self.convert = convert

    def of(self, columns: Sequence[tuple[str, int]], related: bool = False) -> str:
        own: dict[str, int] = {}
        deeper: dict[str, list[tuple[str, int]]] = {}
        for path, place in columns:
            name, dots, rest = path.partition("__")
            if dots:
                deeper.setdefault(name, []).append((rest, place))
            else:
                own[name] = place
        told = own.pop("is_public", None) if related else None
        entries = [f"{name!r}: {self.cell(place)}" for name, place in own.items()]
        entries += [f"{name!r}: {self.of(inner, related=True)}" for name, inner in deeper.items()]
        shown = f"{{{', '.join(entries)}}}"
        missing = [f"row[{own['uid']}] is None"] if related and "uid" in own else []
        missing += [f"not row[{told}]"] if told is not None else []
        return f"(None if {' or '.join(missing)} else {shown})" if missing else shown

    def cell(self, place: int) -> str:
        to = self.convert.get(place)
        if to is None:
            return f"row[{place}]"
        converted = to if isinstance(to, str) else f"c{place}(v)"
        return f"(None if (v := row[{place}]) is None else {converted})"


def by_parent(rows: Iterable[Row], key: str) -> defaultdict[Any, list[Row]]:
    """Rows by the record they hang on, whose key is taken out of them."""
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.pop(key)].append(row)
    return found


def without(row: Row, *names: str) -> Row:
    """What is shown of a row: all but these."""
    return {name: value for name, value in row.items() if name not in names}
