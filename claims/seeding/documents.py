"""The documents of the sample record, and who published them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Q

from sources.addresses import canonical_address, spellings
from sources.describing import read_sidecar, self_description
from sources.importing import FOLDER, Incoming, take_in
from sources.models import Publisher, Source

from .laying import Entry, Laying, SeedError, uid_of

if TYPE_CHECKING:
    from sources.describing import Description


def lay_publishers(laying: Laying) -> None:
    """Publishers; one of the same name may be there, from documents that were ingested."""

    def make(key: str, entry: Entry) -> Publisher:
        same = Publisher.objects.filter(name=entry["name"]).first()
        return same or Publisher.objects.create(uid=uid_of(Publisher, key), **entry)

    laying.lay(Publisher, laying.read("publishers"), make)


def lay_sources(laying: Laying) -> None:
    """Documents with their texts, and sources that are known only through others."""
    entries = laying.read("sources")
    paths = sorted((laying.folder / "documents").iterdir())
    files = {path.stem: path for path in paths if path.suffix != ".json"}
    for key in files.keys() - entries.keys():
        raise SeedError(f"sources.json says nothing of the document {files[key].name}.")

    def make(key: str, entry: Entry) -> Source:
        if entry.get("without_text"):
            return _known_through_others(laying, key, entry)
        if key not in files:
            raise ValueError(f"documents/ has no {key}.txt or {key}.html.")
        return _document(laying, key, files[key], entry)

    laying.lay(Source, entries, make)


def _known_through_others(laying: Laying, key: str, entry: Entry) -> Source:
    details = {name: value for name, value in entry.items() if name != "without_text"}
    details["publisher"] = laying.get_any(Publisher, entry.get("publisher"))
    source = Source(uid=uid_of(Source, key), **details)
    source.full_clean()
    source.save(force_insert=True)
    return source


def _document(laying: Laying, key: str, path: Path, entry: Entry) -> Source:
    # Imported here: the readers take half a second to load, and a second run reads no document.
    from sources.reading import read

    data, below = path.read_bytes(), f"{path.parent.name}/{path.name}"
    document = read(data, path.name)
    description, _ = self_description(document)
    sidecar = path.with_suffix(".json")
    if sidecar.exists():
        description = read_sidecar(sidecar, sidecar.name).over(description)
    ingested = _ingested(below, description)
    if ingested:
        return ingested
    # Laid under its uid first: the importer finds it by its path, and does the rest.
    laid = Source(
        uid=uid_of(Source, key),
        kind=description.kind or Source.Kind.ARTICLE,
        origin=FOLDER,
        external_id=below,
        **entry,
    )
    laid.full_clean()
    laid.save(force_insert=True)
    return take_in(Incoming(document, data, description, below, path.name), by=laying.by).source


def _ingested(below: str, description: Description) -> Source | None:
    """The source that somebody has made of the same document already; it stays as it is."""
    same = Q(origin=FOLDER, external_id=below)
    if description.address:
        same |= Q(canonical_address__in=spellings(canonical_address(description.address)))
    return Source.objects.filter(same).order_by("pk").first()
