"""What writing asks of the database: as many statements for one part or record as for many."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from claims.models import Link, Quote
from sources.models import Source
from tests.factories import SourceFactory, SpeakerFactory, UserFactory

pytestmark = pytest.mark.django_db
TEXT = "“One,” said Ada Berg, a pilot. “Two,” she said. “Three,” she said to Bo."
_TABLE = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM|SELECT .+? FROM) "(\w+)"')


def asked(act: Callable[[], object]) -> list[tuple[str, str]]:
    """What is done to which table, in its order; savepoints aside."""
    found: list[tuple[str, str]] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        match = _TABLE.match(sql)
        if match:
            found.append((match[1].split()[0], match[2]))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        act()
    return found


@pytest.fixture
def source() -> Source:
    made: Source = SourceFactory(text=TEXT)
    return Source.objects.select_related("current_revision").get(pk=made.pk)


@pytest.mark.parametrize(
    ("pieces", "cues", "roles"),
    [
        (["“One,”"], ["said Ada Berg"], ["speaker"]),
        (["“One,”", "“Two,”", "“Three,”"], ["said Ada Berg", "a pilot"], ["speaker", "addressee"]),
    ],
)
def test_each_table_is_written_once_and_the_quote_read_back_once(
    source: Source, pieces: list[str], cues: list[str], roles: list[str]
) -> None:
    user = UserFactory()
    chain = [Link(SpeakerFactory(), role, mention=["Ada Berg"]) for role in roles]

    def record() -> None:
        Quote.objects.record(source=source, content=pieces, cue=cues, chain=chain, by=user)

    assert asked(record) == [
        ("INSERT", "claims_quote"),
        ("INSERT", "claims_historicalquote"),
        ("INSERT", "claims_attribution"),
        ("INSERT", "claims_historicalattribution"),
        ("INSERT", "claims_quotespan"),
        ("INSERT", "claims_historicalquotespan"),
        ("SELECT", "claims_quote"),
    ]


def test_many_are_changed_at_once_with_their_history() -> None:
    for _ in range(3):
        SourceFactory()
    assert asked(lambda: Source.objects.update(byline="Bo")) == [
        ("SELECT", "sources_source"),
        ("UPDATE", "sources_source"),
        ("INSERT", "sources_historicalsource"),
    ]


def test_what_is_made_in_bulk_is_written_as_what_is_saved() -> None:
    given = {"title": "A ferry", "published": "2023-04~", "is_public": True, "kind": "letter"}
    given |= {"created_at": datetime(2024, 2, 29, 12, tzinfo=UTC), "created_by": UserFactory()}
    saved, made = Source(**given), Source(**given)
    saved.save()
    Source.objects.bulk_create([made])
    own = {"id", "uid", "sort_key"}
    rows = [vars(Source.objects.get(pk=one.pk)) for one in (saved, made)]
    one, other = ({k: v for k, v in row.items() if k not in own | {"_state"}} for row in rows)
    assert one == other
    assert (made.day, made._state.adding) == (saved.day, False)


def test_what_has_a_key_is_not_made_in_bulk() -> None:
    with pytest.raises(ValueError, match="has a key already"):
        Source.objects.bulk_create([SourceFactory()])
