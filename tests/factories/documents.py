"""Documents: publishers, sources, their bytes and texts."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from sources import models as sources
from sources.text import sha256

WORDS = "The mayor said: “We shall build the bridge.” Nobody else spoke that evening."
SAID = "“We shall build the bridge.”"
START = WORDS.index(SAID)


class PublisherFactory(DjangoModelFactory):
    class Meta:
        model = sources.Publisher

    name = factory.Sequence(lambda n: f"The Harbour Post {n}")


class SourceFactory(DjangoModelFactory):
    """A source without a text; `text` gives it one."""

    class Meta:
        model = sources.Source
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"A bridge at last {n}")
    kind = "article"

    @factory.post_generation
    def text(self, create: bool, extracted: str | None, **_: Any) -> None:
        if create and extracted:
            self.add_revision(extracted)  # type: ignore[attr-defined]


class CaptureFactory(DjangoModelFactory):
    class Meta:
        model = sources.Capture

    source = factory.SubFactory(SourceFactory)
    media_type = "text/plain"
    size = len(WORDS.encode())
    sha256 = sha256(WORDS)
    file = "bytes"


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = sources.Revision

    source = factory.SubFactory(SourceFactory)
    number = factory.LazyAttribute(lambda o: o.source.revisions.count() + 1)
    text = WORDS
    sha256 = factory.LazyAttribute(lambda o: sha256(o.text))


class LocatorFactory(DjangoModelFactory):
    class Meta:
        model = sources.Locator

    revision = factory.SubFactory(RevisionFactory)
    start = 0
    end = len(WORDS)
    kind = "page"
    value = "1"
