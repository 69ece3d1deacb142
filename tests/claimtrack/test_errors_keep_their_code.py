"""An error that names a field keeps its code: Django forgets that of one made of a dict."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.models import Claim
from claims.models.recording import places
from claimtrack.db.refusals import of_field
from claimtrack.rest.errors import ExceptionHandler

ROOT = Path(__file__).parents[2]
APPS = ("claimtrack", "sources", "claims")
OF_DJANGO = "django.core.exceptions"


def forgetful(path: Path) -> Iterator[str]:
    """Where a ValidationError of Django's is made of a dict and a code."""
    tree = ast.parse(path.read_text("utf-8"))
    names = {
        each.asname or each.name
        for found in ast.walk(tree)
        if isinstance(found, ast.ImportFrom) and found.module == OF_DJANGO
        for each in found.names
    }
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        has_code = len(call.args) > 1 or any(each.arg == "code" for each in call.keywords)
        if call.func.id in names and has_code and isinstance(call.args[0], ast.Dict):
            yield f"{path.relative_to(ROOT)}:{call.lineno}"


def test_none_is_made_of_a_dict_and_a_code() -> None:
    files = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    assert [place for path in files for place in forgetful(path)] == []


def told(error: Exception) -> list[tuple[str, str | None]]:
    answer = ExceptionHandler(error, {}).run()
    return [(each["code"], each["attr"]) for each in answer.data["errors"]]


def test_the_answer_has_code_and_field() -> None:
    assert told(of_field("said_on", "It is no date.", "not_a_date")) == [("not_a_date", "said_on")]
    with pytest.raises(Exception, match="stand in 2 places") as caught:
        places("a b a", "content", ["a"])
    assert told(caught.value) == [("words_not_found", "content")]


@pytest.mark.django_db
def test_so_it_is_with_what_a_model_finds_as_a_form_would() -> None:
    claim = Claim(text=" ", language="a\0b")
    with pytest.raises(Exception, match="words") as caught:
        claim.full_clean(exclude=["language"])
    assert ("blank", "text") in told(caught.value)
