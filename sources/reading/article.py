"""The article of a page, in the page's own words: its paragraphs, headings, items and captions.

trafilatura's tree is not verbatim, so it is asked only which blocks are the article: each block
carries a sign of two characters that stand nowhere on the page, and those whose sign comes out
again are taken, as they stand on the page. White space is collapsed as a browser does; no-break
spaces and soft hyphens stay.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import trafilatura
from lxml.etree import iterwalk
from lxml.html import HtmlElement

# What it finds wanting in a page is said by the reader, in a sentence of its own.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

SHORT = 500
"""Code points. A shorter article is where trafilatura takes in menus and footers."""

MAX_WEIGHT = 600_000
"""Elements, how deep they are and their attributes: an ordinary page has a tenth of it. trafilatura
looks through each element's whole content, and would take minutes for the heaviest."""

# fmt: off
_UNSEEN = frozenset({
    "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "input", "map",
    "math", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "video",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p",
    "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})
# fmt: on
_CELLS = ("td", "th")
_ROLES_ASIDE = frozenset(("navigation", "menu", "menubar", "banner", "contentinfo", "search"))
_NAMED_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|cookie|breadcrumbs?|sidebar|share|social|related"
    r"|newsletter|(?P<end>header|footer))(?:$|[\s_-])",
    re.IGNORECASE,
)
# Read by the parser, but refused by the tree when written; blocks keep them in their text.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SIGN_CODES = range(0x20000, 0x2A000)
_SIGN_BASE = 400


@dataclass
class _Piece:
    """A run of characters, as the text of `holder` or as the tail after it."""

    holder: HtmlElement
    is_tail: bool
    text: str
    is_linked: bool


@dataclass
class _Block:
    """What stands on its own lines: the text directly in one block element, up to the next one."""

    element: HtmlElement
    within: frozenset[str]
    region: HtmlElement | None
    pieces: list[_Piece] = field(default_factory=list)
    text: str = ""

    @property
    def is_linked(self) -> bool:
        return all(piece.is_linked for piece in self.pieces if piece.text.strip())


def article(tree: HtmlElement, title: str = "") -> str:
    """The text of the page's article, "" where there is none. The tree is marked, not for reuse."""
    blocks = list(_blocks(tree))
    chosen = [] if _is_heavy(tree) else _chosen(tree, blocks)
    chosen = [block for block in chosen if "aside" not in block.within]
    if sum(len(block.text) for block in chosen) < SHORT:
        chosen = _short(blocks) or chosen
    return _written(_completed(blocks, chosen, title))


def _is_heavy(tree: HtmlElement) -> bool:
    weight = depth = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        weight += depth + len(element.attrib) + 5 if event == "start" else 0
        if weight > MAX_WEIGHT:
            return True
    return False


def _blocks(tree: HtmlElement) -> Iterator[_Block]:
    """The blocks of the page that have text, in its order."""
    outermost = _Block(tree, frozenset(), None)
    block, open_blocks = outermost, [outermost]
    links = 0
    walker = iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        is_start, tag = event == "start", element.tag
        links += (1 if is_start else -1) * (tag == "a")
        if tag in _BLOCKS:
            yield from _closed(block)
            if is_start:
                open_blocks.append(_opened(element, block))
            else:
                open_blocks.pop()
            block = open_blocks[-1]
        if is_start and tag in _UNSEEN:
            walker.skip_subtree()
        elif is_start and tag == "br":
            block.pieces.append(_Piece(element, False, "\n", True))
        elif is_start or element is not tree:
            text = (element.text if is_start else element.tail) or ""
            shown = text if "pre" in block.within else _SPACE.sub(" ", text)
            if shown:
                block.pieces.append(_Piece(element, not is_start, shown, links > 0))


def _opened(element: HtmlElement, outer: _Block) -> _Block:
    """The block of `element`, which knows what it is within and which article it belongs to."""
    tag, within, region = element.tag, outer.within, outer.region
    if tag in ("article", "main") or element.get("role") == "main":
        region = element
    if tag in ("pre", "blockquote", "figcaption"):
        within |= {tag}
    if (
        tag in ("nav", "footer", "menu")
        or (tag == "header" and region is None)
        or element.get("role") in _ROLES_ASIDE
    ):
        within |= {"aside"}
    elif tag == "aside":
        within |= {"beside"}
    named = _NAMED_ASIDE.search(f"{element.get('class', '')} {element.get('id', '')}"[:500])
    if named and (region is None or not named["end"]):
        within |= {"beside"}
    return _Block(element, within, region)


def _closed(block: _Block) -> Iterator[_Block]:
    """The block as it stands so far, where it has text; it begins anew after this."""
    text = "".join(piece.text for piece in block.pieces)
    if "pre" in block.within:
        text = text.strip("\r\n")
    else:
        text = re.sub(r" *\n *", "\n", re.sub(r"  +", " ", text)).strip(" \n")
        text = re.sub(r"\n{3,}", "\n\n", text)
    if text.strip():
        yield replace(block, text=text)
    block.pieces = []


def _chosen(tree: HtmlElement, blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks that trafilatura takes for the article."""
    used = {ord(character) for block in blocks for character in set(block.text)}
    free = [code for code in _SIGN_CODES if code not in used]
    firsts, seconds = free[:_SIGN_BASE], free[_SIGN_BASE : 2 * _SIGN_BASE]
    by_sign: dict[str, _Block] = {}
    for number, block in enumerate(blocks[: len(firsts) * len(seconds)]):
        sign = chr(firsts[number // _SIGN_BASE]) + chr(seconds[number % _SIGN_BASE])
        by_sign[sign] = block
        _mark(block, sign)
    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, with_metadata=False)
    except Exception:  # whatever it stumbles over, the page has its paragraphs all the same
        return []
    if found is None or isinstance(found, dict):
        return []
    text = "".join(found.body.itertext())
    signs = set(re.findall(f"[{chr(firsts[0])}-{chr(firsts[-1])}].", text))
    return [block for sign, block in by_sign.items() if sign in signs]


def _mark(block: _Block, sign: str) -> None:
    """Puts the sign into the longest piece: a short one, such as a last link, may be cut off."""
    piece = max(block.pieces, key=lambda piece: len(piece.text))
    holder = piece.holder
    text = (holder.tail if piece.is_tail else holder.text) or ""
    end = len(text.rstrip())
    signed = _UNWRITABLE.sub("", text[:end] + sign + text[end:])
    if piece.is_tail:
        holder.tail = signed
    else:
        holder.text = signed


def _short(blocks: Sequence[_Block]) -> list[_Block]:
    """The blocks of a page with little text: those of its article, if it has one, without menus."""
    likely = [
        block for block in blocks if not block.is_linked and not block.within & {"aside", "beside"}
    ]
    return [block for block in likely if block.region is not None] or likely


def _completed(blocks: Sequence[_Block], chosen: Sequence[_Block], title: str) -> Iterator[_Block]:
    """The chosen blocks in the page's order, with headline, captions, quotations and loose text."""
    taken = {id(block) for block in chosen}
    places = [place for place, block in enumerate(blocks) if id(block) in taken]
    if not places:
        return
    first, last, region = places[0], places[-1], blocks[places[0]].region
    # Text that stands between an article's paragraphs without an element of its own is lost there.
    containers = {block.element.getparent() for block in chosen}
    headline = [
        place
        for place, block in enumerate(blocks[:first])
        if block.element.tag == "h1" and _same_headline(block.text, title)
    ][-1:]
    for place, block in enumerate(blocks[: last + 1]):
        near = place > first or (region is not None and block.region is region)
        is_loose = place > first and block.element in containers and not block.is_linked
        belongs = is_loose or block.within & {"figcaption", "blockquote"}
        is_beside = block.within & {"aside", "beside"}
        if place in headline or id(block) in taken or (near and belongs and not is_beside):
            yield block


def _same_headline(heading: str, title: str) -> bool:
    one, other = ("".join(filter(str.isalnum, line.casefold())) for line in (heading, title))
    return bool(one) and bool(other) and (one in other or other in one)


def _written(blocks: Iterable[_Block]) -> str:
    """Blocks with a blank line between them; the cells of a table with tabs and line ends."""
    parts: list[str] = []
    previous: HtmlElement | None = None
    for block in blocks:
        element = block.element
        if previous is not None:
            parts.append(_between(previous, element))
        parts.append(block.text)
        previous = element
    return "".join(parts)


def _between(previous: HtmlElement, element: HtmlElement) -> str:
    if previous.tag not in _CELLS or element.tag not in _CELLS:
        return "\n\n"
    is_next = previous is not element and previous.getparent() is element.getparent()
    return "\t" if is_next else "\n"
