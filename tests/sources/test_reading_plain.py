"""A plain text is kept as it stands, and nothing about it is guessed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading import UnreadableText, read

SEED = Path(__file__).parents[2].parent / "shared" / "seed"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_text_comes_out_in_its_canonical_form(text: str) -> None:
    data = ("Report.\n" + text).encode()
    document = read(data, "report.txt")
    assert read(document.text.encode(), "report.txt").text == document.text
    assert read(data, "report.txt") == document


def test_the_first_line_is_no_title() -> None:
    document = read(b"Ferry late again\n\nBy Tomas Brandvold\n\nThe ferry was late.", "a.txt")
    assert (document.title, document.byline, document.published, document.language) == ("",) * 4
    assert (document.media_type, document.reader) == ("text/plain", "plain 1")


def test_what_cleaning_changed_is_said() -> None:
    document = read(b"\xef\xbb\xbfone\r\ntwo", "a.txt")
    assert document.text == "one\ntwo"
    assert document.changes == ("1 line end (CRLF) became \\n",)


def test_the_charset_of_the_media_type_counts() -> None:
    assert read(b"\x93no\x94", media_type="text/plain; charset=windows-1252").text == "“no”"


def test_a_type_that_has_no_reader_is_refused_by_its_name() -> None:
    with pytest.raises(UnreadableText, match=r"'video/mp4'.*text/plain or text/html"):
        read(b"0000", media_type="video/mp4")


@pytest.mark.parametrize("data", [b"", b" \n ", b"%PDF-1.7 \xff", b"caf\xe9"])
def test_what_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableText):
        read(data, "a.txt")


def test_a_text_about_html_is_no_page() -> None:
    text = "Begin a page with <!doctype html>, said Ines Korhola."
    assert read(text.encode(), "advice.txt").text == text


@pytest.mark.skipif(not SEED.is_dir(), reason="the shared seed folder is not beside the checkout")
def test_the_seed_article_is_read_to_the_letter() -> None:
    for path in SEED.glob("*.txt"):
        document = read(path.read_bytes(), path.name)
        assert document.text.encode() == path.read_bytes()
        assert document.changes == ()
