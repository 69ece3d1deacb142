"""What is recorded is withdrawn or merged, never deleted."""

import pytest
from django.db import IntegrityError, transaction

from claims.models import Claim, Quote, Speaker
from sources.models import Revision, Source
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    CaptureFactory,
    ClaimFactory,
    EvidenceSpanFactory,
    MembershipFactory,
    PublisherFactory,
    QuoteFactory,
    QuoteSpanFactory,
    RatingScaleFactory,
    ReviewEvidenceFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
    TopicFactory,
)

from .raw import delete, execute, insert, refused, update

pytestmark = pytest.mark.django_db
KEPT = [
    SourceFactory,
    RevisionFactory,
    CaptureFactory,
    SpeakerFactory,
    QuoteFactory,
    ClaimFactory,
    ReviewFactory,
    PublisherFactory,
    TopicFactory,
    RatingScaleFactory,
]


@pytest.mark.parametrize("made_by", KEPT, ids=lambda made_by: made_by.__name__)
def test_by_no_statement(made_by):
    record = made_by()
    with refused("never deleted"):
        delete(record)
    with refused("never deleted"):
        execute(f"DELETE FROM {record._meta.db_table}")


@pytest.mark.parametrize("made_by", KEPT, ids=lambda made_by: made_by.__name__)
def test_by_no_call(made_by):
    record = made_by()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.delete()


@pytest.mark.parametrize("model", [Quote, Claim, Speaker, Source, Revision])
def test_by_no_call_for_many(model):
    next(made for made in KEPT if made._meta.model is model)()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_withdrawn_record_says_why():
    for record in (QuoteFactory(), ClaimFactory()):
        with refused():
            update(record, status="withdrawn", withdrawn_reason="")


def mentioned_link():
    link = AttributionFactory()
    QuoteSpanFactory(quote=link.quote, role="source", attribution=link)
    return link


def capacity():
    membership = MembershipFactory()
    AttributionFactory(speaker=membership.speaker, capacity=membership)
    return membership


def first_appearance():
    appearance = AppearanceFactory()
    update(appearance.claim, first_appearance_id=appearance.pk)
    return appearance


def reviewed_appearance():
    appearance = AppearanceFactory()
    ReviewFactory(claim=appearance.claim, appearance=appearance)
    return appearance


POINTED_AT = {
    "a link that a mention names": mentioned_link,
    "the office in which something was said": capacity,
    "the first appearance of a claim": first_appearance,
    "an appearance that is reviewed": reviewed_appearance,
    "evidence with passages": lambda: EvidenceSpanFactory().evidence,
    "evidence on which a verdict rests": lambda: ReviewEvidenceFactory().evidence,
}


@pytest.mark.parametrize("make", POINTED_AT.values(), ids=POINTED_AT)
def test_nothing_goes_while_it_is_pointed_at_not_even_to_come_back_another(make):
    record = make()
    with refused("stays while"):
        delete(record)
        insert(record, id=record.pk)
