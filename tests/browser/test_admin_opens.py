"""The admin and the documentation open under the strict policy, without a complaint."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(transactional_db: None) -> str:
    """The name of someone who may do everything, with the password "a long word"."""
    get_user_model().objects.create_superuser("ines", password="a long word")
    return "ines"


def test_admin_opens(page: Page, editor: str, faults: list[str]) -> None:
    page.goto("/")
    page.get_by_label("Username").fill(editor)
    page.get_by_label("Password").fill("a long word")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="The record")).to_be_visible()
    assert faults == []


def test_documentation_opens(page: Page, faults: list[str]) -> None:
    page.goto("/api/docs/")
    expect(page.get_by_role("heading", name="claimtrack")).to_be_visible()
    assert faults == []
