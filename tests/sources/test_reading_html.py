"""A news page gives its article word for word, and of itself only what it says."""

import contextlib
import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.reading import UnreadableText, read

FILLER = "The harbour master of Kestrel Bay said that the boat had not been repaired for years. "
LINKED = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#paper", "name": "Harbour Post"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry late &amp; slow",
            "author": [{"@type": "Person", "name": "Tomas Brandvold"}, {"name": "Ines Oduya"}],
            "publisher": {"@id": "#paper"},
            "datePublished": "2031-04-27T23:30:00+02:00",
            "dateModified": "2031-04-28",
            "inLanguage": "en-GB",
        },
    ],
}
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Ferry late &amp; slow | Harbour Post</title>
<link rel="canonical" href="https://post.example/2019/01/02/ferry">
<script type="application/ld+json">{json.dumps(LINKED)}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<header><h1>Ferry late
 &amp; slow</h1></header>
<article><figure><img src="a.jpg" alt="">
<figcaption>The ferry at Kestrel Bay. Photo: A. Oke</figcaption></figure>
<p>“It was 20&nbsp;minutes late,” said <b>Ines&nbsp;Korhola</b>, <i>‘to&shy;day’</i>.<br>She  added
nothing. {FILLER}</p>
<h2>What next</h2><blockquote><p>“We shall see,” she said.</p><p>“And wait.”</p></blockquote>
<ul><li>One boat is old</li><li>Two <a href="/b">boats</a> are new</li></ul>
<table><tr><th>Year</th><td>Boats</td></tr><tr><td>2030</td><td>7</td></tr></table>
<p>{FILLER * 4}</p></article><footer><p>© Harbour Post, all rights reserved</p></footer>
</body></html>"""


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_is_word_for_word_as_on_the_page() -> None:
    assert read(PAGE.encode()).text.split("\n\n") == [
        "Ferry late & slow",
        "The ferry at Kestrel Bay. Photo: A. Oke",
        "“It was 20\u00a0minutes late,” said Ines\u00a0Korhola, ‘to\u00adday’.\nShe added nothing. "
        + FILLER.strip(),
        "What next",
        "“We shall see,” she said.",
        "“And wait.”",
        "One boat is old",
        "Two boats are new",
        "Year\tBoats\n2030\t7",
        (FILLER * 4).strip(),
    ]


def test_text_between_paragraphs_is_not_lost() -> None:
    body = f"<p>{FILLER * 3}</p><div>“It is old.”</div>Nobody had asked Oduya. <p>{FILLER * 3}</p>"
    paragraphs = read(page(f"<article><div>{body}</div></article>")).text.split("\n\n")
    assert "Nobody had asked Oduya." in paragraphs


def test_the_page_says_who_wrote_it_when_and_where() -> None:
    document = read(PAGE.encode())
    assert document.title == "Ferry late & slow"
    assert document.byline == "Tomas Brandvold, Ines Oduya"
    assert document.publisher == "Harbour Post"
    assert (document.published, document.modified) == ("2031-04-27", "2031-04-28")
    assert document.address == "https://post.example/2019/01/02/ferry"
    assert (document.language, document.kind) == ("en-GB", "article")
    assert document.reader.startswith("html 1 (trafilatura ")


def test_opengraph_and_meta_are_read_too() -> None:
    head = """<meta property="og:title" content="Ferry late">
    <meta name="author" content="T. Brandvold">
    <meta property="article:published_time" content="2031-04-27">
    <meta property="og:locale" content="nb_NO">
    <meta property="article:modified_time" content="Mon, 28 Apr 2031 10:00:00 GMT">
    <meta property="og:url" content="https://post.example/a">
    <meta property="og:site_name" content="Post">"""
    document = read(page(f"<p>{FILLER * 5}</p>", head))
    assert (document.title, document.byline, document.publisher) == (
        "Ferry late",
        "T. Brandvold",
        "Post",
    )
    assert (document.published, document.modified) == ("2031-04-27", "2031-04-28")
    assert (document.address, document.language) == ("https://post.example/a", "nb-NO")


def test_nothing_is_guessed() -> None:
    body = f"<p>By Tomas Brandvold, 3 May 2031</p><p>{FILLER * 5}</p><a href='/2031/05/03/x'>x</a>"
    document = read(page(body), "2031-05-03.html")
    assert (document.title, document.byline, document.published) == ("", "", "")
    assert (document.modified, document.address, document.language) == ("", "", "")


@pytest.mark.parametrize("value", ["yesterday", "2031-13-01", "0001-01-01", "", "20310427T9", "[]"])
def test_a_date_that_is_none_is_left_out(value: str) -> None:
    head = f'<meta property="article:published_time" content="{value}">'
    assert read(page(f"<p>{FILLER}</p>", head)).published == ""


@pytest.mark.parametrize(
    "body",
    [
        "<nav><a href=/>Home</a></nav><main><p>The mayor said “no”.</p></main>"
        "<footer>Imprint</footer>",
        "<div id=menu><a href=/>Home</a> <a href=/n>News</a></div><p>The mayor said “no”.</p>",
        "<ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul>"
        "<div>The mayor said “no”.</div>"
        "<div class=site-footer>Imprint</div>",
    ],
)
def test_a_short_page_does_not_get_the_menu(body: str) -> None:
    assert read(page(body)).text == "The mayor said “no”."


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1"])
def test_the_charset_of_the_page_counts(charset: str) -> None:
    data = f"<html><head><meta charset={charset}></head><p>Caf\xe9 \x93no\x94 &#147;x&#148;".encode(
        "latin-1"
    )
    assert read(data).text == "Café “no” “x”"


def test_the_charset_of_http_and_a_byte_order_mark_go_before() -> None:
    data = "<html><head><meta charset=utf-8></head><p>Łódź".encode("iso-8859-2")
    assert read(data, media_type="text/html; charset=iso-8859-2").text == "Łódź"
    marked = "<html><head><meta charset=windows-1252></head><p>Łódź".encode("utf-16")
    assert read(marked).text == "Łódź"


@pytest.mark.parametrize(
    "body", ["", "<img src=a.jpg>", "<script>write('x')</script>", "<nav><a href=/>Home</a></nav>"]
)
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadableText, match="no text"):
        read(page(body))


HOSTILE = {
    "deep": b"<div>" * 1_000_000 + b"x",
    "deep and wide": b"<div><a href=x>a</a> said" * 1_900 + b"<p>hello there</p>" * 40_000,
    "many elements": b"<p>a" * 1_000_000,
    "many attributes": b"<p " + b" ".join(b"a%d=1" % number for number in range(500_000)) + b">x",
    "open tags": b"<a " * 1_000_000,
    "open quotes": b"<a b='" * 1_000_000,
    "comments": b"<!--" * 1_000_000,
    "scripts": b"<script><!--" * 500_000,
    "brackets": b"<script type='application/ld+json'>" + b"[" * 1_000_000 + b"</script><p>hello",
    "huge": b"x" * 50_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_or_refused_in_seconds(name: str) -> None:
    started = time.perf_counter()
    with contextlib.suppress(UnreadableText):
        assert read(b"<html><body>" + HOSTILE[name]).text
    assert time.perf_counter() - started < 15


# fmt: off
TAGS = [
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<li>", "<br>", "<pre>", "</pre>", "<td>",
    "<table>", "<h1>", "<a>", "<!--", "-->", "<q>", "<", "&nbsp;", "&#0;", "&#150;", "“", "”",
    "\U00020000", "\x1b",
]
# fmt: on
MARKUP = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
        st.sampled_from(TAGS),
    ),
    max_size=12,
)


@given(MARKUP)
def test_the_same_bytes_give_the_same_text(parts: list[str]) -> None:
    data = page("<p>The mayor said “no”.</p>" + "".join(parts))
    document = read(data)
    assert "The mayor said “no”." in document.text
    assert read(data) == document


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("&#1513;&#1500;&#1493;&#1501;", "שלום"),
        ("&#x8BF4;&#x8A71;", "说話"),
        ("&#1575;", "ا"),
        ("&#128512; &#128077", "😀 👍"),
        ("&#12345;", "〹"),
        ("&#147;so&#148; &#x93;so&#x94; &#0150;", "“so” “so” –"),
        ("&#8220;so&#8221;", "“so”"),
    ],
)
def test_a_numeric_reference_is_the_character_that_it_names(written: str, meant: str) -> None:
    page = (
        f"<html><body><article><p>Ida Vale said {written} on the quay.</p></article></body></html>"
    )
    assert read(page.encode(), media_type="text/html").text == f"Ida Vale said {meant} on the quay."


def test_what_the_page_hides_is_not_read() -> None:
    page = (
        "<html><body><article><p>The quay was closed at noon on Monday.</p><p hidden>Secret.</p>"
        '<p style="display: none">Nobody sees this.</p></article></body></html>'
    )
    assert (
        read(page.encode(), media_type="text/html").text == "The quay was closed at noon on Monday."
    )
