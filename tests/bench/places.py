"""Where made records are kept from one run to the next: one for each database, scale and schema."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tests.cluster import binaries, server, server_user

ROOT = Path(__file__).parents[2]
HOME = Path(os.environ.get("BENCH_DIR") or ROOT / "var" / "bench")
MADE_FROM = (
    "tests/bench/making/*.py",
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "*/triggers.py",
    "*/triggers/*.py",
    "claimtrack/db/search.py",
    "claimtrack/db/triggers/*.py",
)
VENDORS = ("sqlite", "postgresql")


def state() -> str:
    """What the schema and the maker are like at this moment, in a few letters."""
    digest = sha256()
    for pattern in MADE_FROM:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def folder(vendor: str, scale: float) -> Path:
    """Where this record is, or is to be made; what was made for another schema is removed."""
    stem = f"{vendor}-{scale:g}-"
    wanted = HOME / f"{stem}{state()}"
    for other in HOME.glob(f"{stem}*"):
        if other != wanted:
            shutil.rmtree(other, ignore_errors=True)
    return wanted


def is_made(place: Path) -> bool:
    return (place / "made").exists()


@contextmanager
def database(vendor: str, place: Path) -> Iterator[dict[str, str]]:
    """Give the environment in which the project finds the database in this folder."""
    if not is_made(place):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    if vendor == "sqlite":
        yield environment(place)
        return
    with _server(place) as port:
        yield environment(place, f"postgres://claimtrack@127.0.0.1:{port}/postgres")


def environment(place: Path, address: str = "") -> dict[str, str]:
    """The environment for a record in this folder, or in the database of this address."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATA_DIR": str(place),
        "DATABASE_URL": address,
        "HTTPS": "off",
        "DEBUG": "off",
        "LOG_LEVEL": "ERROR",
        "ALLOWED_HOSTS": "localhost",
        "REQUESTS_PER_MINUTE": "1000000000",  # counted, never refused
    }


@contextmanager
def _server(place: Path) -> Iterator[int]:
    programs, user, data = binaries(), server_user(), place / "cluster"
    if not data.exists():
        data.mkdir(mode=0o700)
        if user:
            shutil.chown(data, user["user"], user["group"])
        init = [str(programs / "initdb"), "-D", str(data), "-U", "claimtrack", "-A", "trust"]
        init += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        made = subprocess.run(init, cwd="/", capture_output=True, text=True, check=False, **user)
        if made.returncode:
            sys.exit(
                f"PostgreSQL cannot use {data} ({made.stderr.strip()}): "
                "set BENCH_DIR to a folder that its user can reach."
            )
    with server(programs, data, place / "log", user) as port:
        try:
            yield port
        finally:  # not at once: this one is worth keeping
            stop = [str(programs / "pg_ctl"), "stop", "-D", str(data), "-m", "fast", "-w", "-s"]
            subprocess.run(stop, cwd="/", check=False, **user)
