"""Which record the words of a box name: a source, a quote, a speaker by any of the names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from sources.models import Source

from ..models import Attribution, Quote, Speaker
from .quote_picking import Pick, Unsure, label

MOST = 12
"""Records offered at once."""


def completed(rows: models.QuerySet[Any], pick: Pick) -> Any:
    """The record that a completion put into the box, unless the words were changed after it."""
    other = pick.picked and pick.picked != pick.key
    record = rows.filter(pk=pick.key).first() if pick.key and not other else None
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
