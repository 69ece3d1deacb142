"""What the rows of a quote's form say that its record does not, in lines for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..marks import peel
from ..models import Attribution, Membership, Quote, QuoteRelation
from .quote_picking import label
from .quote_prefilling import parts_of
from .quote_rows import DOCUMENT, IS, KNOWN, Row

CALLED = {
    "piece": gettext_lazy("Exact words"),
    "cue": gettext_lazy("Cue"),
    "document": gettext_lazy("Document named as"),
    "chain": gettext_lazy("Who said it"),
    "relation": gettext_lazy("Other quotes"),
}
ELSEWHERE = gettext_lazy("the same words at another place")


def differences(quote: Quote, rows: Mapping[str, Iterable[Row]]) -> list[tuple[str, str, str]]:
    """What a set of rows is called, what is recorded in it, and what was typed, where they differ.

    An empty one is an empty string. `rows` are those that were sent.
    """
    found = []
    recorded = parts_of(quote)
    for name, typed in rows.items():
        wants = [_of_row(row) for row in typed]
        has, wanted = _as_read(name, recorded[name]), _as_read(name, wants)
        if has != wanted:
            found.append((str(CALLED[name]), has, wanted))
        elif _places(recorded[name]) != _places(wants):
            found.append((str(CALLED[name]), has, str(ELSEWHERE)))
    return found


def _of_row(row: Row) -> dict[str, Any]:
    """What was typed in a row, in the shape of what it opened with."""
    typed = {name: row.value(name) for name in row.fields}
    named = getattr(row, "speaker", None) or getattr(row, "source", None)
    if "who" in typed:
        typed["who"] = named or (typed["who"] and typed["who"].text)
        typed["is_"] = KNOWN if named and named.pk and typed["is_"] != DOCUMENT else typed["is_"]
    if row.looked and row.looked.place:
        typed["at"] = row.looked.chosen
    return typed


def _as_read(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    said = {"chain": _link, "relation": _relation}.get(name, _words)
    return "; ".join(filter(None, map(said, rows)))


def _places(rows: Iterable[Mapping[str, Any]]) -> list[Any]:
    return [row.get("at", "") for row in rows if row.get("words")]


def _words(row: Mapping[str, Any]) -> str:
    """Words that bring their own quotation marks are given no others."""
    words = row.get("words", "")
    return f"“{words}”" if words and peel(words) == words else words


def _link(row: Mapping[str, Any]) -> str:
    who = row.get("who")
    if not (who or row.get("words")):
        return ""
    role = Attribution.Role(row.get("role") or Attribution.Role.SPEAKER).label
    parts = [f"{role}: {who if isinstance(who, str) else label(who)}" if who else str(role)]
    if row.get("is_") not in (KNOWN, DOCUMENT, None):
        parts.append(str(dict(IS)[row["is_"]]))
    if row.get("words"):
        parts.append(_("named as %s") % _words(row))
    if row.get("capacity"):
        held = Membership.objects.select_related("organization").filter(pk=row["capacity"]).first()
        parts.append(str(held or ""))
    return ", ".join(filter(None, parts))


def _relation(row: Mapping[str, Any]) -> str:
    other = row.get("other")
    kind = dict(QuoteRelation.Kind.choices).get(row.get("kind", ""), "")
    return f"{kind}: {label(other)}" if other else ""
