"""Every hard case is in the sample record."""

from __future__ import annotations

from claims.models import (
    Appearance,
    Claim,
    ClaimRelation,
    Evidence,
    Membership,
    Merge,
    Quote,
    QuoteRelation,
    Review,
    Speaker,
    Suggestion,
)
from sources.models import Source
from tests.claims.sample import WithSampleRecord, get


def pieces(quote: Quote, role: str = "content") -> list[str]:
    return list(quote.spans.filter(role=role).order_by("number").values_list("exact", flat=True))


def chain(quote: Quote, role: str) -> list[str]:
    links = quote.attributions.filter(role=role).order_by("number")
    return [link.speaker.name if link.speaker else str(link.source) for link in links]


class SampleRecord(WithSampleRecord):
    # The letter

    def test_a_letter_known_only_through_the_article_that_quotes_it(self) -> None:
        letter = get(Source, "the-letter")
        assert (letter.current_revision, letter.published) == (None, "")
        assert get(Quote, "harbour-letter/chromium").quoted_from == letter
        assert letter.quoted_in.count() > 5

    def test_a_group_of_more_than_thirty(self) -> None:
        signatories = get(Speaker, "letter-signatories")
        assert (signatories.headcount, signatories.headcount_is) == (30, "more_than")
        assert signatories.members.get().speaker == get(Speaker, "tarrabel")

    def test_joint_speakers_share_the_mention_of_the_first(self) -> None:
        quote = get(Quote, "harbour-letter/wells-unusable")
        community, signatories = chain(quote, "speaker")
        assert signatories == "More than 30 members of the National Assembly"
        assert quote.spans.get(exact="they").attribution.speaker.name == community
        assert chain(quote, "addressee") == ["Idris Calloveny"]

    def test_on_behalf_of(self) -> None:
        quote = get(Quote, "harbour-letter/not-in-the-way")
        assert chain(quote, "on_behalf_of") == ["Old Quay community"]

    def test_a_mention_of_the_document_belongs_to_no_link(self) -> None:
        mention = get(Quote, "harbour-letter/committee").spans.get(role="source")
        assert (mention.exact, mention.attribution) == ("The letter", None)

    def test_an_unclosed_quotation_that_the_next_paragraph_opens_again(self) -> None:
        first = get(Quote, "harbour-letter/not-in-the-way")
        second = get(Quote, "harbour-letter/close-the-bay")
        last = first.spans.get(role="content", number=2)
        following = second.spans.get(role="content", number=1)
        assert last.exact.endswith("in the city.")
        assert following.exact.startswith("“")
        assert last.revision.text[last.end : following.start] == "\n\n"
        assert first.kind == second.kind == "direct"

    def test_a_quotation_closed_by_an_opening_mark_is_direct(self) -> None:
        quote = get(Quote, "harbour-letter/rashes")
        assert quote.text.endswith("“")
        assert quote.kind == "direct"

    def test_a_quote_in_two_pieces(self) -> None:
        first, second = pieces(get(Quote, "mole-reopened/promise-to-the-sea"))
        assert (first[0], second) == ("“", "“and the sea keeps its half.”")

    def test_a_quote_within_another(self) -> None:
        for inner, outer in (
            ("harbour-letter/community-afraid", "harbour-letter/not-in-the-way"),
            ("mayor-interview/outside-the-plume", "mayor-interview/harbour-master-told-me"),
            ("pilot-post/paint-a-fence", "pilot-post/bottle-to-the-lab"),
            ("word-withdrawn/no-well-failed-again", "word-withdrawn/i-withdraw-it"),
        ):
            span = get(Quote, inner).spans.get(role="content")
            around = get(Quote, outer).spans.filter(role="content", start__lte=span.start)
            assert around.filter(end__gte=span.end).count() == 1, inner

    # The other documents

    def test_every_kind_of_quote_and_every_role(self) -> None:
        assert set(Quote.objects.values_list("kind", flat=True)) == set(Quote.Kind.values)
        roles = set(Quote.objects.values_list("attributions__role", flat=True))
        assert roles == {"speaker", "on_behalf_of", "addressee", "relayed_by"}

    def test_the_answers_of_an_interview_are_direct(self) -> None:
        answer = get(Quote, "mayor-interview/taps-by-march")
        assert (answer.source.kind, answer.kind) == ("interview", "direct")
        assert chain(answer, "addressee") == ["Davin Esk"]
        assert answer.said_on == "2023-05-17~"

    def test_a_speech_and_a_post_are_the_speakers_own_words(self) -> None:
        for key in ("mole-speech/no-well-failed", "pilot-post/colour-of-the-bay"):
            assert get(Quote, key).kind == "free_direct", key

    def test_emoji_before_a_quote(self) -> None:
        span = get(Quote, "pilot-post/paint-a-fence").spans.get(role="content")
        before = span.revision.text[: span.start]
        assert len(before.encode("utf-16-le")) // 2 > span.start + 10
        assert span.revision.text[span.start : span.end] == span.exact

    def test_the_office_held_when_it_was_said(self) -> None:
        then = get(Quote, "tanner-street-release/not-a-favour").attributions.get(role="speaker")
        later = get(Quote, "bay-closure/not-past-december").attributions.get(speaker=then.speaker)
        assert then.capacity == get(Membership, "sennevar-ilvet")
        assert later.capacity == get(Membership, "sennevar-ministry")

    def test_a_text_from_right_to_left(self) -> None:
        quote = get(Quote, "quarter-waits/thirty-four")
        assert (quote.source.language, quote.kind) == ("he", "indirect")
        assert pieces(quote, "source") == ["ח״כ אוסווין טרבל", "״רציף ומים״"]

    def test_quotes_that_stand_to_each_other(self) -> None:
        for from_key, kind, to_key in (
            ("mole-reopened/promise-to-the-sea", "same_words", "mole-speech/promise-to-the-sea"),
            ("mole-national/promise-to-the-sea", "same_words", "mole-speech/promise-to-the-sea"),
            ("quarter-waits/promise-to-the-sea", "translates", "mole-speech/promise-to-the-sea"),
            ("word-withdrawn/i-withdraw-it", "withdraws", "mole-speech/no-well-failed"),
            ("word-withdrawn/never-said-outside", "denies", "mayor-interview/outside-the-plume"),
            ("corrections-column/board-2021", "corrects", "harbour-letter/board-2016"),
        ):
            relation = QuoteRelation.objects.get(
                from_quote=get(Quote, from_key), to_quote=get(Quote, to_key)
            )
            assert relation.kind == kind, from_key

    def test_two_web_pages_print_the_same_words_differently(self) -> None:
        city = get(Quote, "mole-reopened/promise-to-the-sea")
        national = get(Quote, "mole-national/promise-to-the-sea")
        assert city.text != national.text
        assert city.source.publisher.name == "The Essary Courier"
        assert national.source.publisher.name == "Velmarra Today"
        assert all(quote.revision.reader.startswith("html") for quote in (city, national))
        assert (city.source.published, city.source.modified) == ("2023-06-02", "2023-06-03")
        assert city.revision.capture.media_type == "text/html"
        assert national.source.byline == "Petrik Aumsley"

    def test_relayed_by_a_person_then_by_a_document(self) -> None:
        relays = chain(get(Quote, "bay-closure/not-past-december"), "relayed_by")
        assert relays == ["Marit Sennevar", str(get(Source, "carriers-note"))]

    def test_an_unnamed_speaker_belongs_to_one_document(self) -> None:
        official = get(Speaker, "ministry-official")
        assert official.kind == "unnamed"
        sources = {link.quote.source for link in official.attributions.all()}
        assert sources == {get(Source, "bay-closure")}

    def test_namesakes_are_told_apart(self) -> None:
        first, second = Speaker.objects.named("Jon Harrick")
        assert first.description != second.description

    def test_a_speaker_recorded_twice_is_merged(self) -> None:
        double, survivor = get(Speaker, "b-lomqvar"), get(Speaker, "lomqvar")
        assert double.merged_into == survivor
        assert chain(get(Quote, "corrections-column/count-them"), "speaker") == ["Beata Lomqvar"]
        assert Merge.objects.get(merged_id=double.pk, model="claims.speaker").reason

    def test_partial_dates(self) -> None:
        assert get(Source, "coast-figures").published == "2024-02"
        assert get(Source, "board-chart").published == "2022~"
        assert get(Membership, "harrick-guild").since == "1993~"

    def test_what_is_public_open_and_hidden(self) -> None:
        assert get(Source, "coast-figures").text_is_open
        assert not get(Source, "harbour-letter").text_is_open
        assert not get(Source, "bay-closure").is_public
        assert set(Quote.objects.values_list("status", flat=True)) == set(Quote.Status.values)
        assert all(quote.is_public for quote in Quote.objects.filter(status="published"))
        assert all(claim.is_public for claim in Claim.objects.filter(status="published"))

    # Claims, evidence, fact-checks, suggestions

    def test_every_kind_of_claim_stance_relation_and_bearing(self) -> None:
        for model, field, choices in (
            (Claim, "kind", Claim.Kind),
            (Appearance, "stance", Appearance.Stance),
            (ClaimRelation, "kind", ClaimRelation.Kind),
            (Evidence, "bearing", Evidence.Bearing),
        ):
            assert set(model.objects.values_list(field, flat=True)) == set(choices.values), model

    def test_a_promise_with_a_condition_and_a_day(self) -> None:
        claim = get(Claim, "taps-by-march-2024")
        assert (claim.kind, claim.due_on) == ("promise", "2024-03-31")
        assert claim.condition == "the city council agrees to the money"
        assert get(Claim, "state-owes-a-test").set_aside_reason

    def test_evidence_with_and_without_a_passage(self) -> None:
        figures = get(Evidence, "no-well-failed/bureau")
        assert (figures.is_primary, figures.spans.count()) == (True, 2)
        sheet = get(Evidence, "no-well-failed/lab-sheet")
        assert (sheet.is_confidential, sheet.spans.count()) == (True, 0)
        assert sheet.note

    def test_fact_checks(self) -> None:
        first, later = get(Review, "no-well-failed-first"), get(Review, "no-well-failed-later")
        assert first.superseded_by == later
        assert later.supersedes_reason
        assert get(Review, "ninety-six-per-cent").withdrawn_reason
        assert get(Review, "no-crown-from-city").state == "draft"
        by_name = get(Review, "taps-under-way")
        assert (by_name.rating_name, by_name.rating_value) == ("Under way", None)

    def test_a_fact_check_of_one_appearance_on_a_scale_that_runs_backwards(self) -> None:
        review = get(Review, "no-well-failed-as-printed")
        assert (review.best, review.worst) == (1, 5)
        assert review.appearance.quote == get(Quote, "mole-national/no-well-failed")

    def test_suggestions_are_undecided(self) -> None:
        assert list(Suggestion.objects.values_list("decision", flat=True)) == [""] * 4
