"""A span that is not verbatim is not stored: of a quote or of evidence, by whatever statement."""

from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import (
    SAID,
    START,
    WORDS,
    EvidenceFactory,
    EvidenceSpanFactory,
    QuoteFactory,
    QuoteSpanFactory,
    RevisionFactory,
)

from .raw import delete, execute, insert, on, refused, rows, stored, update

pytestmark = pytest.mark.django_db
END = START + len(SAID)


@pytest.fixture(params=["quote", "evidence"])
def span(request):
    """A span that stands where it says, as the forger's model."""
    if request.param == "quote":
        return QuoteSpanFactory(role="source", start=START, end=END, exact=SAID)
    return EvidenceSpanFactory()


def place(start, end):
    return {"start": start, "end": end, "exact": WORDS[start:end]}


NOT_VERBATIM = {
    "other words": {"exact": "“We shall build the bridges”"},
    "the same words in another case": {"exact": SAID.upper()},
    "a look-alike mark": {"exact": SAID.replace("“", '"')},
    "a place one to the right": {"start": START + 1, "end": END + 1},
    "shorter words than its length": {"exact": SAID[:-1]},
    "longer words than its length": {"exact": SAID + " "},
    "a place before the text": {"start": -1, "end": 4, "exact": WORDS[:5]},
    "a place past the end": {"start": len(WORDS) - 1, "end": len(WORDS) + 3, "exact": ".   "},
    "a place that begins past the end": {"start": len(WORDS), "end": len(WORDS) + 1, "exact": " "},
    "a place far past every text": {"start": 2**40, "end": 2**40 + len(SAID)},
    "no words": {"start": START, "end": START, "exact": ""},
    "an end before its start": {"start": END, "end": START, "exact": ""},
    "an end before its start, with words": {"start": END, "end": START},
}


@pytest.mark.parametrize("forged", NOT_VERBATIM.values(), ids=NOT_VERBATIM)
def test_not_inserted(span, forged):
    with refused():
        insert(span, number=7, **forged)


@pytest.mark.parametrize("forged", NOT_VERBATIM.values(), ids=NOT_VERBATIM)
def test_not_updated(span, forged):
    with refused():
        update(span, **forged)


@pytest.mark.parametrize(
    "forged",
    [
        {"start": START + 0.5},
        {"end": END - 1.5},
        {"start": START + 0.5, "end": END + 0.5},
        {"start": START - 0.5, "end": END - 0.5, "exact": WORDS[START - 1 : END - 1]},
    ],
)
def test_no_half_offset(span, forged):
    if connection.vendor == "sqlite":
        with refused():
            insert(span, number=7, **forged)
    else:  # PostgreSQL rounds to whole offsets, and judges those.
        with suppress(IntegrityError), transaction.atomic():
            insert(span, number=7, **forged)
    table = span._meta.db_table
    for start, end, exact in rows(f'SELECT start, "end", exact FROM {table}'):
        assert exact == WORDS[start:end]


def test_moved_together_with_its_words_it_is_stored(span):
    update(span, **place(0, 3))
    assert stored(span, "exact") == "The"


def test_not_on_another_text_of_the_source(span):
    other = RevisionFactory(source=span.revision.source, text=f"Lately: {WORDS}")
    with refused("other words"):
        insert(span, number=7, revision_id=other.pk)


def test_not_on_a_text_of_another_source(span):
    with refused("its (quote|evidence)'s source"):
        insert(span, number=7, revision_id=RevisionFactory().pk)


def test_not_on_a_text_that_is_not_there(span):
    with refused():
        insert(span, number=7, revision_id=10**9)


def test_not_of_a_quote_or_evidence_that_is_not_there(span):
    key = "quote_id" if hasattr(span, "quote_id") else "evidence_id"
    with refused():
        insert(span, number=7, **{key: 10**9})


def test_not_written_by_update_from(span):
    with refused("other words"):
        execute(
            f"UPDATE {span._meta.db_table} SET exact = f.words "
            "FROM (SELECT %s AS words) f WHERE id = %s",
            "x" * len(SAID),
            span.pk,
        )


def test_not_written_by_an_upsert(span):
    key = "quote_id" if hasattr(span, "quote_id") else "evidence_id"
    table = span._meta.db_table
    with refused():
        execute(
            f'INSERT INTO {table} (id, uid, created_at, {key}, revision_id, start, "end", exact, '
            f"number{', role' if key == 'quote_id' else ''}) "
            f'SELECT id, uid, created_at, {key}, revision_id, start, "end", exact, number'
            f"{', role' if key == 'quote_id' else ''} FROM {table} WHERE id = %s "
            "ON CONFLICT (id) DO UPDATE SET exact = %s",
            span.pk,
            "x" * len(SAID),
        )


def test_one_forged_row_among_many_stores_none(span):
    before = rows(f"SELECT count(*) FROM {span._meta.db_table}")
    with refused("other words"):
        insert(span, number=7)
        insert(span, number=8, exact="x" * len(SAID))
    assert rows(f"SELECT count(*) FROM {span._meta.db_table}") == before


def test_offsets_count_code_points():
    text = "𝔄 Ä: “é🙂n.”"
    quote = QuoteFactory(source__text=text, content=["“é🙂n.”"])
    span = quote.spans.get()
    assert (span.start, span.end) == (5, 11)
    with refused():
        update(span, start=6, end=12)


@on("sqlite")
@pytest.mark.parametrize("forged", [{"exact": SAID.encode()}, {"start": b"25"}, {"start": "x"}])
def test_a_blob_is_not_text_and_text_is_no_offset(span, forged):
    with refused():
        insert(span, number=7, **forged)
    with refused():
        update(span, **forged)


@on("sqlite")
def test_a_temporary_table_of_the_same_name_deceives_nobody(span):
    execute("CREATE TEMP TABLE sources_revision (id, source_id, text)")
    try:
        execute(
            "INSERT INTO temp.sources_revision VALUES (%s, %s, %s)",
            span.revision_id,
            span.revision.source_id,
            "x" * len(WORDS),
        )
        with refused("other words"):
            update(span, exact="x" * len(SAID))
    finally:
        execute("DROP TABLE temp.sources_revision")


@on("postgresql")
def test_a_temporary_table_of_the_same_name_does_not_deceive_it(span):
    execute("CREATE TEMP TABLE sources_revision (id bigint, source_id bigint, text text)")
    execute(
        "INSERT INTO pg_temp.sources_revision VALUES (%s, %s, %s)",
        span.revision_id,
        span.revision.source_id,
        "x" * len(WORDS),
    )
    with refused("other words"):
        update(span, exact="x" * len(SAID))


@on("postgresql")
def test_another_search_path_does_not_deceive_it(span):
    execute("CREATE SCHEMA forger")
    execute(
        "CREATE TABLE forger.sources_revision AS "
        "SELECT id, source_id, repeat('x', length(text)) AS text FROM public.sources_revision"
    )
    execute("SET LOCAL search_path = forger, public")
    with refused("other words"):
        update(span, exact="x" * len(SAID))


def test_not_by_deleting_evidence_and_writing_it_anew_under_its_id():
    span = EvidenceSpanFactory()
    other = EvidenceFactory(claim=span.evidence.claim)
    with refused(), transaction.atomic():
        delete(span.evidence)
        insert(other, id=span.evidence_id)
        connection.check_constraints()
