"""Who speaks, and two who are one."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from claims import models as claims


class SpeakerFactory(DjangoModelFactory):
    class Meta:
        model = claims.Speaker

    kind = "person"
    name = factory.Sequence(lambda n: f"Ida Vale {n}")


class GroupFactory(SpeakerFactory):
    kind = "group"
    name = "members of the council"
    headcount = 30
    headcount_is = "more_than"


class SpeakerNameFactory(DjangoModelFactory):
    class Meta:
        model = claims.SpeakerName

    speaker = factory.SubFactory(SpeakerFactory)
    name = factory.Sequence(lambda n: f"I. Vale {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = claims.Membership

    speaker = factory.SubFactory(SpeakerFactory)
    organization = factory.SubFactory(SpeakerFactory, kind="organization")
    role = "mayor"
    since = "2021"


class MergeFactory(DjangoModelFactory):
    """A merge of two new speakers."""

    class Meta:
        model = claims.Merge

    @classmethod
    def _create(cls, model_class: type[claims.Merge], *args: Any, **kwargs: Any) -> claims.Merge:
        return SpeakerFactory().merge_into(SpeakerFactory(), by=None, reason="one person")


class MergeMoveFactory(DjangoModelFactory):
    class Meta:
        model = claims.MergeMove

    merge = factory.SubFactory(MergeFactory)
    model = "claims.attribution"
    object_id = 1
    before = factory.LazyFunction(dict)
    after = factory.LazyFunction(dict)
