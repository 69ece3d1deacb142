"""Recording a quote in the admin: words found, asked about or refused; the chain; the context."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Attribution, Quote, QuoteRelation, QuoteSpan, Speaker
from claims.models.recording import QuoteQuerySet
from sources.models import Source
from tests.factories import (
    AppearanceFactory,
    MembershipFactory,
    QuoteFactory,
    ReviewFactory,
    SpeakerFactory,
    SpeakerNameFactory,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "The council of Port Essary met on Monday, he said.\n\n"
    "“The mole will stand,” Ida Vale said to the pilots. “It was built to stand.”\n\n"
    "“It was built to stand,” the harbour master said.\n"
    "“We pay for it,” others wrote in the letter, and he said no more, for he said enough.\n"
)
ADD = "admin:claims_quote_add"


@pytest.fixture
def source() -> Source:
    source = Source.objects.create(title="A mole in the harbour", language="en")
    source.add_revision(TEXT)
    return source


@pytest.fixture
def ida() -> Speaker:
    return SpeakerFactory(name="Ida Vale", description="mayor of Port Essary")


@pytest.fixture
def desk() -> Client:
    return signed_in("Annotator")


def signed_in(*roles: str) -> Client:
    user = get_user_model().objects.create_user("-".join(roles).lower() or "nobody", is_staff=True)
    user.groups.set(Group.objects.filter(name__in=roles))
    client = Client()
    client.force_login(user)
    return client


def sent(source: Source | None = None, **more: Any) -> dict[str, Any]:
    """What the form sends: one list of rows a set, as `chain=[{"role": …, "who": …}]`."""
    data: dict[str, Any] = {"_save": "Save"}
    if source:
        data |= {"source": str(source), "source-key": source.pk}
    for name in ("piece", "cue", "document", "chain", "relation"):
        rows = more.pop(name, [])
        data |= {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            row = {"words": row} if isinstance(row, str) else row
            data |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return data | more


def add(client: Client, data: dict[str, Any]) -> str:
    """The page that comes back; empty where the quote was stored."""
    answer = client.post(reverse(ADD), data)
    return "" if answer.status_code == 302 else answer.content.decode()


def change(client: Client, quote: Quote, data: dict[str, Any]) -> str:
    answer = client.post(reverse("admin:claims_quote_change", args=[quote.pk]), data)
    return "" if answer.status_code == 302 else answer.content.decode()


def spans(quote: Quote, role: str) -> list[str]:
    rows = quote.spans.filter(role=role, revision=quote.revision)
    return [TEXT[span.start : span.end] for span in rows.order_by("number")]


def choices(page: str, name: str) -> list[tuple[str, bool]]:
    found = re.findall(rf'<input type="radio" name="{name}" value="([^"]+)"( checked)?', page)
    return [(value, bool(checked)) for value, checked in found]


def known(speaker: Speaker, role: str = "speaker", **more: Any) -> dict[str, Any]:
    return {"role": role, "who": str(speaker), "who-key": speaker.pk, **more}


# Recording


def test_a_quote_in_two_pieces_with_its_chain(desk: Client, source: Source, ida: Speaker) -> None:
    mayor = MembershipFactory(speaker=ida)
    letter = Source.objects.create(kind="letter", title="Letter of the pilots")
    data = sent(
        source,
        piece=["“The mole will stand,”", "“It was built to stand.”"],
        cue=["said"],
        document=["the letter"],
        chain=[
            known(ida, words="Ida Vale", capacity=mayor.pk),
            {"role": "addressee", "who": "the pilots", "is_": "group", "words": "the pilots",
             "headcount": 12, "headcount_is": "about", "description": "of Port Essary"},
            {"role": "relayed_by", "is_": "document", "who": letter.title},
        ],
        said_on="2023-04-27~",
        said_in="en",
        quoted_from=letter.title,
    )  # fmt: skip
    assert add(desk, data) == ""
    quote = Quote.objects.get()
    assert quote.text == "“The mole will stand,” “It was built to stand.”"
    assert (quote.kind, quote.said_on, quote.said_in) == ("direct", "2023-04-27~", "en")
    assert quote.quoted_from == letter
    assert quote.created_by.username == quote.annotator.username == "annotator"
    assert spans(quote, "cue") == ["said"]
    chain = {link.role: link for link in quote.attributions.all()}
    assert chain["speaker"].capacity == mayor
    assert [span.exact for span in chain["speaker"].mentions.all()] == ["Ida Vale"]
    pilots = chain["addressee"].speaker
    assert (pilots.kind, pilots.headcount, pilots.headcount_is) == ("group", 12, "about")
    assert chain["relayed_by"].source == letter
    assert spans(quote, "source") == ["the letter", "Ida Vale", "the pilots"]


def test_a_kind_that_was_chosen_stays(desk: Client, source: Source) -> None:
    add(desk, sent(source, piece=["We pay for it"], kind="free_direct"))
    assert Quote.objects.get().kind == "free_direct"


def test_joint_speakers_keep_their_order_and_a_second_mention_its_link(
    desk: Client, source: Source, ida: Speaker
) -> None:
    other = SpeakerFactory(name="Tam Orrel")
    chain = [known(other), known(ida, words="Ida Vale"), known(ida, words="others")]
    assert add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain)) == ""
    first, second = Quote.objects.get().attributions.order_by("number")
    assert (first.speaker, second.speaker) == (other, ida)
    assert second.mentions.count() == 2


def test_an_unnamed_speaker_is_made_on_the_spot(desk: Client, source: Source) -> None:
    chain = [{"role": "speaker", "who": "the harbour master", "is_": "unnamed"}]
    assert add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain)) == ""
    assert Speaker.objects.get().kind == "unnamed"


def test_the_source_comes_with_the_address(desk: Client, source: Source) -> None:
    page = desk.get(reverse(ADD), {"source": source.pk}).content.decode()
    assert f'value="{source.title}"' in page
    assert 'name="piece-1-words"' in page


def test_saving_and_adding_another_keeps_the_source(desk: Client, source: Source) -> None:
    data = sent(source, piece=["“The mole will stand,”"], _addanother="1")
    del data["_save"]
    assert desk.post(reverse(ADD), data).url == f"{reverse(ADD)}?source={source.pk}"


def test_another_by_the_same_brings_the_chain_without_its_mentions(
    desk: Client, source: Source, ida: Speaker
) -> None:
    chain = [known(ida, words="Ida Vale")]
    data = sent(source, piece=["“The mole will stand,”"], chain=chain, _same="1")
    del data["_save"]
    page = desk.get(desk.post(reverse(ADD), data).url).content.decode()
    assert f'value="{ida}"' in page
    assert 'value="Ida Vale"' not in page


# Finding


def test_words_that_stand_twice_are_asked_about(desk: Client, source: Source) -> None:
    data = sent(source, piece=["“It was built to stand"])
    page = add(desk, data)
    first, second = TEXT.index(data["piece-0-words"]), TEXT.rindex(data["piece-0-words"])
    length = len(data["piece-0-words"])
    places = [f"{first}-{first + length}", f"{second}-{second + length}"]
    assert choices(page, "piece-0-at") == [(places[0], False), (places[1], False)]
    assert "to the pilots. <mark" in page.replace("\n", "")
    assert not Quote.objects.exists()
    assert add(desk, data | {"piece-0-at": places[1]}) == ""
    assert QuoteSpan.objects.get().start == second


def test_a_place_where_other_words_stand_is_not_taken(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=[{"words": "“It was built to stand", "at": "0-22"}]))
    assert [chosen for _at, chosen in choices(page, "piece-0-at")] == [False, False]
    assert not Quote.objects.exists()


def test_the_only_cue_beside_the_quote_is_taken_without_a_question(
    desk: Client, source: Source
) -> None:
    data = sent(source, piece=["“The mole will stand,”"], cue=["said"], _look="1")
    page = add(desk, data)
    beside = TEXT.index("said to the pilots")
    chosen = [at for at, is_chosen in choices(page, "cue-0-at") if is_chosen]
    assert chosen == [f"{beside}-{beside + 4}"]
    assert "Please correct" not in page
    del data["_look"]
    assert add(desk, data) == ""


def test_a_word_within_another_is_no_mention(desk: Client, source: Source) -> None:
    add(desk, sent(source, piece=["“We pay for it,”"], cue=["the"]))
    assert QuoteSpan.objects.get(role="cue").start == TEXT.index("the letter")


def test_of_several_beside_the_quote_the_nearest_is_chosen_and_asked_about(
    desk: Client, source: Source, ida: Speaker
) -> None:
    words = "“We pay for it,” others wrote"
    data = sent(source, piece=[words], chain=[known(ida, words="he")])
    page = add(desk, data)
    near = TEXT.index("he said no more")
    chosen = [at for at, is_chosen in choices(page, "chain-0-at") if is_chosen]
    assert chosen == [f"{near}-{near + 2}"]
    assert "nearest to the quote" in page
    assert not Quote.objects.exists()
    other = TEXT.index("he said enough")
    assert add(desk, data | {"chain-0-at": f"{other}-{other + 2}"}) == ""
    assert QuoteSpan.objects.get(role="source").start == other


def test_a_cue_chosen_beside_other_words_is_chosen_anew(desk: Client, source: Source) -> None:
    first = TEXT.index("said")
    data = sent(source, piece=["“The mole will stand,”"], cue=[{"words": "said"}])
    data |= {"cue-0-at": f"{first}-{first + 4}", "found": "0-10"}
    assert add(desk, data) == ""
    assert QuoteSpan.objects.get(role="cue").start == TEXT.index("said to the pilots")


def test_words_that_are_not_there_are_shown_beside_the_nearest(
    desk: Client, source: Source
) -> None:
    data = sent(source, piece=["“The mole shall stand,”"], cue=["said"], said_on="2023")
    page = add(desk, data)
    assert "do not stand in this text" in page
    assert "<del><span" in page
    assert "shall</del>" in page
    assert "will</ins>" in page
    assert "“The mole shall stand,”" in page
    assert 'value="2023"' in page
    assert not Quote.objects.exists()
    take = re.search(r'name="_take" value="([^"]+)"', page)
    assert take
    page = add(desk, data | {"_take": take[1]})
    assert not Quote.objects.exists()
    assert "“The mole will stand,”</textarea>" in page
    assert "shall" not in page


def test_words_of_an_earlier_text_are_said_to_be(desk: Client, source: Source) -> None:
    source.add_revision(TEXT.replace("will stand", "will fall"))
    page = add(desk, sent(source, piece=["“The mole will stand,”"]))
    assert "an earlier text (1)" in page
    assert not Quote.objects.exists()


def test_words_across_the_end_of_a_paragraph_are_said_to_be(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["on Monday, he said. “The mole will stand,”"]))
    assert "across a paragraph" in page
    assert not Quote.objects.exists()


def test_a_source_without_a_text_is_told(desk: Client) -> None:
    page = add(desk, sent(Source.objects.create(title="A lost letter"), piece=["words"]))
    assert "has no text yet" in page


def test_a_quote_without_words_or_source_is_told(desk: Client) -> None:
    assert "This field is required" in add(desk, sent(piece=["words"]))
    assert "none called" in add(desk, sent(piece=["words"]) | {"source": "nothing like it"})


def test_finding_stores_nothing_and_shows_the_context(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["“The mole will stand,”"], cue=["said to"], _look="1"))
    assert not Quote.objects.exists()
    assert '<mark class="is-content" title="quoted words">“The mole will stand,”</mark>' in page
    assert '<mark class="is-cue" title="cue">said to</mark>' in page


def test_a_row_is_added_without_a_script(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["not there", ""], _add="piece"))
    assert 'name="piece-2-words"' in page
    assert "errorlist" not in page
    assert not Quote.objects.exists()


# Who said it


def test_namesakes_are_told_apart_by_their_description(
    desk: Client, source: Source, ida: Speaker
) -> None:
    pilot = SpeakerFactory(name="Ida Vale", description="pilot")
    data = sent(source, piece=["“The mole will stand,”"], chain=[{"who": "Ida Vale"}])
    page = add(desk, data)
    assert {int(key) for key, _chosen in choices(page, "chain-0-who-pick")} == {ida.pk, pilot.pk}
    assert add(desk, data | {"chain-0-who-pick": pilot.pk}) == ""
    assert Attribution.objects.get().speaker == pilot


def test_an_other_name_names_the_speaker(desk: Client, source: Source, ida: Speaker) -> None:
    SpeakerNameFactory(speaker=ida, name="I. Vale-Orrel")
    add(desk, sent(source, piece=["“The mole will stand,”"], chain=[{"who": "I. Vale-Orrel"}]))
    assert Attribution.objects.get().speaker == ida


def test_nobody_is_made_where_somebody_is_called_so_already(
    desk: Client, source: Source, ida: Speaker
) -> None:
    new = {"who": ida.name, "is_": "person", "description": ida.description}
    data = sent(source, piece=["“The mole will stand,”"], chain=[new])
    assert "already" in add(desk, data)
    assert Speaker.objects.count() == 1
    assert add(desk, data | {"chain-0-description": "her daughter"}) == ""
    assert Speaker.objects.count() == 2


def test_an_unknown_name_is_asked_about(desk: Client, source: Source) -> None:
    page = add(desk, sent(source, piece=["“The mole will stand,”"], chain=[{"who": "Nobody"}]))
    assert "Nobody is called" in page
    assert not Quote.objects.exists()


def test_a_speaker_merged_meanwhile_is_answered_with_the_survivor(
    desk: Client, source: Source, ida: Speaker
) -> None:
    other = SpeakerFactory(name="I. Vale")
    data = sent(source, piece=["“The mole will stand,”"], chain=[known(other)])
    other.merge_into(ida, by=None, reason="one person")
    page = add(desk, data)
    assert "has been merged into “Ida Vale (mayor of Port Essary)”" in page
    assert choices(page, "chain-0-who-pick") == [(str(ida.pk), True)]
    assert add(desk, data | {"chain-0-who-pick": ida.pk}) == ""
    assert Attribution.objects.get().speaker == ida


def test_a_refused_quote_leaves_no_speaker_behind(
    desk: Client, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain = [{"who": "Tam Orrel", "is_": "person"}]
    add(desk, sent(source, piece=["not there at all"], chain=chain))
    assert not Speaker.objects.exists()

    def refused(self: Any, record: Any) -> None:
        raise ValidationError("The record refuses this.")

    monkeypatch.setattr(QuoteQuerySet, "refuse_imported_twice", refused)
    page = add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain))
    assert "The record refuses this." in page
    assert 'value="Tam Orrel"' in page
    assert not Speaker.objects.exists()


def test_a_headcount_is_of_a_group_and_says_how_exact_it_is(desk: Client, source: Source) -> None:
    new = {"who": "Tam Orrel", "is_": "person", "headcount": 3, "headcount_is": "about"}
    data = sent(source, piece=["“The mole will stand,”"], chain=[new])
    assert "Only a group has a headcount" in add(desk, data)
    page = add(desk, data | {"chain-0-is_": "group", "chain-0-headcount_is": ""})
    assert "how exact it is" in page


def test_only_a_relay_may_be_a_document(desk: Client, source: Source) -> None:
    chain = [{"role": "speaker", "is_": "document", "who": source.title}]
    page = add(desk, sent(source, piece=["“The mole will stand,”"], chain=chain))
    assert "Only a relay may be a document" in page


def complete(client: Client, what: str, q: str, source: Source | None = None) -> list[str]:
    page = reverse("admin:claims_quote_completion", args=[what])
    answer = client.get(page, {"q": q, "source": source.pk if source else ""})
    return [result["text"] for result in answer.json()["results"]]


def test_completion_knows_other_names_and_who_belongs_to_which_document(
    desk: Client, source: Source, ida: Speaker
) -> None:
    SpeakerNameFactory(speaker=ida, name="Valerian")
    merged = SpeakerFactory(name="Valda")
    merged.merge_into(ida, by=None, reason="one person")
    unnamed = SpeakerFactory(name="a valet", kind="unnamed")
    quote = QuoteFactory(source=source, content=["“The mole will stand,”"])
    Attribution.objects.create(quote=quote, speaker=unnamed)
    assert complete(desk, "speaker", "valer") == [str(ida)]
    assert complete(desk, "speaker", "val", source) == [str(ida), "a valet"]
    assert complete(desk, "speaker", "val", Source.objects.create()) == [str(ida)]
    assert complete(desk, "source", "mole") == [str(source)]
    assert complete(desk, "quote", "mole") == [str(quote)]


def test_completion_is_for_the_desk_alone(source: Source) -> None:
    page = reverse("admin:claims_quote_completion", args=["speaker"])
    assert Client().get(page, {"q": "a"}).status_code == 302
    assert signed_in().get(page, {"q": "a"}).status_code == 403
    assert signed_in("Reader").get(page, {"q": "a"}).status_code == 200


# The page of a quote


@pytest.fixture
def quote(source: Source, ida: Speaker, desk: Client) -> Quote:
    chain = [known(ida, words="Ida Vale")]
    add(desk, sent(source, piece=["“The mole will stand,”"], cue=["said"], chain=chain))
    return Quote.objects.get()


def as_shown(client: Client, quote: Quote) -> dict[str, Any]:
    """What the page of a quote sends back untouched."""
    page = client.get(reverse("admin:claims_quote_change", args=[quote.pk]))
    form = page.context["adminform"].form
    data: dict[str, Any] = {"_save": "Save", "version": quote.version, "kind": quote.kind}
    for name, rows in form.rows.items():
        data |= {f"{name}-TOTAL_FORMS": len(rows.forms), f"{name}-INITIAL_FORMS": 0}
        for row in rows:
            for field in row:
                value = field.value()
                if value is not None and not isinstance(value, int | str):
                    data[f"{row.prefix}-{field.name}-key"] = value.pk
                    value = str(value)
                data[f"{row.prefix}-{field.name}"] = "" if value is None else value
            data[f"{row.prefix}-at"] = row.chosen
    return data


def test_saving_a_page_untouched_changes_no_part(desk: Client, quote: Quote) -> None:
    before = list(quote.spans.values()), list(quote.attributions.values())
    assert change(desk, quote, as_shown(desk, quote)) == ""
    assert (list(quote.spans.values()), list(quote.attributions.values())) == before


def test_words_cue_and_chain_of_a_recorded_quote_change(
    desk: Client, quote: Quote, ida: Speaker
) -> None:
    data = as_shown(desk, quote) | {
        "piece-0-words": "“The mole will stand,”",
        "piece-1-words": "“It was built to stand.”",
        "cue-0-words": "said to",
        "cue-0-at": "",
        "chain-1-role": "addressee",
        "chain-1-who": "the pilots",
        "chain-1-is_": "group",
        "chain-1-words": "the pilots",
        "chain-TOTAL_FORMS": 2,
        "reason": "heard again",
        "nothing_to_check": "on",
    }
    assert change(desk, quote, data) == ""
    quote.refresh_from_db()
    assert quote.text == "“The mole will stand,” “It was built to stand.”"
    assert spans(quote, "cue") == ["said to"]
    assert spans(quote, "source") == ["Ida Vale", "the pilots"]
    assert quote.nothing_to_check
    assert QuoteSpan.history.filter(history_change_reason="heard again").exists()
    data = as_shown(desk, quote)
    data |= {"piece-0-words": "", "chain-0-who": "", "chain-0-who-key": "", "chain-0-words": ""}
    assert change(desk, quote, data) == ""
    quote.refresh_from_db()
    assert quote.text == "“It was built to stand.”"
    assert spans(quote, "source") == ["the pilots"]
    assert [link.role for link in quote.attributions.all()] == ["addressee"]


def test_published_words_stay_and_another_quote_corrects_them(
    desk: Client, quote: Quote, ida: Speaker
) -> None:
    quote.source.publish(by=None)
    quote.publish(by=None)
    quote.refresh_from_db()
    page = desk.get(reverse("admin:claims_quote_change", args=[quote.pk])).content.decode()
    assert "record another quote that corrects it" in page
    assert "piece-0-words" not in page
    data = as_shown(desk, quote) | {"said_on": "2023-04"}
    assert "that is not stored" in change(desk, quote, data | {"piece-0-words": "he"})
    assert change(desk, quote, data) == ""
    quote.refresh_from_db()
    assert (quote.text, quote.said_on) == ("“The mole will stand,”", "2023-04")
    page = desk.get(reverse(ADD), {"corrects": quote.pk}).content.decode()
    assert "“The mole will stand,”</textarea>" in page
    assert f'value="{ida}"' in page
    assert '<option value="corrects" selected>' in page
    relation = [{"kind": "corrects", "other": str(quote), "other-key": quote.pk}]
    assert add(desk, sent(quote.source, piece=["The mole will stand"], relation=relation)) == ""
    made = QuoteRelation.objects.get()
    assert (made.kind, made.to_quote) == ("corrects", quote)
    page = desk.get(reverse("admin:claims_quote_change", args=[quote.pk])).content.decode()
    assert "Other quotes say of this one" in page


def test_relations_are_made_and_taken_away(desk: Client, quote: Quote) -> None:
    other = QuoteFactory(source=quote.source, content=["“It was built to stand.”"])
    named = {"relation-0-other": str(other.pk), "relation-0-kind": "denies"}
    assert change(desk, quote, as_shown(desk, quote) | named) == ""
    assert quote.relations.get().to_quote == other
    quote.refresh_from_db()
    gone = {"relation-0-other": "", "relation-0-other-key": "", "relation-0-kind": ""}
    assert change(desk, quote, as_shown(desk, quote) | gone) == ""
    assert not quote.relations.exists()
    quote.refresh_from_db()
    itself = {"relation-0-other": str(quote.pk), "relation-0-kind": "denies"}
    assert "not related to itself" in change(desk, quote, as_shown(desk, quote) | itself)


def test_the_second_of_two_editors_is_told_and_loses_nothing(desk: Client, quote: Quote) -> None:
    stale = as_shown(desk, quote)
    theirs = as_shown(desk, quote) | {"piece-1-words": "“It was built to stand.”"}
    assert change(signed_in("Editor"), quote, theirs) == ""
    mine = stale | {"said_on": "2023-04", "piece-0-words": "The mole will stand"}
    page = change(desk, quote, mine)
    assert "editor changed this record while you had it open" in page
    assert "Their words: “The mole will stand,” “It was built to stand.”" in page
    assert 'value="2023-04"' in page
    assert "The mole will stand</textarea>" in page
    quote.refresh_from_db()
    assert quote.text.endswith("“It was built to stand.”")
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    assert change(desk, quote, mine | {"version": version[1]}) == ""
    quote.refresh_from_db()
    assert (quote.text, quote.said_on) == ("The mole will stand", "2023-04")


def test_words_typed_while_the_quote_was_published_are_not_dropped_in_silence(
    desk: Client, quote: Quote
) -> None:
    mine = as_shown(desk, quote) | {"piece-0-words": "The mole will stand"}
    quote.source.publish(by=None)
    quote.publish(by=None)
    page = change(desk, quote, mine)
    assert "You had typed “The mole will stand" in page
    assert "that is not stored" in page
    quote.refresh_from_db()
    assert quote.text.startswith("“The mole will stand,”")


def test_the_context_is_bounded_escaped_and_says_when_it_is_of_an_earlier_text(
    desk: Client,
) -> None:
    filling = "Word for word. " * 200
    source = Source.objects.create(title="Marks", language="he")
    source.add_revision(f"{filling}<b>אני כאן</b> & there. {filling}")
    quote = QuoteFactory(source=source, content=["<b>אני כאן</b> & there."])
    source.add_revision(f"{filling}<b>אני כאן</b> & there. Corrected.")
    page = desk.get(reverse("admin:claims_quote_change", args=[quote.pk])).content.decode()
    assert "&lt;b&gt;אני כאן&lt;/b&gt; &amp; there.</mark>" in page
    assert '<blockquote dir="auto" lang="he">' in page
    assert page.count("Word for word.") < 60
    assert "Found on text 1 of the source, which is now at text 2." in page


def test_a_reader_sees_all_and_changes_nothing(quote: Quote) -> None:
    reader = signed_in("Reader")
    page = reader.get(reverse("admin:claims_quote_change", args=[quote.pk])).content.decode()
    assert "Ida Vale" in page
    assert 'name="_save"' not in page
    assert reader.post(reverse(ADD), sent(quote.source)).status_code == 403


def test_the_history_of_a_quote_opens(desk: Client, quote: Quote) -> None:
    assert desk.get(reverse("admin:claims_quote_history", args=[quote.pk])).status_code == 200
    args = [quote.pk, quote.history.get().pk]
    page = desk.get(reverse("admin:claims_quote_simple_history", args=args))
    assert page.status_code == 200


# Withdrawing


def test_what_stands_on_a_quote_is_said_before_it_is_withdrawn(desk: Client, quote: Quote) -> None:
    appearance = AppearanceFactory(quote=quote)
    ReviewFactory(claim=appearance.claim, appearance=appearance, rating_name="half true")
    other = QuoteFactory(source=quote.source, content=["“It was built to stand.”"])
    QuoteRelation.objects.create(from_quote=other, to_quote=quote, kind="denies")
    address = reverse("admin:claims_quote_withdraw", args=[quote.pk])
    assert desk.get(address).status_code == 403
    editor = signed_in("Editor")
    page = editor.get(address).content.decode()
    assert str(appearance.claim) in page
    assert "half true" in page
    assert f"{other} — Denies — {quote}" in page
    assert editor.post(address, {"reason": ""}).status_code == 200
    assert editor.post(address, {"reason": "misheard"}).status_code == 302
    quote.refresh_from_db()
    assert (quote.status, quote.withdrawn_reason) == ("withdrawn", "misheard")


# The list


def test_the_list_filters_searches_and_asks_the_same_number_of_questions(
    desk: Client, source: Source, ida: Speaker
) -> None:
    page = reverse("admin:claims_quote_changelist")

    def queries(count: int) -> int:
        for _ in range(count):
            made = QuoteFactory(source=source, content=["“The mole will stand,”"])
            Attribution.objects.create(quote=made, speaker=ida)
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page).status_code == 200
        return len(captured)

    few = queries(2)
    assert queries(10) == few <= LIST_QUERIES
    found = desk.get(page, {"q": "mole stand"}).context["cl"]
    assert found.result_count == 12
    AppearanceFactory(quote=Quote.objects.first())
    assert desk.get(page, {"claims": "none"}).context["cl"].result_count == 11
    assert desk.get(page, {"language": "he"}).context["cl"].result_count == 0
    assert desk.get(page, {"kind": "direct", "status": "recorded"}).status_code == 200
    body = desk.get(page).content.decode()
    assert "Ida Vale" in body


LIST_QUERIES = 13
PAGE_QUERIES = {"fresh": 5, "like": 8, "change": 15, "stored": 28, "completion": 7}


def test_pages_ask_a_bounded_number_of_questions(
    desk: Client, source: Source, quote: Quote, ida: Speaker
) -> None:
    def asked(name: str, method: str, page: str, data: dict[str, Any]) -> None:
        with CaptureQueriesContext(connection) as captured:
            getattr(desk, method)(page, data)
        assert len(captured) <= PAGE_QUERIES[name], (name, len(captured))

    asked("fresh", "get", reverse(ADD), {"source": source.pk})
    asked("like", "get", reverse(ADD), {"like": quote.pk})
    asked("change", "get", reverse("admin:claims_quote_change", args=[quote.pk]), {})
    completion = reverse("admin:claims_quote_completion", args=["speaker"])
    asked("completion", "get", completion, {"q": "ida", "source": source.pk})
    chain = [known(ida, words="Ida Vale")]
    data = sent(source, piece=["“It was built to stand.”"], cue=["said to"], chain=chain)
    asked("stored", "post", reverse(ADD), data)
