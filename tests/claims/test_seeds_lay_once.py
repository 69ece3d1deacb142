"""A second run changes nothing, what somebody changed stays, and a fault leaves nothing."""

from __future__ import annotations

import shutil
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.seeding import SEEDS, SeedError, lay_seeds
from claimtrack.db.models import Change
from sources.models import Source
from tests.claims.sample import WithSampleRecord, get


def state() -> dict[str, list[Any]]:
    """The rows of every table, versions included, and the length of the journal."""
    rows: dict[str, list[Any]] = {"journal": [Change.objects.count()]}
    for label in ("sources", "claims"):
        for model in apps.get_app_config(label).get_models():
            rows[model._meta.label] = list(model._base_manager.order_by("pk").values())
    return rows


class SampleRecord(WithSampleRecord):
    def test_a_second_run_changes_nothing_and_asks_little(self) -> None:
        before = state()
        with CaptureQueriesContext(connection) as queries:
            tally = lay_seeds()
        assert len(queries) < 20
        assert (tally.new, tally.there) == ({}, self.laid.new)
        assert state() == before

    def test_what_somebody_has_changed_is_left_alone(self) -> None:
        claim, source = get(Claim, "people-in-old-quay"), get(Source, "mole-speech")
        claim.text = "Some 4,200 people live in Old Quay"
        claim.save()
        claim.appearances.get().delete()
        source.add_revision(f"{source.current_revision.text}\nAdded by hand.")
        before = state()
        lay_seeds()
        assert state() == before

    def test_an_entry_that_cannot_be_laid_is_named_and_leaves_nothing(self) -> None:
        before = state()
        new = ("ask-about", "say-about")
        for file, changes, said in (
            ("suggestions.json", [('"ask-', "ask-")], r"suggestions\.json: the sample record"),
            ("suggestions.json", [new, ("Ask me", "Do ask me")], "“say-about-taps”.*do not stand"),
            ("suggestions.json", [new, ("mole-national", "moles")], "no source is called “moles”"),
            ("sources.json", [("mole-speech", "moles")], r"nothing of .* mole-speech\.txt"),
        ):
            with tempfile.TemporaryDirectory() as to:
                folder = Path(shutil.copytree(SEEDS, f"{to}/seeds"))
                path = folder / "record" / file
                for change in changes:
                    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")
                with pytest.raises(SeedError, match=said):
                    lay_seeds(folder)
            assert state() == before, said

    def test_the_command_says_what_it_laid(self) -> None:
        out = StringIO()
        call_command("load_seeds", stdout=out)
        assert out.getvalue().startswith("laid: nothing; already there: 10 publishers, ")
        assert out.getvalue().count("\n") == 1

    def test_the_command_fails_with_a_sentence(self) -> None:
        failing = mock.patch(
            "claims.management.commands.load_seeds.lay_seeds", side_effect=SeedError("No.")
        )
        with failing, pytest.raises(CommandError, match=r"^No\.$"):
            call_command("load_seeds")


class IngestedBefore(TestCase):
    """Somebody has ingested a document of the sample record, and hides it."""

    def test_the_document_is_taken_as_it_is(self) -> None:
        text = (SEEDS / "documents" / "mole-speech.txt").read_text("utf-8")
        address = "https://waters.gov.velmarra.example/speeches/east-mole"
        source = Source.objects.create(title="Mine", canonical_address=address)
        source.add_revision(text)
        assert lay_seeds().there == {"sources": 1}
        assert Source.objects.filter(canonical_address=address).count() == 1
        assert {quote.status for quote in source.quotes.all()} == {"recorded"}
        assert source.quotes.count() == 7
