"""Who said it is known, one of several namesakes, or made on the spot."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from claims.models import Attribution, Quote, Speaker
from sources.models import Source
from tests.factories import (
    GroupFactory,
    SpeakerFactory,
    SpeakerNameFactory,
)

from .form import add, choices, known, sent

pytestmark = pytest.mark.django_db


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


NAME = "members of the council"


@pytest.fixture
def members() -> Speaker:
    return GroupFactory(name=NAME, description="who signed the letter")


@pytest.mark.parametrize(
    "new",
    [
        {"is_": "group", "headcount": 34, "headcount_is": "exactly"},
        {"is_": "organization"},
        {"is_": "group", "description": "Who signed the letter"},
    ],
)
def test_a_known_name_is_asked_about_once_and_recorded_anew_on_confirmation(
    desk: Client, source: Source, members: Speaker, new: dict[str, Any]
) -> None:
    data = sent(source, piece=["“The mole will stand,”"], chain=[{"who": NAME, **new}])
    page = add(desk, data)
    assert "is a known name" in page
    assert "(who signed the letter) <small>Group, more than 30</small>" in page
    anew = f"new:{NAME}"
    assert choices(page, "chain-0-who-pick") == [(str(members.pk), True), (anew, False)]
    assert Speaker.objects.count() == 1
    assert add(desk, data | {"chain-0-who-pick": anew}) == ""
    assert Attribution.objects.get().speaker.kind == new["is_"]
    assert Speaker.objects.filter(name=NAME).count() == 2


def test_the_known_one_is_taken_where_it_is_meant(
    desk: Client, source: Source, members: Speaker
) -> None:
    new = {"who": NAME, "is_": "group", "headcount": 34, "headcount_is": "exactly"}
    data = sent(source, piece=["“The mole will stand,”"], chain=[new])
    assert add(desk, data | {"chain-0-who-pick": members.pk}) == ""
    assert Attribution.objects.get().speaker == members
    assert Speaker.objects.count() == 1


def test_two_of_one_name_that_nothing_tells_apart_are_not_made(
    desk: Client, source: Source, members: Speaker
) -> None:
    same = {"who": NAME, "is_": "group", "headcount": 30, "headcount_is": "more_than"}
    same |= {"description": members.description, "who-pick": f"new:{NAME}"}
    page = add(desk, sent(source, piece=["“The mole will stand,”"], chain=[same]))
    assert "describe the new one to tell them apart" in page
    assert Speaker.objects.count() == 1


def test_what_was_confirmed_of_other_words_is_asked_again(
    desk: Client, source: Source, members: Speaker
) -> None:
    new = {"who": NAME, "is_": "organization", "who-pick": "new:members"}
    page = add(desk, sent(source, piece=["“The mole will stand,”"], chain=[new]))
    assert "is a known name" in page


def test_what_was_picked_stays_picked_while_something_else_is_put_right(
    desk: Client, source: Source, ida: Speaker, members: Speaker
) -> None:
    SpeakerFactory(name=ida.name, description="pilot")
    chain = [
        {"who": ida.name, "who-pick": ida.pk},
        {"who": NAME, "is_": "organization", "who-pick": f"new:{NAME}"},
    ]
    data = sent(source, piece=["not there"], chain=chain)
    page = add(desk, data)
    assert f'name="chain-0-who-pick" value="{ida.pk}"' in page
    assert f'value="{ida}"' in page
    assert f'name="chain-1-who-pick" value="new:{NAME}"' in page
    kept = {"chain-0-who": str(ida), "chain-0-who-key": ida.pk}
    assert add(desk, data | kept | {"piece-0-words": "“The mole will stand,”"}) == ""
    assert Attribution.objects.get(number=1).speaker == ida
