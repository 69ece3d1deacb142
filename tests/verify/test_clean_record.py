"""A record that its own functions made has no fault."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from sources.models import Source

from .running import rolled_back, verify


def test_a_rich_record_has_no_fault(record):
    assert verify() == []


@pytest.mark.django_db
def test_an_empty_record_has_no_fault():
    assert verify() == []


@pytest.mark.django_db
def test_the_sample_record_has_no_fault():
    call_command("load_seeds")
    assert verify() == []


def test_a_hidden_source_hides_its_quotes_without_a_fault(record):
    with rolled_back():
        minutes = Source.objects.get(pk=record["minutes"])
        minutes.publish(by=None)
        minutes.is_public = False
        minutes.save()
        assert verify() == []


def test_a_database_that_is_away_is_no_fault(record, monkeypatch):
    def locked(using: str):
        raise OperationalError("connection refused")

    monkeypatch.setattr("claimtrack.db.management.commands.verify.unapplied", locked)
    with pytest.raises(CommandError, match="cannot be opened"):
        call_command("verify")
