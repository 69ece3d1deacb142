"""Storing what a quote's form holds: new speakers, words, chain and relations together."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ..marks import kind_from_marks
from ..models import Quote, QuoteRelation
from ..models.rewriting import rewrite
from .quote_lookup import links, places_of, positions

DETAILS = ("said_on", "said_in", "quoted_from", "nothing_to_check")


def store(form: Any, by: Any) -> Quote:
    """Record the quote of a valid form, or rewrite the one that it is of, in one transaction."""
    with transaction.atomic():
        for row in form.rows["chain"]:
            if row.speaker and not row.speaker.pk:
                row.speaker.save()
        quote = _rewritten(form, by) if form.recorded else _recorded(form, by)
        rows = form.rows["relation"]
        related = [(row.value("kind"), row.value("other")) for row in rows if row.value("other")]
        QuoteRelation.objects.lay(quote, related)
        return quote


def _recorded(form: Any, by: Any) -> Quote:
    given = form.cleaned_data
    return Quote.objects.record(
        source=given["source"],
        kind=given["kind"] or None,
        by=by,
        **_parts(form),
        **{name: given[name] for name in DETAILS if name in given},
    )


def _rewritten(form: Any, by: Any) -> Quote:
    quote: Quote = form.instance
    if form.words_stay:
        Quote.objects.lock_version(quote.pk, quote.version)
        here = quote.spans.filter(revision=quote.revision_id, role="content")
        content = list(here.order_by("number").values_list("start", "end"))
    else:
        rewrite(quote, by=by, **_parts(form))
        content = places_of(form.rows["piece"])
    quote.kind = form.cleaned_data.get("kind") or kind_from_marks(quote.revision.text, content)
    quote.save()
    return quote


def _parts(form: Any) -> dict[str, Any]:
    return {
        "content": positions(form.rows["piece"]),
        "cue": positions(form.rows["cue"]),
        "document_mention": positions(form.rows["document"]),
        "chain": links(form.rows["chain"]),
    }
