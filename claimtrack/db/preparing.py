"""What `manage.py prepare` brings up to date; each part is skipped where nothing has changed."""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connection

from . import triggers
from .guarding import unapplied

DEMO = "demo"


@contextmanager
def one_at_a_time(folder: Path, say: Callable[[str], object]) -> Iterator[None]:
    """Let one process at a time do what is within; the others say that they wait, and wait.

    The lock goes with its process, however that ends.
    """
    with (folder / "prepare.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another prepare to end.")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Preparation:
    """One run: what has been done before is read from a stamp in DATA_DIR, and written there."""

    def __init__(self) -> None:
        self.stamp_file = Path(settings.DATA_DIR) / "prepared.json"
        self.stamp: dict[str, str] = self._read_stamp()

    def migrate(self) -> str | None:
        """Apply what is left to migrate; refuse a database that does not guard the record."""
        if unapplied(DEFAULT_DB_ALIAS):
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            return "Database: migrated, its triggers laid."
        found = triggers.faults()
        if found:
            raise CommandError(triggers.unguarded(found))
        return None

    def load_sample(self) -> str | None:
        """Load the sample record where this database has not got it as it is now."""
        folder = Path(settings.BASE_DIR) / "seeds"
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        state = _digest([str(connection.settings_dict["NAME"]), *_states(files)])
        if self.stamp.get("sample") == state:
            return None
        call_command("load_seeds")
        self._write_stamp(sample=state)
        return "Sample record: loaded."

    def collect_static(self) -> str | None:
        """Collect the static files where one of them has changed."""
        files = [
            Path(storage.path(name))
            for finder in get_finders()
            for name, storage in finder.list(["CVS", ".*", "*~"])
        ]
        state = _digest([str(settings.STATIC_ROOT), *_states(files)])
        if self.stamp.get("static") == state and Path(settings.STATIC_ROOT).is_dir():
            return None
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        self._write_stamp(static=state)
        return f"Static files: {len(files)} collected."

    def demo_login(self) -> str:
        """Make the demo login on the first run; say how to log in."""
        users = get_user_model()._default_manager
        password_file = Path(settings.DATA_DIR) / "demo_password"
        user = users.filter(username=DEMO).first()
        if user is None:
            password = secrets.token_urlsafe(9)
            _write_secret(password_file, password)
            user = users.create_superuser(DEMO, password=password)
            self._write_stamp(demo=_digest([user.password]))
        if self.stamp.get("demo") == _digest([user.password]) and password_file.exists():
            return f"{DEMO}, password {password_file.read_text()}"
        return f"{DEMO}, with the password that you gave (manage.py changepassword {DEMO} sets it)"

    def _read_stamp(self) -> dict[str, str]:
        try:
            stamp: dict[str, str] = json.loads(self.stamp_file.read_text())
        except (OSError, ValueError):
            return {}
        return stamp

    def _write_stamp(self, **done: str) -> None:
        self.stamp |= done
        self.stamp_file.write_text(json.dumps(self.stamp, indent=1))


def _states(files: Iterable[Path]) -> list[str]:
    return [f"{path} {(stat := path.stat()).st_size} {stat.st_mtime_ns}" for path in files]


def _digest(parts: Iterable[Any]) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _write_secret(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text)
