"""Who saves a stale page of a record without a version is told, as of the others."""

from __future__ import annotations

import pytest

from claims.models import Evidence
from tests.factories import (
    EvidenceFactory,
    PublisherFactory,
    RatingScaleFactory,
    TopicFactory,
)

from .roles import form_of, said, signed_in

pytestmark = pytest.mark.django_db
TYPED = [
    (TopicFactory, "name"),
    (PublisherFactory, "name"),
    (RatingScaleFactory, "name"),
    (EvidenceFactory, "note"),
]


def page_of(record) -> str:
    meta = record._meta
    return f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/change/"


@pytest.mark.parametrize(("made_by", "name"), TYPED, ids=lambda one: getattr(one, "__name__", one))
def test_second_of_two_is_told_and_loses_nothing(made_by, name: str) -> None:
    record, first, second = made_by(), signed_in("Editor"), signed_in("Annotator")
    page = page_of(record)
    theirs, mine = (form_of(client, page, **{name: word})
                    for client, word in ((first, "theirs"), (second, "mine")))  # fmt: skip
    assert first.post(page, theirs).status_code == 302
    answer = said(second.post(page, mine))
    assert "changed this record while you had it open" in answer
    assert "now “theirs” (you had “mine”)" in answer
    record.refresh_from_db()
    assert getattr(record, name) == "theirs"
    now = str(record.history.first().history_id)
    assert f'name="version" value="{now}"' in answer
    assert second.post(page, mine | {"version": now}).status_code == 302
    record.refresh_from_db()
    assert getattr(record, name) == "mine"


def test_a_stale_save_does_not_lift_confidentiality() -> None:
    evidence, desk = EvidenceFactory(), signed_in("Annotator")
    sent = form_of(desk, page_of(evidence), note="put right")
    del sent["is_confidential"], sent["is_primary"]  # boxes that are not ticked
    changed = Evidence.objects.get(pk=evidence.pk)
    changed.is_confidential = True
    changed.save()
    answer = said(desk.post(page_of(evidence), sent))
    assert "Is confidential: now yes (you had no)." in answer
    assert Evidence.objects.get(pk=evidence.pk).is_confidential
