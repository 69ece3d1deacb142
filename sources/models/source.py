from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import Case, When

from claimtrack.db.acting import acting
from claimtrack.db.fields import (
    PartialDateField,
    bound_field,
    day_field,
    id_fits_sort_key,
    no_single_day,
    sort_key_field,
    version_field,
)
from claimtrack.db.history import history
from claimtrack.db.records import Imported, Record
from claimtrack.db.retrying import once_more_on_deadlock
from claimtrack.db.searching import SearchableQuerySet

from ..addresses import spellings
from ..signals import revision_added
from ..text import canonical, sha256
from .addressed import refuse_no_address

if TYPE_CHECKING:
    from .capture import Capture
    from .revision import Revision

KEPT = ("current_revision", "day", "sort_key", "version")


class SourceQuerySet(SearchableQuerySet):
    """Documents."""

    # A closed text is not to be found out by asking.
    open_words, open_column = "open_words", "shown"

    def public(self) -> SourceQuerySet:
        """What anybody may know of."""
        return self.filter(is_public__sought=True)

    def newest_first(self) -> SourceQuerySet:
        return self.order_by("-sort_key")

    def at(self, canonical: str) -> SourceQuerySet:
        """What stands at a canonical address, then what stands there by http, https or www."""
        there = Case(When(canonical_address=canonical, then=0), default=1)
        return self.filter(canonical_address__in=spellings(canonical)).order_by(there, "pk")

    def waiting(self) -> SourceQuerySet:
        """Those whose current text nobody has worked through."""
        return self.filter(current_revision__isnull=False, current_revision__worked_through_at=None)


class Source(Record, Imported):
    """A document, and the words about it; its texts are its revisions.

    One that is known only through others, as a letter that an article quotes, has no revision.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article"
        LETTER = "letter"
        SPEECH = "speech"
        TRANSCRIPT = "transcript"
        INTERVIEW = "interview"
        PRESS_RELEASE = "press_release", "press release"
        REPORT = "report"
        SOCIAL_POST = "social_post", "social post"
        IMAGE = "image"
        AUDIO = "audio"
        VIDEO = "video"
        OTHER = "other"

    class Status(models.TextChoices):
        LIVE = "live"
        CORRECTED = "corrected"
        RETRACTED = "retracted"
        GONE = "gone"

    kept = KEPT

    kind = models.CharField(max_length=16, choices=Kind, default=Kind.ARTICLE)
    title = models.TextField(blank=True, default="")
    publisher = models.ForeignKey(
        "sources.Publisher", models.PROTECT, null=True, blank=True, related_name="sources"
    )
    byline = models.TextField(blank=True, default="")
    address = models.TextField(blank=True, default="", help_text="Where it was found.")
    canonical_address = models.TextField(
        null=True, blank=True, unique=True, help_text="The address that stands for the document."
    )
    published = PartialDateField(help_text="In EDTF: 2023, 2023-04, 2023-04-27~.")
    published_first = bound_field()
    published_last = bound_field()
    modified = PartialDateField(help_text="In EDTF.")
    modified_first = bound_field()
    modified_last = bound_field()
    language = models.TextField(blank=True, default="", help_text="BCP 47, as in en or he.")
    status = models.CharField(max_length=12, choices=Status, default=Status.LIVE)
    status_notice = models.TextField(blank=True, default="")
    is_public = models.BooleanField(default=False)
    text_is_open = models.BooleanField(
        default=False, help_text="Anybody may read the whole text, not only its quotes."
    )
    archive_address = models.TextField(blank=True, default="")
    current_revision = models.ForeignKey(
        "sources.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    day = day_field()
    sort_key = sort_key_field()
    version = version_field()

    objects = SourceQuerySet.as_manager()
    history = history(*KEPT)

    class Meta(Imported.Meta):
        ordering = ["-sort_key"]
        permissions = [
            ("publish_source", "Can make a source public"),
            ("open_text", "Can let anybody read a source's text"),
        ]
        constraints = [
            *Imported.Meta.constraints,
            id_fits_sort_key("sources_source"),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="sources_source_sort_key"),
            models.Index(fields=["is_public", "sort_key"], name="sources_source_public"),
            models.Index(
                fields=["published_last", "published_first"],
                condition=no_single_day("published"),
                name="sources_source_no_single_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address or f"{self.get_kind_display()} {self.pk}"

    def clean(self) -> None:
        super().clean()
        refuse_no_address(self, "address", "archive_address")

    def add_revision(
        self,
        text: str,
        *,
        made_by: str = "read",
        reader: str = "",
        retrieved_at: datetime | None = None,
        capture: Capture | None = None,
        by: Any = None,
    ) -> Revision:
        """Give the source a new text and return it; the same text again is the one that is there.

        The text is brought into canonical form. Raises UnreadableText where it is empty or longer
        than a text may be.
        """
        canonical_text = canonical(text).text
        digest = sha256(canonical_text)
        with acting(by), transaction.atomic():
            previous = Source.objects.select_for_update().get(pk=self.pk).current_revision
            same = self.revisions.filter(sha256=digest).first()
            if same:
                return same
            revision = self.revisions.create(
                number=previous.number + 1 if previous else 1,
                sha256=digest,
                capture=capture,
                reader=reader,
                made_by=made_by,
                retrieved_at=retrieved_at,
                text=canonical_text,
            )
            self.read_kept()
            revision_added.send(type(self), revision=revision, previous=previous)
        return revision

    @once_more_on_deadlock
    def publish(self, by: Any, reason: str = "published") -> None:
        """Let anybody know of this document; its text stays closed unless it is opened."""
        with acting(by, reason):
            self.is_public = True
            self.save(update_fields=["is_public"])

    def open_text(self, by: Any, reason: str = "", closed: bool = False) -> None:
        """Let anybody read the whole text, once the document is public; or close it again."""
        with acting(by, reason):
            self.text_is_open = not closed
            self.save(update_fields=["text_is_open"])
