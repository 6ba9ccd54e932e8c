"""Quotations and their sources: what is found where, what is said where nothing is, what is covered."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from argmap.compilation import Compilation
from argmap.diagnostics import Diagnostic
from argmap.model import Quotation, Statement
from argmap.quotations.coverage import Coverage, Entry, Looked, Share, coverage, to_dict, to_text
from argmap.quotations.find import Text
from argmap.quotations.folding import boundary, fold, wordlike
from argmap.quotations.library import Library, TextFile
from argmap.rules import (
    quotation_ambiguous,
    quotation_not_found,
    quotation_without_source,
    source_unreadable,
    unquoted_statement,
)
from argmap.rules.context import Context
from argmap.source import Source
from argmap.writers.coverage_html import to_html
from argmap.writers.static_page import DARK, LIGHT
from tests.conftest import EXAMPLES

# Finding


def found(text: str, quotation: str, markdown: bool = False) -> list[str]:
    """What is found, the pieces of each place joined by ` / `."""
    return [
        " / ".join(text[piece.start : piece.end] for piece in passage.pieces)
        for passage in Text(text, markdown).find(quotation)
    ]


@pytest.mark.parametrize(
    ("text", "quotation", "expected"),
    [
        ("The lane is safe.", "The lane is safe.", ["The lane is safe."]),
        ("The lane is safe.", "lane", ["lane"]),
        ("The lane is safe.", "the lane", []),  # letter case counts
        ("The lane, is safe.", "The lane is", []),  # so do commas
        ("a party", "art", []),
        ("a party", "part", []),
        ("x1 and x", "x", ["x"]),
        # White space
        ("two\nlines\r\n\r\n here", "two lines here", ["two\nlines\r\n\r\n here"]),
        ("no\u00a0break\u2009thin\u3000wide", "no break thin wide", None),
        ("one two", "one\ttwo", None),
        # Quotes, dashes, ellipses
        ("“So,” he said", '"So," he said', None),
        ("„So“, sagt er", "“So”, sagt er", None),
        ("«\u00a0Oui\u00a0», dit-il", '"Oui", dit-il', None),
        ("It’s the dogs’ day", "It's the dogs' day", None),
        ("``So,'' he said", "“So,” he said", None),
        ("‘So’", "'So'", None),
        ("‘So’ he", '"So" he', []),  # single quotes are not double ones
        ("12′ 30″ N", "12' 30\" N", None),
        ("peace — or war", "peace – or war", None),
        ("peace — or war", "peace--or war", None),
        ("peace — or war", "peace - or war", None),
        ("peace — or war", "peace or war", []),
        ("non‑violent − 3", "non-violent -3", None),
        ("wait … what", "wait... what", None),
        ("wait. . . what", "wait… what", None),
        ("wait.... what", "wait…. what", None),
        # Characters
        ("the o\ufb03ce \ufb01nds", "the office finds", None),
        ("cafe\u0301 noir", "café noir", None),
        ("co\u00adopera\u200btion", "cooperation", None),
        ("ＮＡＴＯ treaty", "NATO treaty", None),
        ("a policy² that", "a policy", ["a policy"]),
        ("10² m", "102 m", []),
        ("the İstanbul ﷺ", "İstanbul", ["İstanbul"]),
        ("you can’t go", "you can", []),
        ("Putin’s motives", "Putin", ["Putin"]),
        ("हिन्दी भाषा", "हिन्द", []),
        ("हिन्दी भाषा", "हिन्दी", ["हिन्दी"]),
        # Scripts that part no words
        ("北约应当修改其承诺。", "应当修改", ["应当修改"]),
        ("北约应当\n修改其承诺。", "应当修改", ["应当\n修改"]),
        ("北约应当修改其承诺。", "应当 修改", ["应当修改"]),
        ("彼は「はい」と言った", "“はい”と", ["「はい」と"]),
        # Several places
        ("a cat, a cat", "a cat", ["a cat", "a cat"]),
        # Words left out
        ("one two three four", "one […] four", ["one / four"]),
        ("one two three four", "one [...] four", ["one / four"]),
        ("one two three four", "one [. . .] four", ["one / four"]),
        ("one two three four", "one[…]four", ["one / four"]),
        ("one two three four", "[…] two […]", ["two"]),
        ("one two three four", "four […] one", []),
        ("one two three four", "one […] two […] three […] four", ["one / two / three / four"]),
        ("onerous party", "one […] art", []),
        ("the x. the lane is the thing.", "the […] thing", ["the / thing"]),
        ("he said a. " + "x " * 500 + "he said b c.", "he said […] c", ["he said / c"]),
        # An editor's change
        ("most of these collisions", "most of [the] collisions", ["most of these collisions"]),
        ("most of collisions", "most of [the] collisions", ["most of collisions"]),
        ("The policy is", "[P]olicy is", ["policy is"]),
        ("the policy is", "[P]olicy is", ["policy is"]),
        ("Policy is", "[p]olicy is", ["Policy is"]),
        ("She said so. he said so.", "[H]e said so", ["he said so"]),
        ("many commitments were", "commit[ted] were", ["commitments were"]),
        ("their judgments are", "judgment[] are", ["judgments are"]),
        ("he said that it", "he said [T]hat it", ["he said that it"]),
        ("he said, when asked, that it", "he said [t]hat it", []),
        ("he said the bathe", "said [T]he", ["said the"]),
        ("say it " + "word " * 30 + "now", "say it [soon] now", []),
        ("it goes", "[The lane] goes", ["goes"]),
        ("what a wonderful day", "wh[o] a", ["what a"]),
        # Brackets in the source
        ("he wrote [sic] this", "wrote [sic] this", ["wrote [sic] this"]),
        ("as [1] says. as [2] says", "as [1] says", ["as [1] says"]),
        ("a [b] c", "[b]", ["[b]"]),
        ("it is […] so", "it is […] so", ["it is […] so"]),
        ("a [b", "a [b", ["a [b"]),
        # Marks around the whole
        ("the lane is safe", "“the lane is safe”", ["the lane is safe"]),
        ("the lane is safe", "“‘the lane is safe’”", ["the lane is safe"]),
        ("so “the lane” is", "“the lane”", ["“the lane”"]),
        ("the lane is safe", "“the lane […] safe”", ["the lane / safe"]),
        ("the lane is safe", "“the lane", []),
        # Nothing to find
        ("text", "", []),
        ("text", " ", []),
        ("text", "[…]", []),
        ("text", "[x] […] []", []),
        ("", "text", []),
    ],
)
def test_what_is_found(text: str, quotation: str, expected: list[str] | None) -> None:
    """None: the whole text."""
    assert found(text, quotation) == ([text] if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "quotation", "expected"),
    [
        ("It is *not* __very__ `safe`.", "not very safe", ["not* __very__ `safe"]),
        ("It is *not* safe.", "is *not* safe", ["is *not* safe"]),
        ("a snake_case name", "snake_case name", ["snake_case name"]),
        ("a snake_case name", "snakecase name", []),
        ('See [the report](http://x.org/a_(b) "t") here.', "See the report here", None),
        ("See [the report][r] here.\n\n[r]: http://x.org\n", "the report here", None),
        ("A claim[^1] here.\n\n[^1]: A note.", "A claim here", None),
        ("> quoted text\n> goes on", "quoted text goes on", None),
        ("- one item\n- and two", "one item and two", None),
        ("1. one item\n2. and two", "one item and two", None),
        ("# A title\n\nText", "A title Text", None),
        ("A title\n=======\nText", "A title Text", None),
        ("peace &mdash; or&nbsp;war", "peace – or war", None),
        ("a \\*b\\* c", "a *b* c", None),
        ("a <em>b</em><br/>c", "a b c", []),
        ("a <em>b</em> c", "a b c", None),
        ("![a [lane](x) y](z)", "lane", None),
        ("un**believ**able", "unbelievable", None),
        ("see http://x.org", "x.org", None),
    ],
)
def test_marks_of_markdown_do_not_count(
    text: str, quotation: str, expected: list[str] | None
) -> None:
    places = found(text, quotation, markdown=True)
    assert len(places) == 1 if expected is None else places == expected


def test_in_a_plain_text_they_do() -> None:
    assert not found("It is *not* safe.", "It is not safe")
    assert found("a - b", "a - b")


def test_no_more_places_than_asked_for() -> None:
    text = Text("a cat " * 50)
    assert len(text.find("a cat", 3)) == 3
    assert len(text.find("a cat")) == 10


WORDS = st.sampled_from(
    [
        "lane",
        "Lane",
        "can't",
        "o\ufb03ce",
        "café",
        "cafe\u0301",
        "x²",
        "NATO",
        "1990s",
        "हिन्दी",
        "名前",
        "İ",
    ]
)
GAPS = st.sampled_from(
    " | |  |\n|\n\n|\u00a0|, |. | — |--|-| “|” |.” “| '|' |… | . . . |....| (|) |\u00ad|\u200b |; | « |’ |"
    " ''|'|[1] |/".split("|")
)
TEXTS = st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=25).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
FORMS = [
    ["“", "”", "„", "«", '"', "»"],
    ["'", "’", "‘", "‚", "‹"],
    ["—", "–", "-", "−", "‑"],
    [" ", "\u00a0", "\n", "\u2009"],
    ["…", "..."],
]
relaxed = settings(max_examples=300, deadline=None)


def cut(text: str, draw: st.DrawFn) -> tuple[int, int]:
    """A stretch that begins and ends where words do."""
    starts = [i for i, c in enumerate(text) if wordlike(c) and (not i or not wordlike(text[i - 1]))]
    ends = [
        i
        for i in range(1, len(text) + 1)
        if wordlike(text[i - 1]) and (i == len(text) or not wordlike(text[i]))
    ]
    start = draw(st.sampled_from(starts))
    # Where a hidden character parts what is one word to the eye no word ends, nor in `can't`.
    ends = [e for e in ends if e > start and text[e : e + 1] not in ("\u00ad", "\u200b", "'", "’")]
    assume(ends and text[start - 1 : start] not in ("\u00ad", "\u200b"))
    return start, draw(st.sampled_from(ends))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXTS)
    return text, *cut(text, draw)


@relaxed
@given(stretches(), st.booleans())
def test_any_stretch_is_found_in_its_text(case: tuple[str, int, int], markdown: bool) -> None:
    text, start, end = case
    places = Text(text, markdown).find(text[start:end], 1000)
    assert places
    if "[" in text[start:end]:
        return
    for place in places:
        assert len(place.pieces) == 1
        if not markdown:
            there = text[place.span.start : place.span.end]
            assert fold(there).text.strip() == fold(text[start:end]).text.strip()


@relaxed
@given(stretches(), st.randoms(use_true_random=False))
def test_also_in_other_typographic_forms(case: tuple[str, int, int], random) -> None:
    text, start, end = case
    quotation = text[start:end]
    assume("[" not in quotation and "''" not in quotation)
    for forms in FORMS:
        pattern = "|".join(map(re.escape, forms))
        quotation = re.sub(pattern, lambda _, forms=forms: random.choice(forms), quotation)
    assume("''" not in fold(quotation).text and "‚‚" not in quotation)
    assume(not re.search(r"['’‘‚‹]{2}", quotation))
    assert Text(text).find(quotation), (text, text[start:end], quotation)


@relaxed
@given(st.text(max_size=120), st.text(max_size=40), st.booleans())
@example("\ud800 [", "[\ud800]", False)
@example("“”", "“”", True)
@example("a\u0301" * 40, "a\u0301" * 3, False)
def test_any_text_and_any_quotation(text: str, quotation: str, markdown: bool) -> None:
    sound(Text(text, markdown), quotation)


NOISE = st.lists(
    st.sampled_from(
        "[|]|[…]|[x]|…|...|\"|“|'|a|b|A|ab| |\n|*|_|`|(|)|](|<|>|# |- |\u00ad|\u0301|名|ﬁ|&amp;|\\|--|.".split(
            "|"
        )
    ),
    max_size=30,
).map("".join)


@relaxed
@given(NOISE, NOISE, st.booleans())
def test_any_noise(text: str, quotation: str, markdown: bool) -> None:
    sound(Text(text, markdown), quotation)


def sound(text: Text, quotation: str) -> None:
    """Nothing raises, and all places are in the text."""
    for passage in text.find(quotation):
        last = 0
        for piece in passage.pieces:
            assert last <= piece.start < piece.end <= len(text.text)
            last = piece.end
    near = text.nearest(quotation)
    if near:
        assert 0 <= near.span.start < near.span.end <= len(text.text)
        assert 0 <= near.similarity <= 1
    for word in text.words:
        assert 0 <= word.start < word.end <= len(text.text)


@relaxed
@given(st.text(max_size=80) | NOISE)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    assert [once.start(i) for i in range(len(once.text))] == sorted(
        once.start(i) for i in range(len(once.text))
    )
    for at in range(len(once.text)):
        assert 0 <= once.start(at) < once.end(at + 1) <= len(text)


def test_boundaries() -> None:
    assert boundary("ab cd", 2) and boundary("ab cd", 0) and boundary("ab cd", 5)
    assert not boundary("ab cd", 1)
    assert not boundary("can't", 3)


# The nearest passage

LETTER = (EXAMPLES / "cycling.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("quotation", "passage", "differences"),
    [
        ("eleven cyclist were hurt", "eleven cyclists were hurt", [("cyclist", "cyclists")]),
        ("Eleven cyclists were hurt", "eleven cyclists were hurt", [("Eleven", "eleven")]),
        (
            "eleven cyclists were badly hurt between the bridge",
            "eleven cyclists were hurt between the bridge",
            [("were badly hurt", "were hurt")],
        ),
        (
            "Last year eleven cyclists were hurt",
            "Last year, eleven cyclists were hurt",
            [("year eleven", "year, eleven")],
        ),
        (
            "I drive that road every day […] I never let my daughter cycle",
            "I drive that street every day",
            [("road", "street")],
        ),
        (
            "[T]he car park behind the bookshop stands half empty",
            "the car park behind the library stands half empty",
            [("bookshop", "library")],
        ),
        (
            "a raised kurb would prevent most of [the] collisions",
            "a raised kerb “would prevent most of these collisions",
            [("kurb", "kerb"), ("kurb would", "kerb “would")],
        ),
        ("tarmack", "tarmac", [("tarmack", "tarmac")]),
    ],
)
def test_the_nearest_passage(
    quotation: str, passage: str, differences: list[tuple[str, str]]
) -> None:
    text = Text(LETTER)
    assert not text.find(quotation)
    near = text.nearest(quotation)
    assert near is not None
    assert LETTER[near.span.start : near.span.end] == passage
    got = [(d.quoted, d.there) for d in near.differences]
    assert got == differences or set(got) <= set(differences)
    assert got


def test_nothing_is_near() -> None:
    assert Text(LETTER).nearest("quantum chromodynamics explains bananas") is None
    assert Text("").nearest("anything") is None


def test_pieces_in_another_order() -> None:
    near = Text(LETTER).nearest("a street belongs to everyone […] Will anybody cycle")
    assert near is not None and near.scattered


def test_the_faulty_part_of_a_long_quotation() -> None:
    text = " ".join(f"word{i}" for i in range(3000))
    near = Text(text).nearest(text.replace("word2500 ", "wird2500 "))
    assert near is not None
    assert [(d.quoted, d.there) for d in near.differences] == [("wird2500", "word2500")]


# What is large or hostile; tests/bench counts what it costs


def test_many_quotations_in_a_long_text() -> None:
    words = [f"w{i * 7919 % 9973}" if i % 3 else "the" for i in range(200_000)]
    text = Text(" ".join(words))
    assert len(text.text) > 900_000
    for i in range(5000):
        quoted = words[i * 37 : i * 37 + 12]
        if i % 10 == 0:
            quoted[5] = "wrong"
        elif i % 10 == 1:
            quoted[4:6] = ["[…]"]
        passages = text.find(" ".join(quoted), 2)
        if i % 10 == 0:
            assert not passages and text.nearest(" ".join(quoted)) is not None
        else:
            assert passages


@pytest.mark.parametrize("text", ["a " * 100_000, "a b " * 50_000, "a" * 200_000, "“ " * 100_000])
@pytest.mark.parametrize(
    "quotation",
    [
        *("a […] " * 5000, "a [x] " * 5000, "a [x] " * 5000 + "c", "a […] c", "a[x]" * 20_000),
        *("[" * 100_000, "“" * 50_000, "a " * 100_000 + "b", ". " * 50_000, "[…" * 20_000 + "]"),
    ],
    ids=range(10),
)
@pytest.mark.slow
def test_hostile_quotations_are_sound(text: str, quotation: str) -> None:
    sound(Text(text, markdown=len(quotation) % 2 == 0), quotation)


# The library


def project(folder: Path, map: str, **files: str | bytes) -> Context:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / "map.arg").write_text(map, encoding="utf-8")
    return context(folder / "map.arg")


def context(path: Path) -> Context:
    c = Compilation.of_file(path)
    syntax = c.syntax if c.format == "arg" else None
    return Context(c.map, c.source, c.project, syntax, c.resolved.places)


def library(context: Context) -> Library:
    return context.library


def test_the_nearest_source_counts(tmp_path: Path) -> None:
    books = library(
        project(
            tmp_path,
            "map: M\n  source: a.txt\n"
            "section s: S\n  source: b.txt\n"
            "  section t: T\n"
            "    claim one: One.\n"
            "  claim two: Two.\n    source: Somebody, 1999\n"
            "claim three: Three.\nclaim four: Four.\n  source: ./a.txt\n",
            a_txt="a",
            b_txt="b",
        )
    )
    names = {s.id: (f.name if (f := books.file_of(s)) else None) for s in books.statements}
    assert names == {"one": "b.txt", "two": None, "three": "a.txt", "four": "a.txt"}
    assert [file.name for file in books.files] == ["a.txt", "b.txt"]
    origins = {s.id: o.owner for s in books.statements if (o := books.origin(s))}
    assert origins == {"one": "s", "two": "two", "three": "", "four": "four"}


def test_imported_statements_have_their_own_sources(tmp_path: Path) -> None:
    (tmp_path / "other.arg").write_text("claim a: A.\n  source: none.txt\n  > words\n")
    found = project(tmp_path, "use other.arg\nclaim b: B.\n  because other.a\n")
    assert [s.id for s in library(found).statements] == ["b"]
    assert not list(source_unreadable.check(found))
    assert not list(quotation_not_found.check(found))


# Rules


def run(rule, found: Context) -> list[Diagnostic]:
    return list(rule.check(found))


MAP = "map: M\n  source: letter.txt\nclaim a: A.\n  > {}\n"


@pytest.mark.parametrize(
    ("quotation", "message", "help"),
    [
        (
            "eleven cyclist were hurt",
            "is not in letter.txt",
            "where the quotation has “cyclist”",
        ),
        ("half empty [...] Will nobody", "“Will nobody” is not in letter.txt", "“anybody”"),
        ("Will anybody […] Sir,", "but not in this order", "put the pieces"),
        ("purple elephants", "is not in", "as they stand there"),
        ("Last year … hurt", "is not in", "write `[…]`"),
        ("other words", "is not in", "`source: other.md`"),
    ],
)
def test_quotation_not_found(tmp_path: Path, quotation: str, message: str, help: str) -> None:
    map = MAP.format(quotation) + "claim b: B.\n  source: other.md\n"
    (diagnostic,) = run(
        quotation_not_found,
        project(tmp_path, map, letter_txt=LETTER, other_md="other *words*"),
    )
    assert message in diagnostic.message
    assert help in " ".join(diagnostic.help)
    assert diagnostic.source.text[slice(*diagnostic.span)] == f"> {quotation}"
    for related in diagnostic.related:
        assert related.source.name.endswith(("letter.txt", "other.md"))


def test_lines_that_stand_apart_are_told_apart(tmp_path: Path) -> None:
    map = MAP.format("the bridge\n  > half empty")
    source = "They say the bridge is old.\nBuses are half empty.\n"
    found = project(tmp_path, map, letter_txt=source)
    (diagnostic,) = run(quotation_not_found, found)
    assert "each is a quotation of its own" in diagnostic.help[0] and diagnostic.fix
    (edit,) = diagnostic.fix.edits
    text = found.source.text
    text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    (tmp_path / "map.arg").write_text(text, encoding="utf-8")
    mended = context(tmp_path / "map.arg")
    assert not run(quotation_not_found, mended)
    assert [q.text for s in mended.statements for q in s.quotations] == ["the bridge", "half empty"]


def test_ellipses_get_brackets(tmp_path: Path) -> None:
    found = project(
        tmp_path, MAP.format("Last year … were\n  | hurt (...) the station;"), letter_txt=LETTER
    )
    (diagnostic,) = run(quotation_not_found, found)
    assert diagnostic.fix
    text = found.source.text
    for edit in reversed(diagnostic.fix.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    (tmp_path / "map.arg").write_text(text, encoding="utf-8")
    assert "Last year […] were\n  | hurt […] the station;" in text
    assert not run(quotation_not_found, context(tmp_path / "map.arg"))


def test_quotation_ambiguous(tmp_path: Path) -> None:
    text = "The lane is safe. I say the lane is safe and new. the lane, the lane."
    (diagnostic,) = run(
        quotation_ambiguous, project(tmp_path, MAP.format("the lane"), letter_txt=text)
    )
    assert diagnostic.message == "letter.txt has “the lane” 3 times"
    assert len(diagnostic.related) == 3
    for more in ("the lane\n  at: § 2", "the lane\n\n  > safe and new", "the lane is safe", "none"):
        assert not run(quotation_ambiguous, project(tmp_path, MAP.format(more), letter_txt=text)), (
            more
        )


def test_quotation_without_source(tmp_path: Path) -> None:
    map = "claim a: A.\n  > x\n\n  > y\nclaim b: B.\n  > z\n  source: Somebody, 1999\nclaim c: C.\n"
    (diagnostic,) = run(quotation_without_source, project(tmp_path, map))
    assert diagnostic.message == "these 2 quotations have no source to be looked up in"
    assert not run(quotation_without_source, project(tmp_path, "map: M\n  source: X\n" + map))


@pytest.mark.parametrize(
    ("name", "files", "message", "help"),
    [
        (
            "leter.txt",
            {"letter_txt": "x"},
            "there is no file `leter.txt`",
            "did you mean `letter.txt`?",
        ),
        ("sub.txt", {"sub.txt__a_txt": "x"}, "is a folder", "name a file in it"),
        ("a.txt", {"a_txt": b"caf\xe9"}, "is not UTF-8", "save it as UTF-8"),
        ("a.txt", {"a_txt": "x".encode("utf-16")}, "is not UTF-8", "save it as UTF-8"),
        ("a.txt", {"a_txt": b"\x00\x01" * 50}, "is not UTF-8", "plain text file"),
    ],
)
def test_source_unreadable(
    tmp_path: Path, name: str, files: dict[str, str | bytes], message: str, help: str
) -> None:
    map = f"map: M\n  source: {name}\nclaim a: A.\n  source: ./{name}\n  > words\n"
    for path in files:
        if "__" in path:
            (tmp_path / path.partition("__")[0]).mkdir()
            files = {}
    found = project(tmp_path, map, **files)
    (diagnostic,) = run(source_unreadable, found)
    assert message in diagnostic.message
    assert help in " ".join(diagnostic.help)
    assert diagnostic.source.text[slice(*diagnostic.span)] == "source"
    assert not run(quotation_not_found, found) and not run(unquoted_statement, found)


def test_sources_outside_are_said_once(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "a.txt").write_text("words")
    assert not run(source_unreadable, project(inner, "claim a: A.\n  source: ../a.txt\n  > x\n"))
    as_json = json.dumps(Compilation.of_file(inner / "map.arg").map.to_dict())
    (inner / "map.json").write_text(as_json)
    (diagnostic,) = run(source_unreadable, context(inner / "map.json"))
    assert "outside" in diagnostic.message


def test_unquoted_statement(tmp_path: Path) -> None:
    map = (
        "map: M\n  source: letter.txt\n"
        "claim a: A.\n  because b: B.\n    > Sir,\n    unless: An exception.\n"
        "  because unstated: C.\n  because d: D.\n    type: background\n"
        "  because e: E.\n    source: Somebody, 1999\n"
    )
    (diagnostic,) = run(unquoted_statement, project(tmp_path, map, letter_txt=LETTER))
    assert diagnostic.message == "`a` quotes nothing of letter.txt"


@pytest.mark.parametrize(
    "rule", [quotation_not_found, quotation_ambiguous, quotation_without_source]
)
def test_the_example_is_clean(rule) -> None:
    assert not run(rule, context(EXAMPLES / "cycling.arg"))
    assert not run(source_unreadable, context(EXAMPLES / "cycling.arg"))


def test_maps_without_quotations_load_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "m.arg").write_text(
        "premise: Joining NATO requires unanimity.\nso: The pledge is hollow.\n"
    )
    code = (
        "import sys, argmap; from pathlib import Path; argmap.check(Path('m.arg'));"
        "print([m for m in sys.modules if m.startswith('argmap.quotations')])"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert out.stdout.strip() == "[]", out.stderr


# Coverage


def covered(found: Context) -> Coverage:
    return coverage(found.map, found.source, found.project)


def test_words_are_counted_once(tmp_path: Path) -> None:
    result = covered(
        project(
            tmp_path,
            MAP.format("one two three\n\n  > two […] four\n\n  > nowhere")
            + "claim b: B.\nunstated claim d: D.\n",
            letter_txt="One. one two three, four don't tit-for-tat",
        )
    )
    (share,) = result.files
    assert (share.quoted, share.words) == (4, 7)
    assert [e.statement.id for e in result.unstated] == ["d"]
    text = to_text(result)
    assert "letter.txt: 57 % quoted, 4 of 7 words" in text
    assert "2 quotations found, 1 not found" in text
    assert "not found: “nowhere”" in text and "without: b: B." in text
    data = to_dict(result)
    assert json.loads(json.dumps(data)) == data
    assert data["files"][0]["found"][1]["places"][0][0] == {
        "line": 1,
        "column": 10,
        "end_line": 1,
        "end_column": 13,
    }


def test_coverage_without_texts(tmp_path: Path) -> None:
    result = covered(project(tmp_path, "claim a: A.\n  source: gone.txt\n  > x\n"))
    assert "gone.txt: there is no such file" in to_text(result)
    parsed(to_html(result))
    result = covered(project(tmp_path, "claim a: A.\n"))
    assert to_text(result).startswith("no statement has a text file")
    parsed(to_html(result))


VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("src", "srcset"), name
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open:
            self.words.append(data)


def parsed(page: str) -> Page:
    """The page, well-formed, its names unique, its links leading to places in it."""
    page.encode("utf-8")
    result = Page()
    result.feed(page)
    result.close()
    assert not result.open
    assert len(result.ids) == len(set(result.ids))
    for link in result.links:
        assert link.startswith("#") and link[1:] in result.ids, link
    assert not {"script", "img", "link", "iframe", "b>"} & set(result.tags)
    assert "http" not in page.replace("http-equiv", "").split("<body>")[0]
    return result


def test_the_page_of_the_example() -> None:
    page = to_html(covered(context(EXAMPLES / "cycling.arg")))
    result = parsed(page)
    assert '<html lang="en-GB">' in page
    shown = "".join(result.words)
    for line in LETTER.splitlines():
        assert line in shown
    assert page.count("<mark") > 10 and "stands half empty" in shown
    assert page == to_html(covered(context(EXAMPLES / "cycling.arg")))


def test_overlaps_and_hostile_texts(tmp_path: Path) -> None:
    hostile = "<script>alert('x')</script> \"q\" & \x00\x0b\x1b[31m \u202e one two three\n\nfour </p> five"
    result = parsed(
        page := to_html(
            covered(
                project(
                    tmp_path,
                    'map: <b>M</b>\n  source: letter.txt\n  language: "><script>\n'
                    "claim a: <i>A</i> & co.\n  > one two\n\n  > two three four\n\n  > three\n"
                    '\n  > <script>alert(1)</script>\n\n  > & "q"\n'
                    "claim b: B\n  > one […] five\n\n  > […] three four\n"
                    "claim c: C\n  source: <x>.txt\n  > x\nclaim d: D\n  source: A & B\n  > x\n",
                    letter_txt=hostile,
                )
            )
        )
    )
    assert "<script" not in page and "<i>" not in page and "<b>M" not in page
    assert '<mark class="many">' in page
    assert "\x00" not in page and "\x1b" not in page
    assert "Not found in" in page and "not looked up" in page
    assert result.tags.count("article") == 2


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100) | TEXTS, st.data())
def test_any_text_makes_a_page(text: str, data: st.DataObject) -> None:
    file = TextFile("a.txt", None, Source.of(text, "a.txt"))
    text = file.source.text
    cuts = st.integers(0, len(text))
    entries = []
    for number in range(1, data.draw(st.integers(1, 5)) + 1):
        a, b = sorted((data.draw(cuts), data.draw(cuts)))
        quotation = Quotation(text[a:b] or "x")
        one = Looked(quotation, file, file.find(quotation))
        entries.append(Entry(number, Statement("S <x>.", id=f"s-{number}"), (one,)))
    found = tuple((e, e.quotations[0]) for e in entries if e.quotations[0].places)
    missing = tuple((e, e.quotations[0]) for e in entries if not e.quotations[0].places)
    share = Share(file, len(file.text.words), 0, found, missing)
    page = parsed(to_html(Coverage(text[:20], text[:5], tuple(entries), (share,))))
    assert page.tags.count("article") == 1


@pytest.mark.slow
def test_a_page_of_many_passages_is_made(tmp_path: Path) -> None:
    words = " ".join(f"w{i}" for i in range(20_000))
    map = "map: M\n  source: letter.txt\n" + "".join(
        f"claim c{i}: C.\n  > " + " ".join(f"w{j}" for j in range(i, i + 30)) + "\n"
        for i in range(0, 3000)
    )
    found = project(tmp_path, map, letter_txt=words)
    parsed(to_html(covered(found)))


def contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_can_be_read(colors: dict[str, str]) -> None:
    for name in ("ink", "muted", "link", "alarm", "line"):
        assert contrast(colors[name], colors["paper"]) >= 4.5 - 1.5 * (name == "line"), name
    assert contrast(colors["ink"], colors["mark"]) >= 4.5
    assert contrast(colors["link"], colors["mark"]) >= 4.5
