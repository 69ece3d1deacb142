"""What one does at a page of the admin, each counted as one action."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Steps:
    """`actions` counts each field filled, button pressed and page opened."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

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

    def go_to(self, what: str, words: str) -> None:
        """Open a record from its list."""
        self.open(f"{what}/")
        self.actions += 1
        self.page.locator("#result_list tbody th a", has_text=words).first.click()
