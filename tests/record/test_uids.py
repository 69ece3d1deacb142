"""A uid names one record for good, made once by one user at one time."""

import uuid

import pytest

from claims.models import Claim
from claimtrack.db.records import Conflict
from tests.factories import (
    ClaimFactory,
    QuoteFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
    UserFactory,
)

from .raw import insert, on, refused, stored, update

pytestmark = pytest.mark.django_db
RECORDS = [
    SourceFactory,
    RevisionFactory,
    SpeakerFactory,
    QuoteFactory,
    ClaimFactory,
    ReviewFactory,
]


@pytest.fixture(params=RECORDS, ids=lambda made_by: made_by.__name__)
def record(request):
    return request.param()


def test_stands_once(record):
    with refused():
        insert(record, uid=stored(record, "uid"))


def test_never_changes(record):
    with refused("never changes"):
        update(record, uid=uuid.uuid4().hex)


def test_nor_does_who_made_the_record_and_when(record):
    with refused("never changes"):
        update(record, created_at="2001-01-01 00:00:00")
    with refused("never changes"):
        update(record, created_by_id=UserFactory().pk)


@on("sqlite")
@pytest.mark.parametrize(
    "forged", ["x" * 32, "", "1", str(uuid.UUID(int=5)), 5, b"5" * 32], ids=str
)
def test_is_a_uuid_in_one_spelling(record, forged):
    with refused():
        insert(record, uid=forged)


@on("sqlite")
def test_stands_once_in_whatever_spelling(record):
    with refused():
        insert(record, uid=str(record.uid))
    if record.uid.hex.upper() != record.uid.hex:
        with refused():
            insert(record, uid=record.uid.hex.upper())


def test_brought_again_by_the_same_user_is_the_record_that_is_there():
    user, uid = UserFactory(), uuid.uuid4()
    claim = Claim.objects.record("The bridge stands", uid=uid, by=user)
    assert Claim.objects.record("The bridge stands", uid=uid, by=user) == claim


def test_brought_by_another_user_is_a_conflict():
    uid = uuid.uuid4()
    Claim.objects.record("The bridge stands", uid=uid, by=UserFactory())
    with pytest.raises(Conflict):
        Claim.objects.record("The bridge stands", uid=uid, by=UserFactory())
    with pytest.raises(Conflict):
        Claim.objects.record("The bridge stands", uid=uid)


def test_an_imported_id_stands_once_in_its_origin():
    claim = ClaimFactory(origin="desk", external_id="7")
    with refused():
        insert(claim)
    insert(claim, origin="another desk")
