"""Two that prepare the same folder at once do so one after the other."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_second_waits_and_says_so(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "HTTPS": "off"}
    command = [sys.executable, str(ROOT / "manage.py"), "prepare", "--no-sample"]
    both = [
        subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    out = [lines for lines, _ in said]
    assert sum("Waiting for another prepare to end." in lines for lines in out) == 1
    assert sum("Database: migrated" in lines for lines in out) == 1
