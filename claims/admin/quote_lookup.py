"""What the rows of a quote's form name: places in the text, speakers, documents, offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sources.anchoring import Position
from sources.models import Revision, Source

from ..models import Attribution, Link, Speaker
from .quote_finding import Stretch, look, written
from .quote_named import find_source, find_speaker, nameable, namesakes
from .quote_picking import Pick, Unsure
from .quote_rows import DOCUMENT, KNOWN, LinkRow, Row

OTHER_TEXTS = 10
"""Texts of the source that are looked through for words that are not in the one quoted from."""


TELLING = ("kind", "description", "headcount", "headcount_is")
"""What tells two speakers of one name apart."""


class Lookup:
    """Looks the rows up in one text of one source; faults go to the rows they are of."""

    def __init__(self, source: Source, revision: Revision, may_add_speakers: bool) -> None:
        self.source, self.revision = source, revision
        self.may_add_speakers = may_add_speakers
        self.content: list[Stretch] = []
        self._others: list[Revision] | None = None
        self._new: dict[tuple[str, str, str], Speaker] = {}

    def find_content(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._look(row, row.value("at"))
        self.content = places_of(rows)

    def find_beside(self, rows: Iterable[Row], chosen_beside: str) -> None:
        """Look for cue and mentions; what was chosen beside other content is chosen anew."""
        kept = chosen_beside in ("", self.fingerprint)
        for row in rows:
            self._look(row, row.value("at") if kept else "", self.content)
            if row.looked and row.looked.choices and not self.content:
                # Which of several places is meant is seen once the quoted words are found.
                row.looked = None
                row.errors.pop("words", None)

    @property
    def fingerprint(self) -> str:
        return ",".join(map(written, self.content))

    def _look(self, row: Row, at: str, beside: Sequence[Stretch] | None = None) -> None:
        words = row.value("words")
        if not words:
            return
        row.looked = look(
            self.revision.text, words, at, beside=beside, elsewhere=self._in_another_text
        )
        if row.looked.question:
            row.add_error("words", row.looked.question)

    def _in_another_text(self, exact: str) -> str:
        if self._others is None:
            others = self.source.revisions.exclude(pk=self.revision.pk).order_by("-number")
            self._others = list(others[:OTHER_TEXTS])
        for other in self._others:
            if exact in other.text:
                earlier = other.number < self.revision.number
                kind = _("an earlier text (%d)") if earlier else _("a later text (%d)")
                return kind % other.number
        return ""

    def name(self, rows: Iterable[LinkRow]) -> None:
        """Find, or make ready, who the rows name."""
        for row in rows:
            pick = row.value("who")
            if not pick:
                if row.value("words"):
                    row.add_error("who", _("Say who it is that is named by these words."))
                continue
            try:
                self._name(row, pick)
            except Unsure as unsure:
                row.fields["who"].offer(unsure)  # type: ignore[attr-defined]
                row.add_error("who", unsure)
            self._take_capacity(row)

    def _name(self, row: LinkRow, pick: Any) -> None:
        is_ = row.value("is_")
        if is_ == DOCUMENT:
            if row.value("role") != Attribution.Role.RELAYED_BY:
                raise Unsure(_("Only a relay may be a document."))
            row.source = find_source(pick)
        elif is_ == KNOWN or pick.picked:
            row.speaker = find_speaker(pick, self.source)
        else:
            row.speaker = self._make(row, is_, pick)
        if pick.picked or pick.anew:
            known = row.source or (row.speaker if row.speaker and row.speaker.pk else None)
            row.fields["who"].keep(known)  # type: ignore[attr-defined]

    def _make(self, row: LinkRow, kind: str, pick: Pick) -> Speaker:
        """A speaker to be stored with the quote. Raises Unsure where it may be a known one."""
        if not self.may_add_speakers:
            raise Unsure(_("You may not add speakers: name one that is known."))
        headcount, is_ = row.value("headcount") or None, row.value("headcount_is")
        if (headcount or is_) and kind != Speaker.Kind.GROUP:
            row.add_error("headcount", _("Only a group has a headcount."))
        if bool(headcount) != bool(is_):
            row.add_error("headcount_is", _("A headcount is a number, and how exact it is."))
        made = Speaker(
            kind=kind, name=pick.text, description=" ".join(row.value("description").split()),
            headcount=headcount, headcount_is=is_,
        )  # fmt: skip
        if kind != Speaker.Kind.UNNAMED:
            self._refuse_known(made, pick)
        return self._new.setdefault((kind, made.name, made.description), made)

    def _refuse_known(self, made: Speaker, pick: Pick) -> None:
        """Ask once whether it is one of those called so, unless a description tells them apart."""
        alike = list(namesakes(nameable(self.source), pick.text))
        if not alike or (made.description and all(_differ(made, a) for a in alike)):
            return
        if any(all(getattr(made, n) == getattr(a, n) for n in TELLING) for a in alike):
            sentence = _(
                "There is “%s” already: pick it, or describe the new one to tell them apart."
            )
            raise Unsure(sentence % alike[0], alike)
        if not pick.anew:
            sentence = _(
                "“%s” is a known name: pick whom you mean, or say that it is somebody else."
            )
            raise Unsure(sentence % pick.text, alike, anew=_("somebody else, to be recorded anew"))

    def _take_capacity(self, row: LinkRow) -> None:
        held = row.offer_capacities(row.speaker)
        wanted = row.value("capacity")
        row.membership = next((one for one in held if one.pk == wanted), None)
        if wanted and row.speaker and not row.membership:
            row.add_error("capacity", _("That is the office of somebody else: choose again."))


def _differ(one: Speaker, other: Speaker) -> bool:
    return one.description.casefold() != other.description.casefold()


def places_of(rows: Iterable[Row]) -> list[Stretch]:
    return [row.looked.place for row in rows if row.looked and row.looked.place]


def positions(rows: Iterable[Row]) -> list[Position]:
    return [Position(*at) for at in places_of(rows)]


def links(rows: Iterable[LinkRow]) -> list[Link]:
    """The chain that the rows make up, rows of one role and name folded into one link."""
    chain: dict[tuple[str, int], Link] = {}
    for row in rows:
        named = row.speaker or row.source
        if named is None:
            continue
        role = row.value("role") or Attribution.Role.SPEAKER
        key = (role, named.pk or id(named)) if row.speaker else (f"{role} {DOCUMENT}", named.pk)
        before = chain.get(key)
        chain[key] = Link(
            row.speaker,
            role=role,
            source=row.source,
            capacity=(before and before.capacity) or row.membership,
            mention=[*(before.mention if before else ()), *positions([row])],
        )
    return list(chain.values())
