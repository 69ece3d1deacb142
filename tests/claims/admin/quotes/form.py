"""What the form of a quote is sent, and what its pages answer."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Quote, Speaker
from sources.models import Source

TEXT = (
    "The council of Port Essary met on Monday, he said.\n\n"
    "“The mole will stand,” Ida Vale said to the pilots. “It was built to stand.”\n\n"
    "“It was built to stand,” the harbour master said.\n"
    "“We pay for it,” others wrote in the letter, and he said no more, for he said enough.\n"
)
ADD = "admin:claims_quote_add"


def page_of(quote: Quote, page: str = "change") -> str:
    return reverse(f"admin:claims_quote_{page}", args=[quote.pk])


def sent(source: Source | None = None, **more: Any) -> dict[str, Any]:
    """What the form sends: one list of rows a set, as `chain=[{"role": …, "who": …}]`."""
    data: dict[str, Any] = {"_save": "Save"}
    if source:
        data |= {"source": str(source), "source-key": source.pk}
    for name in ("piece", "cue", "document", "chain", "relation"):
        rows = more.pop(name, [])
        data |= {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            row = {"words": row} if isinstance(row, str) else row
            data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return data | more


def add(client: Client, data: dict[str, Any]) -> str:
    """The page that comes back; empty where the quote was stored."""
    answer = client.post(reverse(ADD), data)
    return "" if answer.status_code == 302 else answer.content.decode()


def change(client: Client, quote: Quote, data: dict[str, Any]) -> str:
    answer = client.post(page_of(quote), data)
    return "" if answer.status_code == 302 else answer.content.decode()


def spans(quote: Quote, role: str) -> list[str]:
    rows = quote.spans.filter(role=role, revision=quote.revision)
    return [TEXT[span.start : span.end] for span in rows.order_by("number")]


def choices(page: str, name: str) -> list[tuple[str, bool]]:
    found = re.findall(rf'<input type="radio" name="{name}" value="([^"]+)"( checked)?', page)
    return [(value, bool(checked)) for value, checked in found]


def known(speaker: Speaker, role: str = "speaker", **more: Any) -> dict[str, Any]:
    return {"role": role, "who": str(speaker), "who-key": speaker.pk, **more}


def as_shown(client: Client, quote: Quote) -> dict[str, Any]:
    """What the page of a quote sends back untouched."""
    page = client.get(page_of(quote))
    form = page.context["adminform"].form
    data: dict[str, Any] = {"_save": "Save", "version": quote.version, "kind": quote.kind}
    for name, rows in form.rows.items():
        data |= {f"{name}-TOTAL_FORMS": len(rows.forms), f"{name}-INITIAL_FORMS": 0}
        for row in rows:
            for field in row:
                value = field.value()
                if value is not None and not isinstance(value, int | str):
                    data[f"{row.prefix}-{field.name}-key"] = value.pk
                    value = str(value)
                data[f"{row.prefix}-{field.name}"] = "" if value is None else value
            data[f"{row.prefix}-at"] = row.chosen
    return data
