"""Who speaks in the sample record, and what they are quoted as saying."""

from __future__ import annotations

from sources.models import Publisher, Source

from ..models import Link, Membership, Quote, QuoteRelation, Speaker, SpeakerName
from .laying import Entry, Laying, uid_of, words

_KINDS = {
    "persons": Speaker.Kind.PERSON,
    "organizations": Speaker.Kind.ORGANIZATION,
    "groups": Speaker.Kind.GROUP,
    "unnamed": Speaker.Kind.UNNAMED,
}


def lay_speakers(laying: Laying) -> None:
    """Speakers with their other names, then the offices they held."""
    read = laying.read("speakers")
    speakers = {
        key: entry | {"kind": kind}
        for name, kind in _KINDS.items()
        for key, entry in read[name].items()
    }

    def make(key: str, entry: Entry) -> Speaker:
        details = {k: v for k, v in entry.items() if k not in ("other_names", "memberships")}
        details["publisher"] = laying.get_any(Publisher, details.get("publisher"))
        speaker = Speaker(uid=uid_of(Speaker, key), **details)
        speaker.full_clean()
        speaker.save(force_insert=True)
        for name in entry.get("other_names", ()):
            uid = uid_of(SpeakerName, f"{key}/{name}")
            SpeakerName.objects.create(uid=uid, speaker=speaker, name=name)
        return speaker

    laying.lay(Speaker, speakers, make)
    _lay_memberships(laying, speakers)


def _lay_memberships(laying: Laying, speakers: dict[str, Entry]) -> None:
    memberships = {
        key: entry | {"speaker": holder}
        for holder, speaker in speakers.items()
        for key, entry in speaker.get("memberships", {}).items()
    }

    def make(key: str, entry: Entry) -> Membership:
        both = {name: laying.get(Speaker, entry[name]) for name in ("speaker", "organization")}
        return Membership.objects.create(uid=uid_of(Membership, key), **(entry | both))

    laying.lay(Membership, memberships, make, lambda entry: (Speaker, entry["speaker"]))


def lay_quotes(laying: Laying) -> None:
    """The quotes of each document with their chains, then how they stand to each other."""
    quotes = {
        f"{document}/{key}": entry | {"source": document}
        for document, entries in laying.read_all("quotes").items()
        for key, entry in entries.items()
    }

    def make(key: str, entry: Entry) -> Quote:
        details = dict(entry)
        status, reason = details.pop("status"), details.pop("withdrawn_reason", "")
        details |= {
            "source": laying.get(Source, entry["source"]),
            "quoted_from": laying.get_any(Source, entry.get("quoted_from")),
            "chain": [_link(laying, link) for link in entry["chain"]],
        }
        for name in ("content", "cue", "document_mention"):
            details[name] = words(entry.get(name, ()))
        quote = Quote.objects.record(uid=uid_of(Quote, key), by=laying.by, **details)
        laying.bring_to(quote, status, reason)
        return quote

    laying.lay(Quote, quotes, make)
    for entry in laying.read("quote-relations"):
        laying.relate(QuoteRelation, Quote, entry["from"], entry)


def _link(laying: Laying, entry: Entry) -> Link:
    return Link(
        role=entry["role"],
        speaker=laying.get_any(Speaker, entry.get("speaker")),
        source=laying.get_any(Source, entry.get("source")),
        capacity=laying.get_any(Membership, entry.get("capacity")),
        mention=words(entry.get("mention", ())),
    )


def merge_speakers(laying: Laying) -> None:
    """Merge the speakers who were recorded twice; what they said is recorded by then."""
    for entry in laying.read("speakers")["merges"]:
        if laying.is_new(Speaker, entry["speaker"]):
            survivor = laying.get(Speaker, entry["into"])
            laying.get(Speaker, entry["speaker"]).merge_into(survivor, laying.by, entry["reason"])
