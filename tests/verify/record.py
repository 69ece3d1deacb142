"""A record with something of everything in it, and the ids by which the tests name its rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile

from claims import models as claims
from sources import models as sources
from sources.anchoring import Position
from sources.text import sha256
from tests import factories as make

LETTER = "Nobody asked us. We, thirty members of the council, ask for the bridge to be built."
CORRECTED = make.WORDS.replace("spoke", "talked")


def rich() -> dict[str, int]:
    """Make the record and give the ids of its rows by name."""
    ids: dict[str, int] = {}
    _documents(ids)
    _quotes(ids)
    _claims(ids)
    _verdicts(ids)
    _merges(ids)
    return ids


def _documents(ids: dict[str, int]) -> None:
    article = make.SourceFactory(
        title="A bridge", is_public=True, published="2023-04", modified="../2023-05-02"
    )
    capture = sources.Capture.objects.create(
        source=article,
        size=len(make.WORDS.encode()),
        sha256=sha256(make.WORDS),
        file=ContentFile(make.WORDS.encode(), name="bridge.txt"),
    )
    first = article.add_revision(
        make.WORDS, capture=capture, retrieved_at=datetime(2023, 5, 1, tzinfo=UTC)
    )
    second = article.add_revision(CORRECTED)
    letter = make.SourceFactory(title="A letter", kind="letter", text=LETTER)
    undated = make.SourceFactory(title="Minutes", text=f"{make.WORDS} So the minutes say.")
    ids |= {"article": article.pk, "capture": capture.pk, "first": first.pk, "second": second.pk}
    ids |= {"letter": letter.pk, "letter_text": letter.current_revision_id}
    ids |= {"minutes": undated.pk, "minutes_text": undated.current_revision_id}
    ids["locator"] = make.LocatorFactory(revision=first).pk
    # A text of its own on which nothing stands.
    ids["bare_text"] = make.RevisionFactory(source=make.SourceFactory(), text="Nothing to see.").pk


def _quotes(ids: dict[str, int]) -> None:
    article = sources.Source.objects.get(pk=ids["article"])
    first, second = (sources.Revision.objects.get(pk=ids[name]) for name in ("first", "second"))
    membership = make.MembershipFactory(speaker__name="Mayor Vale", until="2025-06-30~")
    chain = [
        claims.Link(membership.speaker, capacity=membership, mention=["The mayor"]),
        claims.Link(make.GroupFactory(), "on_behalf_of"),
    ]
    quote = claims.Quote.objects.record(
        source=article, revision=first, content=[make.SAID], cue=["said"], chain=chain
    )
    carried = make.QuoteSpanFactory(quote=quote, revision=second)
    quote.publish(by=None)
    recorded = make.QuoteFactory(
        source=sources.Source.objects.get(pk=ids["minutes"]), said_on="2022-12-31"
    )
    withdrawn = make.PublishedQuoteFactory(source=article, content=["Nobody else"])
    loose = make.QuoteFactory(source=article, content=["The mayor"])
    speaker = quote.attributions.get(role="speaker")
    cue = quote.spans.get(role="cue", revision=first)
    ids |= {"quote": quote.pk, "recorded": recorded.pk, "withdrawn": withdrawn.pk, "cue": cue.pk}
    ids |= {"link": speaker.pk, "membership": membership.pk, "mention": speaker.mentions.get().pk}
    ids |= {"speaker": speaker.speaker_id, "group": chain[1].speaker.pk}
    ids |= {"carried": carried.pk, "loose": loose.pk}
    unnamed = make.SpeakerFactory(kind="unnamed", name="a voter")
    ids["voter"] = unnamed.pk
    ids["voter_link"] = make.AttributionFactory(quote=recorded, speaker=unnamed).pk
    make.QuoteRelationFactory(from_quote=quote, to_quote=recorded)


def _claims(ids: dict[str, int]) -> None:
    quotes = {name: claims.Quote.objects.get(pk=ids[name]) for name in ("quote", "recorded")}
    article, letter = (sources.Source.objects.get(pk=ids[name]) for name in ("article", "letter"))
    claim = claims.Claim.objects.record("The bridge will be built", topics=["bridges", "rivers"])
    other = claims.Claim.objects.record("The council met", kind="promise", due_on="2024")
    appearance = claim.appear(quotes["quote"])
    claim.first_appearance = appearance
    claim.save()
    ids |= {"claim": claim.pk, "appearance": appearance.pk, "other": other.pk}
    ids["other_appearance"] = other.appear(quotes["recorded"], "reports").pk
    evidence = claim.add_evidence(article, "supports", [make.SAID])
    secret = claim.add_evidence(letter, "refutes", [Position(0, 16)], is_confidential=True)
    ids |= {"evidence": evidence.pk, "passage": evidence.spans.get().pk, "secret": secret.pk}
    hidden = other.add_evidence(letter, "context", note="A chart on page 4.")
    ids["hidden_evidence"] = hidden.pk
    make.ClaimRelationFactory(from_claim=claim, to_claim=other)
    claim.publish(by=None)


def _verdicts(ids: dict[str, int]) -> None:
    claim = claims.Claim.objects.get(pk=ids["claim"])
    appearance = claims.Appearance.objects.get(pk=ids["appearance"])
    verdict: dict[str, Any] = {"claim": claim, "appearance": appearance, "date": "2023-06"}
    earlier = make.ReviewFactory(**verdict)
    earlier.rest_on(claim.evidence.all())
    earlier.publish(by=None)
    later = make.ReviewFactory(**verdict, supersedes=earlier, supersedes_reason="New figures.")
    later.publish(by=None)
    draft = make.ReviewFactory(claim=claims.Claim.objects.get(pk=ids["other"]), rating_name="")
    ids |= {"earlier": earlier.pk, "later": later.pk, "draft": draft.pk}
    ids["rest"] = earlier.rests_on.get(evidence=ids["evidence"]).pk
    # What leans on a quote that was public when it was given stands on its tombstone.
    withdrawn = claims.Quote.objects.get(pk=ids["withdrawn"])
    tombstone = claim.appear(withdrawn, "questions")
    make.ReviewFactory(claim=claim, appearance=tombstone).publish(by=None)
    withdrawn.withdraw("Said by somebody else.", by=None)
    taken_back = make.ReviewFactory(claim=claim)
    taken_back.publish(by=None)
    taken_back.withdraw("The figures were wrong.", by=None)


def _merges(ids: dict[str, int]) -> None:
    one, two, three = (make.SpeakerFactory() for _ in range(3))
    make.AttributionFactory(quote=claims.Quote.objects.get(pk=ids["recorded"]), speaker=one)
    one.merge_into(two, by=None, reason="one person")
    two.merge_into(three, by=None, reason="one person")
    ids |= {"merged": one.pk, "merged_too": two.pk, "survivor": three.pk}
    double = claims.Claim.objects.record("A bridge will be built", topics=["bridges"])
    double.appear(claims.Quote.objects.get(pk=ids["quote"]))
    merge = double.merge_into(claims.Claim.objects.get(pk=ids["claim"]), by=None, reason="same")
    ids |= {"double": double.pk, "merge": merge.pk}
    undone = claims.Claim.objects.record("A bridge is planned")
    undone.merge_into(claims.Claim.objects.get(pk=ids["other"]), by=None, reason="?").undo(by=None)
