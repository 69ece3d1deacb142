"""Publishers, topics and rating scales are recorded and changed; their version is counted."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import ClaimTopic, Rating, RatingScale, Topic
from claimtrack.db.written import times_written
from sources.models import Publisher
from tests.factories import (
    ClaimFactory,
    PublisherFactory,
    RatingFactory,
    RatingScaleFactory,
    ReviewFactory,
    SourceFactory,
    TopicFactory,
)

from ..schema import check
from .people import Caller, annotator, editor, fault

pytestmark = pytest.mark.django_db
UID = "5b7d6c1a-3d52-4c1f-8f2b-0e2f5b9a6d22"
SENT: dict[str, dict[str, Any]] = {
    "/api/publishers/": {
        "name": "The Quay",
        "address": "https://quay.example/",
        "country": "IL",
        "wikidata_id": "Q1",
        "origin": "archive",
        "external_id": "p1",
    },
    "/api/topics/": {"name": "bridges"},
    "/api/rating_scales/": {
        "name": "Afloat to fallen",
        "methodology_address": "https://quay.example/how",
        "ratings": [{"name": "Fallen", "value": 1.0}, {"name": "Afloat", "value": 2.5}],
    },
}
MODELS = {
    "/api/publishers/": Publisher,
    "/api/topics/": Topic,
    "/api/rating_scales/": RatingScale,
}
every = pytest.mark.parametrize("path", SENT)


@every
def test_all_that_is_sent_is_recorded_once(path: str) -> None:
    caller, sent = annotator(), SENT[path] | {"uid": UID}
    answer = caller.post(path, sent, X_Change_Reason="why")
    body = answer.json()
    assert answer.status_code == 201, body
    assert answer["Location"] == f"http://testserver{path}{UID}/"
    assert {name: body[name] for name in sent} == sent
    again = caller.post(path, sent)
    assert (again.status_code, again.json()) == (200, body)
    record = MODELS[path].objects.get()
    assert record.created_by == caller.user
    assert record.history.get().history_change_reason == "why"
    fault(annotator().post(path, {"name": "Another", "uid": UID}), 409, "taken", "uid")
    check(path, body, "201", "post")
    check(f"{path}{UID}/", caller.get(f"{path}{UID}/").json())
    check(path, caller.get(path).json())


@every
def test_a_change_names_the_version_it_changes(path: str) -> None:
    caller = annotator()
    place = caller.post(path, SENT[path] | {"uid": UID})["Location"]
    version = caller.version(place)
    fault(caller.patch(place, {"name": "New"}), 428, "version_required")
    changed = caller.patch(place, {"name": "New"}, version).json()
    assert {name: changed[name] for name in SENT[path]} == SENT[path] | {"name": "New"}
    assert changed["version"] == version + 1
    stale = caller.patch(place, {"name": "Newer"}, version)
    fault(stale, 412, "stale")
    assert stale.json()["current"] == changed
    fault(caller.patch(f"{path}{SourceFactory().uid}/", {"name": "A"}, 1), 404, "not_found")
    check(f"{path}{UID}/", stale.json(), "412", "patch")


@every
@pytest.mark.parametrize(
    ("name", "code"),
    [
        (None, "null"),
        (" ", "blank"),
        (1, "invalid"),
        ({"name": "A"}, "invalid"),
        ("x" * 501, "max_length"),
        ("a\0", "null_characters_not_allowed"),
    ],
)
def test_a_name_that_is_none(path: str, name: Any, code: str) -> None:
    fault(annotator().post(path, {"name": name}), 400, code, "name")
    assert not MODELS[path].objects.exists()


@every
def test_what_is_not_taken(path: str) -> None:
    caller = annotator()
    fault(caller.post(path, {}), 400, "required", "name")
    fault(caller.post(path, {"name": "A", "colour": "red"}), 400, "unknown", "colour")
    fault(caller.post(path, {"name": "A", "uid": 1}), 400, "invalid", "uid")
    assert not MODELS[path].objects.exists()
    place = caller.post(path, {"name": "A"})["Location"]
    fault(caller.patch(place, {"uid": UID}, 1), 400, "unknown", "uid")
    fault(editor().delete(place, 1), 405, "method_not_allowed")


@every
def test_who_may_not_write_does_not(path: str) -> None:
    place = annotator().post(path, SENT[path])["Location"]
    for caller in (Caller("Reader", "read"), Caller("Annotator", "read"), Caller("", "edit")):
        fault(caller.post(path, SENT[path]), 403, "permission_denied")
        fault(caller.patch(place, {"name": "New"}, 1), 403, "permission_denied")


@pytest.mark.parametrize("path", ["/api/publishers/", "/api/topics/"])
def test_a_name_is_of_one(path: str) -> None:
    caller = annotator()
    caller.post(path, {"name": "A"})
    fault(caller.post(path, {"name": "A"}), 400, "unique", "name")
    place = caller.post(path, {"name": "B"})["Location"]
    fault(caller.patch(place, {"name": "A"}, 1), 400, "unique", "name")
    assert caller.version(place) == 1


def public_publisher() -> Publisher:
    publisher: Publisher = PublisherFactory()
    SourceFactory(publisher=publisher, is_public=True)
    return publisher


def public_topic() -> Topic:
    topic, claim = TopicFactory(), ClaimFactory()
    ClaimTopic.objects.create(claim=claim, topic=topic)
    claim.publish(by=None)
    found: Topic = topic
    return found


def public_scale() -> RatingScale:
    scale = RatingScaleFactory()
    review = ReviewFactory(scale=scale)
    review.claim.publish(by=None)
    review.publish(by=None)
    found: RatingScale = scale
    return found


@pytest.mark.parametrize(
    ("path", "public"),
    list(zip(SENT, (public_publisher, public_topic, public_scale), strict=True)),
)
def test_what_is_public_is_changed_by_whoever_may_publish(path: str, public: Any) -> None:
    place = f"{path}{public().uid}/"
    for caller in (annotator(), Caller("Editor", "annotate")):
        fault(caller.patch(place, {"name": "New"}, 1), 403, "permission_denied")
    assert editor().patch(place, {"name": "New"}, 1).status_code == 200
    assert Caller("", "read").get(place).json()["name"] == "New"


def test_an_id_of_one_origin_is_one_publisher_s() -> None:
    PublisherFactory(origin="archive", external_id="p1")
    fault(
        annotator().post("/api/publishers/", SENT["/api/publishers/"]),
        409,
        "imported",
        "external_id",
    )


def test_a_scale_is_public_through_a_public_fact_check_alone() -> None:
    public, hidden = public_scale(), RatingScaleFactory()
    RatingFactory(scale=public, name="true")
    path = "/api/rating_scales/"
    stranger, reader = Caller("", "read"), Caller("Reader", "read")
    (row,) = stranger.get(path).json()["results"]
    assert (row["uid"], row["publisher"]) == (str(public.uid), None)
    assert row["ratings"] == [{"name": "true", "value": 1.0}]
    assert stranger.get(f"{path}{hidden.uid}/").status_code == 404
    assert len(reader.get(path).json()["results"]) == 2
    assert reader.get(f"{path}{hidden.uid}/").json()["publisher"]["name"]
    assert len(stranger.get(f"{path}?name={public.name}").json()["results"]) == 1
    assert stranger.get(f"{path}?name=None").json()["results"] == []


def test_ratings_are_given_as_a_whole() -> None:
    caller = annotator()
    made = caller.post("/api/rating_scales/", SENT["/api/rating_scales/"])
    place, kept = made["Location"], Rating.objects.get(name="Afloat")
    ratings = [{"name": "Afloat", "value": 5}, {"name": "Nobody knows"}]
    changed = caller.patch(place, {"ratings": ratings}, made.json()["version"]).json()
    assert changed["ratings"] in (
        [{"name": "Afloat", "value": 5.0}, {"name": "Nobody knows", "value": None}],
        [{"name": "Nobody knows", "value": None}, {"name": "Afloat", "value": 5.0}],
    )
    assert Rating.objects.get(name="Afloat").pk == kept.pk
    assert changed["version"] > made.json()["version"]
    assert caller.patch(place, {"ratings": []}, changed["version"]).json()["ratings"] == []


@pytest.mark.parametrize(
    ("ratings", "code", "attr"),
    [
        ("true", "not_a_list", "ratings"),
        ([1], "invalid", "ratings.0"),
        ([{"name": "A"}, {"value": 1}], "required", "ratings.1.name"),
        ([{"name": "A", "value": "1"}], "invalid", "ratings.0.value"),
        ([{"name": "A", "value": True}], "invalid", "ratings.0.value"),
        ([{"name": "A", "value": 2e9}], "max_value", "ratings.0.value"),
        ([{"name": "A", "best": 1}], "unknown", "ratings.0.best"),
        ([{"name": "A"}, {"name": "A "}], "invalid", "ratings"),
        ([{"name": str(n)} for n in range(101)], "max_length", "ratings"),
    ],
)
def test_ratings_that_are_not_taken(ratings: Any, code: str, attr: str) -> None:
    answer = annotator().post("/api/rating_scales/", {"name": "A", "ratings": ratings})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["code"]) == (400, code), error
    assert error["attr"] == attr
    assert not RatingScale.objects.exists()


def test_every_way_of_writing_counts() -> None:
    def version() -> int:
        counted: int = Topic.objects.annotate(v=times_written(Topic)).get(pk=topic.pk).v
        return counted

    topic = TopicFactory()
    assert version() == 1
    topic.save()
    Topic.objects.filter(pk=topic.pk).update(name="bridges")
    assert version() == 3
    (topic,) = Topic.objects.bulk_create([Topic(name="tolls")])
    assert version() == 1


def test_what_hangs_on_a_record_is_sent_whole_in_a_change_too() -> None:
    caller = editor()
    path = "/api/rating_scales/"
    scale = caller.post(path, {"name": "Afloat to fallen", "ratings": [{"name": "Afloat"}]}).json()
    said = caller.patch(f"{path}{scale['uid']}/", {"ratings": [{"value": 1}]}, scale["version"])
    fault(said, 400, "required", "ratings.0.name")
