"""A record with everything that the API shows hanging on it, and some that it must not show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from claims.models import (
    Claim,
    ClaimRelation,
    Link,
    Membership,
    Quote,
    QuoteRelation,
    Review,
    Speaker,
    SpeakerName,
)
from sources.anchoring import Position
from sources.models import Publisher, Source
from tests.factories import (
    PublisherFactory,
    RatingFactory,
    RatingScaleFactory,
    SourceFactory,
    SpeakerFactory,
)

TEXT = (
    "“We shall build the bridge,” said the mayor, Ida Vale, in a note to the port, “and soon. "
    "Nobody pays a toll.” The port was silent."
)
SECRET = "zanzibar"
"""A word that stands in everything that is hidden, and nowhere else."""
_numbers = count(1)


@dataclass(frozen=True)
class Rich:
    """One of each, all public."""

    source: Source
    publisher: Publisher
    speaker: Speaker
    quote: Quote
    inner: Quote
    claim: Claim
    review: Review


def rich_record() -> Rich:
    """Record a quote, a claim and a fact-check with public and hidden rows of every kind."""
    number = next(_numbers)
    publisher = PublisherFactory(country="NL")
    source = SourceFactory(
        text=TEXT,
        is_public=True,
        publisher=publisher,
        published="2023-04",
        language="en",
        canonical_address=f"https://post.example/{number}",
        address=f"https://post.example/{number}",
        origin="archive",
        external_id=f"s{number}",
    )
    source.refresh_from_db()
    speaker = _speaker(publisher, number)
    quote = _quote(source, speaker, number)
    start = TEXT.index("Nobody pays")
    inner = Quote.objects.record(
        source=source,
        content=[Position(start, start + len("Nobody pays a toll."))],
        chain=[Link(speaker), Link(SpeakerFactory(), "on_behalf_of")],
    )
    inner.publish(by=None)
    QuoteRelation.objects.create(from_quote=inner, to_quote=quote, kind="corrects")
    _hidden_quote(quote)
    claim = _claim(source, quote, number)
    review = _reviews(claim, publisher)
    return Rich(source, publisher, speaker, quote, inner, claim, review)


def _speaker(publisher: Publisher, number: int) -> Speaker:
    speaker: Speaker = SpeakerFactory(
        publisher=publisher, wikidata_id="Q1", origin="archive", external_id=f"p{number}"
    )
    SpeakerName.objects.create(speaker=speaker, name=f"I. Vale {speaker.pk}")
    city = SpeakerFactory(kind="organization")
    Membership.objects.create(speaker=speaker, organization=city, role="mayor", since="2021")
    club = SpeakerFactory(kind="organization", name=f"{SECRET} club {speaker.pk}")
    Membership.objects.create(speaker=speaker, organization=club)
    return speaker


def _quote(source: Source, speaker: Speaker, number: int) -> Quote:
    office = speaker.memberships.get(role="mayor")
    note = SourceFactory(kind="letter", title=f"A note to the port {number}", is_public=True)
    hidden = SourceFactory(kind="letter", title=SECRET, byline=SECRET)
    quote: Quote = Quote.objects.record(
        source=source,
        content=["“We shall build the bridge,”", "“and soon. Nobody pays a toll.”"],
        cue=["said"],
        chain=[
            Link(speaker, capacity=office, mention=["the mayor, Ida Vale"]),
            Link(role="relayed_by", source=note, mention=["a note to the port"]),
            Link(role="relayed_by", source=hidden, mention=["The port"]),
        ],
        quoted_from=note,
        origin="archive",
        external_id=f"q{number}",
    )
    quote.publish(by=None)
    return quote


def _hidden_quote(public: Quote) -> None:
    source = SourceFactory(text=f"He said: “{SECRET} of the bridge.”", title=SECRET)
    source.refresh_from_db()
    hidden = Quote.objects.record(
        source=source,
        content=[f"“{SECRET} of the bridge.”"],
        chain=[Link(SpeakerFactory(name=f"Mr {SECRET} {source.pk}"))],
    )
    QuoteRelation.objects.create(from_quote=hidden, to_quote=public, kind="denies")


def _claim(source: Source, quote: Quote, number: int) -> Claim:
    claim: Claim = Claim.objects.record(
        text=f"The bridge is free, {number}",
        topics=[f"bridges {number}", f"tolls {number}"],
        language="en",
        origin="archive",
        external_id=f"c{number}",
    )
    claim.appear(quote, "asserts")
    for hidden in Quote.objects.filter(relations__to_quote=quote, is_public=False):
        claim.appear(hidden, "denies")
    claim.add_evidence(source, "supports", passages=["Nobody pays a toll."], is_primary=True)
    hidden_source = SourceFactory(title=SECRET)
    claim.add_evidence(hidden_source, "refutes", note=f"A call: {SECRET}.", is_confidential=True)
    claim.publish(by=None)
    other = Claim.objects.record(text=f"The bridge costs a toll, {number}")
    other.publish(by=None)
    ClaimRelation.objects.create(from_claim=other, to_claim=claim, kind="contradicts")
    draft = Claim.objects.record(text=f"{SECRET} {number}", topics=[f"{SECRET} {number}"])
    ClaimRelation.objects.create(from_claim=draft, to_claim=claim, kind="narrows")
    return claim


def _reviews(claim: Claim, publisher: Publisher) -> Review:
    first = Review.objects.create(
        claim=claim,
        appearance=claim.appearances.get(quote__is_public=True),
        reviewer=publisher,
        rating_name="true",
        date="2023-05-01",
    )
    first.rest_on(list(claim.evidence.all()))
    first.publish(by=None)
    scale = RatingScaleFactory(publisher=publisher, name=f"toll or none {claim.pk}")
    RatingFactory(scale=scale, name="false")
    RatingScaleFactory(publisher=publisher, name=f"{SECRET} {claim.pk}")
    later: Review = Review.objects.create(
        claim=claim,
        reviewer=publisher,
        scale=scale,
        rating_name="false",
        date="2023-06-01",
        language="en",
        origin="archive",
        external_id=f"r{claim.pk}",
        supersedes=first,
        supersedes_reason="The council has voted.",
    )
    later.publish(by=None)
    Review.objects.create(
        claim=claim,
        reviewer=PublisherFactory(name=f"{SECRET} {claim.pk}"),
        title=SECRET,
        explanation=SECRET,
        rating_name="draft",
        supersedes=later,
        supersedes_reason=SECRET,
    )
    return later
