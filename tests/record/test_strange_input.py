"""What cannot be recorded is refused in a sentence, never by an error of Python or the database."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from claims.models import Appearance, Claim, Evidence, Link, Quote, Speaker, Topic
from claims.models.rewriting import rewrite
from claimtrack.db.records import Conflict
from sources.anchoring import Position, Words
from sources.models import Source
from tests.factories import (
    SAID,
    START,
    WORDS,
    AppearanceFactory,
    ClaimFactory,
    PublishedQuoteFactory,
    QuoteFactory,
    ReviewFactory,
    SourceFactory,
    SpeakerFactory,
    UserFactory,
)

from .raw import on

pytestmark = pytest.mark.django_db
UNSTORABLE = pytest.mark.parametrize("text", ["a\0b", "a\ud800b"], ids=["NUL", "surrogate"])


@pytest.fixture
def source() -> Source:
    source = SourceFactory(text=WORDS)
    source.refresh_from_db()
    return source


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory()


@pytest.mark.parametrize("name", ["created_at", "merged_into", "status", "is_public", "nonsense"])
def test_only_what_a_docstring_names_is_taken(source: Source, claim: Claim, name: str) -> None:
    with pytest.raises(TypeError, match=name):
        Claim.objects.record("The bridge stands", **{name: None})
    with pytest.raises(TypeError, match=name):
        Quote.objects.record(source=source, content=[SAID], **{name: None})
    with pytest.raises(TypeError, match=name):
        claim.add_evidence(source, "supports", [SAID], **{name: None})


@UNSTORABLE
def test_a_text_that_no_database_holds(source: Source, claim: Claim, text: str) -> None:
    for refused in (
        lambda: Claim.objects.record(text),
        lambda: Claim.objects.record("The bridge stands", origin="desk", external_id=text),
        lambda: Claim.objects.record("The bridge stands", topics=[text]),
        lambda: Claim.objects.record("The bridge stands", reason=text),
        lambda: Quote.objects.record(source=source, content=[SAID], said_in=text),
        lambda: claim.add_evidence(source, "supports", note=text),
        lambda: claim.withdraw(text, by=None),
        lambda: claim.merge_into(ClaimFactory(), by=None, reason=text),
        lambda: Topic.objects.create(name=text),
        lambda: Topic.objects.bulk_create([Topic(name=text)]),
        lambda: Claim.objects.filter(pk=claim.pk).update(condition=text),
    ):
        with pytest.raises(ValidationError, match="take that out"):
            refused()


@pytest.mark.parametrize(
    "place",
    [
        Position(1.0, 3),
        Position("1", 3),
        Position(None, 3),
        Position(0, True),
        (1, 3),
        b"The mayor",
        None,
        3,
        Words(None),
        Words("mayor", prefix=3),
    ],
    ids=repr,
)
def test_what_is_no_place(source: Source, claim: Claim, place: object) -> None:
    for name in ("content", "cue", "document_mention"):
        with pytest.raises(ValidationError, match=r"no place|no stretch"):
            Quote.objects.record(source=source, **({"content": [SAID]} | {name: [place]}))
    with pytest.raises(ValidationError, match=r"no place|no stretch"):
        claim.add_evidence(source, "supports", [place])


@pytest.mark.parametrize("content", [SAID, None, Position(0, 3), b"The"], ids=repr)
def test_pieces_come_in_a_list(source: Source, content: object) -> None:
    with pytest.raises(ValidationError, match="is no list"):
        Quote.objects.record(source=source, content=content)


@pytest.mark.parametrize(
    "content",
    [[SAID, "The mayor"], [Position(0, 9), Position(8, 14)], [Position(0, 9), Position(0, 9)]],
    ids=["out of order", "overlapping", "twice"],
)
def test_pieces_stand_in_the_order_of_the_text(source: Source, content: list) -> None:
    sentence = "The pieces of a quote stand in the order of the text and do not overlap"
    with pytest.raises(ValidationError, match=sentence):
        Quote.objects.record(source=source, content=content)
    quote = QuoteFactory()
    with pytest.raises(ValidationError, match=sentence):
        rewrite(quote, content=content)
    Quote.objects.record(source=source, content=[Position(0, 3), Position(3, 9)])


def test_pieces_may_pass_over_each_other_when_they_are_put_right() -> None:
    quote = QuoteFactory(content=["The", "mayor", "said"])
    for content in (["mayor", "said", SAID], ["The", "mayor"], [Position(1, START), SAID]):
        rewrite(quote, content=content)
    assert quote.text == f"{WORDS[1:START]} {SAID}"


def test_records_that_are_not_there(source: Source, claim: Claim) -> None:
    said = {"source": source, "content": [SAID]}
    member = SpeakerFactory.build()
    for refused in (
        lambda: Quote.objects.record(**said | {"source": None}),
        lambda: Quote.objects.record(**said | {"source": SourceFactory.build()}),
        lambda: Quote.objects.record(**said | {"source": claim}),
        lambda: Quote.objects.record(**said, revision=source),
        lambda: Quote.objects.record(**said, quoted_from=SourceFactory.build()),
        lambda: Quote.objects.record(**said, chain=[Link(member)]),
        lambda: Quote.objects.record(**said, chain=[Link("Mayor Vale")]),
        lambda: Quote.objects.record(**said, chain=["Mayor Vale"]),
        lambda: Quote.objects.record(**said, chain=None),
        lambda: claim.appear(None),
        lambda: claim.appear(Quote()),
        lambda: Claim(text="The bridge stands").appear(QuoteFactory()),
        lambda: claim.add_evidence(None, "supports", note="x"),
        lambda: claim.add_evidence(Source(title="x"), "supports", note="x"),
        lambda: claim.merge_into(None, by=None, reason="x"),
        lambda: claim.merge_into(SpeakerFactory(), by=None, reason="x"),
        lambda: claim.merge_into(Claim(text="x"), by=None, reason="x"),
        lambda: ReviewFactory(claim=claim).rest_on([Evidence()]),
    ):
        with pytest.raises(ValidationError):
            refused()


@pytest.mark.parametrize("text", ["", "  ", "\n\u00a0"])
def test_a_claim_has_words(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Claim.objects.record(text)
    assert "text" in caught.value.message_dict


@pytest.mark.parametrize("topics", [[""], [" "], [None], "bridges", None, 3])
def test_topics_have_names(topics: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Claim.objects.record("The bridge stands", topics=topics)
    assert "topics" in caught.value.message_dict
    assert not Claim.objects.exists()


def test_a_topic_named_twice_is_one() -> None:
    claim = Claim.objects.record("The bridge stands", topics=["bridges", "tolls", "bridges"])
    assert [str(link) for link in claim.claim_topics.all()] == ["bridges", "tolls"]


def test_a_quote_makes_a_claim_once(claim: Claim) -> None:
    quote = QuoteFactory()
    claim.appear(quote, "denies")
    with pytest.raises(ValidationError, match="linked to this claim already: it denies it"):
        claim.appear(quote)
    with pytest.raises(ValidationError):
        claim.appear(QuoteFactory(), "sings")


def test_a_speaker_stands_once_in_a_role(source: Source) -> None:
    speaker: Speaker = SpeakerFactory()
    quote = Quote.objects.record(
        source=source, content=[SAID], chain=[Link(speaker), Link(speaker, "addressee")]
    )
    for refused in (
        lambda: Quote.objects.record(
            source=source, content=[SAID], chain=[Link(speaker), Link(speaker)]
        ),
        lambda: rewrite(quote, content=[SAID], chain=[Link(speaker), Link(speaker)]),
    ):
        with pytest.raises(ValidationError, match="stands twice as speaker"):
            refused()


def test_a_merge_brings_no_verdict_on_a_hidden_quote_to_a_public_claim(claim: Claim) -> None:
    appearance = AppearanceFactory(quote=PublishedQuoteFactory())
    ReviewFactory(claim=appearance.claim, appearance=appearance).publish(by=None)
    appearance.quote.source.is_public = False
    appearance.quote.source.save()
    claim.publish(by=None)
    with pytest.raises(ValidationError, match="about a quote that is not public"):
        appearance.claim.merge_into(claim, by=None, reason="the same")


def test_a_uid_that_somebody_else_takes_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look before recording finds nothing; the one after it was refused does."""
    user, uid = UserFactory(), uuid.uuid4()
    there = Claim.objects.record("The bridge stands", uid=uid, by=user)
    queryset = type(Claim.objects.all())
    existing = queryset.existing

    def record(by):
        looks = iter([lambda *_: None, existing])
        monkeypatch.setattr(queryset, "existing", lambda *given: next(looks)(*given))
        return Claim.objects.record("The bridge stands", uid=uid, by=by)

    assert record(user) == there
    with pytest.raises(Conflict):
        record(UserFactory())


@on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_two_writers_with_one_uid() -> None:
    uid, claim, quote = uuid.uuid4(), ClaimFactory(), QuoteFactory()

    def appear() -> int:
        try:
            return Claim.objects.get(pk=claim.pk).appear(quote, uid=uid).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            mine = claim.appear(quote, uid=uid)
            other = pool.submit(appear)
        assert other.result(20) == mine.pk
    assert Appearance.objects.count() == 1
