"""Naming a record by its words: a text box with completion, which also works without it.

The words typed decide; a key stands for them where a completion was taken. Where the words name
several records, the page lists them, and the one picked there is sent with the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sources.models import Source

from ..models import Attribution, Quote, Speaker

MOST = 12
"""Records offered at once."""


class Pick(NamedTuple):
    """What a row sent: the words, the key of a completion, the key picked from a list."""

    text: str = ""
    key: int | None = None
    picked: int | None = None


class Unsure(ValidationError):
    """The words name several records, or another than meant; `candidates` are to pick from."""

    def __init__(self, sentence: str, candidates: Sequence[models.Model] = ()) -> None:
        self.candidates = list(candidates)
        super().__init__(sentence, code="unsure")


class PickWidget(forms.Widget):
    """A text box, the key of what a completion put there, and a list to pick from."""

    template_name = "admin/claims/quote/pick.html"

    def __init__(self, completes: str, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "dir": "auto", **(attrs or {})})
        self.completes = completes
        self.candidates: list[models.Model] = []
        self.preferred: int | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> PickWidget:
        copied: PickWidget = super().__deepcopy__(memo)
        copied.candidates = []
        return copied

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Pick:
        def key(suffix: str) -> int | None:
            written = str(data.get(f"{name}-{suffix}", ""))
            return int(written) if written.isdecimal() and len(written) < 16 else None

        text = " ".join(str(data.get(name, "")).replace("\0", "").split())
        return Pick(text, key("key"), key("pick"))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, models.Model):
            value = Pick(label(value), value.pk)
        context = super().get_context(name, None, attrs)
        context["pick"] = value or Pick()
        context["completes"] = self.completes
        context["candidates"] = [
            (record.pk, label(record), record.pk == self.preferred) for record in self.candidates
        ]
        return context


class PickField(forms.Field):
    """A record named by its words; `find` gives it, or raises Unsure."""

    widget: PickWidget

    def __init__(
        self, completes: str, find: Callable[[Pick], Any] | None = None, **kwargs: Any
    ) -> None:
        self.find = find
        super().__init__(widget=PickWidget(completes), **kwargs)

    def to_python(self, value: Any) -> Any:
        return value if value and value.text else None

    def clean(self, value: Any) -> Any:
        pick = super().clean(value)
        if pick is None or self.find is None:
            return pick
        try:
            return self.find(pick)
        except Unsure as unsure:
            self.offer(unsure)
            raise

    def offer(self, unsure: Unsure) -> None:
        """List what can be picked; one alone is picked beforehand."""
        self.widget.candidates = unsure.candidates
        self.widget.preferred = unsure.candidates[0].pk if len(unsure.candidates) == 1 else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = label(initial) if isinstance(initial, models.Model) else ""
        return before != (data.text if data else "")


def label(record: models.Model) -> str:
    """How a record is named in the box, on one line."""
    return " ".join(str(record).split())


def completed(rows: models.QuerySet[Any], pick: Pick) -> Any:
    """The record that a completion put into the box, unless the words were changed after it."""
    record = rows.filter(pk=pick.key).first() if pick.key and not pick.picked else None
    return record if record and label(record) == pick.text else None


def chosen_among(pick: Pick, found: Sequence[Any], alike: Sequence[Any] = ()) -> Any:
    """The record that the words or the list name.

    `found` are those called so, `alike` those that are offered where none is. Raises Unsure with
    the records to pick from.
    """
    for record in (*found, *alike):
        if record.pk == pick.picked:
            return record
    if len(found) == 1:
        return found[0]
    if found:
        raise Unsure(_("“%s” may be any of these: pick one.") % pick.text, found)
    if alike:
        raise Unsure(_("There is none called “%s”, but these: pick one.") % pick.text, alike)
    raise Unsure(_("There is none called “%s”.") % pick.text)


def find_source(pick: Pick) -> Source:
    rows = Source.objects.select_related("current_revision")
    taken = completed(rows, pick)
    if taken:
        return taken
    named = Q(title__iexact=pick.text) | Q(address=pick.text) | Q(canonical_address=pick.text)
    found = list(rows.filter(named)[:MOST])
    alike = [] if found else list(rows.search(pick.text)[:MOST])
    return chosen_among(pick, found, alike)


def find_quote(pick: Pick) -> Quote:
    """By its words, or by its number."""
    rows = Quote.objects.select_related("source")
    taken = completed(rows, pick)
    if taken:
        return taken
    if pick.text.isdecimal() and len(pick.text) < 16:
        found = list(rows.filter(pk=int(pick.text)))
        return chosen_among(pick, found)
    alike = list(rows.search(pick.text.rstrip("…"))[:MOST])
    exact = [quote for quote in alike if quote.text == pick.text]
    return chosen_among(pick, exact, alike)


def nameable(source: Source | int | None) -> models.QuerySet[Speaker]:
    """Speakers that a quote from this source may name: merged ones never, unnamed its own only."""
    here = Attribution.objects.filter(speaker=OuterRef("pk"), quote__source=source)
    return Speaker.objects.unmerged().filter(~Q(kind=Speaker.Kind.UNNAMED) | Exists(here))


def find_speaker(pick: Pick, source: Source | None) -> Speaker:
    """Raises Unsure; a speaker merged meanwhile is answered with the survivor to pick."""
    rows = nameable(source)
    taken = completed(rows, pick)
    if taken:
        return taken
    found = list(namesakes(rows, pick.text))
    merged = _merged(pick, found)
    if merged:
        survivor = merged.merged_into
        if survivor.pk == pick.picked:
            return survivor
        sentence = _("“%(merged)s” has been merged into “%(survivor)s” meanwhile: take that one.")
        raise Unsure(sentence % {"merged": merged, "survivor": survivor}, [survivor])
    if found:
        return chosen_among(pick, found)
    alike = list(completing(rows, pick.text)[:MOST])
    for record in alike:
        if record.pk == pick.picked:
            return record
    sentence = _("Nobody is called “%s”: pick one of these, or say what kind of speaker is new.")
    if not alike:
        sentence = _("Nobody is called “%s”: name somebody else, or say what kind is new.")
    raise Unsure(sentence % pick.text, alike)


def _merged(pick: Pick, found: Sequence[Speaker]) -> Any:
    """The merged speaker that is meant: by an old completion, or as the only one called so."""
    merged = Speaker.objects.exclude(merged_into=None).select_related("merged_into")
    old = merged.filter(pk=pick.key).first() if pick.key else None
    if old and label(old) == pick.text:
        return old
    return None if found else namesakes(merged, pick.text).first()


def namesakes(rows: models.QuerySet[Speaker], text: str) -> models.QuerySet[Speaker]:
    """Those called so, by name or another name, alone or with the description in brackets."""
    names = [text]
    if text.endswith(")"):
        names += [text[:at].rstrip() for at, mark in enumerate(text) if mark == "("]
    called = Q()
    for name in filter(None, names[:4]):
        called |= Q(name__iexact=name) | Q(pk__in=_other_names(name__iexact=name))
    found = rows.filter(called)
    if len(names) > 1:
        keys = [speaker.pk for speaker in found[:200] if label(speaker) == text]
        return rows.filter(pk__in=keys)
    return found[:MOST]


def completing(rows: models.QuerySet[Speaker], text: str) -> models.QuerySet[Speaker]:
    """Those with these letters in a name or the description, names that begin so first."""
    inside = Q(name__icontains=text) | Q(description__icontains=text)
    begins = models.Case(models.When(name__istartswith=text, then=0), default=1)
    found = rows.filter(inside | Q(pk__in=_other_names(name__icontains=text)))
    return found.order_by(begins, "name", "id")


def _other_names(**lookup: str) -> models.QuerySet[Any]:
    names: Any = Speaker.names.rel.related_model
    return names.objects.filter(**lookup).values("speaker")
