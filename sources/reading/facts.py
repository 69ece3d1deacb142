"""What a page says of itself in JSON-LD, OpenGraph, meta elements and markup; never a guess."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate
from typing import Any

from lxml.html import HtmlElement

from sources.text import tidy

MAX_LENGTH = 1_000
"""Of a title or byline, in code points; what is longer is something else."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T\s])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ARTICLE_TYPE = re.compile(r"Article$|BlogPosting$|^Report$|^OpinionNewsArticle$")
_ITEM_DATE = "//*[@itemprop='{}']/@*[name()='datetime' or name()='content']"
_FIRST_YEAR = 1400
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)


@dataclass(frozen=True)
class Facts:
    """What the page says of itself; "" where it says nothing. Dates are partial, in EDTF."""

    title: str
    byline: str
    publisher: str
    published: str
    modified: str
    address: str
    language: str
    is_article: bool


def facts(tree: HtmlElement) -> Facts:
    """The facts of the page; what it says for programs goes before what it shows."""
    page = _Page(tree)
    linked = page.linked
    # fmt: off
    return Facts(
        title=page.first(
            _line,
            linked.get("headline"),
            page.meta("og:title", "twitter:title", "dc.title"),
            page.texts("//h1"),
            linked.get("name"),
            page.texts("//head/title"),
        ),
        byline=page.first(
            _line,
            page.names(linked.get("author")),
            page.meta("author", "article:author", "dc.creator", "parsely-author", "byl"),
            page.texts("//*[@itemprop='author']"),
            page.texts("//a[@rel='author']"),
        ),
        publisher=page.first(
            _line,
            page.names(linked.get("publisher")),
            page.meta("og:site_name", "application-name", "dc.publisher"),
        ),
        published=page.first(
            _day,
            linked.get("datePublished"),
            page.meta(*_PUBLISHED),
            page.attributes(_ITEM_DATE.format("datePublished")),
            page.attributes("//time[@pubdate]/@datetime"),
        ),
        modified=page.first(
            _day,
            linked.get("dateModified"),
            page.meta(*_MODIFIED),
            page.attributes(_ITEM_DATE.format("dateModified")),
        ),
        address=page.first(
            _address,
            page.attributes("//link[@rel='canonical']/@href"),
            page.meta("og:url"),
            linked.get("url"),
            linked.get("mainEntityOfPage"),
        ),
        language=page.first(
            _language,
            linked.get("inLanguage"),
            page.attributes("/html/@lang"),
            page.meta("og:locale", "content-language", "dc.language"),
        ),
        is_article=page.is_article or "article" in page.meta("og:type"),
    )
    # fmt: on


@dataclass
class _Page:
    tree: HtmlElement
    named: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_article: bool = False

    def __post_init__(self) -> None:
        for element in self.tree.iter("meta"):
            content = element.get("content")
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := element.get(attribute)):
                    self.named.setdefault(name.strip().lower(), []).append(content)
        objects = list(_linked_objects(self.tree))
        for item in objects:
            if isinstance(item.get("@id"), str) and len(item) > 1:
                self.by_id.setdefault(item["@id"], item)
        articles = [item for item in objects if _has_type(item, _ARTICLE_TYPE)]
        pages = [item for item in objects if _has_type(item, re.compile(r"^WebPage$"))]
        self.is_article = bool(articles)
        self.linked = (articles or pages or [{}])[0]

    def first(self, clean: Callable[[str], str], *values: Any) -> str:
        """The first of the values that is one."""
        for value in values:
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, dict):
                    text = text.get("@id") or text.get("alternateName")
                if isinstance(text, str) and (found := clean(html.unescape(text))):
                    return found
        return ""

    def meta(self, *names: str) -> list[str]:
        return [value for name in names for value in self.named.get(name, [])]

    def attributes(self, path: str) -> list[str]:
        return [str(value) for value in self.tree.xpath(path)]

    def texts(self, path: str) -> list[str]:
        return [element.text_content() for element in self.tree.xpath(path)]

    def names(self, value: Any) -> str:
        """The names of a person or organization, or of several, with commas between them."""
        found: list[str] = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict) and "name" not in item:
                item = self.by_id.get(str(item.get("@id")), {})
            name = item.get("name") if isinstance(item, dict) else item
            for one in name if isinstance(name, list) else [name]:
                line = _line(one) if isinstance(one, str) else ""
                if line and line not in found:
                    found.append(line)
        return ", ".join(found)


def _linked_objects(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, those of graphs and lists too, in their order."""
    waiting: list[Any] = []
    for script in tree.xpath("//script[contains(@type, 'ld+json')]"):
        try:
            waiting.append(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue  # a page with broken JSON-LD has its text all the same
    waiting.reverse()
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("mainEntity", "@graph") if key in item)


def _has_type(item: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    types = item.get("@type")
    return any(
        isinstance(name, str) and pattern.search(name)
        for name in (types if isinstance(types, list) else [types])
    )


def _line(value: str) -> str:
    """A name on one line; an address is none."""
    line = " ".join(tidy(value[: 4 * MAX_LENGTH]).text.split())
    return "" if len(line) > MAX_LENGTH or re.match(r"https?://", line) else line


def _day(value: str) -> str:
    """The date that `value` begins with, as far as it goes; the hour is left out."""
    value = value.strip()
    match = _DATE.match(value)
    if match:
        parts = [part for part in match.groups() if part]
    elif len(value) < 64 and (parsed := parsedate(value)):
        parts = [f"{parsed[0]:04}", f"{parsed[1]:02}", f"{parsed[2]:02}"]
    else:
        return ""
    year, month, day = (*map(int, parts), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return ""
    return "-".join(parts) if year >= _FIRST_YEAR else ""


def _address(value: str) -> str:
    value = value.strip()
    return value if re.fullmatch(r"https?://[^\s/]\S{0,2000}", value) else ""


def _language(value: str) -> str:
    value = value.strip().replace("_", "-")
    return value if _LANGUAGE.fullmatch(value) else ""
