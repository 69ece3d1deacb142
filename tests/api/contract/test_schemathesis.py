"""Whatever is sent, right or wrong, is answered as the schema says, and never with a fault of ours.

Each case is undone after it: the record is the same for all, and a fault shows itself again.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from random import Random
from typing import Any

import schemathesis
from django.apps import apps
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from django.test import TestCase
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks, not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from claims.models import Claim, Quote
from claimtrack.accounts.models import Token

from ..rich import rich_record
from ..schema import openapi
from ..writing.people import somebody

EXAMPLES = 6
"""Made at random for each operation, reader and way."""
BOUNDS = 60
"""Made for each operation of those that lie at a bound of what may be sent."""
SEED = 1
CHECKED = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "unsupported_method",
)
HOLDS = {
    "sources": "sources.Source",
    "revisions": "sources.Revision",
    "publishers": "sources.Publisher",
    **{f"{name}s": f"claims.{name}" for name in ("speaker", "quote", "claim", "review", "topic")},
    "memberships": "claims.Membership",
    "rating_scales": "claims.RatingScale",
    "appearances": "claims.Appearance",
    "evidence": "claims.Evidence",
}
"""By the beginning of an address the model whose records are there."""
CONFIG = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
load_all_checks()
CHECKS_RUN = [not_a_server_error, *CHECKS.get_by_names(CHECKED)]
QUICK = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,
)


@lru_cache
def loaded() -> Any:
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(openapi())), config=CONFIG)
    schema.app = get_wsgi_application()
    return schema


class Whatever(TestCase):
    """Asked by nobody in particular, and by an editor's program."""

    @classmethod
    def setUpTestData(cls) -> None:
        record = rich_record()
        record.claim.merge_into(
            Claim.objects.record(text="The same again"), by=None, reason="twice"
        )
        rich_record()
        Quote.objects.filter(is_public=True).last().withdraw("Never said.", by=None)
        models = [apps.get_model(label) for label in HOLDS.values()]
        uids = [str(row.uid) for model in models for row in model.objects.order_by("pk")]
        schemathesis.openapi.format("uuid", st.sampled_from(uids))

    def test_nobody(self) -> None:
        self.answers({})

    def test_an_editor(self) -> None:
        _token, key = Token.objects.create(somebody("Editor"), scope="edit")
        self.answers({"Authorization": f"Bearer {key}"})

    def setUp(self) -> None:
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        for moment in (request_started, request_finished):
            # At the end of each request the connection would be closed, with what it holds open.
            moment.disconnect(close_old_connections)
            self.addCleanup(moment.connect, close_old_connections)

    def answers(self, headers: dict[str, str]) -> None:
        """Ask everything, and tell of all that went wrong."""
        found: dict[str, Any] = {}

        def ask(case: Any) -> None:
            with transaction.atomic():
                try:
                    case.call_and_validate(headers=headers, checks=CHECKS_RUN)
                except FailureGroup as group:
                    for failure in group.exceptions:
                        what = f"{case.operation.label}: {type(failure).__name__}"
                        found.setdefault(what, f"{what}\n{group}")
                transaction.set_rollback(True)

        for result in loaded().get_all_operations():
            if headers or result.ok().method == "get":  # else it is refused whatever it is
                self.at_bounds(result.ok(), ask)
            self.at_random(result.ok(), ask)
        assert not found, "\n\n".join(found.values())

    def at_bounds(self, operation: Any, ask: Any) -> None:
        cases = loaded().iter_coverage_cases(
            operation,
            generation_modes=list(GenerationMode),
            generation_config=loaded().config.generation_for(operation=operation),
        )
        every = list(cases)
        for case in Random(SEED).sample(every, min(len(every), BOUNDS)):
            ask(case)

    def at_random(self, operation: Any, ask: Any) -> None:
        ways = [(mode, {}) for mode in GenerationMode]
        ways += [(GenerationMode.POSITIVE, aim) for aim in aims(operation)]
        for mode, fixed in ways:
            with suppress(Unsatisfiable):  # nothing can be wrong where nothing is asked
                seed(SEED)(QUICK(given(operation.as_strategy(mode, **fixed))(ask)))()


def aims(operation: Any) -> Iterator[dict[str, Any]]:
    """What is given of a request, so that it meets a record; the rest is made up."""
    model = HOLDS.get(operation.path.split("/")[2])
    if "{uid}" not in operation.path or model is None:
        return
    record = apps.get_model(model).objects.first()
    holder = getattr(record, "claim", record)
    version = {"If-Match": f'"{getattr(holder, "version", 1)}"'}
    yield {"path_parameters": {"uid": str(record.uid)}} | (
        {"headers": version} if operation.method != "get" else {}
    )
