"""A real article, marked by hand, goes in whole and comes back to the letter.

The article and its marking lie beside the checkout and are not part of the project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from claims.models import Attribution, Claim, ClaimRelation, Link, Quote, QuoteRelation, Speaker
from sources.anchoring import Position
from sources.models import Source

FOLDER = Path(__file__).parents[2].parent / "shared" / "seed"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="the marked article ../shared/seed is not there"
    ),
]

COMMUNITY = "Baku Jewish community"
MEMBERS = "more than 30 serving members of Knesset"
OWN_VOICE = {
    "A1": "Following the state visit of Foreign Minister",
    "A2": "the Baku Jewish community has requested",
    "A3": "The Jewish community joined more than 30 serving members",
}
ELSEWHERE = (
    "Thirty-two lawmakers have signed a letter to the foreign minister, this paper has learned.\n\n"
    "“The rule in Tehran strikes at us again and again over the Palestinians, and pays and eggs on "
    "murderous bands against us in their name,” it says.\n"
)
LATER = (
    "Most of those who signed have thought better of it.\n\n“We take our names off this letter,” "
    "some twenty-five of them said on Monday.\n"
)


def load(name: str) -> list[dict[str, Any]]:
    return json.loads((FOLDER / f"gold-{name}.json").read_text())[name]


def positions(spans: list[list[int]]) -> list[Position]:
    return [Position(start, end) for start, end in spans]


class Desk:
    """Those who speak, and the documents: what an annotator would have made on the way."""

    def __init__(self) -> None:
        call_command("ingest", next(FOLDER.glob("*.txt")), kind="article", verbosity=0)
        self.article = Source.objects.get()
        self.text = self.article.current_revision.text
        self.letter = Source.objects.create(kind="letter", title="Letter to the minister")
        self.speakers = {
            COMMUNITY: self.speaker("organization", COMMUNITY),
            MEMBERS: self.speaker("group", MEMBERS, headcount=30, headcount_is="more_than"),
            "State of Israel": self.speaker("organization", "State of Israel"),
            "Eli Cohen": self.speaker("person", "Eli Cohen"),
        }
        self.author = self.speaker("organization", "the article's publisher")
        self.quotes = {gold["number"]: self.quote(gold) for gold in load("quotes")}
        self.claims = {gold["id"]: self.claim(gold) for gold in load("claims")}

    def speaker(self, kind: str, name: str, **more: Any) -> Speaker:
        return Speaker.objects.create(kind=kind, name=name, **more)

    def quote(self, gold: dict[str, Any]) -> Quote:
        mention = positions(gold["source"])
        of_the_document = "letter" in "".join(self.text[p.start : p.end] for p in mention).lower()
        speakers = [Link(self.speakers[name]) for name in gold["speakers"]]
        if not of_the_document:
            # A mention of joint speakers points at the first and counts for all.
            speakers[0] = Link(speakers[0].speaker, mention=mention)
        others = [
            Link(self.speakers[gold[role]], role=role)
            for role in ("on_behalf_of", "addressee")
            if role in gold
        ]
        return Quote.objects.record(
            source=self.article,
            content=positions(gold["content"]),
            cue=positions(gold["cue"]),
            document_mention=mention if of_the_document else (),
            chain=[*speakers, *others],
            quoted_from=self.letter if "quoted_from" in gold else None,
        )

    def claim(self, gold: dict[str, Any]) -> Claim:
        claim = Claim.objects.record(gold["text"], kind=gold["kind"], language="en")
        quote = self.quotes.get(gold["quote"]) or self.own_voice(gold["id"])
        claim.appear(quote, gold["stance"])
        note = gold.get("note", "")
        if note.startswith("set aside: "):
            claim.set_aside(note.removeprefix("set aside: "), by=None)
        if note.startswith("condition: "):
            claim.condition = note.removeprefix("condition: ")
            claim.save()
        return claim

    def own_voice(self, key: str) -> Quote:
        start = self.text.index(OWN_VOICE[key])
        end = self.text.index("\n", start)
        return Quote.objects.record(
            source=self.article,
            content=[Position(start, end)],
            kind="free_direct",
            chain=[Link(self.author)],
        )


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_nine_quotes_come_back_with_their_words_and_offsets(desk: Desk) -> None:
    golden = load("quotes")
    assert len(golden) == 9
    for gold in golden:
        quote = Quote.objects.get(pk=desk.quotes[gold["number"]].pk)
        for role in ("content", "cue", "source"):
            spans = [
                [span.start, span.end] for span in quote.spans.filter(role=role).order_by("number")
            ]
            assert spans == gold[role]
        pieces = [desk.text[start:end] for start, end in gold["content"]]
        assert quote.text == " ".join(pieces)
        assert [span.exact for span in quote.spans.filter(role="content")] == pieces


def test_the_kinds_are_those_that_the_marks_say(desk: Desk) -> None:
    kinds = {number: quote.kind for number, quote in desk.quotes.items()}
    assert kinds == {gold["number"]: gold["kind"] for gold in load("quotes")}


def test_the_chains_come_back(desk: Desk) -> None:
    for gold in load("quotes"):
        chain = desk.quotes[gold["number"]].attributions.select_related("speaker")
        by_role: dict[str, list[str]] = {}
        for link in chain.order_by("role", "number"):
            by_role.setdefault(link.role, []).append(link.speaker.name)
        expected = {"speaker": gold["speakers"]}
        expected |= {role: [gold[role]] for role in ("on_behalf_of", "addressee") if role in gold}
        assert by_role == expected
        assert (desk.quotes[gold["number"]].quoted_from == desk.letter) is ("quoted_from" in gold)


def test_a_mention_names_its_link_or_the_document(desk: Desk) -> None:
    joint = desk.quotes[2].spans.get(role="source")
    assert joint.attribution == desk.quotes[2].attributions.get(role="speaker", number=1)
    of_the_letter = desk.quotes[4].spans.get(role="source")
    assert of_the_letter.exact == "the letter"
    assert of_the_letter.attribution is None


def test_the_group_has_its_headcount(desk: Desk) -> None:
    members = Speaker.objects.get(name=MEMBERS)
    assert (members.kind, members.headcount, members.headcount_is) == ("group", 30, "more_than")
    said = Quote.objects.by_speaker(members, Attribution.Role.SPEAKER)
    assert said.count() == 8


def test_twenty_seven_claims_come_back_with_kind_stance_and_quote(desk: Desk) -> None:
    golden = load("claims")
    assert Claim.objects.count() == len(golden) == 27
    for gold in golden:
        claim = Claim.objects.get(text=gold["text"])
        appearance = claim.appearances.get()
        assert (claim.kind, appearance.stance) == (gold["kind"], gold["stance"])
        if gold["quote"]:
            assert appearance.quote == desk.quotes[gold["quote"]]
        else:
            assert appearance.quote.kind == "free_direct"
            assert appearance.quote.attributions.get().speaker == desk.author
        assert bool(claim.set_aside_reason) is gold.get("note", "").startswith("set aside")
        assert bool(claim.condition) is gold.get("note", "").startswith("condition")


def test_relations_between_claims_come_back(desk: Desk) -> None:
    for gold in load("claims"):
        kind, _, other = gold.get("note", "").partition(" ")
        if kind in ClaimRelation.Kind.values:
            desk.claims[gold["id"]].relations.create(to_claim=desk.claims[other], kind=kind)
    parts = ClaimRelation.objects.filter(to_claim=desk.claims["C8"], kind="part_of")
    assert {relation.from_claim for relation in parts} == {
        desk.claims[name] for name in ("C5", "C6", "C7")
    }
    assert desk.claims["C22"].relations.get().to_claim == desk.claims["C2"]


def test_another_article_has_the_letter_in_other_words_and_most_take_it_back(desk: Desk) -> None:
    elsewhere = Source.objects.create(title="Thirty-two sign", published="2023-04-20")
    elsewhere.add_revision(ELSEWHERE)
    thirty_two = desk.speaker("group", "32 lawmakers", headcount=32, headcount_is="exactly")
    words = ELSEWHERE.split("\n\n")[1].removesuffix(" it says.\n")
    other = Quote.objects.record(
        source=elsewhere,
        content=[words],
        cue=["says"],
        document_mention=["it"],
        chain=[Link(thirty_two)],
        quoted_from=desk.letter,
    )
    QuoteRelation.objects.create(from_quote=other, to_quote=desk.quotes[3], kind="same_words")
    desk.claims["C2"].appear(other)

    later = Source.objects.create(title="Second thoughts", published="2023-04-25")
    later.add_revision(LATER)
    most = desk.speaker("group", "signatories who withdrew", headcount=25, headcount_is="about")
    back = Quote.objects.record(
        source=later,
        content=["“We take our names off this letter,”"],
        cue=["said"],
        chain=[Link(most, mention=["some twenty-five of them"])],
        said_on="2023-04-24",
    )
    for number in range(3, 10):
        QuoteRelation.objects.create(
            from_quote=back, to_quote=desk.quotes[number], kind="withdraws"
        )

    letter = Quote.objects.filter(quoted_from=desk.letter)
    assert letter.count() == 9
    assert {quote.source for quote in letter} == {desk.article, elsewhere}
    same = desk.quotes[3].related_by.get(kind="same_words").from_quote
    assert same.text == words
    assert desk.quotes[3].related_by.get(kind="withdraws").from_quote.text == back.text
    assert {a.quote for a in desk.claims["C2"].appearances.all()} == {desk.quotes[3], other}
    assert desk.claims["C2"].earliest_appearance().quote == other
