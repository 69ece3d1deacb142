"""README's first steps do what they say."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.models import Quote

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
STEPS = re.findall(r"(?:^    .*\n|^\n(?=    ))+", README.split("## First steps")[1], re.MULTILINE)


@pytest.mark.django_db
def test_its_first_steps(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    printed = re.search(r"printf '(.*)' > note.txt", README)
    assert printed
    Path("note.txt").write_text(printed[1].replace("\\n", "\n"), encoding="utf-8")
    call_command("ingest", "note.txt", title="A note from the quay")
    python = "\n".join(
        re.sub("^    ", "", line)
        for step in STEPS
        if "manage.py" not in step
        for line in step.splitlines()
    )
    exec(compile(python, "README.md", "exec"), {})
    quote = Quote.objects.public().get()
    assert quote.text == "“We shall build it.”"
    assert quote.spans.get(role="cue").start == 9
    assert "will" in capsys.readouterr().out
