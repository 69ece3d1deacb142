"""A real browser, and the site as a server serves it: hashed static files, strict policy."""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

DEBIAN_CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
    `policy violated: ${event.effectiveDirective} by ${event.blockedURI} on ${event.documentURI}`
));
"""


class Server(ThreadedWSGIServer):
    """A server whose end is the end of its threads: none touches the database after it."""

    daemon_threads = False  # those that are no daemons are waited for by server_close

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.open: set[socket.socket] = set()
        super().__init__(*args, **kwargs)

    def get_request(self) -> tuple[socket.socket, Any]:
        request, address = super().get_request()
        self.open.add(request)
        return request, address

    def close_request(self, request: Any) -> None:
        self.open.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        # A browser keeps its connections for later: their threads would wait for a next request.
        for request in list(self.open):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RD)
        super().server_close()


class SiteThread(LiveServerThread):
    server_class = Server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, else the browser that Playwright brought."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse to work.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        path = DEBIAN_CHROMIUM if DEBIAN_CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complained of: errors on the console, in scripts, and of the policy."""
    return []


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture
def site(transactional_db: None, static_root: Path, settings) -> Iterator[str]:
    """The address of the running site, without a slash at its end.

    Not pytest-django's live_server, which finds static files by itself, unhashed.
    """
    settings.STATIC_ROOT = static_root
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "claimtrack.staticfiles.StaticStorage"}
    }
    if not any(static_root.iterdir()):
        call_command("collectstatic", interactive=False, verbosity=0)
    in_memory = {
        alias: connection
        for alias, connection in ((alias, connections[alias]) for alias in connections)
        if connection.vendor == "sqlite" and connection.is_in_memory_db()
    }
    for connection in in_memory.values():
        connection.inc_thread_sharing()
    thread = SiteThread("127.0.0.1", lambda app: app, connections_override=in_memory)
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    for connection in in_memory.values():
        connection.dec_thread_sharing()


@pytest.fixture
def page(browser: Browser, site: str, faults: list[str]) -> Iterator[Page]:
    """A page of the site in a fresh context; its complaints land in `faults`."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"{message.text} ({message.location.get('url', '')})")

    context = browser.new_context(base_url=site, viewport={"width": 1400, "height": 900})
    context.add_init_script(TELL_VIOLATIONS)
    page = context.new_page()
    page.set_default_timeout(10_000)  # milliseconds
    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
