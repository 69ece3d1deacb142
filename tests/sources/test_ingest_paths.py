"""Paths that `ingest` does not take for what they look like."""

from pathlib import Path

from sources.models import Revision

from .conftest import Ingest


def test_a_link_that_leads_back_to_itself_keeps_nothing_else_out(
    ingest: Ingest, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The mayor said no.")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    ran = ingest(tmp_path)
    assert ran.status == 0
    assert "1 added" in ran.out
    for name in ("loop.txt", "gone.txt"):
        assert f"left out: {tmp_path / name} is a link that leads nowhere." in ran.err
    assert ingest(tmp_path / "loop.txt").status == 1


def test_two_folders_of_one_name_are_told_apart(ingest: Ingest, tmp_path: Path) -> None:
    for parent, text in (("a", "The mayor said no."), ("b", "The minister said yes.")):
        (tmp_path / parent / "in").mkdir(parents=True)
        (tmp_path / parent / "in" / "1.txt").write_text(text)
    ran = ingest(tmp_path / "a" / "in", tmp_path / "b" / "in")
    assert ran.status == 1
    assert f"It would pass for {tmp_path}/a/in/1.txt, for both are known as in/1.txt" in ran.out
    assert Revision.objects.count() == 1
    assert ingest(tmp_path / "a" / "in", tmp_path / "a" / "in").status == 0


def test_an_empty_path_is_not_the_current_folder(ingest: Ingest) -> None:
    ran = ingest("")
    assert ran.status == 2
    assert "A path is empty" in ran.err
