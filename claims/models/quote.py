from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

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
from claimtrack.db.given import listed
from claimtrack.db.history import history
from claimtrack.db.records import Imported, Record
from claimtrack.db.retrying import once_more_on_deadlock
from sources.models import Source, Span

from .attribution import Attribution
from .recording import Link, QuoteQuerySet, places, refuse_link, refuse_twice
from .relating import RelationQuerySet

Places = Sequence[tuple[int, int]]
KEPT = ("text", "is_public", "day", "sort_key", "version")


class Status(models.TextChoices):
    """Of a quote or claim: recorded for the desk, published to all, withdrawn with a reason."""

    RECORDED = "recorded"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


def status_constraints(table: str) -> list[models.CheckConstraint]:
    """A published record says since when, a withdrawn one why."""
    return [
        models.CheckConstraint(
            condition=~Q(status="published") | Q(published_at__isnull=False),
            name=f"{table}_published_since",
        ),
        models.CheckConstraint(
            condition=~Q(status="withdrawn") | ~Q(withdrawn_reason=""),
            name=f"{table}_withdrawn_with_a_reason",
        ),
    ]


class Quote(Record, Imported):
    """A stretch of a text, and who is said to have said it.

    It is its words: those of its content spans on the revision where it was found. The database
    keeps `text` from them.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct"
        MIXED = "mixed"
        INDIRECT = "indirect"
        FREE_DIRECT = "free_direct", "free direct"

    Status = Status
    kept = KEPT

    source = models.ForeignKey("sources.Source", models.PROTECT, related_name="quotes")
    revision = models.ForeignKey(
        "sources.Revision", models.PROTECT, related_name="quotes", help_text="Where it was found."
    )
    kind = models.CharField(max_length=12, choices=Kind)
    text = models.TextField(default="", editable=False)
    said_on = PartialDateField(help_text="In EDTF, where it was not on the day of publication.")
    said_on_first = bound_field()
    said_on_last = bound_field()
    said_in = models.TextField(blank=True, default="", help_text="The language it was said in.")
    quoted_from = models.ForeignKey(
        "sources.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quoted_in",
        help_text="The document that the document at hand quotes.",
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.RECORDED)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(blank=True, default="")
    nothing_to_check = models.BooleanField(default=False)
    annotator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    day = day_field()
    sort_key = sort_key_field()
    is_public = models.BooleanField(default=False, editable=False)
    version = version_field()

    objects = QuoteQuerySet.as_manager()
    history = history(*KEPT)

    class Meta(Imported.Meta):
        ordering = ["-sort_key"]
        permissions = [
            ("publish_quote", "Can publish quotes"),
            ("withdraw_quote", "Can withdraw quotes"),
        ]
        constraints = [
            *Imported.Meta.constraints,
            *status_constraints("claims_quote"),
            id_fits_sort_key("claims_quote"),
        ]
        indexes = [
            models.Index(fields=["sort_key"], name="claims_quote_sort_key"),
            models.Index(fields=["is_public", "sort_key"], name="claims_quote_public"),
            models.Index(fields=["source", "sort_key"], name="claims_quote_of_source"),
            models.Index(
                fields=["said_on_last", "said_on_first"],
                condition=no_single_day("said_on"),
                name="claims_quote_no_single_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79]}…"

    def lay_parts(
        self,
        *,
        content: Places = (),
        cue: Places = (),
        document_mention: Places = (),
        chain: Sequence[Link] = (),
    ) -> None:
        """Lay the pieces, [start, end) in code points, and the links of a quote that has none yet.

        Raises ValidationError for a link that names nobody, a merged speaker, or a speaker twice in
        its role; WordsNotFound for a mention that does not stand in the text.
        """
        text = self.revision.text
        for link in listed("chain", chain):
            refuse_link(link)
        mentions = [places(text, "mention", link.mention) for link in chain]
        refuse_twice(chain)
        parts: list[tuple[str, tuple[int, int], Attribution | None]] = [
            (QuoteSpan.Role.CONTENT, place, None) for place in content
        ]
        parts += [(QuoteSpan.Role.CUE, place, None) for place in cue]
        parts += [(QuoteSpan.Role.SOURCE, place, None) for place in document_mention]
        for link, found in zip(self._lay_links(chain), mentions, strict=True):
            parts += [(QuoteSpan.Role.SOURCE, place, link) for place in found]
        numbers: Counter[str] = Counter()
        spans = []
        for role, (start, end), attribution in parts:
            numbers[role] += 1
            spans.append(
                QuoteSpan(
                    quote=self,
                    revision=self.revision,
                    start=start,
                    end=end,
                    exact=text[start:end],
                    role=role,
                    number=numbers[role],
                    attribution=attribution,
                )
            )
        QuoteSpan.objects.bulk_create(spans)

    def _lay_links(self, chain: Sequence[Link]) -> list[Attribution]:
        numbers: Counter[str] = Counter()
        attributions = []
        for link in chain:
            numbers[link.role] += 1
            attributions.append(
                Attribution(
                    quote=self,
                    speaker=link.speaker,
                    source=link.source,
                    role=link.role,
                    number=numbers[link.role],
                    capacity=link.capacity,
                )
            )
        created: list[Attribution] = Attribution.objects.bulk_create(attributions)
        return created

    @once_more_on_deadlock
    def publish(self, by: Any, reason: str = "published") -> None:
        """Let anybody read this quote. Raises ValidationError where its source is hidden.

        The source is locked before the quote, so that no public quote is left on a hidden source.
        """
        with acting(by, reason), transaction.atomic():
            source = Source.objects.select_for_update().get(pk=self.source_id)
            quote = Quote.objects.select_for_update().get(pk=self.pk)
            if quote.status == Status.WITHDRAWN:
                raise ValidationError("A withdrawn quote is not published.", code="withdrawn")
            if not source.is_public:
                raise ValidationError(
                    f"“{source}” is not public: publish the source before its quotes.",
                    code="hidden_source",
                )
            self.published_at = quote.published_at or timezone.now()
            self.status = Status.PUBLISHED
            self.save(update_fields=["status", "published_at"])

    @once_more_on_deadlock
    def withdraw(self, reason: str, by: Any) -> None:
        """Take the quote back, for a reason that is kept; it is not deleted."""
        if not reason.strip():
            raise ValidationError({"withdrawn_reason": "Say why the quote is withdrawn."})
        with acting(by, reason):
            self.status, self.withdrawn_reason = Status.WITHDRAWN, reason
            self.save(update_fields=["status", "withdrawn_reason"])


class QuoteSpan(Span):
    """One piece of a quote, of its cue, or of a mention.

    Spans on the quote's own revision are the quote as found; others stand on later revisions.
    """

    class Role(models.TextChoices):
        CONTENT = "content"
        CUE = "cue"
        SOURCE = "source"

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="spans")
    role = models.CharField(max_length=8, choices=Role, default=Role.CONTENT)
    number = models.PositiveIntegerField(default=1, help_text="Counts from 1 within the role.")
    attribution = models.ForeignKey(
        "claims.Attribution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        help_text="Of a mention: the link of the chain that it names.",
    )

    history = history()

    class Meta(Span.Meta):
        ordering = ["quote", "role", "number", "revision"]
        constraints = [
            *Span.Meta.constraints,
            models.UniqueConstraint(
                fields=["quote", "revision", "role", "number"], name="claims_quotespan_numbered"
            ),
            models.CheckConstraint(
                condition=Q(attribution=None) | Q(role="source"),
                name="claims_quotespan_only_a_mention_names",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="claims_quotespan_from_one"),
        ]
        indexes = [models.Index(fields=["revision", "start"], name="claims_quotespan_place")]


class QuoteRelation(Record):
    """How one quote stands to another; shown wherever either is."""

    class Kind(models.TextChoices):
        SAME_WORDS = "same_words", "same words"
        TRANSLATES = "translates"
        CORRECTS = "corrects"
        WITHDRAWS = "withdraws", "takes back"
        DENIES = "denies"

    from_quote = models.ForeignKey(Quote, models.PROTECT, related_name="relations")
    to_quote = models.ForeignKey(Quote, models.PROTECT, related_name="related_by")
    kind = models.CharField(max_length=12, choices=Kind)

    objects = RelationQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["from_quote", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_quote", "to_quote", "kind"], name="claims_quoterelation_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_quote=models.F("to_quote")), name="claims_quoterelation_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_quote_id} {self.get_kind_display()} {self.to_quote_id}"
