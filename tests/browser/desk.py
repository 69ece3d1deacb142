"""An editor at the admin's pages, in a browser, and a stranger who asks."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from .quoting import Quoting

PASSWORD = "a long word"


class Desk(Quoting):
    def sign_in(self) -> None:
        user = get_user_model().objects.create_user("ines", password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name="Editor"))
        self.page.goto("/admin/")
        self.page.get_by_label("Username").fill("ines")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("heading", name="What waits")).to_be_visible()

    # Documents

    def add_source(self, title: str, text: str = "", **about: str) -> None:
        self.open("sources/source/add/")
        self.fill("title", title)
        self.fill("text", text)
        for name, value in about.items():
            (self.select if name == "kind" else self.fill)(name, value)
        self.send("Save")
        self.stored()

    def add_publisher(self, name: str) -> None:
        self.open("sources/publisher/add/")
        self.fill("name", name)
        self.send("Save")
        self.stored()

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
