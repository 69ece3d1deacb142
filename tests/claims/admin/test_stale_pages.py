"""A page that a colleague has overtaken sets what is recorded now beside what was typed."""

from __future__ import annotations

import re

import pytest

from claims.models import Claim
from tests.factories import ClaimFactory, TopicFactory

from .roles import form_of, said, signed_in

pytestmark = pytest.mark.django_db


def test_each_field_is_told_in_words_and_an_empty_one_as_nothing() -> None:
    claim = ClaimFactory(text="The ferry runs at night", kind="factual", condition="")
    page = f"/admin/claims/claim/{claim.pk}/change/"
    desk = signed_in("Annotator")
    sent = form_of(desk, page, condition="in summer", topics="ferries")
    Claim.objects.get(pk=claim.pk).claim_topics.create(topic=TopicFactory(name="night"))
    changed = Claim.objects.get(pk=claim.pk)
    changed.kind = "promise"
    changed.save()
    answer = said(desk.post(page, sent))
    told = re.findall("<li>(.*?)</li>", answer[answer.index("errorlist nonfield") :])
    assert "changed this record while you had it open" in told[0]
    assert sorted(told[1:4]) == [
        "Condition: now nothing (you had “in summer”).",
        "Kind: now “Promise” (you had “Factual”).",
        "Topics: now “night” (you had “ferries”).",
    ]
