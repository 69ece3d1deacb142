"""A quote is recorded by the keyboard alone, under the strict policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from claims.models import Attribution, Quote, Speaker
from sources.models import Source
from tests.browser.axe import axe
from tests.factories import MembershipFactory, SpeakerFactory

pytestmark = pytest.mark.browser

TEXT = (
    "The council of Port Essary met on Monday, he said.\n\n"
    "“The mole will stand,” Ida Vale said to the pilots. “It was built to stand.”\n\n"
    "“It was built to stand,” the harbour master said.\n"
)


class Keys:
    """Somebody at the keyboard, without a mouse, whose keys are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def paste(self, words: str) -> None:
        """Two keys: what is pasted is not typed."""
        self.page.keyboard.insert_text(words)
        self.pressed += 2

    def tab_to(self, wanted: Locator, key: str = "Tab") -> None:
        for _ in range(60):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.press(key)
        raise AssertionError(f"{wanted} is not reached by {key}")


@pytest.fixture
def source(transactional_db: None) -> Source:
    source = Source.objects.create(title="A mole in the harbour", language="en")
    source.add_revision(TEXT)
    return source


@pytest.fixture
def desk(page: Page, site: str, source: Source, faults: list[str]) -> Iterator[Keys]:
    """Signed in as an annotator; no complaint of the browser at the end."""
    sign_in(page, site, "ines", "Annotator")
    yield Keys(page)
    assert faults == []


def sign_in(page: Page, site: str, name: str, role: str) -> None:
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])


def field(page: Page, name: str) -> Locator:
    return page.locator(f"[name='{name}']:visible")


def open_form(page: Page, source: Source) -> None:
    page.goto(f"/admin/claims/quote/add/?source={source.pk}")
    expect(field(page, "piece-0-words")).to_be_focused()


def test_axe_finds_nothing_on_the_form(
    page: Page, desk: Keys, source: Source, faults: list[str]
) -> None:
    open_form(page, source)
    assert faults == []
    assert axe(page) == []
    faults.clear()  # axe-core's own


def test_two_pieces_speaker_and_addressee(page: Page, desk: Keys, source: Source) -> None:
    ida = SpeakerFactory(name="Ida Vale", description="mayor of Port Essary")
    SpeakerFactory(name="Ida Vale", description="pilot")
    mayor = MembershipFactory(speaker=ida)
    open_form(page, source)
    desk.paste("“The mole will stand,”")
    desk.tab_to(field(page, "piece-1-words"))
    desk.paste("“It was built to stand.”")
    desk.tab_to(field(page, "cue-0-words"))
    desk.type("said")
    desk.tab_to(field(page, "chain-0-who"))
    desk.type("mayor")
    expect(page.get_by_role("option", name="mayor of Port Essary")).to_be_visible()
    desk.press("Enter")
    expect(field(page, "chain-0-who")).to_have_value(str(ida))
    desk.tab_to(field(page, "chain-0-words"))
    desk.type("Ida Vale")
    desk.tab_to(field(page, "chain-0-capacity"))
    desk.press("ArrowDown")
    desk.tab_to(field(page, "chain-2-who"))
    desk.type("the pilots")
    expect(page.locator(".offers li:visible").filter(has_text="a new group")).to_be_visible()
    desk.press("ArrowDown", "ArrowDown", "Enter")
    expect(field(page, "chain-2-description")).to_be_focused()
    desk.type("of Port Essary")
    desk.tab_to(field(page, "chain-2-headcount_is"))
    desk.type("ab")
    desk.tab_to(field(page, "chain-2-headcount"))
    desk.type("12")
    desk.tab_to(field(page, "chain-2-words"))
    desk.type("the pilots")
    desk.press("Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    quote = Quote.objects.get()
    assert quote.text == "“The mole will stand,” “It was built to stand.”"
    speaker, addressee = quote.attributions.order_by("-role")
    assert (speaker.speaker, speaker.capacity) == (ida, mayor)
    assert (addressee.role, addressee.speaker.kind) == ("addressee", Speaker.Kind.GROUP)
    assert (addressee.speaker.headcount, addressee.speaker.headcount_is) == (12, "about")
    assert [span.exact for span in quote.spans.filter(role="source").order_by("number")] == [
        "Ida Vale",
        "the pilots",
    ]
    assert desk.pressed <= 84


def test_ambiguous_words_are_chosen_with_the_arrows(page: Page, desk: Keys, source: Source) -> None:
    open_form(page, source)
    desk.paste("“It was built to stand")
    desk.press("Control+Enter")
    expect(page.get_by_text("These words stand in 2 places").first).to_be_visible()
    expect(page.locator("[name='piece-0-at']").first).to_be_focused()
    desk.press("ArrowDown", "Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Quote.objects.get().spans.get().start == TEXT.rindex("“It was built")


def test_absent_words_give_way_to_the_reading(page: Page, desk: Keys, source: Source) -> None:
    open_form(page, source)
    desk.paste("“The mole shall stand,”")
    desk.press("Control+Enter")
    expect(page.locator(".reading del")).to_contain_text("shall")
    expect(page.locator(".reading ins")).to_contain_text("will")
    assert not Quote.objects.exists()
    expect(page.get_by_role("button", name="Take this reading")).to_be_focused()
    desk.press("Enter")
    expect(field(page, "piece-0-words")).to_have_value("“The mole will stand,”")
    expect(page.locator(".quote-context mark.is-content").first).to_have_text(
        "“The mole will stand,”"
    )
    assert not Quote.objects.exists()
    field(page, "piece-0-words").focus()
    desk.press("Control+Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Quote.objects.get().text == "“The mole will stand,”"


def test_a_piece_is_added_and_the_source_completed(page: Page, desk: Keys, source: Source) -> None:
    page.goto("/admin/claims/quote/add/")
    expect(field(page, "source")).to_be_focused()
    desk.type("mole")
    expect(page.get_by_role("option", name=source.title)).to_be_visible()
    desk.press("Enter")
    expect(field(page, "source")).to_have_value(source.title)
    desk.tab_to(page.get_by_role("button", name="Add a piece"))
    desk.press("Enter")
    expect(field(page, "piece-2-words")).to_be_focused()
    expect(page.get_by_label("Piece 3")).to_be_focused()
    desk.paste("“The mole will stand,”")
    desk.press("Control+Enter")
    expect(page.get_by_text("was added successfully")).to_be_visible()


def test_the_second_of_two_editors_is_told(
    page: Page, desk: Keys, source: Source, site: str
) -> None:
    quote = Quote.objects.record(source=source, content=["“The mole will stand,”"])
    address = f"/admin/claims/quote/{quote.pk}/change/"
    page.goto(address)
    other = page.context.browser.new_context(base_url=site).new_page()  # type: ignore[union-attr]
    sign_in(other, site, "omar", "Editor")
    other.goto(address)
    field(other, "said_on").fill("2023-04")
    field(other, "said_on").press("Enter")
    expect(other.get_by_text("was changed successfully")).to_be_visible()
    other.context.close()
    field(page, "said_on").focus()
    desk.type("2024")
    desk.press("Enter")
    expect(page.get_by_text("omar changed this record while you had it open")).to_be_visible()
    expect(field(page, "said_on")).to_have_value("2024")
    field(page, "said_on").focus()
    desk.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    quote.refresh_from_db()
    assert quote.said_on == "2024"


def test_nothing_is_needed_but_the_page(page: Page, desk: Keys, source: Source, site: str) -> None:
    """Without scripts the form records a quote all the same."""
    SpeakerFactory(name="Ida Vale", description="mayor")
    cookies = page.context.cookies()
    bare = page.context.browser.new_context(  # type: ignore[union-attr]
        base_url=site, java_script_enabled=False
    )
    bare.add_cookies(cookies)  # type: ignore[arg-type]
    plain = bare.new_page()
    plain.goto(f"/admin/claims/quote/add/?source={source.pk}")
    field(plain, "piece-0-words").fill("“The mole will stand,”")
    field(plain, "chain-0-who").fill("Ida Vale")
    field(plain, "chain-2-who").fill("the pilots")
    field(plain, "chain-2-is_").select_option("group")
    field(plain, "chain-2-words").press("Enter")
    expect(plain.get_by_text("was added successfully")).to_be_visible()
    bare.close()
    assert Attribution.objects.count() == 2
