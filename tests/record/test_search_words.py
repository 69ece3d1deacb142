"""A text is found by each of its words, and both databases take it apart as Python does."""

from __future__ import annotations

import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Claim
from claimtrack.db import folding
from claimtrack.db.asking import AllOf, AnyOf, Asked, Term
from claimtrack.db.reading_questions import read_question
from claimtrack.db.search import CreateSearchIndex, SearchIndex
from tests.factories import ClaimFactory

from .raw import execute, on, rows

pytestmark = pytest.mark.django_db

TEXTS = [
    *("Covid-19 struck", "3.5 percent of it", "from 1990-1995", "it was -5 that day", "24/7"),
    *("see example.org/path?x=1", "either a/b or c", "the end.Next morning", "v2.0 came", "U.S."),
    *("write to me@x.org", "İstanbul and ISTANBUL", "Straße or STRASSE", "Æsop’s æther, œuvre"),
    *("snake_case_words", "“Curly” ‘quotes’", "don’t, it's, o'clock", "1e5 and 1e5abc, 12abc"),
    *("2e71f3b8 is an id", "0x1F and 3e20b", "1,234,567.89 pounds", "50%–60%", "a—b–c‑d"),
    *("Zoë, Élodie, naïve", "Ærøskøbing på Ærø", "Łódź i Gdańsk", "Şişli ılık", "Đorđe þing ð"),
    *("Αθήνα, ΑΘΗΝΑ, Ὀδυσσεύς", "ΣΊΣΥΦΟΣ σίσυφος", "ёлка Ёж Елка", "й и Й И", "Київ, Їжак, ґанок"),
    *("שָׁלוֹם עוֹלָם", "צה״ל בת־ים", "المُعَلِّم أحمد", "٣٤٥ عام", "हिन्दी में शब्द", "ภาษาไทย"),
    *("東京都 は 大きい", "がぎぐ ガギグ", "한국어 단어", "x² + y³", "H₂O and CO₂", "½ cup", "№ 5"),
    *(
        "great🤣fun",
        "Acme™ and Foo®",
        "har\u00adbour",
        "zero\u200bwidth",
        "می\u200cخواهم",
        "e\u0301",
    ),
    *(
        "<b>bold</b> &amp;",
        "'; DROP TABLE--",
        "a\\b c:d {e}",
        "NEAR(a b) OR NOT",
        '"quoted" ^caret',
    ),
    *("C++ C# .NET", "http://a.b/c_d?e=f&g", "#hash @user", "tel:+44-20-7946", "10:30 a.m.", "½x"),
    *("ﬁ ﬂ ligatures", "ſtart", "ǅ ǈ", "Ⅷ Ⅳ", "ＡＢＣ １２３", "tab\tnew\nline", "no\u00a0break"),
    *("the of and to", "x" * 300, " ".join(f"w{n}" for n in range(150)), "за\u0301мок", "ẞ ß SS"),
]
QUESTIONS = [
    *("covid", "19", "Covid-19", "3.5", "percents", "1990", "example", '"example org"', "end next"),
    *("istanbul", "straße", "strasse", "STRASSE", "æther", "aether", "snake", "quotes", "12abc"),
    *(
        "1e5",
        "1e5abc",
        "2e71*",
        "elodie",
        "lodz",
        "łodz",
        "αθηνα",
        "ΑΘΉΝΑ",
        "ελκα",
        "елка",
        "й",
        "и",
    ),
    *(
        "שלום",
        "צה",
        "المعلم",
        "احمد",
        "أحمد",
        "हिन्दी",
        "हिन*",
        "東京*",
        "がぎ*",
        "한국*",
        "co₂",
        "co2",
    ),
    *("great", "fun", "acme", "harbour", "zero", "e", "drop OR bold", "a b -c", "c -(d OR user)"),
    *('"10 30"', "10:30", '"a m"', "w1*", "w149 w3", '"w3 w4"', '"w3 w5"', "the NOT word", "замок"),
    *("lo*", "st*", "(a OR b) (c OR d)", "ss", "ß", "abc", "line", "break"),
]


def found(question: Asked) -> list[int]:
    keys = Claim.objects.holding(question).order_by("pk").values_list("pk", flat=True)
    gathered = Claim.objects.holding(question, gathered=True).values_list("pk", flat=True)
    assert sorted(keys) == sorted(gathered)
    return list(keys)


def stands(asked: Asked, words: list[str]) -> bool:
    """Whether this is so of a text with these words, as plainly as it can be told."""
    match asked:
        case AllOf(parts, without):
            return all(stands(part, words) for part in parts) and not any(
                stands(part, words) for part in without
            )
        case AnyOf(parts):
            return any(stands(part, words) for part in parts)
        case Term():
            return any(True for _ in asked.places([(word, 0, 0) for word in words]))
    raise TypeError(asked)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_found_by_each_of_its_words(text: str) -> None:
    claim = ClaimFactory(text=text)
    assert folding.words(text)
    for word in folding.words(text):
        assert found(Term((word,))) == [claim.pk], word
        assert found(Term((word,), exact=True)) == [claim.pk], word
        assert Claim.objects.search(word).get() == claim
        if len(word) > 1:
            assert found(Term((word[:2],), begins=True)) == [claim.pk], word
    assert found(Term(tuple(folding.words(text)), exact=True)) == [claim.pk]


@pytest.mark.parametrize("text", TEXTS)
def test_a_chunk_of_a_text_is_found_as_it_is_typed(text: str) -> None:
    claim = ClaimFactory(text=text)
    for chunk in text.split():
        if folding.words(chunk) and not set(chunk) & set('*()"“”-') and chunk not in ("OR", "NOT"):
            assert found(read_question(chunk)) == [claim.pk], chunk


def test_both_databases_answer_as_python_would() -> None:
    claims = {ClaimFactory(text=text).pk: folding.words(text) for text in TEXTS}
    for written in QUESTIONS:
        asked = read_question(written)
        wanted = [key for key, words in claims.items() if stands(asked, words)]
        assert found(asked) == wanted, written


WORDS = st.sampled_from(["mole", "moles", "pier", "quay", "old", "é", "3", "moored"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LEAVES = WORDS | WORDS.filter(lambda w: len(w) > 2).map(lambda w: f"{w[:2]}*")
LEAVES |= st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
WRITTEN = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        inner, st.sampled_from([" ", " OR ", " AND ", " -", " NOT "]), inner
    ).map(lambda parts: f"({''.join(parts)})"),
    max_leaves=8,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(SENTENCES, min_size=1, max_size=4), WRITTEN)
def test_any_question_is_answered_as_python_would(texts: list[str], written: str) -> None:
    execute("SAVEPOINT one_example")
    claims = {ClaimFactory(text=text).pk: folding.words(text) for text in texts}
    asked = read_question(written)
    wanted = [key for key, words in claims.items() if stands(asked, words)]
    assert found(asked) == wanted
    execute("ROLLBACK TO one_example")


LATE_CAPITALS = range(0x13A0, 0x13F6)
"""Cherokee has small letters since Unicode 8; SQLite knows nothing of them."""
RARE = {0x1E0, 0x1E1, 0x345, *LATE_CAPITALS}
"""Of Ǡ SQLite takes one of its two accents; U+0345 is a mark that it takes for a letter."""


def everyday(code: int) -> bool:
    """A letter or sign of long standing, as a text in NFC holds it."""
    letter = chr(code)
    return (
        code not in RARE
        and unicodedata.category(letter) not in ("Cs", "Co")
        and unicodedata.ucd_3_2_0.category(letter) != "Cn"
        and unicodedata.is_normalized("NFC", f"a{letter}b")
    )


EVERYDAY = [f"a{chr(code)}B" for code in range(1, 0x20000) if everyday(code)]


@on("sqlite")
def test_sqlite_takes_every_character_as_python_does() -> None:
    index = SearchIndex("signs", ("text",))
    execute("CREATE TEMP TABLE signs (id integer PRIMARY KEY, sort_key integer, text text)")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO signs VALUES (%s, %s, %s)", [(n, n, t) for n, t in enumerate(EVERYDAY)]
        )
    create = next(
        s for s in CreateSearchIndex("signs", ["text"])._statements("sqlite") if "CREATE" in s
    )
    execute(create.replace("TABLE signs_fts", "TABLE temp.signs_fts"))
    index.rebuild(connection)
    execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('temp', 'signs_fts', 'instance')")
    taken: dict[int, list[str]] = {}
    for number, term in rows("SELECT doc, term FROM temp.terms ORDER BY doc, offset"):
        taken.setdefault(number, []).append(term)
    wanted = {number: folding.words(text) for number, text in enumerate(EVERYDAY)}
    assert {n: words for n, words in taken.items() if words != wanted[n]} == {}


@on("postgresql")
def test_postgresql_takes_every_character_as_python_does() -> None:
    made = rows("SELECT t, ct_folded(t) FROM unnest(%s::text[]) t", EVERYDAY)
    different = [
        (text, plain.split(), folding.words(text))
        for text, plain in made
        if plain.split() != folding.words(text)
    ]
    assert different == []
