"""A news page: its article, word for word as on the page, and what the page says of itself.

trafilatura (Barbaresi 2021) chooses the paragraphs that are the article. Their words are then taken
from the page itself, since what trafilatura writes is not verbatim.
"""

import html
import re
from importlib.metadata import version

import lxml.html
from lxml.etree import LxmlError

from sources.reading.article import article
from sources.reading.document import Document
from sources.reading.facts import facts
from sources.text import UnreadableText, canonical, decode

READER = f"html 1 (trafilatura {version('trafilatura')})"
MAX_PAGE = 20_000_000
"""Characters, scripts and styles included."""
MAX_ELEMENTS = 200_000
"""A page of the longest articles has some 20,000."""
MAX_DEPTH = 2_000
"""The parser drops what is nested deeper than this, without a word."""
MAX_ATTRIBUTES = 300
"""Of one tag. The parser takes time with the square of their number."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
# HTML takes these numbers for windows-1252, where the parser makes control characters of them.
_OLD_REFERENCE = re.compile(
    r"&#(?:x0*[89][0-9a-f](?![0-9a-f])|0*1(?:2[89]|[345][0-9])(?![0-9]));?", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SKIPPED = r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)"
_ATTRIBUTE = r"[\s/]*+[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_TAG = re.compile(
    rf"{_SKIPPED}|<[a-z][^\s/>]*+(?P<attributes>(?:{_ATTRIBUTE})*+)", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)


def read_html(data: bytes, charset: str | None = None) -> Document:
    """The article of the page `data`; `charset` as HTTP declared it, before what the page declares.

    Raises UnreadableText where the page holds no text, or is built to harm.
    """
    page = decode(data, charset or _declared_charset(data)).text
    tree = _parsed(_OLD_REFERENCE.sub(lambda match: html.unescape(match.group()), page))
    _drop_hidden(tree)
    found = facts(tree)
    text = article(tree, found.title)
    if not text:
        raise UnreadableText(
            "The page holds no text: it should have at least one paragraph"
            " that does not need a script to show."
        )
    cleaned = canonical(text)
    nuls = page.count("\0")
    removed = (f"{nuls:,} {'NUL' if nuls == 1 else 'NULs'} removed",) if nuls else ()
    return Document(
        text=cleaned.text,
        title=found.title,
        byline=found.byline,
        publisher=found.publisher,
        published=found.published,
        modified=found.modified,
        address=found.address,
        language=found.language,
        kind="article" if found.is_article else "",
        media_type="text/html",
        reader=READER,
        changes=removed + cleaned.changes,
    )


def _declared_charset(data: bytes) -> str | None:
    """The charset of a meta element near the top: WHATWG HTML, prescan a byte stream."""
    match = _META_CHARSET.search(_COMMENT.sub(b"", data[:4096]))
    if not match:
        return None
    name = match.group(1).decode("ascii", "replace")
    # A declaration that can be read in ASCII is not in UTF-16.
    return "utf-8" if name.lower().startswith(("utf-16", "utf-32")) else name


def _parsed(page: str) -> lxml.html.HtmlElement:
    _refuse_harmful(page)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = lxml.html.document_fromstring(page.replace("\0", "").encode(), parser=parser)
    except (LxmlError, ValueError):
        raise UnreadableText(
            "The page cannot be parsed: it should be HTML with at least one element."
        ) from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise UnreadableText(
            "The page nests its elements too deep to be read whole:"
            f" it should be at most {MAX_DEPTH:,} deep."
        )
    elements = sum(1 for _ in tree.iter())
    if elements > MAX_ELEMENTS:
        raise UnreadableText(
            f"The page has {elements:,} elements: it should have at most {MAX_ELEMENTS:,}."
        )
    return tree


def _drop_hidden(tree: lxml.html.HtmlElement) -> None:
    """What the page itself keeps from its readers is not what it says."""
    for element in tree.xpath("//body//*[@hidden or @style]"):
        hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
        if hidden and element.getparent() is not None:
            element.drop_tree()


def _refuse_harmful(page: str) -> None:
    """Refuses what the parser would take hours for, before it is parsed."""
    if len(page) > MAX_PAGE:
        raise UnreadableText(
            f"The page has {len(page):,} characters: it should have at most {MAX_PAGE:,}."
        )
    for match in _TAG.finditer(page):
        attributes = match.group("attributes") or ""
        if len(attributes) > 2 * MAX_ATTRIBUTES:
            count = sum(1 for _ in _ATTRIBUTES.finditer(attributes))
            if count > MAX_ATTRIBUTES:
                raise UnreadableText(
                    f"A tag at offset {match.start():,} has {count:,} attributes:"
                    f" it should have at most {MAX_ATTRIBUTES:,}."
                )
