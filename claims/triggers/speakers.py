"""What the database holds true of speakers and what they were."""

from __future__ import annotations

from claimtrack.db.triggers.rules import (
    Journal,
    Refuse,
    Rules,
    Then,
    differs,
    journal_row,
    undeletable,
)

from ..models import Membership, Speaker, SpeakerName
from .common import apart, lock, merges, part

SPEAKER = Rules(
    "speaker",
    Speaker,
    versioned=True,
    journal=Journal(
        "(EXISTS (SELECT 1 FROM claims_attribution a JOIN claims_quote q ON q.id = a.quote_id "
        "WHERE a.speaker_id = {row}.id AND q.is_public) "
        "OR EXISTS (SELECT 1 FROM claims_membership m JOIN claims_attribution a "
        "ON a.capacity_id = m.id JOIN claims_quote q ON q.id = a.quote_id "
        "WHERE m.organization_id = {row}.id AND q.is_public))"
    ),
    lock_first=lock("claims_speaker", "NEW.merged_into_id", "SHARE"),
    refuse=(
        *merges("claims_speaker", "speaker", ("claims_attribution", "speaker_id")),
        Refuse(
            "Speakers are taken apart again only when no capacity joins them.",
            "OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NULL AND EXISTS "
            "(SELECT 1 FROM claims_attribution a JOIN claims_membership m ON m.id = a.capacity_id "
            "WHERE (a.speaker_id = NEW.id AND m.speaker_id = OLD.merged_into_id) "
            "OR (a.speaker_id = OLD.merged_into_id AND m.speaker_id = NEW.id))",
            on=("update",),
        ),
        Refuse(
            "An unnamed speaker belongs to one document.",
            f"NEW.kind = 'unnamed' AND {differs(['kind'])} AND (SELECT count(DISTINCT q.source_id) "
            "FROM claims_attribution a JOIN claims_quote q ON q.id = a.quote_id "
            "WHERE a.speaker_id = NEW.id) > 1",
            on=("update",),
        ),
        undeletable("A speaker"),
    ),
)

SPEAKER_NAME = part("speakername", SpeakerName, SPEAKER, "speaker_id")
IN_OFFICE = (
    "EXISTS (SELECT 1 FROM claims_attribution a WHERE a.capacity_id = NEW.id AND "
    f"{apart('a.speaker_id', 'NEW.speaker_id', 'claims_speaker')})"
)
IN_PUBLIC_OFFICE = (
    "EXISTS (SELECT 1 FROM claims_attribution a JOIN claims_quote q ON q.id = a.quote_id "
    "WHERE a.capacity_id = NEW.id AND q.is_public)"
)
MEMBERSHIP = part(
    "membership",
    Membership,
    SPEAKER,
    "speaker_id",
    names=("organization_id",),
    refuse=(
        Refuse(
            "A membership in which something was said stays its speaker's.",
            f"{differs(['speaker_id'])} AND {IN_OFFICE}",
            on=("update",),
        ),
    ),
    then=(
        Then(
            "organization",
            (
                journal_row("claims.speaker", "o.id", IN_PUBLIC_OFFICE, IN_PUBLIC_OFFICE)
                + " FROM claims_speaker o WHERE o.id IN (OLD.organization_id, NEW.organization_id)",
            ),
            on=("update",),
            when=differs(["organization_id"]),
        ),
    ),
)
