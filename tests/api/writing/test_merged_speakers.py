"""Two speakers that are one are merged by an editor, and taken apart again."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Link, Merge
from tests.factories import PublishedQuoteFactory, PublisherFactory, SpeakerFactory

from ..schema import check
from .people import editor, fault

pytestmark = pytest.mark.django_db
UID = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
OTHER = "0d9f3a52-6a1e-4f0e-9a53-4a7a5d1e7c11"


def place(speaker: Any) -> str:
    return f"/api/speakers/{speaker.uid}/"


def test_two_speakers_are_merged_and_taken_apart() -> None:
    one, other, caller = SpeakerFactory(), SpeakerFactory(publisher=PublisherFactory()), editor()
    PublishedQuoteFactory(chain=[Link(one)])
    path, version = place(one), caller.version(place(one))
    sent = {"into": str(other.uid), "reason": "One and the same."}
    fault(caller.post(f"{path}merge/", sent), 428, "version_required")
    answer = caller.post(f"{path}merge/", sent, version)
    assert (answer.status_code, answer.json()["uid"]) == (200, str(other.uid))
    check(f"{path}merge/", answer.json(), "200", "post")
    assert (Merge.objects.get().reason, Merge.objects.get().created_by) == (
        *("One and the same.", caller.user),
    )
    moved = caller.get(path)
    assert (moved.status_code, moved["Location"]) == (301, f"http://testserver{place(other)}")
    for act in (
        caller.patch(path, {"name": "A"}, version),
        caller.post(f"{path}merge/", sent, version),
        caller.post(f"{path}memberships/", {"role": "mayor"}, version),
    ):
        fault(act, 409, "merged")
        assert act.json()["into"] == str(other.uid)
    back = {"reason": "They are two."}
    fault(caller.post(f"{path}unmerge/", back), 428, "version_required")
    stale = caller.post(f"{path}unmerge/", back, version + 1000)
    fault(stale, 412, "stale")
    assert stale.json()["current"]["uid"] == str(other.uid)
    apart = caller.post(f"{path}unmerge/", back, answer.json()["version"])
    assert (apart.status_code, apart.json()["uid"]) == (200, str(one.uid))
    assert caller.get(path).status_code == 200
    fault(caller.post(f"{path}unmerge/", back, apart.json()["version"]), 409, "not_merged")


@pytest.mark.parametrize(
    ("sent", "code", "attr"),
    [
        ({"into": OTHER}, "required", "reason"),
        ({"reason": "One."}, "required", "into"),
        ({"into": OTHER, "reason": ""}, "blank", "reason"),
        ({"into": OTHER, "reason": "One."}, "unknown", "into"),
        ({"into": "x", "reason": "One."}, "invalid", "into"),
        ({"into": UID, "reason": "One.", "by": "me"}, "unknown", "by"),
    ],
)
def test_a_merge_that_is_not_taken(sent: Any, code: str, attr: str) -> None:
    speaker = SpeakerFactory(uid=UID)
    fault(editor().post(f"{place(speaker)}merge/", sent, 1), 400, code, attr)
    assert not Merge.objects.exists()
    speaker.read_kept()
    assert speaker.version == 1


def test_nobody_is_merged_into_themselves_or_into_a_merged_one() -> None:
    one, other, caller = SpeakerFactory(), SpeakerFactory(), editor()
    itself = {"into": str(one.uid), "reason": "One."}
    assert caller.post(f"{place(one)}merge/", itself, 1).status_code == 400
    other.merge_into(SpeakerFactory(), by=None, reason="One.")
    fault(caller.post(f"{place(one)}merge/", itself | {"into": str(other.uid)}, 1), 409, "merged")


def test_a_later_merge_is_undone_first() -> None:
    first, second, third = (SpeakerFactory() for _ in range(3))
    first.merge_into(second, by=None, reason="One.")
    second.merge_into(third, by=None, reason="One.")
    caller = editor()
    version = caller.version(place(third))
    answer = caller.post(f"{place(first)}unmerge/", {"reason": "Two."}, version)
    fault(answer, 409, "later")
    assert caller.version(place(third)) == version
