"""Set aside, withdrawn, merged and unmerged: each on a page that says what will happen."""

import pytest
from django.test import Client

from claims.models import Claim, Merge, Speaker
from tests.claims.admin.roles import queries_of, said, signed_in
from tests.factories import (
    AppearanceFactory,
    AttributionFactory,
    ClaimFactory,
    EvidenceFactory,
    PublishedQuoteFactory,
    ReviewFactory,
    SpeakerFactory,
    SpeakerNameFactory,
)

pytestmark = pytest.mark.django_db


def act(record, name: str) -> str:
    meta = record._meta
    return f"/admin/claims/{meta.model_name}/{record.pk}/{name}/"


@pytest.fixture
def editor() -> Client:
    return signed_in("Editor")


def test_claim_is_set_aside_with_a_reason() -> None:
    claim, annotator = ClaimFactory(), signed_in("Annotator")
    assert annotator.post(act(claim, "set-aside"), {"reason": "A joke."}).status_code == 302
    page = said(annotator.get(act(claim, "change")))
    assert "A joke." in page
    assert "/set-aside/" not in page


def test_claim_that_is_set_aside_is_taken_up_again() -> None:
    claim, annotator = ClaimFactory(), signed_in("Annotator")
    assert "/take-up/" not in said(annotator.get(act(claim, "change")))
    claim.set_aside("A joke.", by=None)
    page = said(annotator.get(act(claim, "take-up")))
    assert "It was set aside: A joke." in page
    assert "It is not public." in page
    assert "required" in said(annotator.post(act(claim, "take-up"), {"reason": " "}))
    assert annotator.post(act(claim, "take-up"), {"reason": "She meant it."}).status_code == 302
    claim.refresh_from_db()
    assert claim.set_aside_reason == ""
    last, before, *_ = claim.history.all()
    assert (last.history_change_reason, before.set_aside_reason) == ("She meant it.", "A joke.")
    assert claim in Claim.objects.unchecked()
    assert "/set-aside/" in said(annotator.get(act(claim, "change")))
    reader = signed_in("Reader")
    assert reader.post(act(claim, "take-up"), {"reason": "x"}).status_code == 403


def test_withdrawn_claim_is_not_set_aside() -> None:
    claim = ClaimFactory()
    claim.withdraw("a slip", by=None)
    assert "/set-aside/" not in said(signed_in("Annotator").get(act(claim, "change")))


@pytest.mark.parametrize(("published", "told"), [(True, "Public: who"), (False, "never public")])
def test_who_reads_why_a_claim_is_withdrawn(editor: Client, published: bool, told: str) -> None:
    claim = ReviewFactory().claim
    if published:
        claim.publish(by=None)
    page = said(editor.get(act(claim, "withdraw")))
    assert told in page
    assert str(claim.reviews.get()) in page


def test_what_stands_on_a_claim_is_said_before_it_is_withdrawn(editor: Client) -> None:
    claim = AppearanceFactory().claim
    ReviewFactory(claim=claim).publish(by=None)
    ClaimFactory().merge_into(claim, by=None, reason="the same")
    page = said(editor.get(act(claim, "withdraw")))
    for line in ("1 appearance", "1 published fact-check", "1 claim merged into it"):
        assert line in page
    assert editor.post(act(claim, "withdraw"), {"reason": "Misread."}).status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.withdrawn_reason) == ("withdrawn", "Misread.")


def test_record_that_changed_meanwhile_is_looked_at_again(editor: Client) -> None:
    claim = ClaimFactory()
    seen = claim.version
    AppearanceFactory(claim=claim)
    page = said(editor.post(act(claim, "withdraw"), {"reason": "Misread.", "version": seen}))
    assert "Somebody changed this record meanwhile" in page
    assert "Misread." in page
    assert not Claim.objects.filter(status="withdrawn").exists()


def test_speakers_are_merged_after_a_look_at_what_moves(editor: Client) -> None:
    link = AttributionFactory()
    one, other = link.speaker, SpeakerFactory(name="I. Vale", description="mayor")
    SpeakerNameFactory(speaker=one)
    one.refresh_from_db()
    sent = {"into": other.pk, "reason": "One person.", "version": one.version}
    page = said(editor.post(act(one, "merge"), sent))
    assert not Merge.objects.exists()
    assert "I. Vale (mayor)" in page
    assert "1 other name, 1 place in the chain of a quote" in page
    again = {**sent, "seen": str(other.pk)}
    assert editor.post(act(one, "merge"), again).url == act(other, "change")
    link.refresh_from_db()
    assert link.speaker == other


def test_public_quotes_that_change_their_speaker_are_counted(editor: Client) -> None:
    link = AttributionFactory(quote=PublishedQuoteFactory())
    page = said(editor.get(act(link.speaker, "merge")))
    assert "1 public quote, which then names the other one" in page
    assert "Kept with the merge, for the desk. It is not public." in page
    claim = ClaimFactory()
    claim.publish(by=None)
    assert "its words are no longer shown" in said(editor.get(act(claim, "merge")))


def test_another_choice_is_looked_at_again(editor: Client) -> None:
    one, other, third = SpeakerFactory(), SpeakerFactory(), SpeakerFactory()
    sent = {"into": third.pk, "reason": "One person.", "seen": str(other.pk)}
    editor.post(act(one, "merge"), sent)
    assert not Merge.objects.exists()


def test_merge_that_is_refused_is_a_sentence(editor: Client) -> None:
    claim, public = ReviewFactory().claim, ClaimFactory()
    public.publish(by=None)
    EvidenceFactory(claim=claim)
    sent = {"into": public.pk, "reason": "The same.", "seen": str(public.pk)}
    page = said(editor.post(act(claim, "merge"), sent))
    assert "publish that source, or mark the evidence confidential" in page
    assert "The same." in page


def test_speaker_merged_meanwhile_is_a_sentence(editor: Client) -> None:
    one, other = SpeakerFactory(), SpeakerFactory()
    one.merge_into(other, by=None, reason="one")
    sent = {"into": other.pk, "reason": "One.", "seen": str(other.pk)}
    assert "has been merged into" in said(editor.post(act(one, "merge"), sent))


def test_merges_are_listed_and_undone(editor: Client) -> None:
    link = AppearanceFactory()
    one, other = link.claim, ClaimFactory()
    merge = one.merge_into(other, by=None, reason="the same")
    for asked in ("", "?undone=no", "?model=claims.claim"):
        page = said(editor.get(f"/admin/claims/merge/{asked}"))
        assert one.text in page
        assert other.text in page
    for asked in ("?undone=yes", "?model=claims.speaker"):
        assert one.text not in said(editor.get(f"/admin/claims/merge/{asked}"))
    assert "the same" in said(editor.get(act(merge, "change")))
    assert "before the merge" in said(editor.get(act(merge, "undo")))
    assert editor.post(act(merge, "undo"), {"reason": "They differ."}).status_code == 302
    one.refresh_from_db()
    assert one.merged_into is None
    assert "undone already" in said(editor.post(act(merge, "undo"), {"reason": "Again."}))


def test_annotator_neither_merges_nor_withdraws() -> None:
    annotator = signed_in("Annotator")
    one, other = SpeakerFactory(), SpeakerFactory()
    claim, same = ClaimFactory(), ClaimFactory()
    merge = SpeakerFactory().merge_into(other, by=None, reason="one")
    for record, name in ((one, "merge"), (claim, "merge"), (claim, "withdraw"), (merge, "undo")):
        assert annotator.get(act(record, name)).status_code == 403
        sent = {"reason": "x", "into": same.pk, "seen": same.pk}
        assert annotator.post(act(record, name), sent).status_code == 403
        assert f"/{name}/" not in said(annotator.get(act(record, "change")))
    assert Speaker.objects.unmerged().count() == 2
    assert Claim.objects.unmerged().count() == 2


def test_nothing_recorded_is_deleted(editor: Client) -> None:
    for record in (ClaimFactory(), SpeakerFactory(), ReviewFactory(), AppearanceFactory().quote):
        assert editor.post(act(record, "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("name", ["none", "0", "999999", "9" * 30])
def test_record_that_is_not_there(editor: Client, name: str) -> None:
    assert editor.get(f"/admin/claims/claim/{name}/withdraw/").status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow(count: int) -> None:
    speaker = SpeakerFactory()
    for _ in range(count):
        AttributionFactory(speaker=speaker)
        SpeakerFactory().merge_into(SpeakerFactory(), by=None, reason="one")
    editor = signed_in()
    assert queries_of(editor, "/admin/claims/merge/") == 8
    assert queries_of(editor, "/admin/claims/speaker/") == 6
    assert queries_of(editor, act(speaker, "change")) == 9
    assert queries_of(editor, act(speaker, "merge")) == 11


@pytest.mark.parametrize("count", [1, 4])
def test_queries_of_acts_on_a_claim_do_not_grow(count: int) -> None:
    claim = ClaimFactory()
    for _ in range(count):
        ReviewFactory(claim=claim)
        AppearanceFactory(claim=claim)
    claim.set_aside("a joke", by=None)
    editor = signed_in()
    assert queries_of(editor, act(claim, "withdraw")) == 10
    assert queries_of(editor, act(claim, "take-up")) == 5
