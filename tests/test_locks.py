"""The locks agree with pyproject.toml and name no package index."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
DEVELOPMENT: list[str] = PROJECT["dependency-groups"]["dev"]


def locked(name: str) -> set[str]:
    """Give the lines `package==version` of a lock, without what they are bound to."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {match[1] for match in re.finditer(r"^([^\s#;]+==[^\s;]+)", text, re.MULTILINE)}


@pytest.mark.parametrize("pin", RUNTIME)
def test_runtime_pin_is_locked(pin: str) -> None:
    assert re.sub(r"\[\w+\]", "", pin) in {
        re.sub(r"\[\w+\]", "", line) for line in locked("requirements.txt")
    }


def test_development_lock_has_the_runtime_lock_in_it() -> None:
    assert locked("requirements.txt") <= locked("requirements-dev.txt")


@pytest.mark.parametrize("pin", DEVELOPMENT)
def test_development_pin_is_locked(pin: str) -> None:
    assert pin in locked("requirements-dev.txt")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_no_index_is_named(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
