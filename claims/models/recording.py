from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, OuterRef, Q

from claimtrack.db.acting import acting
from claimtrack.db.given import listed, refuse_unknown, refuse_unsaved
from claimtrack.db.refusals import of_field
from claimtrack.db.searching import SearchableQuerySet
from sources.anchoring import Absent, Found, Position, Several, Words, locate

from ..marks import kind_from_marks
from .attribution import Attribution

if TYPE_CHECKING:
    from sources.models import Revision, Source

    from .quote import Quote
    from .speaker import Membership, Speaker

DETAILS = frozenset(
    {"quoted_from", "said_on", "said_in", "nothing_to_check", "origin", "external_id"}
)
Place = Position | Words | str
"""Where words stand: their offsets in code points, or the exact words."""


class WordsNotFound(ValidationError):
    """The words do not stand in the text, or in several places; `answer` says which."""

    def __init__(self, what: str, answer: Several | Absent) -> None:
        self.answer = answer
        super().__init__({what: ValidationError(_sentence(answer), code="words_not_found")})


@dataclass(frozen=True)
class Link:
    """One link of the chain to record, with the words that mention it."""

    speaker: Speaker | None = None
    role: str = Attribution.Role.SPEAKER
    source: Source | None = None
    capacity: Membership | None = None
    mention: Sequence[Place] = field(default=())


class QuoteQuerySet(SearchableQuerySet):
    """Quotes, and the one function that records one."""

    def public(self) -> QuoteQuerySet:
        """What anybody may read, tombstones aside."""
        return self.filter(is_public__sought=True)

    def newest_first(self) -> QuoteQuerySet:
        return self.order_by("-sort_key")

    def without_claim(self) -> QuoteQuerySet:
        """Those that nobody has boiled down to a claim, though there may be something to check."""
        return self.filter(appearances=None, nothing_to_check=False).exclude(status="withdrawn")

    def on_earlier_text(self) -> QuoteQuerySet:
        """Those that do not stand in the current text of their source, as far as is known."""
        carried = self.model.spans.rel.related_model.objects.filter(
            quote=OuterRef("pk"), revision=OuterRef("source__current_revision"), role="content"
        )
        return self.filter(~Q(revision=F("source__current_revision")), ~Exists(carried)).exclude(
            status="withdrawn"
        )

    def standing_at(self, revision: Revision, places: Sequence[tuple[int, int]]) -> QuoteQuerySet:
        """Those that consist of these stretches of a text, and are not withdrawn."""
        found = self.filter(revision=revision).exclude(status="withdrawn")
        for start, end in places:
            found = found.filter(spans__start=start, spans__end=end, spans__role="content")
        spans = self.model.spans.rel.related_model.objects
        others = spans.filter(quote=OuterRef("pk"), revision=revision, role="content")
        for start, end in places:
            others = others.exclude(start=start, end=end)
        return found.filter(~Exists(others)).distinct()

    def by_speaker(self, speaker: Speaker, *roles: str) -> QuoteQuerySet:
        """Each quote once in whose chain the speaker stands, in any role or in these."""
        links = Attribution.objects.filter(speaker=speaker)
        if roles:
            links = links.filter(role__in=roles)
        return self.filter(pk__in=links.values("quote"))

    def record(
        self,
        *,
        source: Source,
        content: Sequence[Place],
        revision: Revision | None = None,
        cue: Sequence[Place] = (),
        chain: Sequence[Link] = (),
        document_mention: Sequence[Place] = (),
        kind: str | None = None,
        by: Any = None,
        reason: str = "",
        uid: uuid.UUID | None = None,
        **details: Any,
    ) -> Quote:
        """Record a quote: its pieces, its cue, its chain with the mentions; the one way to do so.

        Each piece is a Position (code points), Words (exact, with prefix and suffix where they
        stand in several places) or plain words; all stand in `revision`, the source's current one
        by default. The kind is set from the quotation marks where none is given. `details` are
        the quote's other fields: quoted_from, said_on, said_in, nothing_to_check, origin,
        external_id. The same uid again by the same user is the quote that is there.

        Raises WordsNotFound with the candidates, or the nearest reading and the differing words;
        Conflict where the uid is another user's; TypeError for another detail; ValidationError for
        whatever else is wrong, as pieces that overlap or do not stand in the order of the text.
        Nothing is stored then.
        """
        refuse_unknown(details, DETAILS)

        def make() -> Quote:
            refuse_unsaved(self.model, source=source, quoted_from=details.get("quoted_from"))
            here = _revision(source, revision)
            pieces = pieces_of(here.text, content)
            quote: Quote = self.model(
                source=source,
                revision=here,
                kind=kind or kind_from_marks(here.text, pieces),
                annotator=act.by,
                **({"uid": uid} if uid else {}),
                **details,
            )
            quote.clean_fields(exclude=["source", "revision", "annotator", "quoted_from", "text"])
            self.refuse_imported_twice(quote)
            quote.insert()
            quote.lay_parts(
                content=pieces,
                cue=places(here.text, "cue", cue),
                document_mention=places(here.text, "mention", document_mention),
                chain=chain,
            )
            return quote.read_kept()

        with acting(by, reason) as act:
            recorded: Quote = self.once(uid, act.by, make)
        return recorded


def _revision(source: Source, given: Revision | None) -> Revision:
    revision = source.current_revision if given is None else given
    if revision is None:
        raise of_field(
            "source", f"“{source}” has no text yet: add one, then quote from it.", "no_text"
        )
    refuse_unsaved(Attribution.quote.field.related_model, revision=revision)
    if revision.source_id != source.pk:
        raise of_field(
            "revision",
            "The revision is one of another source: take one of the quote's own.",
            "other_source",
        )
    return revision


def refuse_link(link: Link) -> None:
    """Refuse, kindly, what the database would refuse of a link of the chain."""
    if not isinstance(link, Link):
        raise of_field("chain", f"{link!r:.60} is no Link: give one.", "no_link")
    if link.role not in Attribution.Role.values:
        allowed = ", ".join(Attribution.Role.values)
        raise ValidationError({"role": f"“{link.role}” is no role: take one of {allowed}."})
    refuse_unsaved(Attribution, speaker=link.speaker, source=link.source, capacity=link.capacity)
    if (link.speaker is None) == (link.source is None):
        raise ValidationError({"chain": "A link names one speaker, or one relaying document."})
    if link.source and link.role != Attribution.Role.RELAYED_BY:
        raise ValidationError({"chain": "Only a relay may be a document."})
    if link.speaker and link.speaker.merged_into_id:
        raise of_field(
            "speaker", f"{link.speaker} is now {link.speaker.merged_into}: take that one.", "merged"
        )
    if link.capacity and link.capacity.speaker_id != getattr(link.speaker, "pk", None):
        raise ValidationError({"capacity": "The membership is another speaker's."})


def refuse_twice(links: Iterable[Link | Attribution]) -> None:
    """Refuse a chain that names a speaker, or a document, twice in one role."""
    seen = set()
    for link in links:
        named = (link.role, link.speaker, link.source)
        if named in seen:
            role = Attribution.Role(link.role).label.lower()
            raise of_field(
                "chain",
                f"{link.speaker or link.source} stands twice as {role}: once is enough.",
                "twice",
            )
        seen.add(named)


def pieces_of(text: str, content: Iterable[Place]) -> list[tuple[int, int]]:
    """Where the pieces of a quote stand, in code points; see `places`.

    Raises ValidationError, too, where there is none, or one begins before the last has ended.
    """
    pieces = places(text, "content", content)
    if not pieces:
        raise of_field("content", "A quote has at least one piece.", "empty")
    if any(start < end for (_, end), (start, _) in pairwise(pieces)):
        raise of_field(
            "content",
            "The pieces of a quote stand in the order of the text and do not overlap.",
            "out_of_order",
        )
    return pieces


def places(text: str, what: str, wanted: Iterable[Place]) -> list[tuple[int, int]]:
    """Where each of these stands in the text, in code points.

    Raises WordsNotFound for words that stand nowhere or in several places, and ValidationError
    for offsets outside the text, or what is no place; `what` names the field in the sentence.
    """
    return [_place(text, what, place) for place in listed(what, wanted)]


def _place(text: str, what: str, place: Any) -> tuple[int, int]:
    if isinstance(place, Position):
        return _stretch(text, what, place.start, place.end)
    words = Words(place) if isinstance(place, str) else place
    if not isinstance(words, Words) or not all(isinstance(part, str) for part in astuple(words)):
        raise of_field(
            what,
            f"{place!r:.60} is no place: give a Position, Words or the exact words.",
            "no_place",
        )
    try:
        answer = locate(text, words)
    except ValueError as error:
        raise of_field(what, str(error), "no_words") from error
    if isinstance(answer, Found):
        return answer.start, answer.end
    raise WordsNotFound(what, answer)


def _stretch(text: str, what: str, start: Any, end: Any) -> tuple[int, int]:
    # A bool is an int to Python, and True no offset.
    if type(start) is not int or type(end) is not int:
        raise of_field(
            what,
            f"[{start!r:.20}, {end!r:.20}) is no stretch: offsets are whole numbers.",
            "no_offset",
        )
    if not 0 <= start < end <= len(text):
        raise of_field(
            what,
            f"[{start}, {end}) is no stretch of this text, which has {len(text)} code points.",
            "outside",
        )
    return start, end


def _sentence(answer: Several | Absent) -> str:
    if isinstance(answer, Several) and answer.total == 1:
        return "These words stand in this text, but not between the words that are sent with them."
    if isinstance(answer, Several):
        return f"These words stand in {answer.total} places: say which, by the words around them."
    if answer.nearest is None:
        return "These words do not stand in this text, nor any like them."
    return (
        f"These words do not stand in this text; the nearest are “{answer.nearest.exact}”, "
        f"at {answer.nearest.start}."
    )
