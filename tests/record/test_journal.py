"""The journal: a row for each change, written by the database alone, and never changed."""

import pytest

from claimtrack.db.models import Change
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    MembershipFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    QuoteRelationFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
)

from .raw import delete, execute, insert, on, refused, rows, update, value

pytestmark = pytest.mark.django_db
JOURNALED = [SourceFactory, SpeakerFactory, QuoteFactory, ClaimFactory, ReviewFactory]


def changes(record):
    """(was_public, is_public) of each change of the record, in order."""
    return list(
        Change.objects.filter(model=record._meta.label_lower, object_id=record.pk)
        .order_by("seq")
        .values_list("was_public", "is_public")
    )


def test_is_never_changed():
    SourceFactory()
    for change in (
        "is_public = NOT is_public",
        "object_id = 0",
        "seq = seq + 1",
        "era = 9",
        "xid = 1",
    ):
        with refused("never changes"):
            execute(f"UPDATE db_change SET {change}")


def test_is_never_deleted():
    SourceFactory()
    with refused("never deleted"):
        execute("DELETE FROM db_change")


def test_is_written_as_of_now():
    SourceFactory()
    change = Change.objects.first()
    for forged in ({"era": change.era + 1}, {"era": 0}, {"xid": 7}):
        with refused("as of now"):
            insert(change, **forged)


def test_its_eras_never_change_and_are_never_deleted():
    with refused("never changes"):
        execute("UPDATE db_era SET number = number + 1")
    with refused("never changes"):
        execute("UPDATE db_era SET system_identifier = 'another'")
    with refused("never deleted"):
        execute("DELETE FROM db_era")


def test_its_eras_follow_one_another():
    """A journal of a later era would be served before its own."""
    last = value("SELECT max(number) FROM db_era")
    for number in (last + 2, last + 98, last, last - 1, 0, -1):
        with refused():
            execute("INSERT INTO db_era (number, system_identifier) VALUES (%s, 'x')", number)
    execute("INSERT INTO db_era (number, system_identifier) VALUES (%s, 'x')", last + 1)
    source = SourceFactory()
    assert Change.objects.get(object_id=source.pk, model="sources.source").era == last + 1


@on("sqlite")
def test_is_never_replaced():
    SourceFactory()
    change = Change.objects.first()
    with refused("exists already"):
        insert(change, "INSERT OR REPLACE", seq=change.seq)


@pytest.mark.parametrize("made_by", JOURNALED, ids=lambda made_by: made_by.__name__)
def test_has_a_row_for_each_record_made_and_changed(made_by):
    record = made_by()
    made = len(changes(record))
    assert made >= 1
    update(record, external_id="1")
    assert len(changes(record)) == made + 1


@pytest.mark.parametrize("made_by", JOURNALED, ids=lambda made_by: made_by.__name__)
def test_has_a_row_for_what_raw_sql_inserts(made_by):
    record = made_by()
    insert(record, id=record.pk + 1000)
    copy = made_by._meta.model(pk=record.pk + 1000)
    assert changes(copy) == [(False, False)]


def test_says_what_was_public_and_what_is():
    quote = PublishedQuoteFactory()
    assert changes(quote)[-1] == (False, True)
    update(quote.source, is_public=False)
    assert (True, False) in changes(quote)
    assert (True, False) in changes(quote.source)


def test_names_a_speaker_when_a_quote_of_theirs_becomes_public():
    quote = QuoteFactory(source__is_public=True)
    link = AttributionFactory(quote=quote)
    before = len(changes(link.speaker))
    quote.publish(by=None)
    assert len(changes(link.speaker)) > before
    assert changes(link.speaker)[-1][1]


def test_names_both_speakers_when_a_quote_goes_from_one_to_another():
    link, other = AttributionFactory(), SpeakerFactory()
    before = len(changes(link.speaker)), len(changes(other))
    update(link, speaker_id=other.pk)
    assert len(changes(link.speaker)) > before[0]
    assert len(changes(other)) > before[1]


def test_names_the_speaker_of_a_link_that_goes():
    link = AttributionFactory()
    before = len(changes(link.speaker))
    delete(link)
    assert len(changes(link.speaker)) > before


def test_names_a_review_when_its_claim_becomes_public():
    review = ReviewFactory(state="published")
    review.claim.publish(by=None)
    assert changes(review)[-1] == (False, True)


def test_names_a_claim_whose_appearance_changes():
    appearance = AppearanceFactory()
    before = len(changes(appearance.claim))
    update(appearance, stance="denies")
    delete(appearance)
    assert len(changes(appearance.claim)) == before + 2


def test_is_undone_with_its_transaction():
    source = SourceFactory()
    before = changes(source)
    with refused():
        update(source, byline="Ida Vale")
        update(source, version=0)
    assert changes(source) == before


def test_what_was_never_public_is_not_in_the_public_journal():
    hidden, shown = SourceFactory(), SourceFactory(is_public=True)
    public = set(Change.objects.public().values_list("object_id", flat=True))
    assert shown.pk in public
    assert hidden.pk not in public


def test_is_served_in_the_order_of_its_numbers():
    SourceFactory.create_batch(3)
    found = rows("SELECT era, xid, seq FROM db_change")
    assert sorted(found) == found
    assert len({era for era, _, _ in found}) == 1


def test_is_not_written_by_the_program():
    with pytest.raises(TypeError):
        Change().save()


def test_says_that_a_verdict_was_public_until_it_was_withdrawn():
    review = ReviewFactory()
    review.claim.publish(by=None)
    review.publish(by=None)
    assert (False, True) in changes(review)
    review.withdraw("Another bridge.", by=None)
    assert (True, False) in changes(review)


def test_names_the_verdict_that_another_supersedes():
    first = ReviewFactory()
    later = ReviewFactory(claim=first.claim, supersedes=first, supersedes_reason="New figures.")
    first.claim.publish(by=None)
    first.publish(by=None)
    before = len(changes(first))
    later.publish(by=None)
    assert changes(first)[before:] == [(True, True)]


def test_names_the_organization_for_which_somebody_spoke_in_office():
    office = MembershipFactory()
    quote = QuoteFactory(source__is_public=True)
    AttributionFactory(quote=quote, speaker=office.speaker, capacity=office)
    quote.publish(by=None)
    assert changes(office.organization)[-1] == (True, True)
    before, other = len(changes(office.organization)), SpeakerFactory(kind="organization")
    update(office, organization_id=other.pk)
    assert changes(other)[-1][1]
    assert len(changes(office.organization)) > before


def test_of_an_office_in_no_organization_there_is_nobody_else_to_name():
    office = MembershipFactory(organization=None, role="mayor")
    quote = QuoteFactory(source__is_public=True)
    AttributionFactory(quote=quote, speaker=office.speaker, capacity=office)
    quote.publish(by=None)
    assert changes(office.speaker)[-1][1]


def test_names_whatever_else_shows_a_quote_that_is_published_or_withdrawn():
    quote, other = QuoteFactory(source__is_public=True), PublishedQuoteFactory()
    QuoteRelationFactory(from_quote=other, to_quote=quote)
    appearance = AppearanceFactory(quote=quote)
    appearance.claim.publish(by=None)
    shown = [other, appearance.claim]
    before = [len(changes(record)) for record in shown]
    quote.publish(by=None)
    assert all(len(changes(each)) > then for each, then in zip(shown, before, strict=True))
    review = ReviewFactory(claim=appearance.claim, appearance=appearance)
    review.publish(by=None)
    shown.append(review)
    before = [len(changes(record)) for record in shown]
    quote.withdraw("Never said.", by=None)
    assert all(len(changes(each)) > then for each, then in zip(shown, before, strict=True))


def test_names_a_public_quote_that_was_relayed_by_a_document_that_is_hidden():
    letter = SourceFactory(kind="letter", is_public=True)
    quotes = [QuoteFactory(source__is_public=True), QuoteFactory(source__is_public=True)]
    AttributionFactory(quote=quotes[0], role="relayed_by", speaker=None, source=letter)
    update(quotes[1], quoted_from_id=letter.pk)
    hidden = QuoteFactory(quoted_from=letter)
    for quote in quotes:
        quote.publish(by=None)
    before = [len(changes(quote)) for quote in (*quotes, hidden)]
    update(letter, is_public=False)
    after = [len(changes(quote)) for quote in (*quotes, hidden)]
    assert [now > then for now, then in zip(after, before, strict=True)] == [True, True, False]
