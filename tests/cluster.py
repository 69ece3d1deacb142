"""`python -m tests.cluster COMMAND…`: run COMMAND with DATABASE_URL naming a PostgreSQL.

Where DATABASE_URL names one already, that is used. Else a cluster is made for this one run, on
127.0.0.1 and a free port, without fsync, and it is stopped and removed whatever happens.
"""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

START_LIMIT = 60.0  # seconds
STOP_LIMIT = 30.0  # seconds
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=50")


def binaries() -> Path:
    """Give the folder of the newest PostgreSQL there is. Exits where there is none."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda path: [int(n) for n in re.findall(r"\d+", str(path))])
    found = str(newest[-1]) if newest else shutil.which("initdb")
    if not found:
        sys.exit("PostgreSQL is missing: install it (on Debian: sudo apt-get install postgresql).")
    return Path(found).resolve().parent


def server_user() -> dict[str, Any]:
    """Give whom to run the server as, empty for oneself: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def free_port() -> int:
    """Give a port on 127.0.0.1 that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Give the address of a fresh database in a cluster that ends with the block."""
    with at_rest() as (_data, serve), serve() as port:
        yield f"postgres://claimtrack@127.0.0.1:{port}/postgres"


@contextmanager
def at_rest() -> Iterator[tuple[Path, Callable[[], AbstractContextManager[int]]]]:
    """Give the folder of a fresh cluster, removed with the block, and what runs it."""
    programs, user = binaries(), server_user()
    home = Path(tempfile.mkdtemp(prefix="claimtrack-cluster-"))
    try:
        if user:
            shutil.chown(home, user["user"], user["group"])
        data = home / "data"
        init = [str(programs / "initdb"), "-D", str(data), "-U", "claimtrack", "-A", "trust"]
        init += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        subprocess.run(init, cwd=home, check=True, stdout=subprocess.DEVNULL, **user)
        yield data, partial(server, programs, data, home / "log", user)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def server(programs: Path, data: Path, log: Path, user: dict[str, Any]) -> Iterator[int]:
    """Give the port of a server over `data` that ends with the block."""
    port = free_port()
    settings = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *QUICK)
    command = [str(programs / "postgres"), "-D", str(data)]
    command += [part for setting in settings for part in ("-c", setting)]
    with log.open("wb") as output:
        # A session of its own: Ctrl-C ends the command first, and then, through us, the server.
        process = subprocess.Popen(
            command, cwd=data, stdout=output, stderr=output, start_new_session=True, **user
        )
    try:
        wait_until_ready(programs, port, process, log)
        yield port
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth keeping
        try:
            process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_ready(
    programs: Path, port: int, process: "subprocess.Popen[bytes]", log: Path
) -> None:
    """Return when the server takes connections. Exits where it never does."""
    probe = [str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit and process.poll() is None:
        if subprocess.run(probe, check=False).returncode == 0:
            return
        time.sleep(0.05)
    sys.exit(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def run(command: Sequence[str], url: str) -> int:
    """Run the command with that DATABASE_URL and give its exit status."""
    process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
    try:
        status = process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    return 128 - status if status < 0 else status


def end(number: int, frame: FrameType | None) -> None:
    """Leave by the `finally` blocks, as after any other end."""
    sys.exit(128 + number)


def main(command: Sequence[str]) -> int:
    if not command:
        sys.exit("Name a command: python -m tests.cluster COMMAND…")
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        return run(command, given)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    with cluster() as url:
        return run(command, url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
