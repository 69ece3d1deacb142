"""Quotes in the admin's form: exact words are pasted, the chain is filled in, places are chosen.

What is recorded is told by plain data.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

from .steps import Steps

QUESTIONS = 3
"""Times that a form may ask which place is meant: pieces first, then cue and mentions."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """A quote to record; words as offsets, of which only the words themselves are pasted.

    `mention` is what the text calls the first speaker, `document` what it calls the document.
    """

    content: list[Span]
    cue: list[Span]
    speakers: list[str]
    mention: list[Span] = field(default_factory=list)
    document: list[Span] = field(default_factory=list)
    on_behalf_of: str = ""
    addressee: str = ""
    quoted_from: str = ""


@dataclass(frozen=True)
class New:
    """A speaker who is made on the spot when named first."""

    makes: str
    description: str = ""
    headcount: int = 0
    headcount_is: str = ""


class Quoting(Steps):
    """`questions` counts the words of which a form asked where they stand."""

    def __init__(self, page: Page, speakers: dict[str, New]) -> None:
        super().__init__(page)
        self.new = dict(speakers)
        self.questions = 0

    def record_quotes(self, source: str, text: str, quotes: list[Said]) -> None:
        """All quotes of a source, one after the other, beginning at the source's page."""
        self.go_to("sources/source", source)
        self.follow("Record a quote")
        for quote in quotes:
            expect(self.named("piece-0-words")).to_have_value("")
            self._words("piece", quote.content, text, "Add a piece")
            self._words("cue", quote.cue, text, "Add a cue")
            self._chain(quote, text)
            self._words("document", quote.document, text, "Add a mention")
            if quote.quoted_from:
                self._complete("quoted_from", quote.quoted_from)
            self.send("Save and add another")
            self._answer(quote)
            self.stored()

    def _words(self, kind: str, spans: list[Span], text: str, add: str) -> None:
        for number, (start, end) in enumerate(spans):
            name = f"{kind}-{number}-words"
            if not self.named(name).count():
                self.press(add)
            self.fill(name, text[start:end])

    def _chain(self, quote: Said, text: str) -> None:
        first, *joint = quote.speakers
        self._link(0, first)
        for start, end in quote.mention:
            self.fill("chain-0-words", text[start:end])
        if quote.on_behalf_of:
            self._link(1, quote.on_behalf_of)
        if quote.addressee:
            self._link(2, quote.addressee)
        for number, name in enumerate(joint, start=3):
            if not self.named(f"chain-{number}-who").count():
                self.press("Add a link")
            self._link(number, name)

    def _link(self, number: int, name: str) -> None:
        who = f"chain-{number}-who"
        made = self.new.pop(name, None)
        self._complete(who, name, made.makes if made else "")
        if made:
            self.fill(f"chain-{number}-description", made.description)
        if made and made.headcount:
            self.select(f"chain-{number}-headcount_is", made.headcount_is)
            self.fill(f"chain-{number}-headcount", str(made.headcount))

    def _complete(self, name: str, typed: str, makes: str = "") -> None:
        """Type into a box and take what it offers: the first, or the kind to make anew."""
        self.fill(name, typed)
        self.actions += 1
        offers = self.page.locator(".offers:visible li")
        wanted = offers.filter(has_text=makes) if makes else offers.filter(has_text=typed)
        wanted.first.click()

    def _answer(self, quote: Said) -> None:
        """Where words stand in several places, choose those that are meant, and save again."""
        wanted = {
            f"{start}-{end}"
            for start, end in (*quote.content, *quote.cue, *quote.mention, *quote.document)
        }
        for _time in range(QUESTIONS):
            asked = self.page.locator("fieldset.places:visible:not(details fieldset)")
            if not asked.count():
                return
            for number in range(asked.count()):
                self.questions += 1
                for place in asked.nth(number).get_by_role("radio").all():
                    if place.get_attribute("value") in wanted and not place.is_checked():
                        self.actions += 1
                        place.check()
            self.send("Save and add another")
