"""Anybody may read over REST what is public, and sees no trace of the rest."""

from __future__ import annotations

import pytest

from claims.models import Appearance, Link, Quote, Speaker
from tests.factories import (
    SAID,
    ClaimFactory,
    MembershipFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
)

from .conftest import Get
from .rich import SECRET, rich_record
from .test_query_counts import LISTS, ONE, named

pytestmark = pytest.mark.django_db
NEVER = "00000000-0000-4000-8000-000000000000"


def test_lists_hold_public_records_only(results: Get) -> None:
    quote = PublishedQuoteFactory()
    QuoteFactory()
    assert [row["uid"] for row in results("/api/quotes/")] == [str(quote.uid)]
    assert [row["uid"] for row in results("/api/sources/")] == [str(quote.source.uid)]


def test_nothing_hidden_is_told_anywhere(get: Get) -> None:
    record = rich_record()
    for path in [*LISTS, *(path.format(**named(record)) for path in ONE)]:
        answer = get(path)
        assert answer.status_code == 200
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("path", LISTS)
def test_counts_count_public_records_only(get: Get, path: str) -> None:
    rich_record()
    answer = get(path, count=1).json()
    assert answer["count"] == len(answer["results"])


def test_a_hidden_record_answers_as_one_that_never_was(get: Get) -> None:
    draft = ReviewFactory()
    hidden = {
        "sources": SourceFactory(),
        "revisions": QuoteFactory().revision,
        "publishers": draft.reviewer,
        "speakers": SpeakerFactory(),
        "quotes": QuoteFactory(),
        "claims": ClaimFactory(),
        "reviews": draft,
    }
    for name, record in hidden.items():
        answer, never = get(f"/api/{name}/{record.uid}/"), get(f"/api/{name}/{NEVER}/")
        assert answer.status_code == never.status_code == 404, name
        assert answer.content == never.content


def test_a_filter_does_not_tell_what_is_hidden(results: Get) -> None:
    record = rich_record()
    hidden = Quote.objects.get(is_public=False)
    speaker = hidden.attributions.get().speaker
    for path, name, uid in (
        ("/api/claims/", "speaker", speaker.uid),
        ("/api/claims/", "quote", hidden.uid),
        ("/api/claims/", "source", hidden.source.uid),
        ("/api/quotes/", "in_chain", speaker.uid),
        ("/api/quotes/", "source", hidden.source.uid),
        ("/api/reviews/", "source", hidden.source.uid),
        ("/api/revisions/", "source", hidden.source.uid),
        ("/api/speakers/", "member_of", Speaker.objects.get(name__contains="club").uid),
    ):
        assert results(path, **{name: uid}) == [], (path, name)
    assert results("/api/claims/", stance="denies") == []
    assert results("/api/quotes/", q=SECRET) == results("/api/claims/", q=SECRET) == []
    assert results("/api/claims/", stance="asserts", quote=record.quote.uid)


def test_words_of_a_closed_text_are_not_found(results: Get) -> None:
    source = SourceFactory(title="A bridge", text="Nobody spoke.", is_public=True)
    assert len(results("/api/sources/", q="bridge")) == 1
    assert results("/api/sources/", q="nobody") == []
    assert results("/api/sources/", q="bridge nobody") == []
    source.text_is_open = True
    source.save()
    assert len(results("/api/sources/", q="bridge nobody")) == 1


def test_a_text_is_shown_only_where_it_is_open(get: Get) -> None:
    source = SourceFactory(text="Nobody spoke.", is_public=True)
    source.refresh_from_db()
    paths = f"/api/sources/{source.uid}/", f"/api/revisions/{source.current_revision.uid}/"
    for path in paths:
        assert get(path).json()["text"] is None
    assert get(paths[1]).json()["sha256"] is None
    source.text_is_open = True
    source.save()
    for path in paths:
        assert get(path).json()["text"] == "Nobody spoke."
    assert get(paths[1]).json()["sha256"]


def test_a_path_on_somebody_s_disk_is_not_told(results: Get) -> None:
    SourceFactory(is_public=True, origin="folder", external_id="secret/a.txt")
    (row,) = results("/api/sources/")
    assert (row["origin"], row["external_id"]) == ("", None)
    assert results("/api/sources/", external_id="secret/a.txt") == []
    assert results("/api/sources/", origin="folder") == []


def test_a_hidden_relay_is_a_link_with_nothing_in_it(get: Get) -> None:
    quote = rich_record().quote
    answer = get(f"/api/quotes/{quote.uid}/").json()
    assert answer["chain"][-1] == {
        "role": "relayed_by",
        "number": 2,
        "speaker": None,
        "source": None,
        "capacity": None,
        "mentions": [],
    }
    assert "The port" not in [span["exact"] for span in answer["spans"]]


def test_confidential_evidence_is_counted(get: Get) -> None:
    record = rich_record()
    answer = get(f"/api/claims/{record.claim.uid}/").json()
    assert answer["confidential_evidence"] == 1
    assert [row["bearing"] for row in answer["evidence"]] == ["supports"]
    first = answer["reviews"][-1]
    assert (len(first["evidence"]), first["confidential_evidence"]) == (1, 1)


def test_quotes_of_a_source_that_was_hidden_later(get: Get) -> None:
    claim, quote = ClaimFactory(), PublishedQuoteFactory()
    claim.appear(quote)
    claim.publish(by=None)
    quote.source.is_public = False
    quote.source.save()
    answer = get(f"/api/claims/{claim.uid}/").json()
    assert (answer["appearances"], answer["first_appearance"]) == ([], None)
    assert get(f"/api/quotes/{quote.uid}/").status_code == 404


def test_the_organization_of_a_public_office_is_public(get: Get, results: Get) -> None:
    office, club = MembershipFactory(), MembershipFactory(role="")
    PublishedQuoteFactory(chain=[Link(office.speaker, capacity=office)])
    PublishedQuoteFactory(chain=[Link(club.speaker)])
    assert get(f"/api/speakers/{office.organization.uid}/").status_code == 200
    assert get(f"/api/speakers/{club.organization.uid}/").status_code == 404
    assert get(f"/api/speakers/{club.speaker.uid}/").json()["memberships"] == []
    assert len(results("/api/speakers/", member_of=office.organization.uid)) == 1


def test_the_earliest_public_appearance_is_the_first(get: Get) -> None:
    claim = ClaimFactory()
    for day in ("2023-05-02", "2023-05-01"):
        source = SourceFactory(text=f"{SAID} On {day}.", is_public=True, published=day)
        claim.appear(PublishedQuoteFactory(source=source))
    hidden = claim.appear(QuoteFactory())
    claim.first_appearance = hidden
    claim.publish(by=None)
    claim.save()
    answer = get(f"/api/claims/{claim.uid}/").json()
    earliest = Appearance.objects.get(quote__source__published="2023-05-01")
    assert answer["first_appearance"]["uid"] == str(earliest.uid)


def test_the_root_names_every_list(get: Get) -> None:
    root = get("/api/").json()
    assert set(LISTS) <= {address.replace("http://testserver", "") for address in root.values()}
