"""Argunet, MindMup and dsanson/argmap: claims with their reasons and objections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmap.compilation import Compilation
from argmap.formats import format_of
from argmap.source import Source
from tests.readings import Golden, as_golden, documents, faults, relations

DOCUMENTS = [
    *documents("argunet", ".graphml"),
    *documents("mup", ".mup"),
    *documents("dsanson", ".yml"),
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_documents(path: Path, golden: Golden) -> None:
    as_golden(golden, path)
    # By its content, whatever the file is called.
    assert format_of(Source.of(path.read_text(encoding="utf-8"), "-")) == path.parent.name


def argunet(inside: str) -> str:
    return (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:arg="http://www.argunet.org/xml/argml"><key attr.name="arg.node" for="node" id="n"/>'
        f'<key attr.name="arg.edge" for="edge" id="e"/><graph>{inside}</graph></graphml>'
    )


def thesis(name: str, text: str) -> str:
    return (
        f'<node id="{name}"><data key="n"><arg:thesis id="{name}"><arg:content>{text}</arg:content>'
        "</arg:thesis></data></node>"
    )


def edge(source: str, target: str, sense: str) -> str:
    return (
        f'<edge source="{source}" target="{target}"><data key="e"><arg:edge type="{sense}"/></data>'
        "</edge>"
    )


TWO = thesis("a", "A.") + thesis("b", "B.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<graphml", ["1: this is no XML: unclosed token"]),
        (argunet(""), ["1: this Argunet export holds no statement"]),
        (argunet(TWO + thesis("a", "C.")), ["1: two nodes have the `id` a"]),
        (argunet("<node/>"), ["1: a node has no `id`"]),
        (argunet(TWO + edge("a", "z", "support")), ["1: no node has the `id` z"]),
        (argunet(TWO + '<edge source="a"/>'), ["1: an edge lacks one of its ends"]),
        (
            argunet(TWO + '<edge source="a" target="b"/>'),
            ["1: the edge from a to b doesn't say whether it supports or attacks"],
        ),
    ],
)
def test_faults_of_argunet(text: str, expected: list[str]) -> None:
    assert faults(text, "argunet") == expected


def test_relations_of_argunet() -> None:
    text = argunet(TWO + thesis("c", "C.") + edge("a", "b", "support") + edge("c", "a", "attack"))
    assert relations(text, "argunet") == ["A. supports B.", "C. rebuts A."]
    circle = argunet(TWO + edge("a", "b", "support") + edge("b", "a", "support"))
    assert len(relations(circle, "argunet")) == 2
    # Plain GraphML in a file of the same ending is read as that.
    plain = '<graphml><graph><node id="a"/></graph></graphml>'
    assert format_of(Source.of(plain, "x.graphml")) == "graphml"
    assert format_of(Source.of("", "x.graphml")) == "graphml"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ([1], ["1: a MindMup map is an object in JSON, with `ideas`"]),
        ({"ideas": {}}, ["1: this MindMup map holds no statement"]),
        ({"ideas": 7}, ["1: `ideas` of `root` should be an object"]),
        ({"ideas": {"1": 7}}, ["1: `1` of `ideas` of `root` should be an object"]),
        (
            {"ideas": {"1": {"title": "A.", "ideas": ["x"]}}},
            ["1: `ideas` of `root.1` should be an object"],
        ),
    ],
)
def test_faults_of_mindmup(data: object, expected: list[str]) -> None:
    assert faults(json.dumps(data), "mup") == expected


def test_odd_values_of_mindmup_are_left_out() -> None:
    ideas: dict[str, object] = {
        "x": {"title": 7, "attr": 3},
        "nan": {"title": "B.", "attr": {"note": {"text": []}, "group": {"a": 1}, "styleNames": 1}},
    }
    read = Compilation.of_text(json.dumps({"ideas": ideas, "links": [1]}), format="mup")
    assert not read.understood
    assert [s.text for s in read.map.statements] == ["…", "B."]
    assert [loss.kind for loss in read.losses] == ["links", "empty texts"]


@pytest.mark.slow
def test_a_deep_map_of_mindmup() -> None:
    text, count = '{"title": "A.", "ideas": {}}', 100
    for _ in range(count):
        group = f'{{"title": "group", "attr": {{"group": "supporting"}}, "ideas": {{"1": {text}}}}}'
        text = f'{{"title": "A.", "ideas": {{"1": {group}}}}}'
    read = Compilation.of_text(f'{{"ideas": {{"1": {text}}}}}', format="mup")
    assert not read.understood and len(read.map.arguments) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", ["1: such a map is a mapping from claims to their reasons"]),
        ("", ["1: this argument map in YAML holds no statement"]),
        ("A b: c\n", ["1: a claim or a reason holds a mapping, or nothing"]),
        ("A b:\n  r1: c\n", ["2: a claim or a reason holds a mapping, or nothing"]),
        ('A b:\n  r1:\n    "-": {}\n', ["3: a claim has no words"]),
        ("A b:\n  note: {c: d}\n", ["2: `note` should be a text"]),
        ("A b:\n  r1: {c d: , label: [x]}\n", ["2: `label` should be a text"]),
        ("A b:\n  r1: {c d: }\n  r1: {e f: }\n", ["3: the key `r1` is given twice"]),
    ],
)
def test_faults_of_dsanson(text: str, expected: list[str]) -> None:
    assert faults(text, "dsanson") == expected


def test_the_same_words_are_the_same_claim() -> None:
    text = "A b:\n  r1: {C d: , -E f: }\n  o1: {E f: {r1: {A b: }}}\n"
    assert relations(text, "dsanson") == [
        "C d + E f supports A b",
        "E f rebuts A b",
        "A b supports E f",
    ]
    assert not any(s.unstated for s in Compilation.of_text(text, format="dsanson").map.statements)


@pytest.mark.parametrize(
    "text",
    [
        "on:\n  release:\n    types: [x]\n",
        "name: my workflow\non: push\njobs:\n  r1: {}\n",
        "Some words here:\n  other words: 1\n",
    ],
)
def test_other_yaml_is_no_map(text: str) -> None:
    assert format_of(Source.of(text, "x.yml")) == ""
