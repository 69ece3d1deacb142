"""An editor at the admin's pages, in a browser, who pastes words and chooses places.

What is recorded is told by plain data; `actions` counts each field filled, button pressed and
page opened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import Locator, Page, expect

PASSWORD = "a long word"
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


class Desk:
    def __init__(self, page: Page, speakers: dict[str, New]) -> None:
        self.page = page
        self.new = dict(speakers)
        self.actions = 0
        self.questions = 0
        self.texts: dict[str, str] = {}

    def sign_in(self) -> None:
        user = get_user_model().objects.create_user("ines", password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name="Editor"))
        self.page.goto("/admin/")
        self.page.get_by_label("Username").fill("ines")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("heading", name="What waits")).to_be_visible()

    # One action each

    def open(self, path: str) -> None:
        self.actions += 1
        self.page.goto(f"/admin/{path}")

    def press(self, name: str) -> None:
        self.actions += 1
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def send(self, name: str) -> None:
        """Press a button that brings the next page, and wait for it."""
        with self.page.expect_navigation():
            self.press(name)

    def follow(self, name: str) -> None:
        self.actions += 1
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, name: str, words: str) -> None:
        if words:
            self.actions += 1
            self.named(name).fill(words)

    def select(self, name: str, value: str) -> None:
        self.actions += 1
        self.named(name).select_option(value)

    def named(self, name: str) -> Locator:
        return self.page.locator(f"[name='{name}']:visible")

    def choose(self, beside: str, typed: str) -> None:
        """Pick what the completion beside a field of Django's offers first."""
        self.actions += 1
        self.page.locator(f"{beside} .select2-selection").click()
        self.page.locator(".select2-search__field").fill(typed)
        self.page.locator(".select2-results__option--highlighted", has_text=typed[:20]).click()

    def stored(self) -> None:
        expect(self.page.locator(".messagelist .success").first).to_be_visible()

    # Documents

    def add_source(self, title: str, text: str = "", **about: str) -> None:
        self.open("sources/source/add/")
        self.fill("title", title)
        self.fill("text", text)
        for name, value in about.items():
            (self.select if name == "kind" else self.fill)(name, value)
        self.send("Save")
        self.stored()
        self.texts[title] = text

    def add_publisher(self, name: str) -> None:
        self.open("sources/publisher/add/")
        self.fill("name", name)
        self.send("Save")
        self.stored()

    def go_to(self, what: str, words: str) -> None:
        """Open a record from its list."""
        self.open(f"{what}/")
        self.actions += 1
        self.page.locator("#result_list tbody th a", has_text=words).first.click()

    # Quotes

    def record_quotes(self, source: str, quotes: list[Said]) -> None:
        """All quotes of a source, one after the other, beginning at the source's page."""
        text = self.texts[source]
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

    # Claims

    def record_claim(self, text: str, kind: str, quote: str, stance: str) -> None:
        """From the page of the quote that makes it."""
        self.go_to("claims/quote", quote)
        self.follow("Record a claim")
        self.fill("text", text)
        self.select("kind", kind)
        if stance != "asserts":
            self.select("appearances-0-stance", stance)
        self.send("Save and continue editing")
        if self.page.get_by_role("heading", name="Earlier claims").count():
            self.send("Record anyway")
        expect(self.page.get_by_role("heading", name="Add evidence")).to_be_visible()

    def link_evidence(self, source: str, bearing: str, passages: list[str]) -> None:
        """On the claim's page."""
        self.choose(".evidence-form .field-source", source)
        self.select("bearing", bearing)
        for number, words in enumerate(passages, start=1):
            self.actions += 1
            self.page.get_by_label(f"Passage {number}:").fill(words)
        self.send("Link the evidence")
        self.stored()

    def fact_check(self, reviewer: str, rating: str, explanation: str, rests_on: str) -> None:
        """From the claim's page."""
        self.follow("Add a fact-check")
        self.choose(".field-reviewer", reviewer)
        self.fill("rating_name", rating)
        self.fill("explanation", explanation)
        self.actions += 1
        self.page.get_by_label(rests_on).check()
        self.send("Save and continue editing")
        self.stored()

    # Publishing

    def publish_list(self, what: str) -> None:
        """Everything of a list, with the sources that it needs."""
        self.open(f"{what}/")
        self.actions += 3
        self.page.locator("#action-toggle").check()
        self.page.get_by_label("Action:").select_option(label="Publish…")
        with self.page.expect_navigation():
            self.page.locator(".actions [name=index]").first.click()
        self.confirm()

    def publish_this(self) -> None:
        self.follow("Publish…")
        self.confirm()

    def confirm(self) -> None:
        for box in self.page.locator(".sources-too input").all():
            self.actions += 1
            box.check()
        self.send("Publish")
        self.stored()
        expect(self.page.locator(".messagelist .warning, .messagelist .error")).to_have_count(0)

    def withdraw_this(self, reason: str) -> None:
        self.follow("Withdraw")
        self.fill("reason", reason)
        self.send("Withdraw")
        self.stored()


def ask(site: str, path: str, **given: Any) -> tuple[int, Any]:
    """What a stranger is answered under /api/: the status, and the JSON."""
    query = f"?{urlencode(given)}" if given else ""
    try:
        with urlopen(f"{site}/api/{path}{query}", timeout=10) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)
