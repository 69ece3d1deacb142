"""What the database holds true of sources."""

from __future__ import annotations

from django.apps import apps

from claimtrack.db.search import SearchIndex
from claimtrack.db.triggers.rules import (
    Journal,
    Keep,
    Refuse,
    Rules,
    Then,
    differs,
    frozen,
    journal_row,
    of_history,
    rekeep,
    undeletable,
)

from .models import Capture, Locator, Publisher, Revision, Source, Span
from .text import MAX_CODE_POINTS

CARRIAGE_RETURN = "\r"


def verbatim(model: type[Span]) -> tuple[Refuse, ...]:
    """The rules of every table of spans: their words are the words at their place."""
    name = model._meta.verbose_name
    start, end = "CAST(NEW.start AS integer)", 'CAST(NEW."end" AS integer)'
    standing = (
        f"SELECT substr(r.text, {start} + 1, {end} - {start}) "
        "FROM sources_revision r WHERE r.id = NEW.revision_id"
    )
    return (
        Refuse(
            f"A {name} begins and ends within its text.",
            f'NEW.start < 0 OR NEW."end" <= NEW.start OR NEW."end" > {MAX_CODE_POINTS}',
        ),
        Refuse(
            f"A {name} holds other words than stand at its place.",
            f"NEW.exact IS DISTINCT FROM ({standing})",
        ),
    )


CURRENT_TEXT = (
    "coalesce((SELECT r.text FROM sources_revision r WHERE r.id = NEW.current_revision_id), '')"
)
SOURCE_INDEX = SearchIndex(
    table="sources_source",
    columns=("shown", "closed"),
    rows=(
        "SELECT s.id, s.sort_key, "
        "s.title || ' ' || CASE WHEN s.text_is_open THEN coalesce(r.text, '') ELSE '' END "
        "AS shown, "
        "CASE WHEN s.text_is_open THEN '' ELSE coalesce(r.text, '') END AS closed "
        "FROM sources_source s LEFT JOIN sources_revision r ON r.id = s.current_revision_id"
    ),
    written=(
        ("words", f"ct_tsvector(NEW.title || ' ' || {CURRENT_TEXT})"),
        (
            "open_words",
            "CASE WHEN NEW.text_is_open THEN NEW.words ELSE ct_tsvector(NEW.title) END",
        ),
    ),
    watched_columns=("title", "current_revision_id", "text_is_open"),
)

OF_PUBLIC_SOURCE = (
    "coalesce((SELECT s.is_public FROM sources_source s WHERE s.id = {row}.source_id), FALSE)"
)
SOURCE = Rules(
    "source",
    Source,
    versioned=True,
    keep=(
        Keep(
            "current_revision_id",
            "(SELECT r.id FROM sources_revision r WHERE r.source_id = {row}.id "
            "ORDER BY r.number DESC LIMIT 1)",
        ),
        Keep(
            "day",
            "coalesce(DAY_OF_DATE({row}.published_last), DAY_OF_DATE({row}.published_first), "
            "(SELECT DAY_OF_TIME(r.retrieved_at) FROM sources_revision r "
            "WHERE r.source_id = {row}.id ORDER BY r.number LIMIT 1), "
            "DAY_OF_TIME({row}.created_at))",
        ),
    ),
    journal=Journal("{row}.is_public"),
    index=SOURCE_INDEX,
    refuse=(undeletable("A source"),),
    then=(
        Then(
            "texts",
            (
                journal_row("sources.revision", "r.id", "OLD.is_public", "NEW.is_public")
                + " FROM sources_revision r "
                "WHERE r.source_id = NEW.id AND (OLD.is_public OR NEW.is_public)",
            ),
            on=("update",),
            when=differs(["is_public", "text_is_open"]),
        ),
    ),
)

REVISION = Rules(
    "revision",
    Revision,
    journal=Journal(OF_PUBLIC_SOURCE),
    refuse=(
        Refuse(
            "A text has words, and lines that end in \\n alone.",
            f"NEW.text = '' OR replace(NEW.text, '{CARRIAGE_RETURN}', '') <> NEW.text",
            on=("insert",),
        ),
        Refuse(
            "A text is read from a capture of its own source.",
            "NEW.capture_id IS NOT NULL AND (SELECT c.source_id FROM sources_capture c "
            "WHERE c.id = NEW.capture_id) IS DISTINCT FROM NEW.source_id",
        ),
        Refuse("A text holds no NUL.", "instr(NEW.text, char(0)) > 0", only="sqlite"),
        Refuse(
            "A text is in the normal form NFC.",
            "NEW.text IS NOT NFC NORMALIZED",
            on=("insert",),
            only="postgresql",
        ),
        Refuse(
            "A revision's hash is that of its text.",
            "NEW.sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex')",
            on=("insert",),
            only="postgresql",
        ),
        frozen("text", "sha256", "source_id", "number", what="A revision's text, hash or number"),
        undeletable("A revision"),
    ),
    then=(
        Then(
            "current",
            (rekeep(SOURCE, "id = NEW.source_id", "version = version + 1"),),
            on=("insert", "update"),
            when=differs(["retrieved_at"]),
        ),
        Then(
            "earlier",
            (
                journal_row(
                    "sources.revision",
                    "r.id",
                    OF_PUBLIC_SOURCE.replace("{row}", "r"),
                    OF_PUBLIC_SOURCE.replace("{row}", "r"),
                )
                + " FROM sources_revision r WHERE r.source_id = NEW.source_id "
                "AND r.number < NEW.number ORDER BY r.number DESC LIMIT 1",
            ),
            on=("insert",),
        ),
    ),
)

RULES = (
    SOURCE,
    REVISION,
    Rules("publisher", Publisher, refuse=(undeletable("A publisher"),)),
    Rules(
        "capture",
        Capture,
        refuse=(
            frozen(
                "source_id", "sha256", "size", what="Of what source a capture is, and its hash,"
            ),
            undeletable("A capture"),
        ),
    ),
    Rules(
        "locator",
        Locator,
        refuse=(
            frozen("revision_id", what="The text of a locator"),
            Refuse(
                "A locator ends within its text.",
                'NEW."end" > (SELECT length(r.text) FROM sources_revision r '
                "WHERE r.id = NEW.revision_id)",
            ),
        ),
    ),
    *of_history(*apps.get_app_config("sources").get_models()),
)
