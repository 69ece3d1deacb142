"""The way of one article: ingested, quoted, checked, published, found by a stranger, withdrawn.

Whoever walks it names what is to be recorded; every step and what comes of it is here, once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.management import call_command

from claims.models import Appearance, Claim, Evidence, Quote, Review, Speaker
from sources.models import Source

from .desk import Desk, ask
from .quoting import New, Said

LETTER = "Letter to the minister"
"""Known only through the article that quotes it."""
REPORT = "The country in figures"
REVIEWER = "Plumbline"
WHY = "The figures say otherwise."
WITHDRAWN = "The figures were of another year."


@dataclass(frozen=True)
class Checkable:
    """A claim to record, and a passage of the report that bears on it.

    `quote` counts the article's quotes from 0.
    """

    text: str
    kind: str
    stance: str
    quote: int
    passage: str
    bearing: str = "supports"


@dataclass(frozen=True)
class Work:
    """An article and what is to be recorded of it. The claim that is refuted gets a verdict."""

    file: Path
    title: str
    publisher: str
    published: str
    address: str
    speakers: dict[str, New]
    quotes: list[Said]
    kinds: list[str]
    claims: list[Checkable]
    searched: str
    """Words of the refuted claim, by which no other is found."""
    said_by: str
    """Who is looked up by name, having made the refuted claim."""

    @property
    def text(self) -> str:
        return self.file.read_text(encoding="utf-8")

    @property
    def refuted(self) -> Checkable:
        (refuted,) = (claim for claim in self.claims if claim.bearing == "refutes")
        return refuted


def walk(desk: Desk, site: str, work: Work) -> None:
    ingest_into_an_empty_record(work)
    desk.sign_in()
    desk.add_source(LETTER, kind="letter")
    report = "\n\n".join(["In figures", *(claim.passage for claim in work.claims)])
    desk.add_source(REPORT, report, kind="report")
    desk.add_publisher(REVIEWER)
    desk.record_quotes(work.title, work.text, work.quotes)
    quotes_are_as_marked(work)
    record_claims(desk, work)
    desk.go_to("claims/claim", work.refuted.text)
    desk.fact_check(REVIEWER, "False", WHY, REPORT)
    nothing_is_public(site, work)

    desk.publish_list("claims/quote")
    desk.publish_list("claims/claim")
    desk.go_to("claims/review", work.refuted.text)
    desk.publish_this()
    found_by_a_stranger(site, work)

    desk.withdraw_this(WITHDRAWN)
    leaves_a_tombstone(site, work)


def ingest_into_an_empty_record(work: Work) -> None:
    for label in ("sources", "claims"):
        for model in apps.get_app_config(label).get_models():
            assert not model._base_manager.exists(), model
    call_command(
        "ingest",
        work.file,
        title=work.title,
        publisher=work.publisher,
        published=work.published,
        address=work.address,
        language="en",
        verbosity=0,
    )
    source = Source.objects.get()
    assert (source.title, source.publisher.name) == (work.title, work.publisher)
    assert (source.published, source.address) == (work.published, work.address)
    assert source.current_revision.text == work.text


def quotes_are_as_marked(work: Work) -> None:
    """Kinds, places and chains; who was made on the spot was made once."""
    recorded = list(Quote.objects.order_by("pk"))
    assert [quote.kind for quote in recorded] == work.kinds
    for said, quote in zip(work.quotes, recorded, strict=True):
        marked = {
            "content": said.content,
            "cue": said.cue,
            "source": sorted([*said.mention, *said.document]),
        }
        for role, places in marked.items():
            spans = quote.spans.filter(role=role).order_by("start")
            assert list(spans.values_list("start", "end")) == places, (quote, role)
        chain: dict[str, list[str]] = {}
        for link in quote.attributions.select_related("speaker").order_by("role", "number"):
            chain.setdefault(link.role, []).append(link.speaker.name)
        others = {"on_behalf_of": said.on_behalf_of, "addressee": said.addressee}
        expected = {role: [name] for role, name in others.items() if name}
        assert chain == {"speaker": said.speakers} | expected, quote
        assert str(quote.quoted_from or "") == said.quoted_from
    assert Speaker.objects.count() == len(work.speakers)
    for name, new in work.speakers.items():
        speaker = Speaker.objects.get(name=name)
        assert speaker.kind == new.makes.removeprefix("a new ")
        assert (speaker.headcount or 0, speaker.headcount_is) == (new.headcount, new.headcount_is)


def record_claims(desk: Desk, work: Work) -> None:
    for claim in work.claims:
        pieces = (work.text[start:end] for start, end in work.quotes[claim.quote].content)
        begin = " ".join(pieces)[:60]
        desk.record_claim(claim.text, claim.kind, begin, claim.stance)
        desk.link_evidence(REPORT, claim.bearing, [claim.passage])
    made = Appearance.objects.values_list("claim__text", "claim__kind", "stance")
    assert set(made) == {(claim.text, claim.kind, claim.stance) for claim in work.claims}
    linked = Evidence.objects.values_list("claim__text", "source__title", "bearing", "spans__exact")
    assert set(linked) == {
        (claim.text, REPORT, claim.bearing, claim.passage) for claim in work.claims
    }


def nothing_is_public(site: str, work: Work) -> None:
    for path in ("sources/", "quotes/", "claims/", "speakers/", "reviews/"):
        assert ask(site, path)[1]["results"] == [], path
    assert ask(site, "sources/lookup/", address=work.address)[0] == 404


def found_by_a_stranger(site: str, work: Work) -> None:
    """By its words, by its speaker, by the article's address."""
    claim, verdict = work.refuted.text, [("False", work.refuted.text)]
    (by_words,) = ask(site, "claims/", q=work.searched)[1]["results"]
    assert by_words["text"] == claim
    assert [row["explanation"] for row in by_words["reviews"]] == [WHY]
    (speaker,) = ask(site, "speakers/", name=work.said_by)[1]["results"]
    by_speaker = ask(site, "claims/", speaker=speaker["uid"])[1]["results"]
    assert claim in [row["text"] for row in by_speaker]
    spelt = work.address.replace("https://", "http://www.") + "/?utm_source=mail#top"
    article = ask(site, "sources/lookup/", address=spelt)[1]
    assert len(article["quotes"]) == len(work.quotes)
    assert {row["text"] for row in article["claims"]} == {row.text for row in work.claims}
    assert [(row["rating_name"], row["claim"]["text"]) for row in article["reviews"]] == verdict


def leaves_a_tombstone(site: str, work: Work) -> None:
    """The verdict is gone from the lists and says at its address why; the claim stays."""
    status, trace = ask(site, f"reviews/{Review.objects.get().uid}/")
    assert (status, trace["state"]) == (200, "withdrawn")
    assert trace["withdrawn_reason"] == WITHDRAWN
    assert WHY not in json.dumps(trace)
    assert ask(site, "reviews/")[1]["results"] == []
    assert ask(site, "sources/lookup/", address=work.address)[1]["reviews"] == []
    claim = ask(site, f"claims/{Claim.objects.get(text=work.refuted.text).uid}/")[1]
    (row,) = claim["reviews"]
    assert (row["state"], row["is_current"]) == ("withdrawn", False)
    assert (row["withdrawn_reason"], row["explanation"]) == (WITHDRAWN, "")
