"""The start page and its box, in a browser: light and dark, wide and narrow."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from claims.seeding import lay_seeds
from claims.start.weeks import WEEKS

from .axe import axe

pytestmark = pytest.mark.browser

WIDTHS = (1366, 390)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def start(page: Page) -> Page:
    """The start page on the sample record, for somebody who may do everything."""
    lay_seeds()
    get_user_model().objects.create_superuser("ines", password="a long word")
    page.goto("/admin/")
    page.get_by_label("Username").fill("ines")
    page.get_by_label("Password").fill("a long word")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()
    return page


def test_start_page_in_every_light_and_width(start: Page, faults: list[str]) -> None:
    assert faults == []
    for width in WIDTHS:
        start.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            start.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            assert start.evaluate(SIDEWAYS) <= 0, width
            assert axe(start) == [], (width, scheme)


def test_numbers_of_the_weeks_are_read_as_a_table(start: Page) -> None:
    picture = start.get_by_role("img", name="Quotes and claims recorded in each")
    expect(picture).to_be_visible()
    start.get_by_text("As a table").click()
    table = start.get_by_role("region", name="As a table")
    expect(table.get_by_role("row")).to_have_count(1 + WEEKS)


def test_words_are_looked_up_from_the_start_page(start: Page, faults: list[str]) -> None:
    box = start.get_by_label("Words, an address, or a whole article")
    box.fill("Every household in the Old Quay has a tap with mains water")
    start.get_by_role("button", name="Look it up").click()
    expect(start.get_by_role("heading", name="What the record holds")).to_be_visible()
    expect(start.locator(".ct-hits > li").first).to_contain_text("Every household in Old Quay")
    expect(start.locator(".ct-hits mark").first).to_be_visible()
    assert faults == []
    for width in WIDTHS:
        start.set_viewport_size({"width": width, "height": 900})
        assert start.evaluate(SIDEWAYS) <= 0, width
        assert axe(start) == [], width


def test_what_waits_is_shown_in_full(start: Page, faults: list[str]) -> None:
    start.get_by_role("link", name="Sources not worked through").click()
    expect(start.get_by_role("heading", name="Sources not worked through")).to_be_visible()
    assert faults == []
    assert axe(start) == []
