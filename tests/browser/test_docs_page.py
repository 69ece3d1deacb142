"""The page of the API's documentation: whole, under the strict policy, for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from .axe import axe

pytestmark = pytest.mark.browser
OF_SWAGGER_UI = "nested-interactive"
"""It has a link within the button that opens an operation."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(page: Page, faults: list[str], scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto("/api/docs/")
    page.locator("#operations-quotes-quotes_list").click()
    page.get_by_text("The document it stands in.").first.wait_for()
    is_dark = page.evaluate("document.documentElement.classList.contains('dark-mode')")
    assert is_dark == (scheme == "dark")
    assert faults == []
    assert [found for found in axe(page) if not found.startswith(OF_SWAGGER_UI)] == []
