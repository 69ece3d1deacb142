"""Two writers at once, each on a connection of its own: what is false alone is false together."""

import threading
import time

import pytest
from django.db import DatabaseError, connection

from claims.models import Quote
from claimtrack.db.models import Change
from sources.models import Source
from sources.text import sha256
from tests.factories import (
    SAID,
    START,
    WORDS,
    AppearanceFactory,
    ClaimFactory,
    EvidenceSpanFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
)

from .at_once import A_MOMENT, PATIENCE, committed, while_open
from .raw import delete, execute, insert, on, rows, stored, update, value

pytestmark = [pytest.mark.django_db(transaction=True), on("postgresql")]
SINCE = "2026-01-01 00:00:00"


def publish(quote):
    return update(quote, status="published", published_at=SINCE)


def hide(source):
    return update(source, is_public=False)


def no_public_quote_on_a_hidden_source():
    return not rows(
        "SELECT 1 FROM claims_quote q JOIN sources_source s ON s.id = q.source_id "
        "WHERE q.is_public IS DISTINCT FROM (q.status = 'published' AND s.is_public)"
    )


@pytest.fixture
def quote():
    return QuoteFactory(source__is_public=True)


def test_a_source_is_hidden_while_its_quote_is_published(pool, quote):
    while_open(pool, lambda: publish(quote), lambda: hide(quote.source)).result()
    assert stored(quote, "status") == "published"
    assert not stored(quote, "is_public")
    assert no_public_quote_on_a_hidden_source()


def test_a_quote_is_published_while_its_source_is_hidden(pool, quote):
    other = while_open(pool, lambda: hide(quote.source), lambda: publish(quote))
    assert "publish the source first" in str(other.exception())
    assert stored(quote, "status") == "recorded"
    assert no_public_quote_on_a_hidden_source()


def test_a_quote_is_recorded_and_published_while_its_source_is_hidden(pool, quote):
    def record():
        Quote.objects.record(source=quote.source, content=["Nobody"]).publish(by=None)

    while_open(pool, record, lambda: hide(quote.source)).result()
    assert no_public_quote_on_a_hidden_source()


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_a_writer_with_an_older_view_of_the_record_is_refused(pool, quote, level):
    """Who hides a source would not see the quote of it that is public by now."""
    looked, published = threading.Event(), threading.Event()

    def hide_later():
        execute(f"SET TRANSACTION ISOLATION LEVEL {level}")
        value("SELECT count(*) FROM claims_quote")
        looked.set()
        published.wait(PATIENCE)
        hide(quote.source)

    other = pool.submit(committed, hide_later)
    looked.wait(PATIENCE)
    Quote.objects.record(source=quote.source, content=["Nobody"]).publish(by=None)
    published.set()
    assert "READ COMMITTED" in str(other.exception(PATIENCE))
    assert no_public_quote_on_a_hidden_source()


def test_publishing_and_hiding_many_times_at_once(pool, quote):
    """By the models: a deadlock is broken once by trying again, and nothing false is left."""

    def toggle(public):
        try:
            for _ in range(15):
                Source.objects.filter(pk=quote.source_id).update(is_public=public)
        finally:
            connection.close()

    def touch():
        try:
            for number in range(15):
                update(quote, said_in=f"x-{number}")
        finally:
            connection.close()

    publish(quote)
    writers = [pool.submit(toggle, True), pool.submit(toggle, False), pool.submit(touch)]
    for writer in writers:
        error = writer.exception(PATIENCE)
        assert error is None or "deadlock" in str(error)
    assert no_public_quote_on_a_hidden_source()


def test_a_piece_is_not_added_while_the_quote_is_published(pool, quote):
    span = quote.spans.get()
    place = {"start": WORDS.index("Nobody"), "end": WORDS.index("Nobody") + 6, "exact": "Nobody"}
    other = while_open(pool, lambda: publish(quote), lambda: insert(span, number=2, **place))
    assert "published quote stay" in str(other.exception())
    assert stored(quote, "text") == SAID


def test_the_pieces_added_by_two_both_stand_in_the_text(pool, quote):
    span = quote.spans.get()
    at = WORDS.index("spoke")
    places = [
        {"number": n, "start": at + n, "end": at + n + 1, "exact": WORDS[at + n]} for n in (2, 4)
    ]
    while_open(pool, lambda: insert(span, **places[0]), lambda: insert(span, **places[1])).result()
    assert stored(quote, "text") == f"{SAID} {places[0]['exact']} {places[1]['exact']}"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first, then second", "and back"])
def test_two_add_pieces_that_would_overlap(pool, quote, order):
    span, at = quote.spans.get(), WORDS.index("Nobody else")
    places = [
        {"number": 2, "start": at, "end": at + 6, "exact": "Nobody"},
        {"number": 3, "start": at + 2, "end": at + 11, "exact": "body else"},
    ]
    other = while_open(pool, *(lambda n=n: insert(span, **places[n]) for n in order))
    assert "do not overlap" in str(other.exception())
    assert stored(quote, "text") == f"{SAID} {places[order[0]]['exact']}"


def test_two_change_the_days_of_two_quotes_of_one_claim(pool):
    claim = ClaimFactory()
    quotes = [AppearanceFactory(claim=claim, quote=PublishedQuoteFactory()).quote for _ in "12"]
    days = [{"said_on_last": f"{year}-01-01"} for year in (2001, 2002)]
    while_open(
        pool, lambda: update(quotes[0], **days[0]), lambda: update(quotes[1], **days[1])
    ).result()
    assert stored(claim, "day") == stored(quotes[0], "day")


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["day first", "appearance first"])
def test_a_quote_comes_to_a_claim_while_its_day_changes(pool, order):
    claim, model = ClaimFactory(), AppearanceFactory()
    quote = PublishedQuoteFactory()
    changes = [
        lambda: update(quote, said_on_last="2001-01-01"),
        lambda: insert(model, claim_id=claim.pk, quote_id=quote.pk),
    ]
    while_open(pool, *(changes[n] for n in order)).result()
    assert stored(claim, "day") == stored(quote, "day")


def test_two_add_a_text_to_one_source(pool):
    first = RevisionFactory()
    texts = [{"number": n, "sha256": sha256(f"Text {n}."), "text": f"Text {n}."} for n in (3, 2)]
    while_open(pool, lambda: insert(first, **texts[0]), lambda: insert(first, **texts[1])).result()
    current = stored(first.source, "current_revision_id")
    assert value("SELECT number FROM sources_revision WHERE id = %s", current) == 3


def test_the_last_two_passages_are_not_both_removed(pool):
    passage = EvidenceSpanFactory()
    insert(passage, number=2)
    update(passage.evidence, revision_id=passage.revision_id, note="")
    one, two = passage.evidence.spans.all()
    other = while_open(pool, lambda: delete(one), lambda: delete(two))
    assert "last passage" in str(other.exception())


@pytest.mark.parametrize("length", [2, 3, 4])
def test_no_circle_is_closed_by_as_many_writers_as_it_has_links(pool, length):
    claim = ClaimFactory()
    drafts = ReviewFactory.create_batch(length, claim=claim)

    def supersede(n):
        earlier = drafts[(n + 1) % length]
        update(drafts[n], supersedes_id=earlier.pk, supersedes_reason="new figures")
        time.sleep(A_MOMENT / length)  # before it commits

    others = [pool.submit(committed, lambda n=n: supersede(n)) for n in range(length)]
    failed = [other.exception(PATIENCE) for other in others if other.exception(PATIENCE)]
    assert all(isinstance(error, DatabaseError) for error in failed)
    assert len(failed) >= 1


# What is served may be held back for a while by a transaction in another database of the cluster.
def test_a_change_is_not_served_past_an_open_transaction(pool):
    """A late commit would come before what a mirror has seen, and never be heard of."""
    wrote, end = threading.Event(), threading.Event()

    def slow():
        source = SourceFactory(title="early")
        wrote.set()
        end.wait(PATIENCE)
        return source.pk

    other = pool.submit(committed, slow)
    wrote.wait(PATIENCE)
    late = SourceFactory(title="late")
    served = set(Change.objects.served().values_list("object_id", flat=True))
    assert late.pk not in served
    end.set()
    early = other.result(PATIENCE)
    order: list[int] = []
    ends = time.monotonic() + PATIENCE
    while late.pk not in order and time.monotonic() < ends:
        order = list(Change.objects.served().values_list("object_id", flat=True))
    assert order.index(early) < order.index(late.pk)


def test_what_is_served_is_never_followed_by_an_earlier_one(pool):
    """Many writers, a mirror that walks on from where it is: it hears of every change."""

    def write(number):
        for step in range(8):
            committed(lambda step=step: SourceFactory(title=f"{number}.{step}"))

    seen, cursor = [], (0, 0, 0)
    writers = [pool.submit(write, number) for number in range(3)]
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if all(writer.done() for writer in writers) and len(seen) == Change.objects.count():
            break
        for change in Change.objects.served():
            place = (change.era, change.xid, change.seq)
            if place > cursor:
                seen.append(change.pk)
                cursor = place
    assert sorted(seen) == sorted(Change.objects.values_list("pk", flat=True))


def test_two_writers_do_not_move_a_span_off_its_words(pool):
    span = EvidenceSpanFactory()
    other = while_open(
        pool,
        lambda: update(span, start=0, end=3, exact="The"),
        lambda: update(span, start=START),
    )
    assert other.exception() is not None
    assert stored(span, "exact") == "The"
