"""What quotation marks say: whether a quote is direct, mixed or indirect; its words without them.

Only double marks count: single ones are apostrophes too often, also two in a row. Pure; offsets
are Unicode code points, [start, end).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Kind = Literal["direct", "mixed", "indirect"]

# 「 and 『 both set off speech in Japanese and Chinese; 《 sets off titles, so it is no mark here.
_OPENING = "“„‟«「『｢﹁﹃〝❝⹂"
_CLOSING = "”»」』｣﹂﹄〞〟❞"
_EITHER = '"＂״'
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_EITHER}]")
_GOES_BEFORE_AN_OPENING = frozenset("([{—–-/:‘'¿¡")
_GOES_AFTER_A_CLOSING = frozenset(".,;:!?)]}…—–-/’'。、，；：！？")


def kind_from_marks(text: str, spans: Sequence[tuple[int, int]]) -> Kind:
    """The kind of the quote whose content is `spans` of `text`, marks included.

    direct: every word stands inside quotation marks; mixed: some do; indirect: no mark at all.
    A mark that is stray, unclosed or closed by an opening one leaves a quote direct, and so does
    a paragraph that opens again without closing.
    """
    marked = unmarked = inside = False
    for start, end in spans:
        marks = list(_marks(text, start, end, inside))
        outside = _outside(text, start, end, marks, inside)
        marked = marked or bool(marks)
        unmarked = unmarked or any(map(str.isalnum, "".join(outside)))
        # A piece that was not closed goes on in the next one.
        inside = marks[-1].opens if marks else inside
    if not marked:
        return "indirect"
    return "mixed" if unmarked else "direct"


def peel(words: str) -> str:
    """`words` without the quotation marks around the whole of them; a substring, never rewritten.

    Words that are not wholly inside marks, as in “one” and “two”, stay as they are. Of a quote in
    pieces, peel each piece.
    """
    if kind_from_marks(words, [(0, len(words))]) != "direct":
        return words
    marks = list(_marks(words, 0, len(words), inside=False))
    start, end = 0, len(words)
    if not any(map(str.isalnum, words[: marks[0].at])):
        start = marks[0].at + 1
    if marks[-1].at >= start and not any(map(str.isalnum, words[marks[-1].at :])):
        end = marks[-1].at
    return words[start:end].strip()


class _Mark(NamedTuple):
    at: int
    opens: bool


def _outside(
    text: str, start: int, end: int, marks: Sequence[_Mark], inside: bool
) -> Iterator[str]:
    """The stretches of text[start:end] that no quotation marks enclose; `inside`: opened before."""
    reached = start
    for mark in marks:
        # A closing mark that nothing opened encloses what goes before it: the opening one is
        # missing, or stands before the nested quote that was closed last.
        if mark.opens and not inside:
            yield text[reached : mark.at]
        inside, reached = mark.opens, mark.at + 1
    if not inside:
        yield text[reached:end]


def _marks(text: str, start: int, end: int, inside: bool) -> Iterator[_Mark]:
    """The marks of text[start:end] and what each does there."""
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        if _is_a_mark(mark, before, after, inside):
            inside = _opens(mark, before, after, inside)
            yield _Mark(at, inside)


def _is_a_mark(mark: str, before: str, after: str, inside: bool) -> bool:
    if mark not in _EITHER:
        return True
    if before.isalnum() and after.isalnum():
        return False  # Hebrew gershayim, as in צה״ל, and whatever else stands inside a word
    return inside or not before.isdigit()  # otherwise an inch


def _opens(mark: str, before: str, after: str, inside: bool) -> bool:
    """Where a mark stands says more than its shape: “ closes in German, elsewhere by mistake."""
    may_open = before.isspace() or before in _GOES_BEFORE_AN_OPENING or before in _OPENING
    may_close = after.isspace() or after in _GOES_AFTER_A_CLOSING or after in _CLOSING
    if may_open != may_close:
        return may_open
    return not inside if mark in _EITHER else mark in _OPENING
