"""Argdown: read from its text and from its JSON, and written so that its own program reads it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from random import Random
from typing import Any

import pytest

import argmap
from argmap import Argument, ArgumentMap, Statement
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError
from argmap.formats import format_of
from argmap.losses import Loss
from argmap.source import Source
from argmap.writers import written
from argmap.writers.arg import to_arg
from tests.conftest import CORPUS, EXAMPLES
from tests.interchange import again, goes_round, reduced
from tests.programs import needed
from tests.strategies import maps

FOLDER = CORPUS / "interchange"
DOCUMENTS = [*FOLDER.glob("argdown/*.argdown"), *FOLDER.glob("argdown-json/*.json")]
ODD = (
    *(
        "See https://a.example/b//c, and http://d.",
        "a_b*c #1 {x} [12] <b> // no /* comment */ <!-- -->",
    ),
    *("www.a_b.example.org", "so .A. and :sad: are no signs", "1. first", "(1) second", "- minus"),
    *(
        "> quote",
        "+ plus",
        "=== fence ===",
        "@include(x) and @[y]",
        "\\",
        "a\\ b",
        "two  blanks\tand",
    ),
    *("} brace", ", comma", "'- quoted", "…", "# heading", "* item", "_ under", "-- dashes --"),
    *(
        "{",
        "[",
        "<",
        "x: {a: 1}",
        "$x_1^2$ **bold**",
        "a..b..c",
        "e.g. i.e. x.*y*.z",
        "論証 🕊️ हिन्दी",
    ),
)


def read(text: str, format: str = "argdown") -> Compilation:
    return Compilation.of_text(text, format=format)


def quiet(text: str) -> ArgumentMap:
    """The map of a text in which nothing is wrong."""
    found = read(text)
    assert not found.resolved.diagnostics
    return found.map


def messages(text: str, format: str = "argdown") -> list[tuple[int, str]]:
    return [(d.line, d.message) for d in read(text, format).resolved.diagnostics]


def steps(map: ArgumentMap) -> set[tuple[Any, ...]]:
    """The arguments by their texts: premises, role, target."""
    text = {s.id: s.text for s in map.statements}
    by_id = {a.id: a for a in map.arguments}

    def shown(a: Argument) -> tuple[Any, ...]:
        target = shown(by_id[a.target]) if a.aims_at_step else text[a.target]
        return (tuple(text[p] for p in a.premises), a.role, target)

    return {shown(a) for a in map.arguments}


# Reading


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_documents_are_read_so(path: Path, golden) -> None:
    """What the map is, and what was wrong and lost: look at these by eye when they change."""
    compilation = Compilation.of_text(path.read_text(encoding="utf-8"), path.name)
    told = [f"{d.line}:{d.column} {d.message}" for d in compilation.resolved.diagnostics]
    told += [f"lost: {loss.kind}: {loss.what}" for loss in compilation.losses]
    golden(path.with_suffix(".arg"), to_arg(compilation.map))
    golden(path.with_suffix(".told"), "".join(f"{line}\n" for line in told))


def test_relations_in_both_directions() -> None:
    map = quiet("[A]: a\n  + [B]: b\n  <+ c\n  +> [D]: d\n  - e\n  <- f\n  -> g\n  >< [H]: h\n")
    assert steps(map) == {
        *((("b",), "supports", "a"), (("c",), "supports", "a"), (("a",), "supports", "d")),
        *((("e",), "rebuts", "a"), (("f",), "rebuts", "a"), (("a",), "rebuts", "g")),
    }
    assert map.contradictions == (("A", "H"),)


def test_a_sketch_is_a_reason() -> None:
    map = quiet("[S]: s\n  + <A>: a\n    - <B>: b\n    <_ <C>: c\n\n<A>\n  -> [T]: t\n")
    assert steps(map) == {
        *((("a",), "supports", "s"), (("a",), "rebuts", "t"), (("b",), "rebuts", "a")),
        (("c",), "undercuts", (("a",), "supports", "s")),
        (("c",), "undercuts", (("a",), "rebuts", "t")),
    }


def test_structures_have_linked_premises_and_a_step_for_each_conclusion() -> None:
    map = quiet("<A>\n\n(1) p\n(2) q\n----\n(3) r\n(4) s\n--\nMy rule {strength: 0.5}\n--\n(5) t\n")
    assert steps(map) == {(("p", "q"), "supports", "r"), (("r", "s"), "supports", "t")}
    last = map.arguments[-1] if map.arguments[-1].scheme else map.arguments[0]
    assert (last.scheme, last.strength) == ("My-rule", 0.5)
    assert last.attributes["x-rules"] == "My rule" and last.attributes["x-title"] == "A"


@pytest.mark.parametrize("where", ("uses", "from"))
def test_premises_may_be_named_by_number(where: str) -> None:
    map = quiet(f"(1) p\n(2) q\n----\n(3) r\n--\n{{{where}: [1, 3]}}\n--\n(4) t\n")
    assert steps(map) == {(("p", "q"), "supports", "r"), (("p", "r"), "supports", "t")}


def test_an_undercut_goes_to_the_step_under_which_it_stands() -> None:
    text = "<A>\n\n(1) p\n----\n  <_ u\n(2) q\n----\n(3) r\n  <_ v\n\n<B>: b\n  _> <A>\n"
    first, last = (("p",), "supports", "q"), (("q",), "supports", "r")
    assert {s for s in steps(quiet(text)) if s[1] == "undercuts"} == {
        *((("u",), "undercuts", first), (("v",), "undercuts", last), (("b",), "undercuts", last)),
    }


def test_what_is_said_twice_is_one_step() -> None:
    """That an argument supports its conclusion, and that its premise supports it, need no step."""
    text = (
        "[C]: c\n  + <A>\n\n<A>\n  + [P]\n  - [N]: n\n\n(1) [P]: p\n(2) q\n  - [N]\n----\n(3) [C]\n"
    )
    assert steps(quiet(text)) == {(("p", "q"), "supports", "c"), (("n",), "rebuts", "q")}


def test_an_argument_and_its_conclusion_attack_once() -> None:
    text = "[T]: t\n  - <A>\n    <_ u\n\n<A>\n\n(1) p\n----\n(2) [N]: n\n  -> [T]\n\n[N]\n  <_ v\n"
    step, attack = (("p",), "supports", "n"), (("n",), "rebuts", "t")
    assert steps(quiet(text)) == {
        *(step, attack, (("u",), "undercuts", step), (("v",), "undercuts", attack)),
    }
    assert len(quiet(text).arguments) == 4


def test_of_several_premises_none_is_guessed() -> None:
    """What attacks the argument challenges it; what supports it is a loss."""
    found = read("<A>\n\n(1) p\n(2) q\n----\n(3) c\n\n<A>\n  - [N]: n\n  + [M]: m\n")
    assert [(loss.kind, loss.what) for loss in found.losses] == [
        ("relations to arguments", "[M] supports <A>, but which of its premises?")
    ]
    step = (("p", "q"), "supports", "c")
    assert steps(found.map) == {step, (("n",), "challenges", step)}
    # A deduction can be challenged, and has no exceptions.
    strict = quiet("<A>\n\n(1) p\n--\ndeduction\n--\n(2) c\n\n<A>\n  <_ [N]: n\n")
    assert [a.role for a in strict.arguments] == ["supports", "challenges"]


def test_a_challenge_is_a_relation_to_an_argument() -> None:
    linked = argmap.loads("claim c: C.\n  because p: P.\n  and q: Q.\n  however n: N.\n")
    text = written(linked, "argdown").text
    assert "[n]: N.\n  -> <argument-1>" in text and "negation" not in text
    assert again(linked, "argdown") == linked
    # An attack on an argument of one premise would be one on that premise.
    for one in (
        "claim c: C.\n  because p: P.\n  however n: N.\n",
        "claim c: C.\n  because p: P.\n  and q: Q.\n  however n: N.\nn\ncontradicts p\n",
    ):
        map = argmap.loads(one)
        assert "{negation: true}\n    -> <argument-1>" in written(map, "argdown").text
        assert again(map, "argdown") == map


def test_statements_of_one_title_say_the_same() -> None:
    map = quiet(
        "[T]: Laws are slow.\n  + [U]: u\n\n[T]: It takes years to make a law. {at: p. 3}\n"
    )
    one, other = map.restated("T")
    assert [map[key].text for key in (one, other)] == [
        *("Laws are slow.", "It takes years to make a law.")
    ]
    assert map[other].attributes == {"at": "p. 3"} and map[other].label is None
    # With the same words it is one statement.
    assert len(quiet("[T]: t\n\n[T]: t\n  - [U]: u\n").statements) == 2


def test_what_says_the_same_has_one_title() -> None:
    text = (
        "claim slow: Laws are slow.\n  restates now: It takes years.\n  because: They are long.\n"
        "premise so-many: There are many.\nand now\nso end: It ends late.\n"
    )
    map = argmap.loads(text)
    made = written(map, "argdown").text
    assert "[slow]: Laws are slow." in made and "[slow]: It takes years. {label: now" in made
    assert again(map, "argdown") == map
    # With the same words, or where one is attacked alone, each has its own title.
    for line in ("  restates b: A.", "  restates b: B.\n    but: C."):
        apart = argmap.loads(f"claim a: A.\n{line}\n")
        made = written(apart, "argdown").text
        assert "[a] {restates: [b]}" in made and again(apart, "argdown") == apart


def test_strict_mode_is_logic() -> None:
    text = "===\nmodel: {mode: strict}\n===\n\n[A]: a\n  + [B]: b\n  - [C]: c\n  - <D>: d\n"
    map = quiet(text)
    by_premise = {a.premises[0]: a for a in map.arguments}
    assert by_premise["B"].strict and by_premise["D"].role == "rebuts"
    assert map.contradictions == (("C", "A"),)


def test_prose_keeps_its_addresses_and_escapes() -> None:
    map = quiet("See https://a.example/b//c. // gone\nAnd \\[12\\], 2 \\* 3, .->. too.\n")
    assert map.statements[0].text == "See https://a.example/b//c. And [12], 2 * 3, → too."


def test_tags_are_no_words_where_the_front_matter_says_so() -> None:
    front = "===\nmodel:\n    removeTagsFromText: true\n===\n\n"
    text = "[A]: The ferry is slow #pro and #(second hand), it is old. #x\n"
    map = quiet(front + text)
    # As Argdown's own program has it.
    assert map["A"].text == "The ferry is slow and , it is old."
    assert map["A"].attributes["tags"] == ("pro", "second hand", "x")
    plain = quiet(text)["A"]
    assert plain.text == "The ferry is slow #pro and #(second hand), it is old."
    assert not read(front + text).losses


def test_emphasis_is_markup() -> None:
    map = quiet("[A]: It is **so** and _so_, for $5 \\*.\n\n[B]: Plain.\n")
    assert map.attributes["markup"] == "inline"
    assert map["A"].text == "It is **so** and *so*, for \\$5 \\*."
    assert "markup" not in quiet("[A]: Plain \\*.\n").attributes


def test_a_title_without_words_is_told() -> None:
    found = read("[Free Will]: There is none.\n  + [Free will]\n")
    kinds = [(loss.kind, loss.what) for loss in found.losses if loss.kind != "names"]
    assert kinds == [("undefined references", "[Free will]; is it [Free Will]?")]


def test_includes_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "other.argdown").write_text("[B]: secret\n")
    (tmp_path / "main.argdown").write_text("@include(other.argdown)\n\n[A]: a\n")
    result = Compilation.of_file(tmp_path / "main.argdown")
    assert [s.text for s in result.map.statements] == ["a"]
    assert [(loss.kind, loss.what) for loss in result.losses] == [("includes", "other.argdown")]


FAULTS = {
    "[A]: see [12] there\n": (1, "`[12]` in a text names a statement, which has no place here"),
    "[A] we should\n": (1, "text follows `[A]`, and no colon stands between them"),
    "[A]: a\n[B]: b\n": (2, "a blank line should part this from what stands above it"),
    "a\n\n  + b\n": (3, "nothing stands above this `+` that it could be about"),
    "[A]: a\n+ b\n": (
        2,
        "a relation is indented below what it is about, and this one is not",
    ),
    "[A]: a\n  - \n": (2, "nothing stands behind this `-`"),
    "[A]: a {b: 1} c\n": (1, "a brace opens data, and here is none that ends with its line"),
    "[A]: a {b: [1}\n": (
        1,
        "this is no YAML: while parsing a flow sequence did not find expected ',' or ']'",
    ),
    "[A]: **a\n": (1, "the emphasis that `**` begins here never ends"),
    "===\ntitle: x\n": (1, "this front matter is never closed, so it is read as a text"),
    "(1) p\n(2) q\n": (1, "these premises lead to no conclusion"),
    "(1) p\n----\n": (2, "a conclusion should stand below this inference"),
    "(1) p\n--\nrule\n(2) q\n": (
        2,
        "this inference is never closed: two more hyphens have to end it",
    ),
    "----\n\na\n": (1, "an inference stands between the numbered statements of an argument"),
    "(1) <A>\n----\n(2) q\n": (
        1,
        "an argument is no premise and no conclusion: only statements are numbered",
    ),
    "[A]: a\n  >< <B>\n": (2, "statements contradict each other, and no arguments do"),
    "a /* b\n": (1, "this comment is never closed, so it is read as words; close it with `*/`"),
    "(1) p\n--\n{uses: [4]}\n--\n(2) q\n": (
        5,
        "no statement before this conclusion has the number 4",
    ),
}


@pytest.mark.parametrize("text", FAULTS, ids=repr)
def test_faults_are_told_once(text: str) -> None:
    assert messages(text) == [FAULTS[text]]


@pytest.mark.parametrize("ending", ("", "x", "\n\n  ", "(1) y\n", "  - z"))
@pytest.mark.slow
def test_whatever_a_text_holds_is_read(ending: str) -> None:
    pieces = (
        *("[A]", "[A]:", "<A>", "<A>:", "+", "->", "><", "<_", "_", "(1)", "----", "--", "*", "**"),
        *("{a: 1}", "{", "}", "#t", "# H", "===", "\n", "\n\n", "\n  ", "\n    ", " ", "//", "/*"),
        *("*/", "<!--", "-->", "\\", "@[A]", "text", "1.", ",", ":", "\x00", "\ud800", "\t", "😀"),
    )
    random = Random(5)
    for _ in range(400):
        text = "".join(random.choices(pieces, k=random.randint(0, 30))) + ending
        found = read(text)
        assert all(d.span.end <= len(text) for d in found.resolved.diagnostics)
        assert to_arg(found.map) is not None


def test_undercuts_in_circles() -> None:
    """What undercuts itself attacks whatever steps it makes; what makes none has nothing to attack."""
    map = quiet(
        "[S]: s\n  + <A>: a\n    <_ <A>\n\n<B>: b\n  _> <C>\n  _> <A>\n\n<C>: c\n  _> <B>\n"
    )
    first = (("a",), "supports", "s")
    assert (("a",), "undercuts", first) in steps(map)
    assert (("b",), "undercuts", first) in steps(map)
    assert (("c",), "undercuts", (("b",), "undercuts", first)) in steps(map)


def test_undercuts_do_not_multiply_without_end() -> None:
    ladder = "".join(
        f"<a{n}>: a\n  _> <a{n + 1}>\n  _> <b{n + 1}>\n\n<b{n}>: b\n  _> <a{n + 1}>\n  _> <b{n + 1}>\n\n"
        for n in range(30)
    )
    text = f"{ladder}<a30>: a\n  +> [S]: s\n\n<b30>: b\n  +> [S]\n"
    assert {m for _, m in messages(text)} == {"these undercuts attack too many steps in turn"}


@pytest.mark.slow
def test_deep_and_long_texts() -> None:
    deep = "[s0]: zero\n" + "".join(f"{'  ' * n}+ [s{n}]: text\n" for n in range(1, 3000))
    assert len(quiet(deep).arguments) == 2999
    wide = "".join(f"[a{n}]: one\n  - [b{n}]: two {{x: {n}}}\n\n" for n in range(5000))
    assert len(quiet(wide).arguments) == 5000


# Argdown's JSON

EXPORT: dict[str, Any] = {
    "arguments": {},
    "statements": {
        "A": {
            "type": "equivalence-class",
            "title": "A",
            "members": [{"type": "statement", "text": "a", "title": "A", "startLine": 1}],
        },
        "Untitled 1": {
            "type": "equivalence-class",
            "title": "Untitled 1",
            "members": [{"type": "statement", "text": "b", "startLine": 2}],
        },
    },
    "relations": [
        {
            "type": "relation",
            "relationType": "support",
            **{"from": "Untitled 1", "fromType": "equivalence-class"},
            **{"to": "A", "toType": "equivalence-class"},
        }
    ],
}


def export(**changes: Any) -> str:
    return json.dumps({**EXPORT, **changes})


def test_the_json_export_needs_no_map() -> None:
    found = read(export(), "argdown-json")
    assert not found.resolved.diagnostics
    assert steps(found.map) == {(("b",), "supports", "a")}
    assert [s.label for s in found.map.statements] == ["A", None]


@pytest.mark.parametrize(
    ("text", "message"),
    (
        ("", "this is no JSON: expecting value"),
        ("[]", "Argdown's JSON is an object with `statements`, `arguments` and `relations`"),
        (export(relations={}), "`$.relations` should be a list"),
        (export(statements=[1]), "`$.statements` should be an object"),
        (export(relations=[3]), "`$.relations[0]` should be an object"),
        (
            export(relations=[{**EXPORT["relations"][0], "to": "B"}]),
            "`$.relations[0].to` names [B], which is not here",
        ),
        (
            export(relations=[{**EXPORT["relations"][0], "relationType": 7}]),
            "`$.relations[0].relationType` should be support or attack or undercut or entails"
            " or contrary or contradictory",
        ),
        (
            export(arguments={"X": {"pcs": [{"title": 3}]}}),
            "`$.arguments.X.pcs[0]` should be a statement with a title",
        ),
        (export()[:-9], "this is no JSON: unterminated string starting at"),
    ),
)
def test_a_broken_export_is_told(text: str, message: str) -> None:
    assert message in [m for _, m in messages(text, "argdown-json")]


# Writing


def test_an_importing_map_goes_round() -> None:
    goes_round(argmap.load(CORPUS / "wellformed" / "self-driving.arg"), "argdown")


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda p: p.stem)
def test_examples_go_round(path: Path, golden) -> None:
    map = argmap.load(path)
    goes_round(map, "argdown")
    golden(FOLDER / "argdown" / f"written-{path.stem}.txt", written(map, "argdown").text)


def test_maps_go_round() -> None:
    # Of some, no text says what is left of it.
    assert sum(goes_round(map, "argdown", partly=True) for map in maps()) > 80


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_what_was_read_goes_round(path: Path) -> None:
    goes_round(Compilation.of_text(path.read_text(encoding="utf-8"), path.name).map, "argdown")


def odd_map() -> ArgumentMap:
    """A map in which odd texts stand wherever texts can stand."""
    statements = [
        Statement(text, "premise", label=f"s{n}", speakers=text.strip("\\"), quotations=[text])
        for n, text in enumerate(ODD)
    ]
    loose = [Statement(text, "premise", attributes={"note": text}) for text in ODD]
    arguments = [Argument([f"s{n}"], "s0") for n in range(1, len(ODD), 2)]
    arguments += [Argument([f"s{n}", f"s{n - 1}"], "s1") for n in range(2, len(ODD), 2)]
    return ArgumentMap([*statements, *loose], arguments, title="{odd: [texts]} === // x")


def test_odd_texts_go_round() -> None:
    goes_round(odd_map(), "argdown")


def test_emphasis_goes_round() -> None:
    texts = ("It is *so*, **really**.", "not * so", "a*b*c", "\\*x\\* and *y*", "$a*b$ *c*")
    statements = [Statement(text) for text in texts]
    map = ArgumentMap(statements, title="Marks", attributes={"markup": "inline"})
    text = written(map, "argdown").text
    assert "It is *so*, **really**." in text and "not \\* so" in text
    goes_round(map, "argdown")


def test_nothing_becomes_something_else() -> None:
    text = (
        "claim c: C.\n  because p: P.\n  and q: Q.\n  but r: R.\n  and s: S.\n"
        "    unless: U.\n  although g: G.\n"
    )
    map = argmap.loads(text)
    made = written(map, "argdown")
    assert not made.losses
    assert "    -> [c]" in made.text and "{negation: true}" in made.text
    assert steps(again(map, "argdown")) == steps(map)


def test_what_is_lost_is_told() -> None:
    map = argmap.loads("claim a: A.\nclaim b: B.\nclaim c: C.\n  regardless of a\n  kinds: x\n")
    assert {loss.kind for loss in written(map, "argdown").losses} == {"independences"}
    map = argmap.loads("map: M\n  model: strict\nclaim a: A.\n")
    assert written(map, "argdown").losses == (
        *(Loss("map attributes", "model: strict, of the map"),),
    )


def test_names_that_argdown_trips_over() -> None:
    map = argmap.loads("claim constructor: C.\n  because toString: T.\n")
    assert "[constructor]" not in written(map, "argdown").text
    goes_round(map, "argdown")


def test_it_is_recognised() -> None:
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        assert format_of(Source.of(text, path.name)) == path.parent.name
    assert format_of(Source.of("// x\n\n[A]: a\n  + <B>: b\n")) == "argdown"
    assert format_of(Source.of("[A]\n  <_ B\n")) == "argdown"
    assert format_of(Source.of("Two premises:\n\n(1) p\n(2) q\n----\n(3) r\n")) == "argdown"
    assert format_of(Source.of(export())) == "argdown-json"
    assert format_of(Source.of('{"relations": [], "statements": {}}')) == "argdown-json"
    assert format_of(Source.of("claim a: [b]: c\n  because <d>: e\n")) == "arg"


# Argdown's own program

SCRIPT = """
const fs = require("fs");
const { argdown } = require(process.argv[1] + "/argdown.js");
for (const file of process.argv.slice(2)) {
  const input = fs.readFileSync(file, "utf8");
  const made = argdown.run({
    input, process: ["parse-input", "build-model", "export-json"], throwExceptions: true,
  });
  if (made.parserErrors.length) throw file + ": " + made.parserErrors[0].message;
  fs.writeFileSync(file.replace(/argdown$/, "json"), made.json);
}
"""


@pytest.fixture
def exported(tmp_path: Path):
    """What Argdown makes of texts; ARGMAP_ARGDOWN names the `argdown` of @argdown/cli 1.7.5."""
    program = os.environ.get("ARGMAP_ARGDOWN")
    if not program:
        pytest.skip("ARGMAP_ARGDOWN does not name argdown")
    core = Path(program).absolute().parents[1] / "@argdown" / "core" / "dist"

    def run(*texts: str) -> list[str]:
        paths = [tmp_path / f"{n}.argdown" for n in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        command = [needed("node"), "-e", SCRIPT, str(core), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return [path.with_suffix(".json").read_text(encoding="utf-8") for path in paths]

    return run


def without_front(map: ArgumentMap) -> dict[str, Any]:
    """The map without what front matter says, which Argdown's JSON leaves out."""
    return {k: v for k, v in map.to_dict().items() if k not in ("title", "attributes")}


def test_argdown_reads_what_is_written(exported) -> None:
    tried = [argmap.load(path) for path in EXAMPLES.glob("*.arg")] + [odd_map()]
    for map in maps():
        try:
            reduced(map, written(map, "argdown").losses)
        except (ArgmapError, AssertionError):
            continue
        # Argdown takes all white space off its headings, and loses what contradicts itself.
        trimmed = any(s.title.strip() != s.title for s in map.sections)
        if not trimmed and all(one != other for one, other in map.contradictions):
            tried.append(map)
    assert len(tried) > 80
    texts = [written(map, "argdown").text or "x" for map in tried]
    for map, text, made in zip(tried, texts, exported(*texts), strict=True):
        found = read(made, "argdown-json")
        if not map.statements:
            continue
        assert not found.resolved.diagnostics, text
        ours = again(map, "argdown")
        assert steps(found.map) == steps(map)
        # Of what bears on each other, its JSON doesn't tell under which a relation stands.
        pairs = {(p, a.target) for a in map.arguments for p in a.premises if p != a.target}
        if not any((target, premise) in pairs for premise, target in pairs):
            assert without_front(found.map) == without_front(ours), text


def test_argdown_understands_documents_as_we_do(exported) -> None:
    names = ("debate", "reconstruction", "undercuts")
    texts = [(FOLDER / "argdown" / f"{name}.argdown").read_text(encoding="utf-8") for name in names]
    texts = [text.replace("@include(minutes.argdown)\n", "") for text in texts]
    for text, made in zip(texts, exported(*texts), strict=True):
        ours, theirs = read(text).map, read(made, "argdown-json").map
        assert without_front(theirs) == without_front(ours)


def test_data_after_data_is_reported() -> None:
    compilation = read("[Rain] {strength: 0.5}\n{warrant: Wet}\n")
    assert [d.message for d in compilation.resolved.diagnostics] == [
        "text follows `[Rain]`, and no colon stands between them",
        "data ends a line, and here a text goes on",
    ]
    assert [s.label for s in compilation.map.statements] == ["Rain"]
