"""Whatever the admin writes in a form, and whatever it does on a page, the API writes and does."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.test import RequestFactory

from claims.models import Claim, Evidence, Quote, RatingScale, Review, Speaker, Topic
from claimtrack.accounts.models import User
from claimtrack.db.admin import ReadOnlyAdmin, RecordAdmin
from sources.models import Publisher, Revision, Source
from tests.factories import (
    ClaimFactory,
    EvidenceFactory,
    PublisherFactory,
    QuoteFactory,
    RatingScaleFactory,
    ReviewFactory,
    RevisionFactory,
    SourceFactory,
    SpeakerFactory,
    TopicFactory,
)

from ..contract.test_description import properties
from ..schema import openapi

pytestmark = pytest.mark.django_db

MADE: dict[Any, Any] = {
    Publisher: PublisherFactory,
    Source: SourceFactory,
    Revision: RevisionFactory,
    Speaker: SpeakerFactory,
    Quote: QuoteFactory,
    Claim: ClaimFactory,
    Evidence: EvidenceFactory,
    RatingScale: RatingScaleFactory,
    Review: ReviewFactory,
    Topic: TopicFactory,
}
LISTS = {
    Publisher: "publishers",
    Source: "sources",
    Revision: "revisions",
    Speaker: "speakers",
    Quote: "quotes",
    Claim: "claims",
    Evidence: "evidence",
    RatingScale: "rating_scales",
    Review: "reviews",
    Topic: "topics",
}
OF_EVERY_FORM = {"version", "reason"}
"""If-Match and X-Change-Reason."""
NAMED_OTHERWISE = {
    (Review, "rating"): "scale",  # with its name and number, which the form fills in
}
ROWS = {
    (Speaker, "claims.speakername"): "names",
    (RatingScale, "claims.rating"): "ratings",
    (Claim, "claims.claimrelation"): "relations",
}
"""What is written in rows of a form, by the field of the record that it is in a body."""
ELSEWHERE = {
    (Speaker, "claims.membership"): "/api/speakers/{uid}/memberships/",
    (Claim, "claims.appearance"): "/api/claims/{uid}/appearances/",
}
ROWS_OF_QUOTE = {
    "piece": "content",
    "cue": "cue",
    "document": "document_mention",
    "chain": "chain",
    "relation": "relations",
}
ACTS = {
    (Source, "worked-through"): "/api/revisions/{uid}/worked_through/",
    (Revision, "worked-through"): "/api/revisions/{uid}/worked_through/",
    (Quote, "something-to-check"): "DELETE /api/quotes/{uid}/nothing_to_check/",
}
"""Acts at other addresses than the record's own, by the name of the act."""


def site() -> dict[Any, Any]:
    """Every admin of records that somebody writes, or does something to."""
    kept = {model: of for model, of in admin.site._registry.items() if isinstance(of, RecordAdmin)}
    return {
        model: of
        for model, of in kept.items()
        if not isinstance(of, ReadOnlyAdmin) or getattr(of, "acts", ())
    }


def bodies(model: Any) -> set[str]:
    """Every field that is sent to make or change one."""
    base = f"/api/{LISTS[model]}/"
    found = set[str]()
    for path, method in ((base, "post"), (f"{base}{{uid}}/", "patch")):
        described = openapi()["paths"].get(path, {}).get(method)
        if described:
            schema = described["requestBody"]["content"]["application/json"]["schema"]
            found |= set(properties(schema))
    return found


def asked_by_root() -> Any:
    request = RequestFactory().get("/")
    request.user = User.objects.create_superuser("root")
    return request


def test_every_admin_of_records_is_known() -> None:
    names = {model._meta.label_lower for model in site()}
    assert names == {model._meta.label_lower for model in LISTS} | {"claims.merge"}


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.label_lower)
def test_every_field_of_a_form_is_a_field_of_a_body(model: Any) -> None:
    of, request, sent = site()[model], asked_by_root(), bodies(model)
    if isinstance(of, ReadOnlyAdmin):
        return
    for record in (None, MADE[model]()):
        if record is None and not of.has_add_permission(request):
            continue
        form = of.get_form(request, record, change=record is not None)
        fields = {NAMED_OTHERWISE.get((model, name), name) for name in form.base_fields}
        evidence_of_claim = {"source"} if model is Evidence else set()
        assert fields - OF_EVERY_FORM - evidence_of_claim <= sent
        for inline in of.get_inline_instances(request, record):
            what = inline.model._meta.label_lower
            if inline.has_add_permission(request, record):
                assert ROWS.get((model, what)) in sent or ELSEWHERE[model, what] in paths("post")


def test_the_rows_of_a_quote_s_form_are_lists_of_its_body() -> None:
    form = site()[Quote].form
    rows = set(form({}).rows)
    assert rows == set(ROWS_OF_QUOTE)
    assert set(ROWS_OF_QUOTE.values()) <= bodies(Quote)


def paths(method: str) -> set[str]:
    return {path for path, methods in openapi()["paths"].items() if method in methods}


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model._meta.label_lower)
def test_every_act_on_a_page_is_an_act_of_the_api(model: Any) -> None:
    of = site()[model]
    names = [act.name for act in getattr(of, "acts", ())]
    names += ["publish"] if hasattr(of, "publish_chosen") else []
    for name in names:
        own = f"/api/{LISTS[model]}/{{uid}}/{name.replace('-', '_')}/"
        method, _, path = ACTS.get((model, name), own).rpartition(" ")
        assert path in paths(method.lower() or "post")


def test_a_merge_is_undone_at_the_record_that_was_merged() -> None:
    for name in ("claims", "speakers"):
        assert f"/api/{name}/{{uid}}/unmerge/" in paths("post")
