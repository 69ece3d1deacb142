"""`manage.py ingest`: what it takes, what it says, and what a kill leaves behind."""

import json
import os
import signal
import subprocess
import termios
from pathlib import Path
from typing import Any

import pytest

from sources.models import Capture, Publisher, Revision, Source
from tests.sources.conftest import Ingest, OwnRecord

PAGE = """<!doctype html><html lang="en"><head><title>Bridge – Harbour Post</title>
<meta property="og:title" content="A bridge at last">
<meta property="og:site_name" content="The Harbour Post">
<meta name="author" content="Ida Vale">
<meta property="article:published_time" content="2023-04-27T08:00:00Z">
<link rel="canonical" href="https://harbour.example/bridge?utm_source=x"></head>
<body><article><h1>A bridge at last</h1><p>The mayor of the harbour said on Thursday that the
bridge would be built: “We shall build the bridge,” she said, “and nobody will pay for it.”</p>
<p>Nobody else spoke that evening, and the meeting was closed soon after ten o'clock.</p>
</article></body></html>"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "older").mkdir(parents=True)
    (folder / "a.txt").write_text("The mayor said no.\r\nTwice.\r\n", newline="")
    (folder / "b.html").write_text(PAGE, encoding="utf-8")
    (folder / "older" / "c.txt").write_text("The mayor said yes.")
    (folder / "a.json").write_text('{"title": "No", "publisher": "The Harbour Post"}')
    return folder


def test_a_folder_with_its_pages_texts_and_descriptions(ingest: Ingest, texts: Path) -> None:
    ran = ingest(texts)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        f"{texts}/a.txt: added",
        "    cleaned: 2 line ends (CRLF) became \\n",
        f"{texts}/b.html: added",
        f"{texts}/older/c.txt: added",
        "3 documents: 3 added",
    ]
    assert ran.err == ""
    described = Source.objects.get(external_id="texts/a.txt")
    assert (described.title, str(described.publisher)) == ("No", "The Harbour Post")
    page = Source.objects.get(canonical_address="https://harbour.example/bridge")
    assert (page.title, page.byline, page.published, page.language) == (
        "A bridge at last",
        "Ida Vale",
        "2023-04-27",
        "en",
    )
    assert page.publisher == described.publisher
    assert Source.objects.get(external_id="texts/older/c.txt").title == ""


def test_a_second_run_changes_nothing_and_says_so(ingest: Ingest, texts: Path) -> None:
    ingest(texts)
    ran = ingest(texts)
    assert ran.status == 0
    assert ran.out.endswith("3 documents: 3 unchanged\n")
    assert (Source.objects.count(), Revision.objects.count(), Capture.objects.count()) == (3, 3, 3)


def test_a_changed_file_makes_a_new_revision(ingest: Ingest, texts: Path) -> None:
    ingest(texts)
    (texts / "a.txt").write_text("The mayor said nothing.")
    ran = ingest(texts)
    assert f"{texts}/a.txt: new revision 2\n" in ran.out
    assert ran.out.endswith("3 documents: 1 with a new text, 2 unchanged\n")


def test_a_file_of_the_folder_named_by_itself_is_the_same_document(
    ingest: Ingest, texts: Path
) -> None:
    ingest(texts)
    assert ingest(texts / "a.txt", texts / "b.html").out.endswith("2 documents: 2 unchanged\n")


def test_a_bare_file_name_is_no_identity(ingest: Ingest, tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    for text in ("The mayor said no.", "The minister said yes."):
        file.write_text(text)
        ingest(file)
    assert Source.objects.count() == 2


def test_options_go_before_the_json_and_that_before_the_page(ingest: Ingest, texts: Path) -> None:
    (texts / "b.json").write_text('{"title": "From the JSON", "byline": "", "kind": "report"}')
    ingest(texts / "b.html", "--publisher", "From the option", "--kind", "letter")
    source = Source.objects.get()
    assert (source.title, source.kind, source.byline) == ("From the JSON", "letter", "Ida Vale")
    assert Publisher.objects.get().name == "From the option"


def test_json_named_for_the_whole_file_goes_first(ingest: Ingest, texts: Path) -> None:
    (texts / "a.txt.json").write_text('{"title": "Nearer"}')
    ingest(texts / "a.txt")
    assert Source.objects.get().title == "Nearer"


def test_options_of_one_document(ingest: Ingest, texts: Path) -> None:
    ran = ingest(
        texts / "older" / "c.txt", "--title", "Yes", "--address", "https://harbour.example/yes",
        "--published", "2023-04-27~", "--language", "he",
    )  # fmt: skip
    source = Source.objects.get()
    assert ran.status == 0
    assert (source.title, source.published, source.language) == ("Yes", "2023-04-27~", "he")
    assert source.canonical_address == "https://harbour.example/yes"


def test_standard_input(ingest: Ingest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "in"
    file.write_text("The mayor said no.")
    with file.open() as stream:
        monkeypatch.setattr("sys.stdin", stream)
        ran = ingest("-", "--title", "No")
    assert ran.out == "standard input: added\n1 document: 1 added\n"


def test_what_a_folder_holds_besides(ingest: Ingest, texts: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("Not in the folder.")
    (texts / "outside.txt").symlink_to(tmp_path / "outside.txt")
    (texts / "loop").symlink_to(texts)
    (texts / ".git").mkdir()
    (texts / ".git" / "d.txt").write_text("Hidden.")
    (texts / ".DS_Store").write_text("Hidden.")
    for name in ("image.png", "notes.docx", "alone.json"):
        (texts / name).write_bytes(b"\x00")
    ran = ingest(texts)
    assert ran.out.endswith("3 documents: 3 added; 3 files of other kinds left out\n")
    assert "outside.txt is a link that leads out of the folder" in ran.err
    assert "loop is a link to a folder" in ran.err


def test_a_named_file_of_another_kind_is_tried(ingest: Ingest, tmp_path: Path) -> None:
    file = tmp_path / "letter.eml"
    file.write_text("Dear mayor, no.")
    assert ingest(file).out.startswith(f"{file}: added\n")


def test_a_name_in_two_unicode_forms_is_one_path(ingest: Ingest, tmp_path: Path) -> None:
    for folder, name in (("1", "caf\u00e9.txt"), ("2", "cafe\u0301.txt")):
        (tmp_path / folder / "texts").mkdir(parents=True)
        (tmp_path / folder / "texts" / name).write_text("No.")
        ingest(tmp_path / folder / "texts")
    assert Source.objects.get().external_id == "texts/caf\u00e9.txt"


def test_an_address_of_a_front_page_is_no_identity(ingest: Ingest, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("a", "b"):
        page = PAGE.replace("/bridge?utm_source=x", "/").replace("Thursday", f"day {name}")
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    ran = ingest(folder)
    assert "its own address is left out" in ran.out
    assert Source.objects.filter(canonical_address=None).count() == 2


def test_a_dry_run_says_what_would_come_of_it(ingest: Ingest, texts: Path) -> None:
    ran = ingest(texts, "--dry-run")
    assert ran.status == 0
    assert ran.out.endswith("3 documents: 3 added (dry run: nothing is stored)\n")
    assert not Source.objects.exists()


def test_json_lines(ingest: Ingest, texts: Path) -> None:
    (texts / "empty.txt").write_text("")
    ran = ingest(texts, "--json")
    first, _, refused, _ = map(json.loads, ran.out.splitlines())
    source = Source.objects.get(external_id="texts/a.txt")
    assert ran.status == 1
    assert first == {
        "path": f"{texts}/a.txt",
        "outcome": "added",
        "source": {"id": source.pk, "uid": str(source.uid)},
        "revision": 1,
        "cleaned": ["2 line ends (CRLF) became \\n"],
        "notes": [],
    }
    assert (refused["outcome"], refused["path"]) == ("refused", f"{texts}/empty.txt")
    assert ran.err == "4 documents: 3 added, 1 refused\n"


def test_ctrl_c_keeps_what_was_reported(
    ingest: Ingest, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sources.importing import take_in

    def interrupted(incoming: Any, **options: Any) -> Any:
        if incoming.below == "texts/older/c.txt":
            raise KeyboardInterrupt
        return take_in(incoming, **options)

    monkeypatch.setattr("sources.management.commands.ingest.take_in", interrupted)
    ran = ingest(texts)
    assert ran.status == 130
    assert ran.out.endswith("2 documents: 2 added; stopped, 1 not tried\n")
    assert Source.objects.count() == 2


def test_a_reader_that_goes_away_ends_it(own_record: OwnRecord, texts: Path) -> None:
    process = subprocess.Popen(
        own_record.command("ingest", texts),
        env=own_record.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), said) == (1, "")


def test_progress_shows_on_a_terminal_only(own_record: OwnRecord, texts: Path) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    process = subprocess.Popen(
        own_record.command("ingest", texts, "--json"),
        env=own_record.environment(),
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    os.close(theirs)
    out = process.communicate()[0].decode()
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert [json.loads(line)["outcome"] for line in out.splitlines()] == ["added"] * 3
    assert "3/3" in shown


def test_a_kill_leaves_whole_documents_and_a_second_run_finishes(
    own_record: OwnRecord, tmp_path: Path
) -> None:
    count = 1_000
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"The mayor said {number}.")
    process = subprocess.Popen(
        own_record.command("ingest", folder),
        env=own_record.environment() | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    for _ in range(300):
        process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    stored = _whole_documents(own_record)
    assert 300 <= stored < count
    ran = own_record.run("ingest", folder)
    assert ran.status == 0, ran.err
    assert ran.out.endswith(f"1,000 documents: {count - stored} added, {stored} unchanged\n")
    assert _whole_documents(own_record) == count


def _whole_documents(record: OwnRecord) -> int:
    """How many documents there are; each has its text, its bytes and the file of them."""
    ((sources, halves),) = record.rows(
        "SELECT count(*), sum(CASE WHEN r.id IS NULL OR c.id IS NULL OR s.current_revision_id "
        "IS NULL OR r.capture_id <> c.id THEN 1 ELSE 0 END) FROM sources_source s "
        "LEFT JOIN sources_revision r ON r.source_id = s.id "
        "LEFT JOIN sources_capture c ON c.source_id = s.id"
    )
    assert not halves
    for name, size in record.rows("SELECT file, size FROM sources_capture"):
        assert (record.folder / "captures" / name).stat().st_size == size
    return int(sources)
