"""What axe-core finds on a page: rules of WCAG 2 (A, AA) and good practice."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def axe(page: Page) -> list[str]:
    """Each violation with the elements that it is about; empty where there is none.

    Look at `faults` before: axe-core itself adds a style that the page's policy refuses.
    """
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: " + ", ".join(str(node["target"]) for node in rule["nodes"])
        for rule in found
    ]
