"""AIF, as AIFdb's JSON and as xAIF."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.formats import format_of
from argmap.model import DISCHARGING
from argmap.schemes.library import catalogue
from argmap.source import Source
from argmap.writers import written
from tests.conftest import CORPUS, EXAMPLES
from tests.interchange import again, goes_round, reads_as
from tests.strategies import maps

DOCUMENTS = [
    path
    for form in ("aif", "xaif")
    for path in sorted((CORPUS / "interchange" / form).glob("*.json"))
]


def nodes(**kinds: str) -> list[dict[str, object]]:
    """A node for each name, of the kind given."""
    return [
        {"nodeID": name, "text": f"{name}." if kind in ("I", "L") else kind, "type": kind}
        for name, kind in kinds.items()
    ]


def edges(*pairs: str) -> list[dict[str, object]]:
    """An edge for each `a>b`."""
    ends = (pair.split(">") for pair in pairs)
    return [
        {"edgeID": str(n), "fromID": a, "toID": b, "formEdgeID": None}
        for n, (a, b) in enumerate(ends)
    ]


def aif(nodes: object, edges: object, **more: object) -> str:
    return json.dumps({"nodes": nodes, "edges": edges, "locutions": [], **more})


def read(text: str, format: str = "aif") -> Compilation:
    return Compilation.of_text(text, format=format)


def told(compilation: Compilation) -> list[tuple[str, str]]:
    return [(loss.kind, loss.what) for loss in compilation.losses]


def messages(compilation: Compilation) -> list[str]:
    return [d.message for d in compilation.understood]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents(path: Path, golden) -> None:
    assert format_of(Source.of(path.read_text(encoding="utf-8-sig"), path.name)) == path.parent.name
    reads_as(path, golden)


@pytest.mark.parametrize("format", ["aif", "xaif"])
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda path: path.stem)
def test_examples_go_round(path: Path, format: str) -> None:
    goes_round(argmap.load(path), format)


@pytest.mark.parametrize("format", ["aif", "xaif"])
def test_maps_go_round(format: str) -> None:
    for map in maps():
        goes_round(map, format)


@pytest.mark.parametrize("format", ["aif", "xaif"])
def test_what_is_written_keeps_the_rules_of_aif(format: str) -> None:
    for map in maps():
        data: dict[str, Any] = json.loads(written(map, format).text)
        graph = data.get("AIF", data)
        kinds = {node["nodeID"]: node["type"] for node in graph["nodes"]}
        assert len(kinds) == len(graph["nodes"])
        assert set(kinds.values()) <= {"I", "RA", "CA", "PA", "MA", "L", "YA"}
        ends = [(edge["fromID"], edge["toID"]) for edge in graph["edges"]]
        for source, target in ends:
            assert not {kinds[source], kinds[target]} <= {"I", "L"}
        for node, kind in kinds.items():
            if kind not in ("I", "L"):
                assert any(target == node for _, target in ends)
                assert sum(source == node for source, _ in ends) == 1
        assert all(kinds[locution["nodeID"]] == "L" for locution in graph["locutions"])


def test_every_scheme_of_the_catalogue_comes_back() -> None:
    for name in set(catalogue()).difference(DISCHARGING):
        map = argmap.loads(f"claim: A.\n  because: B.\n  by {name}")
        assert again(map, "aif").arguments[0].scheme == name
        assert not [loss for loss in written(map, "aif").losses if loss.kind == "schemes"]


@pytest.mark.parametrize(
    ("text", "scheme", "named"),
    [
        ("Default Inference", None, None),
        ("RA", None, None),
        ("RA", "Practical Reasoning", "practical-reasoning"),
        ("ExpertOpinion_Inference", None, "expert-opinion"),
        ("Argument from Expert Opinion", None, "expert-opinion"),
        ("expert opinion", None, "expert-opinion"),
        ("Values", None, "Values"),  # Two schemes of the catalogue have this name.
        ("Argument From Goodwill", None, "Argument-From-Goodwill"),
    ],
)
def test_names_of_schemes(text: str, scheme: str | None, named: str | None) -> None:
    node = {"nodeID": "s", "text": text, "type": "RA", **({"scheme": scheme} if scheme else {})}
    map = read(aif([*nodes(a="I", b="I"), node], edges("b>s", "s>a"))).map
    assert map.arguments[0].scheme == named


def test_a_scheme_that_aif_would_take_for_another_is_told() -> None:
    map = argmap.loads("claim: A.\n  because: B.\n  by Expert-Opinion")
    assert [loss.what for loss in written(map, "aif").losses if loss.kind == "schemes"] == [
        "Expert-Opinion, of argument-1"
    ]


def test_two_rebuttals_are_no_contradiction_and_a_contradiction_is_no_rebuttal() -> None:
    there = nodes(a="I", b="I", c="CA", d="CA")
    map = read(aif(there, edges("a>c", "c>b", "b>d", "d>a"))).map
    assert [a.role for a in map.arguments] == ["rebuts", "rebuts"]
    assert not map.contradictions
    map = argmap.loads("claim a: A.\ncontradicts b\nclaim b: B.\n  but a\na\n  but b")
    found = again(map, "aif")
    assert len(found.contradictions) == 1 and len(found.arguments) == 2
    map = argmap.loads("claim a: A.\ncontradicts a\n")
    assert len(again(map, "aif").contradictions) == 1


def test_one_way_of_a_contradiction_is_a_rebuttal_that_keeps_the_name() -> None:
    there = nodes(a="I", b="I", c="CA")
    there[2]["scheme"] = "Logical Contradiction"
    map = read(aif(there, edges("a>c", "c>b"))).map
    assert not map.contradictions
    assert map.arguments[0].scheme == "Logical-Contradiction"


def test_an_ampersand_is_written_so_that_it_stays_one() -> None:
    map = argmap.loads("claim: R&D costs.\nclaim: Write &amp; for an ampersand.")
    text = written(map, "aif").text
    assert "R&D costs." in text and "Write &amp;amp; for" in text
    assert [s.text for s in again(map, "aif").statements] == [s.text for s in map.statements]


def test_what_linked_premises_undercut_and_what_they_do_not() -> None:
    there = nodes(a="I", b="I", c="I", d="I", r="RA", x="CA", y="CA", m="RA")
    found = read(aif(there, edges("b>r", "c>r", "r>a", "d>x", "x>r", "d>y", "y>x", "d>m", "m>r")))
    roles = [(len(a.premises), a.role) for a in found.map.arguments]
    assert sorted(roles) == [(1, "undercuts"), (1, "undercuts"), (2, "supports")]
    assert told(found) == [("supports of schemes", "m: d to r")]


def test_what_attacks_a_step_that_is_lost_is_lost_with_it() -> None:
    there = nodes(a="I", b="I", e="EN", r="RA", x="CA", y="CA")
    found = read(aif(there, edges("b>r", "e>r", "r>a", "b>x", "x>r", "b>y", "y>x")))
    assert not found.map.arguments and not messages(found)
    kinds = [kind for kind, _ in told(found)]
    assert kinds == ["nodes of other types", "steps with other nodes", "undercuts", "undercuts"]


@pytest.mark.parametrize(
    ("there", "pairs", "message"),
    [
        ({"a": "I", "b": "I"}, ["a>b"], "from the statement `a` to the statement `b`"),
        ({"a": "I", "r": "RA"}, ["a>r"], "`r`, an inference, has no conclusion"),
        ({"a": "I", "r": "RA"}, ["r>a"], "`r`, an inference, has no premise"),
        ({"a": "I", "p": "PA"}, ["p>a"], "`p`, a preference, has no premise"),
        (
            {"a": "I", "b": "I", "r": "CA"},
            ["a>r", "r>b", "r>a"],
            "`r`, a conflict, has more than one",
        ),
        ({"a": "I", "r": "RA"}, ["z>r", "r>a"], "an edge leads from or to `z`"),
        ({"a": "I", "x": "CA"}, ["a>x", "x>x"], "an undercut attacks, in the end, itself"),
        (
            {"a": "I", "x": "CA", "y": "CA"},
            ["a>x", "x>y", "a>y", "y>x"],
            "an undercut attacks, in the end, itself",
        ),
    ],
)
def test_broken_rules(there: dict[str, str], pairs: list[str], message: str) -> None:
    found = read(aif(nodes(**there), edges(*pairs)))
    assert any(message in said for said in messages(found)), messages(found)


def test_xaif_may_be_unfinished() -> None:
    there = nodes(a="I", r="RA", s="CA")
    found = read(json.dumps({"AIF": {"nodes": there, "edges": edges("a>r", "s>a")}}), "xaif")
    assert not messages(found)
    assert [kind for kind, _ in told(found)] == ["unfinished schemes", "unfinished schemes"]


def test_speakers_are_those_who_assert() -> None:
    there = [
        {"nodeID": 1, "text": "It rains.", "type": "I"},
        {"nodeID": 2, "text": "Ann Lee : It rains.", "type": "L"},
        {"nodeID": 3, "text": "Asserting", "type": "YA"},
        {"nodeID": 4, "text": "It will or will not stop.", "type": "I"},
        {"nodeID": 5, "text": "Ann Lee : Will it stop?", "type": "L"},
        {"nodeID": 6, "text": "Pure Questioning", "type": "YA"},
        {"nodeID": 7, "text": "Bo : So it does.", "type": "L"},
        {"nodeID": 8, "text": "Asserting", "type": "YA"},
    ]
    pairs = [(2, 3), (3, 1), (5, 6), (6, 4), (7, 8), (8, 1)]
    lines = [{"edgeID": n, "fromID": a, "toID": b} for n, (a, b) in enumerate(pairs)]
    people = [{"nodeID": "2", "personID": 9}, {"nodeID": 5, "personID": "9"}]
    found = read(json.dumps({"nodes": there, "edges": lines, "locutions": people}))
    assert [s.kind for s in found.map.statements] == ["claim", "question"]
    assert [s.speaker for s in found.map.statements] == ["Ann Lee", "Ann Lee"]
    assert not messages(found)
    assert ("locutions", "5: Ann Lee : Will it stop?") in told(found)


def test_speakers_where_the_words_differ() -> None:
    """As in the corpora of broadcast debates: nodes begin small, resolve pronouns, and have no persons."""
    there = [
        {"nodeID": 1, "text": "schools are open", "type": "I"},
        {"nodeID": 2, "text": "Ann Lee : Schools are open", "type": "L"},
        {"nodeID": 3, "text": "schools have looked after children", "type": "I"},
        {"nodeID": 4, "text": "Ann Lee : Of course they have looked after children", "type": "L"},
        {"nodeID": 5, "text": "schools must be safe", "type": "I"},
        {"nodeID": 6, "text": "The point: they must be safe", "type": "L"},
        {"nodeID": 7, "text": "it rains", "type": "I"},
        {"nodeID": 8, "text": "Yes, it rains", "type": "L"},
        *({"nodeID": n, "text": "Asserting", "type": "YA"} for n in (11, 13, 15, 17)),
    ]
    ends = [(2, 11), (11, 1), (4, 13), (13, 3), (6, 15), (15, 5), (8, 17), (17, 7)]
    lines = [{"edgeID": n, "fromID": a, "toID": b} for n, (a, b) in enumerate(ends)]
    found = read(aif(there, lines))
    assert [s.speaker for s in found.map.statements] == ["Ann Lee", "Ann Lee", None, None]
    assert told(found) == [
        ("locutions", f"{there[n]['nodeID']}: {there[n]['text']}") for n in (3, 5, 7)
    ]


def test_an_edge_to_a_conclusion_that_is_there_twice_is_told() -> None:
    found = read(aif(nodes(a="I", b="I", r="RA"), edges("b>r", "r>a", "r>a")))
    assert len(found.map.arguments) == 1 and not messages(found)
    assert told(found) == [("repeated edges", "r to a")]


def test_a_person_without_a_name_is_told() -> None:
    there = nodes(a="I", l="L", y="YA")
    found = read(aif(there, edges("l>y", "y>a"), locutions=[{"nodeID": "l", "personID": "77"}]))
    assert found.map.statements[0].speaker is None
    assert ("speakers", "person 77, of a") in told(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no JSON"),
        ("{", "this is no JSON"),
        ("[]", "AIF is an object in JSON, and this is none"),
        ("[" * 100_000, "nested too deep"),
        ('{"nodes": 1, "edges": []}', "`nodes` is neither a list nor an object"),
        ('{"edges": []}', "`nodes` is missing"),
        ('{"nodes": []}', "`edges` is missing"),
        ('{"nodes": [3], "edges": []}', "`nodes[0]` should be an object"),
        ('{"nodes": [{"text": "A."}], "edges": []}', "`nodeID` of `nodes[0]` is missing"),
        (
            '{"nodes": [{"nodeID": 1.5, "type": "I"}], "edges": []}',
            "`nodeID` of `nodes[0]` should be a text or a whole number",
        ),
        (
            '{"nodes": [{"nodeID": 1, "type": "I", "text": 7}], "edges": []}',
            "`text` of node `1` should be a text",
        ),
        (
            '{"nodes": [{"nodeID": 1, "type": "I"}, {"nodeID": "1", "type": "RA"}], "edges": []}',
            "two nodes have the `nodeID` 1",
        ),
        (
            '{"nodes": [{"nodeID": 1, "type": "I", "text": "A."}], "edges": [{"fromID": null, "toID": 1}]}',
            "`fromID` of `edges[0]` is missing",
        ),
    ],
)
def test_what_is_no_aif(text: str, message: str) -> None:
    assert any(message in said for said in messages(read(text))), messages(read(text))


def test_a_fault_has_its_place() -> None:
    text = aif(nodes(a="I", b="I"), edges("a>b")).replace("}, {", "},\n {")
    (problem,) = read(text).understood
    assert text.split("\n")[problem.line - 1].lstrip().startswith('{"nodeID": "b"')


def test_an_empty_graph_is_remarked_on() -> None:
    assert messages(read(aif([], []))) == ["this AIF holds no statement"]


# Restatements, speakers, questions


def relations(graph: dict[str, Any]) -> set[tuple[str, frozenset[str], str]]:
    """What the S-nodes of a graph say of its I-nodes: type, premises, conclusion, by their texts."""
    kinds = {str(node["nodeID"]): node["type"] for node in graph["nodes"]}
    texts = {str(node["nodeID"]): node["text"] for node in graph["nodes"]}
    ends = [(str(edge["fromID"]), str(edge["toID"])) for edge in graph["edges"]]

    def shown(name: str) -> str:
        return texts[name] if kinds[name] == "I" else str(said(name))

    def said(name: str) -> tuple[str, frozenset[str], str]:
        premises = frozenset(texts[a] for a, b in ends if b == name and kinds[a] == "I")
        (conclusion,) = (b for a, b in ends if a == name)
        return kinds[name], premises, shown(conclusion)

    return {said(name) for name, kind in kinds.items() if kind in ("RA", "CA", "MA", "PA")}


@pytest.mark.parametrize(
    ("kinds", "pairs"),
    [
        # One rephrase, a chain, several of one, one of what is argued with and about.
        ({"m": "MA"}, ["a>m", "m>b"]),
        ({"m": "MA", "n": "MA"}, ["a>m", "m>b", "b>n", "n>c"]),
        ({"m": "MA", "n": "MA"}, ["a>m", "m>c", "b>n", "n>c"]),
        (
            {"m": "MA", "r": "RA", "x": "CA"},
            ["a>r", "b>r", "r>c", "d>m", "m>b", "d>x", "x>r"],
        ),
        # A rephrase of the premise of an inference, of its own conclusion, and of what contradicts it.
        ({"m": "MA", "r": "RA"}, ["a>r", "r>b", "a>m", "m>b"]),
        ({"m": "MA", "x": "CA", "y": "CA"}, ["a>m", "m>b", "a>x", "x>b", "b>y", "y>a"]),
        # Of a statement by itself.
        ({"m": "MA"}, ["a>m", "m>a"]),
    ],
)
@pytest.mark.parametrize("format", ["aif", "xaif"])
def test_graphs_with_rephrases_come_back(
    format: str, kinds: dict[str, str], pairs: list[str]
) -> None:
    graph = {"nodes": nodes(a="I", b="I", c="I", d="I", **kinds), "edges": edges(*pairs)}
    found = read(aif(graph["nodes"], graph["edges"]))
    assert not messages(found) and not told(found)
    for map in (found.map, again(found.map, format)):
        data = json.loads(written(map, format).text)
        assert relations(data.get("AIF", data)) == relations(graph)


@pytest.mark.parametrize(
    ("pairs", "kept", "lost"),
    [
        # Of several, each restates each.
        (["a>m", "b>m", "m>c"], [("a", "c"), ("b", "c")], ["m: a and b to c"]),
        (["a>m", "m>b", "m>c"], [("a", "b"), ("a", "c")], ["m: a to b and c"]),
        # Beside a locution, or another rephrase.
        (["a>m", "m>b", "m>l"], [("a", "b")], ["m: a to b and l"]),
        (["l>m", "m>b"], [], ["m: l to b"]),
        (["a>m", "m>n", "b>n", "n>c"], [("b", "c")], ["m: a to n"]),
        # With one end.
        (["a>m"], [], ["m: a to nothing"]),
    ],
)
def test_rephrases_that_a_map_has_no_place_for(
    pairs: list[str], kept: list[tuple[str, str]], lost: list[str]
) -> None:
    there = nodes(a="I", b="I", c="I", l="L", m="MA")
    there += nodes(n="MA") if "m>n" in pairs else []
    found = read(aif(there, edges(*pairs)))
    assert not messages(found)
    texts = {s.id: s.text[0] for s in found.map.statements}
    assert {(texts[a], texts[b]) for a, b in found.map.restatements} == set(kept)
    assert [what for kind, what in told(found) if kind == "rephrasings"] == lost


def test_a_rephrase_that_is_said_again_or_has_a_name_is_told() -> None:
    there = [*nodes(a="I", b="I", m="MA"), *nodes(n="MA")]
    there[-1] |= {"scheme": "Generalisation"}
    found = read(aif(there, edges("a>m", "m>b", "b>n", "n>a")))
    assert len(found.map.restatements) == 1
    assert told(found) == [
        ("repeated rephrasings", "n: b to a"),
        ("schemes", "Generalisation, of n: b to a"),
    ]


def test_who_makes_a_step() -> None:
    """By a locution, or by the transition to it, as where somebody argues by an answer."""
    there = [
        *nodes(a="I", b="I", c="I", r="RA", x="CA", t="TA", y="YA", z="YA"),
        {"nodeID": "k", "text": "Ann: what she says", "type": "L"},
        {"nodeID": "l", "text": "Bob: b.", "type": "L"},
    ]
    pairs = edges("b>r", "r>a", "c>x", "x>r", "l>y", "y>r", "k>t", "t>l", "t>z", "z>x")
    people = [{"nodeID": "k", "personID": "1"}, {"nodeID": "l", "personID": "2"}]
    found = read(aif(there, pairs, locutions=people))
    assert [a.speakers for a in found.map.arguments] == [("Bob",), ("Bob",)]
    assert not [what for kind, what in told(found) if kind == "illocutions"]


def test_several_who_say_the_same() -> None:
    map = argmap.loads(
        "claim: A.\n  speaker: Ann; Bob\n  because: B.\n  by\n    speaker: Ann; Cy\n"
    )
    for format in ("aif", "xaif"):
        found = again(map, format)
        assert found.statements[0].speakers == ("Ann", "Bob")
        assert found.arguments[0].speakers == ("Ann", "Cy")


def test_what_is_only_asked_nobody_asserts() -> None:
    kinds = {"a": "I", "b": "I", "c": "I", "r": "RA"}
    asked = [
        {"nodeID": f"l{name}", "text": f"{name}?", "type": "L"} for name in ("a", "b", "c", "d")
    ]
    there = [*nodes(**kinds), *nodes(d="I"), *asked]
    forces = {"a": "Pure Questioning", "b": "Pure Questioning", "c": "Pure Challenging"}
    there += [{"nodeID": f"y{k}", "text": v, "type": "YA"} for k, v in forces.items()]
    there += [{"nodeID": "yd", "text": "Pure Questioning", "type": "YA"}]
    there += [{"nodeID": "zd", "text": "Asserting", "type": "YA"}]
    pairs = [pair for k in "abcd" for pair in (f"l{k}>y{k}", f"y{k}>{k}")]
    found = read(aif(there, edges(*pairs, "ld>zd", "zd>d", "b>r", "r>d")))
    said = {s.text: (s.kind, s.open) for s in found.map.statements}
    assert said == {
        "a.": ("question", False),
        "b.": ("premise", True),
        "c.": ("claim", True),
        "d.": ("claim", False),
    }


def test_a_challenge_is_no_undercut() -> None:
    map = argmap.loads("claim: A.\n  because: B.\n  by deduction\n    however: C.\n")
    assert again(map, "aif").arguments[1].role == "challenges"
    named = argmap.loads(
        "claim: A.\n  because: B.\n  however: C.\n  by analogy\n  unless premise: D.\n  but: E.\n"
    )
    found = again(named, "aif")
    assert [a.role for a in found.arguments] == [a.role for a in named.arguments]
    assert [a.scheme for a in found.arguments] == [a.scheme for a in named.arguments]
    # A deduction has no exceptions, so what attacks one is no undercut anywhere.
    there = nodes(a="I", b="I", c="I", x="CA")
    there.append({"nodeID": "r", "text": "deduction", "type": "RA"})
    strict = read(aif(there, edges("b>r", "r>a", "c>x", "x>r")))
    assert not messages(strict)
    assert [a.role for a in strict.map.arguments] == ["supports", "challenges"]


def test_what_aif_has_no_word_for_is_told() -> None:
    for name in ("reductio", "cases", "debate"):
        map = argmap.load(CORPUS / "maps" / f"{name}.arg")
        kinds = {loss.kind for loss in written(map, "aif").losses}
        held = {
            "suppositions": any(s.kind == "supposition" for s in map.statements),
            "discharges": any(a.scheme in ("reductio", "cases") for a in map.arguments),
            **{key: bool(getattr(map, key)) for key in ("answers", "conditions", "explanations")},
        }
        assert {kind for kind, there in held.items() if there} <= kinds
        assert not kinds & {"restatements", "questions", "challenges", "argument speakers"}
