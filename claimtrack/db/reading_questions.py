"""The query language of search, read. Pure.

mole harbour          both words, in any order, with whatever English endings
mole OR pier          one of them at least
mole -pier, NOT pier  the one, not the other
"old quay"            these words beside each other, as they are; so is old-quay
harb*                 words that begin so
(mole OR pier) silt   parentheses
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .asking import AllOf, AnyOf, Asked, Term
from .folding import words

MOST_WORDS = 200
DEEPEST = 20
LEAST_OF_A_PREFIX = 2

_MARKS = '"“”„‟'
_TOKEN = re.compile(
    rf"(?P<minus>(?:^|(?<=[\s(]))-(?=\S))|[()]|[{_MARKS}][^{_MARKS}]*[{_MARKS}]?|[^\s(){_MARKS}]+"
)


class Unreadable(ValueError):
    """The query is not of the language: one sentence, with the place, counted from 1."""

    def __init__(self, at: int, fault: str) -> None:
        super().__init__(f"At character {at + 1}: {fault}")
        self.at = at


@dataclass(frozen=True)
class _Not:
    """What must not stand there."""

    part: Asked
    at: int


_Part = Asked | _Not


def read_question(written: str) -> Asked:
    """What is asked. Raises ValueError, with one sentence that names the place of a fault."""
    reader = _Reader(written)
    asked = reader.alternatives(0)
    if reader.token:
        raise Unreadable(reader.at, "the bracket that closes here was never opened.")
    if asked is None:
        raise ValueError("Holds no word to look for.")
    if isinstance(asked, _Not):
        raise Unreadable(asked.at, "only says what is not to be there: say what is to be there.")
    return asked


class _Reader:
    def __init__(self, written: str) -> None:
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(written)
        self.words_left = MOST_WORDS
        self.end = len(written)
        self.advance()

    def advance(self) -> None:
        found = next(self.tokens, None)
        if found is None:
            self.token, self.at = "", self.end
        else:
            self.token = "NOT" if found["minus"] else found.group()
            self.at = found.start()

    def alternatives(self, depth: int) -> _Part | None:
        """`a OR b`, up to a closing bracket or the end; None where there is no word."""
        found: list[_Part | None] = [self.together(depth)]
        while self.token == "OR":
            at = self.at
            self.advance()
            found.append(self.together(depth))
            if found[-2] is None or found[-1] is None:
                raise Unreadable(at, "“OR” stands between two words, or in quotation marks.")
        if len(found) == 1:
            return found[0]
        parts: list[Asked] = []
        for part in found:
            assert part is not None
            if isinstance(part, _Not):
                raise Unreadable(
                    part.at, "beside “OR” it only says what is not to be there: say what is."
                )
            parts += part.parts if isinstance(part, AnyOf) else [part]
        return AnyOf(tuple(parts))

    def together(self, depth: int) -> _Part | None:
        """`a b -c`, up to an OR."""
        there: list[Asked] = []
        barred: list[_Not] = []
        while self.token not in ("", ")", "OR"):
            if self.token == "AND":
                self._and(bool(there or barred))
                continue
            part = self.one(depth)
            if isinstance(part, _Not):
                barred.append(part)
            elif isinstance(part, AllOf):
                there += part.parts
                barred += [_Not(item, self.at) for item in part.without]
            elif part is not None:
                there.append(part)
        if not there:
            return self._only_barred(barred)
        if len(there) == 1 and not barred:
            return there[0]
        return AllOf(tuple(there), tuple(item.part for item in barred))

    def _and(self, follows: bool) -> None:
        at = self.at
        self.advance()
        if not follows or self.token in ("", ")", "OR", "AND"):
            raise Unreadable(at, "“AND” stands between two words, or in quotation marks.")

    def _only_barred(self, barred: list[_Not]) -> _Part | None:
        if not barred:
            return None
        if len(barred) == 1:
            return barred[0]
        return _Not(AnyOf(tuple(item.part for item in barred)), barred[0].at)

    def one(self, depth: int) -> _Part | None:
        """A word, a phrase, a group, or one of them barred."""
        token, at = self.token, self.at
        if token == "NOT":
            return self._barred(depth)
        if token == "(":
            return self._group(depth)
        self.advance()
        if token[0] in _MARKS:
            return self._phrase(token, at)
        return self._word(token, at)

    def _barred(self, depth: int) -> _Part | None:
        at = self.at
        self.advance()
        if self.token in ("", ")", "OR", "AND"):
            raise Unreadable(at, "“NOT” stands before a word, or in quotation marks.")
        if depth >= DEEPEST:
            raise Unreadable(at, f"nested deeper than {DEEPEST}.")
        part = self.one(depth + 1)
        if isinstance(part, _Not):
            return part.part
        return part if part is None else _Not(part, at)

    def _group(self, depth: int) -> _Part | None:
        at = self.at
        if depth >= DEEPEST:
            raise Unreadable(at, f"brackets are nested deeper than {DEEPEST}.")
        self.advance()
        part = self.alternatives(depth + 1)
        if self.token != ")":
            raise Unreadable(at, "the bracket that opens here is never closed.")
        self.advance()
        return part

    def _phrase(self, token: str, at: int) -> Asked | None:
        if len(token) == 1 or token[-1] not in _MARKS:
            raise Unreadable(at, "the quotation mark that opens here is never closed.")
        found = self._counted(words(token), at)
        return Term(tuple(found), exact=True) if found else None

    def _word(self, token: str, at: int) -> Asked | None:
        begins = token.endswith("*")
        stem = token.removesuffix("*")
        if "*" in stem:
            raise Unreadable(at + stem.index("*"), "“*” stands at the end of a word only.")
        found = self._counted(words(stem), at)
        if begins and (not found or len(found[-1]) < LEAST_OF_A_PREFIX):
            raise Unreadable(at, f"write {LEAST_OF_A_PREFIX} letters at least before “*”.")
        return Term(tuple(found), begins=begins) if found else None

    def _counted(self, found: list[str], at: int) -> list[str]:
        self.words_left -= len(found)
        if self.words_left < 0:
            raise Unreadable(at, f"more than {MOST_WORDS} words: leave some out.")
        return found
