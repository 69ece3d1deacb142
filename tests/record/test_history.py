"""History: each change of what people edit, single or in bulk, by whom and why."""

import pytest

from claims.models import Claim, Quote, QuoteSpan
from claimtrack.db.acting import acting
from sources.models import Source
from tests.factories import (
    SAID,
    WORDS,
    ClaimFactory,
    ClaimTopicFactory,
    QuoteFactory,
    SourceFactory,
    SuggestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


def last(record):
    row = record.history.first()
    return row.history_type, row.history_user, row.history_change_reason


def test_of_a_record_made(user):
    with acting(user, "from the morning paper"):
        source = Source.objects.create(title="A bridge")
    assert last(source) == ("+", user, "from the morning paper")
    assert source.created_by == user


def test_of_a_record_changed(user):
    source = SourceFactory()
    with acting(user, "a typing error"):
        source.title = "A ferry"
        source.save()
    assert last(source) == ("~", user, "a typing error")
    assert source.history.first().title == "A ferry"
    assert source.history.last().title != "A ferry"


def test_it_says_what_the_database_holds():
    source = SourceFactory(byline="Ada")
    source.title, source.byline = "A ferry", "Bo"
    source.save(update_fields=["title"])
    assert (source.history.first().title, source.history.first().byline) == ("A ferry", "Ada")


def test_of_a_link_removed(user):
    link = ClaimTopicFactory()
    pk = link.pk
    with acting(user, "not about bridges"):
        link.delete()
    row = type(link).history.get(id=pk, history_type="-")
    assert (row.history_user, row.history_change_reason) == (user, "not about bridges")


def test_of_records_made_in_bulk(user):
    with acting(user, "imported"):
        made = Claim.objects.bulk_create(Claim(text=f"Bridge {n} stands") for n in range(3))
    assert [last(claim) for claim in made] == [("+", user, "imported")] * 3
    assert {claim.created_by for claim in made} == {user}


def test_of_records_changed_by_update(user):
    ClaimFactory.create_batch(2)
    with acting(user, "translated"):
        assert Claim.objects.update(language="en") == 2
    for claim in Claim.objects.all():
        assert last(claim) == ("~", user, "translated")
        assert claim.history.first().language == "en"


def test_of_records_changed_in_bulk(user):
    claims = ClaimFactory.create_batch(2)
    for claim in claims:
        claim.language = "en"
    with acting(user, "translated"):
        Claim.objects.bulk_update(claims, ["language"])
    for claim in claims:
        assert last(claim) == ("~", user, "translated")
        assert claim.history.first().language == "en"


def test_of_the_spans_of_a_quote(user):
    quote = QuoteFactory(by=user, reason="heard")
    span = quote.spans.get()
    assert last(span) == ("+", user, "heard")
    assert last(quote) == ("+", user, "heard")


def test_an_inner_reason_counts_and_the_outer_user_stays(user):
    with acting(user, "import"), acting(None, "from the evening paper"):
        source = SourceFactory()
    assert last(source) == ("+", user, "from the evening paper")
    assert last(SourceFactory()) == ("+", None, None)


def test_what_the_database_keeps_is_not_in_it():
    names = {field.name for field in Quote.history.model._meta.get_fields()}
    assert not names & {"text", "is_public", "day", "sort_key", "version"}


def test_there_is_none_of_texts_and_suggestions():
    for record in (SourceFactory(text=WORDS).revisions.get(), SuggestionFactory()):
        assert not hasattr(record, "history")


@pytest.mark.parametrize("name", ["text", "is_public", "day", "sort_key", "version"])
def test_what_the_database_keeps_is_not_written_in_bulk(name):
    quote = QuoteFactory()
    with pytest.raises(ValueError, match=name):
        Quote.objects.update(**{name: 1})
    with pytest.raises(ValueError, match=name):
        Quote.objects.bulk_update([quote], [name])


def test_nothing_is_upserted_or_skipped():
    span = QuoteFactory().spans.get()
    for options in (
        {"ignore_conflicts": True},
        {"update_conflicts": True, "update_fields": ["exact"], "unique_fields": ["id"]},
    ):
        with pytest.raises(NotImplementedError):
            QuoteSpan.objects.bulk_create([span], **options)


def test_save_leaves_what_the_database_keeps_and_reads_it_back():
    quote = QuoteFactory()
    quote.text, quote.version, quote.day, quote.is_public = "lies", 1, 0, True
    quote.said_in = "en"
    quote.save()
    assert (quote.text, quote.is_public) == (SAID, False)
    assert quote.version > 1
    assert quote.day == quote.source.day
