"""Two addresses of one document have one canonical form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.addresses import MAX_LENGTH, canonical_address, is_front_page, spellings

PAGE = "https://harbour.example/news/bridge"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("  https://harbour.example/news/bridge\n", PAGE),
        ("HTTPS://Harbour.EXAMPLE/news/bridge", PAGE),
        ("https://harbour.example:443/news/bridge", PAGE),
        ("https://harbour.example./news/bridge", PAGE),
        ("https://harbour.example/news/bridge/", PAGE),
        ("https://harbour.example/news/bridge#comments", PAGE),
        ("https://harbour.example/news/bridge?", PAGE),
        ("https://harbour.example/news/bridge?utm_source=a&UTM_medium=b&fbclid=c&gclid=", PAGE),
        ("https://harbour.example/./old/../news/br%69dge", PAGE),
        ("https://harbour.example/news/%2e%2e/news/bridge", PAGE),
        ("https://harbour.example", "https://harbour.example/"),
        ("https://harbour.example:8443/a", "https://harbour.example:8443/a"),
        ("http://harbour.example:80/a", "http://harbour.example/a"),
        ("https://harbour.example/a?id=7&utm_source=x&p=2", "https://harbour.example/a?id=7&p=2"),
        ("https://harbour.example/a?q=%c3%a9", "https://harbour.example/a?q=%C3%A9"),
        ("https://harbour.example/a?q=é", "https://harbour.example/a?q=%C3%A9"),
        ("https://harbour.example/a b", "https://harbour.example/a%20b"),
        ("https://harbour.example/a%2Fb", "https://harbour.example/a%2Fb"),
        ("https://harbour.example/100%", "https://harbour.example/100%25"),
        ("https://harbour.example/#!/post/7", "https://harbour.example/#!/post/7"),
        ("https://Hafen-Straße.example/", "https://xn--hafen-strae-46a.example/"),
        ("https://ΣΑΣ.example/", canonical_address("https://σασ.example/")),
        ("https://münze。example/", "https://xn--mnze-0ra.example/"),
        ("https://xn--mnze-0ra.example/", "https://xn--mnze-0ra.example/"),
        ("https://[2001:DB8::0:1]/a", "https://[2001:db8::1]/a"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    assert canonical_address(written) == canonical


def test_what_chooses_the_document_stays() -> None:
    addresses = [
        "https://harbour.example/news",
        "http://harbour.example/news",
        "https://www.harbour.example/news",
        "https://harbour.example/News",
        "https://harbour.example/news?id=1",
        "https://harbour.example/news?ID=1",
        "https://harbour.example/news?id=2",
    ]
    assert len({canonical_address(address) for address in addresses}) == len(addresses)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "harbour.example/news",
        "/news",
        "ftp://harbour.example/",
        "https://",
        "https:///news",
        "https://harbour..example/",
        "https://harbour.example:port/",
        "https://harbour.example:99999/",
        "https://har bour.example/",
        "https://harbour.example/\x00",
        "https://harbour.example/a\nb",
        "https://[2001:db8::zz]/",
        "https://" + "a" * 64 + ".example/",
        "https://℀.example/",
    ],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="write it whole, as in"):
        canonical_address(written)


def test_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(ValueError, match="without them") as refusal:
        canonical_address("https://ida:secret@harbour.example/")
    assert "secret" not in str(refusal.value)


def test_an_address_too_long_for_the_index_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 2,000"):
        canonical_address("https://harbour.example/" + "é" * (MAX_LENGTH // 6))


def test_spellings_of_one_document() -> None:
    written = spellings("http://www.harbour.example/news")
    assert written[0] == "http://www.harbour.example/news"
    assert set(written) == {
        f"{scheme}://{host}harbour.example/news"
        for scheme in ("http", "https")
        for host in ("", "www.")
    }
    assert all(set(spellings(one)) == set(written) for one in written)


def test_front_page() -> None:
    assert is_front_page(canonical_address("https://harbour.example?utm_source=x"))
    assert not is_front_page(canonical_address("https://harbour.example/?p=7"))


@given(st.text(alphabet="aé%2eF/.?&=#!: ~ßİ", max_size=30))
def test_the_canonical_form_is_its_own(rest: str) -> None:
    try:
        canonical = canonical_address(f"https://harbour.example/{rest}")
    except ValueError:
        return
    assert canonical_address(canonical) == canonical
