"""A claim is written down, evidence linked, a fact-check given and published, in a browser."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from claims.models import Claim, Review
from tests.browser.axe import axe
from tests.factories import AttributionFactory, PublisherFactory, SourceFactory

pytestmark = pytest.mark.browser

TEXT = "The lamp was lit at six. Nobody came. The lamp was lit at seven."


@pytest.fixture
def signed_in(page: Page, transactional_db: None) -> Page:
    get_user_model().objects.create_superuser("ines", password="a long word")
    page.goto("/admin/login/?next=/admin/claims/claim/")
    page.get_by_label("Username").fill("ines")
    page.get_by_label("Password").fill("a long word")
    page.get_by_role("button", name="Log in").click()
    return page


def choose(page: Page, beside: str, typed: str) -> None:
    """Pick the first that the completion beside this field offers."""
    page.locator(f"{beside} .select2-selection").click()
    page.locator(".select2-search__field").fill(typed)
    page.locator(".select2-results__option--highlighted", has_text=typed).click()


def test_claim_with_evidence_and_a_fact_check(signed_in: Page, faults: list[str]) -> None:
    page = signed_in
    quote = AttributionFactory().quote
    SourceFactory(title="The keeper's log", text=TEXT)
    PublisherFactory(name="Plumbline")
    Claim.objects.record("The bridge will be built by 2030")

    page.goto(f"/admin/claims/claim/add/?quote={quote.pk}")
    expect(page.locator("#appearances-group .select2-selection")).to_contain_text("bridge")
    page.get_by_label("Text:").fill("The bridge will be built")
    page.get_by_label("Topics:").fill("bridges, promises")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("heading", name="Earlier claims")).to_be_visible()
    page.get_by_role("button", name="Record anyway").click()
    claim = Claim.objects.newest_first().first()
    assert claim.text == "The bridge will be built"

    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    expect(page.locator("#appearances-group")).to_contain_text("We shall build the bridge.")
    choose(page, ".evidence-form .field-source", "keeper")
    page.get_by_label("Passage 1:").fill("The lamp was lit")
    page.get_by_label("Passage 2:").fill("Nobody came.")
    expect(page.get_by_label("Passage 3:")).to_be_visible()
    page.get_by_role("button", name="Link the evidence").click()
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Link the evidence").click()
    expect(page.locator("#evidence-group")).to_contain_text("Nobody came.")

    page.get_by_role("link", name="Add a fact-check").click()
    choose(page, ".field-reviewer", "Plumbline")
    page.get_by_label("Rating name:").fill("half true")
    page.get_by_label("The keeper's log").check()
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("checkbox", name="The keeper's log").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="Supersede…")).to_be_visible()
    assert Review.objects.get().state == "published"
    assert faults == []
    for seen in (f"claim/{claim.pk}/change/", f"claim/{claim.pk}/evidence/", "claim/add/"):
        page.goto(f"/admin/claims/{seen}")
        assert axe(page) == [], seen
