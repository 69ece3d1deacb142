"""What docs/api.md does from the shell works, line by line, on the sample record."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from claims.models import Review
from claims.seeding import lay_seeds
from claimtrack.accounts.models import User

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
PASSWORD = "harbour-mole-lantern"
STRICT = """set -euo pipefail
curl() { command curl --fail-with-body --show-error "$@" || { echo "in vain: $*" >&2; exit 22; }; }
"""
pytestmark = pytest.mark.django_db(transaction=True)


def commands() -> str:
    section = PAGE.split("## Record something, from the shell\n")[1].split("\n## ")[0]
    return "\n".join(re.findall(r"```sh\n(.+?)```", section, re.DOTALL))


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl here")
def test_every_command_works(live_server: Any) -> None:
    lay_seeds()
    User.objects.create_superuser("demo", password=PASSWORD)
    script = commands().replace("http://127.0.0.1:8000", live_server.url)
    script = STRICT + script.replace("PASSWORD", PASSWORD)
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-1500:]}\n{done.stderr[-1500:]}"
    review = Review.objects.get(uid="2f6a8c0e-4b1d-4a3f-9e5c-7d9b1f3a5c77")
    assert (review.state, review.claim.is_public) == ("withdrawn", True)
