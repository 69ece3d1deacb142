from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from claimtrack.db.fields import PartialDateField, bound_field, version_field
from claimtrack.db.given import listed
from claimtrack.db.history import history
from claimtrack.db.records import Imported, Record, RecordQuerySet
from claimtrack.db.refusals import of_field
from claimtrack.db.seeking import There

from .merging import Merge


class SpeakerQuerySet(RecordQuerySet):
    """Those who say things."""

    def unmerged(self) -> SpeakerQuerySet:
        return self.filter(merged_into=None)

    def public(self) -> SpeakerQuerySet:
        """Whom a public quote names: in its chain, or as the organization spoken for in office."""
        links = self.model.attributions.rel.related_model.objects.filter(quote__is_public=True)
        chain = links.filter(speaker=models.OuterRef("pk"))
        office = links.filter(capacity__organization=models.OuterRef("pk"))
        return self.filter(There(chain) | There(office))

    def named(self, name: str) -> SpeakerQuerySet:
        """Whose name, or one of whose other names, this is."""
        return self.filter(Q(name=name) | Q(names__name=name)).distinct()


class Speaker(Record, Imported):
    """Who is said to have said something: a person, an organization, a group, or someone unnamed.

    `description` tells namesakes apart. An unnamed speaker belongs to one document.
    """

    class Kind(models.TextChoices):
        PERSON = "person"
        ORGANIZATION = "organization"
        GROUP = "group"
        UNNAMED = "unnamed"

    class HeadcountIs(models.TextChoices):
        EXACTLY = "exactly"
        AT_LEAST = "at_least", "at least"
        MORE_THAN = "more_than", "more than"
        ABOUT = "about"

    kept = ("version",)

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.TextField()
    description = models.TextField(blank=True, default="", help_text="What tells namesakes apart.")
    publisher = models.ForeignKey(
        "sources.Publisher",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the speaker publishes too.",
    )
    wikidata_id = models.TextField(blank=True, default="", help_text="As in Q42.")
    headcount = models.PositiveIntegerField(null=True, blank=True, help_text="Of a group.")
    headcount_is = models.CharField(max_length=12, choices=HeadcountIs, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged"
    )
    version = version_field()

    objects = SpeakerQuerySet.as_manager()
    history = history("version")

    class Meta(Imported.Meta):
        ordering = ["name", "id"]
        permissions = [("merge_speaker", "Can merge speakers")]
        constraints = [
            *Imported.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="claims_speaker_has_a_name"),
            models.CheckConstraint(
                condition=Q(headcount=None, headcount_is="")
                | (
                    Q(kind="group", headcount__isnull=False, headcount__gte=1) & ~Q(headcount_is="")
                ),
                name="claims_speaker_headcount_of_a_group",
                violation_error_message="Only a group has a headcount, with how exact it is.",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="claims_speaker_name")]

    def __str__(self) -> str:
        return f"{self.name} ({self.description})" if self.description else self.name

    def merge_into(self, survivor: Speaker, by: Any, reason: str) -> Merge:
        """Say that this speaker and the survivor are one; see `Merge.of`."""
        return Merge.of(self, survivor, by, reason)


class SpeakerNameQuerySet(RecordQuerySet):
    """The other names of speakers."""

    def lay(self, speaker: Speaker, names: Iterable[str]) -> None:
        """Give a speaker these other names, and no others.

        Raises ValidationError for a name that is empty or no text.
        """
        wanted = dict.fromkeys(listed("names", names))
        for name in wanted:
            if not isinstance(name, str) or not name.strip():
                raise of_field("names", "A name has words.", "no_name")
        with transaction.atomic():
            for other in self.filter(speaker=speaker):
                if other.name in wanted:
                    del wanted[other.name]
                else:
                    other.delete()
            for name in wanted:
                self.create(speaker=speaker, name=name)


class SpeakerName(Record):
    """Another name of a speaker: in another script, before a marriage, as short."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="names")
    name = models.TextField()

    objects = SpeakerNameQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["speaker", "name"], name="claims_speakername_once"),
            models.CheckConstraint(condition=~Q(name=""), name="claims_speakername_not_empty"),
        ]
        indexes = [models.Index(fields=["name"], name="claims_speakername_name")]

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """A role that a speaker held in an organization or group, from and to."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(
        Speaker, models.PROTECT, null=True, blank=True, related_name="members"
    )
    role = models.TextField(blank=True, default="", help_text="As in foreign minister.")
    since = PartialDateField(help_text="In EDTF.")
    since_first = bound_field()
    since_last = bound_field()
    until = PartialDateField(help_text="In EDTF.")
    until_first = bound_field()
    until_last = bound_field()

    history = history()

    class Meta:
        ordering = ["speaker", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization=None) | ~Q(role=""),
                name="claims_membership_says_something",
                violation_error_message="A membership names an organization, a role, or both.",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.role, str(self.organization or "")]))
