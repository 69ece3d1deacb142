"""A text about a mole, who speaks in it, and somebody who records it."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import Quote, Speaker
from sources.models import Source
from tests.claims.admin.roles import signed_in
from tests.factories import SpeakerFactory

from .form import TEXT, add, known, sent


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


@pytest.fixture
def quote(source: Source, ida: Speaker, desk: Client) -> Quote:
    chain = [known(ida, words="Ida Vale")]
    add(desk, sent(source, piece=["“The mole will stand,”"], cue=["said"], chain=chain))
    return Quote.objects.get()
