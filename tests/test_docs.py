"""The documentation leaves nothing out: every setting, every command, every make target."""

import re
import shlex
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client

from claims.seeding import lay_seeds
from claimtrack.db.triggers import all_rules

ROOT = Path(__file__).parents[1]


def read(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


READ = r'\b(?:env\.\w+|switch|number|choice|networks|origins)\(\s*"(\w+)"'
SETTINGS = sorted(set(re.findall(READ, read("claimtrack/settings.py"))))
COMMANDS = sorted(
    path.stem
    for top in ("claimtrack", "sources", "claims")
    for path in (ROOT / top).glob("**/management/commands/*.py")
    if not path.stem.startswith("_")
)
TARGETS = re.findall(r"^([a-z]+):.* ## ", read("Makefile"), re.MULTILINE)


def test_something_is_looked_at() -> None:
    assert "DATABASE_URL" in SETTINGS
    assert "test" in TARGETS


@pytest.mark.parametrize("setting", SETTINGS)
def test_setting_is_documented(setting: str) -> None:
    assert f"| `{setting}` |" in read("docs/settings.md")


def test_no_documented_setting_is_gone() -> None:
    documented = re.findall(r"^\| `([A-Z_]+)` \|", read("docs/settings.md"), re.MULTILINE)
    assert sorted(documented) == SETTINGS


@pytest.mark.parametrize("command", COMMANDS)
def test_command_is_documented(command: str) -> None:
    assert f"| `{command}` |" in read("docs/commands.md")


def test_no_documented_command_is_gone() -> None:
    documented = re.findall(r"^\| `([a-z_]+)` \|", read("docs/commands.md"), re.MULTILINE)
    assert sorted(documented) == COMMANDS


@pytest.mark.parametrize("target", TARGETS)
def test_make_target_is_documented(target: str) -> None:
    assert re.search(rf"\bmake {target}\b", read("README.md", "CONTRIBUTING.md"))


@pytest.mark.parametrize("page", sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/*.md")))
def test_page_is_named_in_the_readme(page: str) -> None:
    assert page in read("README.md")


def test_rules_of_the_database_are_documented() -> None:
    rows = re.findall(r"^\| (`.+?) \|", read("docs/record.md").split("## Tables")[1], re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`([a-z_]+)…?`", row)}
    named = {re.sub("^historical.*", "historical", rules.name) for rules in all_rules()}
    assert named <= documented


def test_the_proof_of_each_promise_exists() -> None:
    proofs = re.findall(r"tests/[\w/]+(?:\.py)?", read("docs/record.md"))
    assert proofs
    assert [proof for proof in proofs if not (ROOT / proof).exists()] == []


@pytest.mark.django_db
def test_what_the_desk_asks_over_rest_is_found(client: Client) -> None:
    lay_seeds()
    asked = re.findall(r"^curl -s (.+)$", read("docs/desk.md"), re.MULTILINE)
    speaker = ""
    for line in asked:
        words = shlex.split(line)
        (address,) = (word for word in words if word.startswith("http"))
        data = dict(word.split("=", 1) for word in words if word.startswith("address="))
        path = address.partition(":8000")[2].replace("SPEAKER_UID", speaker)
        answer = client.get(f"{path}?{urlencode(data)}" if data else path)
        assert answer.status_code == 200, line
        found = answer.json().get("results") or answer.json()["quotes"]
        assert found, line
        speaker = found[0]["uid"] if "/speakers/" in path else speaker
    assert len(asked) == 4
