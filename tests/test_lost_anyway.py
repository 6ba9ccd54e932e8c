"""What no map holds can't refuse a document: what is wrong with it is told as a loss."""

from __future__ import annotations

import json

import pytest

from argmap.compilation import Compilation

STEP = (
    {"1": ("We should move.", "I"), "2": ("The harbour floods.", "I"), "3": ("RA", "RA")},
    ["2>3", "3>1"],
)


def aif(nodes: dict[str, tuple[str, str]], *edges: object, **more: object) -> str:
    """A document of one step, with other nodes and edges besides."""
    ends = [e.split(">") if isinstance(e, str) else e for e in (*STEP[1], *edges)]
    return json.dumps(
        {
            "nodes": [
                {"nodeID": name, "text": text, "type": kind}
                for name, (text, kind) in {**STEP[0], **nodes}.items()
            ],
            "edges": [
                {"edgeID": n, "fromID": e[0], "toID": e[1]} if isinstance(e, list) else e
                for n, e in enumerate(ends)
            ],
            "locutions": [],
            **more,
        }
    )


def arguebuf(**more: object) -> str:
    nodes = {
        "a": {"atom": {"text": "We should move."}, "userdata": {"argmap": {"label": "a"}}},
        "b": {"atom": {"text": "The harbour floods."}, "userdata": {"argmap": {"label": "b"}}},
        "s": {"scheme": {"support": "SUPPORT_DEFAULT"}},
    }
    edges = {"1": {"source": "b", "target": "s"}, "2": {"source": "s", "target": "a"}}
    given = {"nodes": nodes, "edges": edges}
    for key, value in more.items():
        given[key] = {**given.get(key, {}), **value} if isinstance(value, dict) else value
    return json.dumps(given)


def sadface(*nodes: object, sources: object = ()) -> str:
    step = [
        {"id": "1", "type": "atom", "text": "We should move.", "sources": sources},
        {"id": "2", "type": "atom", "text": "The harbour floods."},
        {"id": "3", "type": "scheme", "name": "support"},
    ]
    edges = [
        {"id": "4", "source_id": "2", "target_id": "3"},
        {"id": "5", "source_id": "3", "target_id": "1"},
    ]
    return json.dumps({"nodes": [*step, *nodes], "edges": edges, "resources": []})


def arggraph(*lines: str) -> str:
    return (
        '<arggraph id="x"><edu id="e1">We should move.</edu><edu id="e2">The harbour floods.</edu>'
        '<adu id="a" type="pro"/><adu id="b" type="pro"/>'
        '<edge id="c1" src="e1" trg="a" type="seg"/><edge id="c2" src="e2" trg="b" type="seg"/>'
        '<edge id="c3" src="b" trg="a" type="sup"/>' + "".join(lines) + "</arggraph>"
    )


BRAT = (
    "T1\tClaim 0 15\tWe should move.\nT2\tPremise 16 35\tThe harbour floods.\n"
    "R1\tsupports Arg1:T2 Arg2:T1\n"
)
GRAPHML = (
    '<graphml><key id="t" for="node" attr.name="text" attr.type="string"/>'
    '<key id="r" for="edge" attr.name="relation" attr.type="string"/>{0}<graph>'
    '<node id="a"><data key="t">We should move.</data></node>'
    '<node id="b"><data key="t">The harbour floods.</data></node>'
    '<edge source="b" target="a"><data key="r">support</data></edge>{1}</graph></graphml>'
)
GSN = "G1: {text: We should move, supportedBy: [G2]}\nG2: {text: The harbour floods}\n"


@pytest.mark.parametrize(
    ("format", "text", "kinds"),
    [
        # A rephrasing with one end, and with several conclusions.
        ("aif", aif({"4": ("MA", "MA")}, "4>1"), ["rephrasings"]),
        ("aif", aif({"4": ("MA", "MA")}, "1>4"), ["rephrasings"]),
        ("aif", aif({"4": ("MA", "MA")}, "1>4", "4>1", "4>2"), ["rephrasings"]),
        ("aif", aif({"4": ("MA", "MA")}, "4>9"), ["edges of what is lost", "rephrasings"]),
        # What stands in a dialogue alone.
        (
            "aif",
            aif({"5": ("Ann: hm", "L"), "6": ("Bob: hm", "L")}, "5>6"),
            ["locutions", "locutions", "edges of what is lost"],
        ),
        ("aif", aif({"5": ("Ann: hm", "L")}, "5>1"), ["locutions", "edges of what is lost"]),
        ("aif", aif({"5": ("TA", "TA")}, "5>9"), ["transitions", "edges of what is lost"]),
        (
            "aif",
            aif({"5": ("YA", "YA")}, {"fromID": "5"}),
            ["edges of what is lost", "illocutions"],
        ),
        ("aif", aif({"5": (7, "L")}), ["nodes of what is lost", "locutions"]),  # type: ignore[dict-item]
        ("aif", aif({}, locutions=[{"nodeID": "9", "personID": "1"}]), ["locutions"]),
        ("aif", aif({}, locutions=["x", {"personID": 3}]), ["locutions", "locutions"]),
        ("aif", aif({}, participants=[{"firstname": "Ann"}]), ["participants"]),
        ("xaif", json.dumps({"AIF": json.loads(aif({"4": ("MA", "MA")}, "4>1"))}), ["rephrasings"]),
        ("arguebuf", arguebuf(majorClaim="z"), ["major claims"]),
        ("arguebuf", arguebuf(analysts={"x": 3}), ["analysts"]),
        ("arguebuf", arguebuf(analysts={"x": {"name": 3}}), ["analysts", "analysts"]),
        ("arguebuf", arguebuf(nodes={"z": {}}), ["nodes of other types"]),
        ("arguebuf", arguebuf(nodes={"z": {"scheme": {"rephrase": "X"}}}), ["rephrasings"]),
        ("sadface", sadface({"id": "9", "type": "thing"}), ["nodes of other types"]),
        ("sadface", sadface({"id": "9", "type": "scheme", "name": "x"}), ["schemes of no kind"]),
        ("sadface", sadface(sources=[{"resource_id": "r"}]), ["sources"]),
        ("arggraph", arggraph('<edge id="c9" src="a" type="see"/>'), ["`see` edges"]),
        ("arggraph", arggraph('<edge id="c3" src="a" trg="b" type="see"/>'), ["`see` edges"]),
        ("arggraph", arggraph("<edu>Hm.</edu><joint/>"), ["segments of no unit"] * 2),
        ("brat", BRAT + "R2\tsees Arg1:T1\n", ["relations", "quotations"]),
        ("brat", BRAT + "R1\tsees Arg1:T1 Arg2:T9\n", ["relations", "quotations"]),
        ("brat", BRAT + "T3\tPlace 9\tBay\n", ["annotations", "quotations"]),
        ("brat", BRAT + "T3\tPlace 0 2\tWe\n" * 2, ["annotations", "annotations", "quotations"]),
        ("brat", BRAT + "A1\tStance\n", ["remarks", "quotations"]),
        ("gsn", f"module: x\n{GSN}", ["module data"]),
        ("gsn", f"{GSN}CG1: {{text: No, challenges: G1 -> G2}}\n", ["challenges"]),
        ("gsn", GSN.replace("[G2]", "[G2], inContextOf: [C9]"), ["contexts"]),
        ("graphml", GRAPHML.format("", "<hyperedge/>"), ["hyperedges"]),
        (
            "graphml",
            GRAPHML.format("", '<edge source="b" target="z"><data key="r">cites</data></edge>'),
            ["relations"],
        ),
        (
            "graphml",
            GRAPHML.format(
                "",
                '<node id="g"><graph/></node><edge source="y" target="g">'
                '<data key="r">support</data></edge>',
            ),
            ["relations of sections"],
        ),
        (
            "graphml",
            GRAPHML.format('<key id="x" for="node" attr.name="x" attr.type="length"/>', ""),
            [],
        ),
        ("graphml", GRAPHML.format('<key id="p" for="port" attr.type="any"/>', ""), []),
        (
            "graphml",
            GRAPHML.format(
                '<key id="s" for="node" attr.name="section" attr.type="string"/>',
                '<node id="c"><data key="t">It rains.</data><data key="s">s9</data></node>',
            ),
            ["sections"],
        ),
        # Of statements that are no questions, nothing is an answer.
        (
            "graphml",
            GRAPHML.format("", '<edge source="b" target="a"><data key="r">answers</data></edge>'),
            ["answers"],
        ),
        (
            "sadface",
            sadface({"id": "9", "type": "scheme", "name": "rephrase"}),
            ["rephrasings"],
        ),
        # A rephrasing of two things.
        ("aif", aif({"4": ("MA", "MA"), "5": ("I.", "I")}, "1>4", "5>4", "4>2"), ["rephrasings"]),
        (
            "kialo",
            "Discussion Title: X\nWelcome!\n\n1. We should move.\n1.1. Pro: The harbour floods.\n",
            ["lines of no claim"],
        ),
        (
            "kialo",
            "Discussion Name:\nX\n\n1. Thesis:\nWe should move.\n\n  1.1. Pro:\n"
            "  The harbour floods.\n\nSources:\nstray\n",
            ["sources"],
        ),
        (
            "ltac",
            "- Claim A: We should move\n  - Claim B: The harbour floods\n"
            "  - Relation R: x\n    - Claim C: It does not {isCounter}\n",
            ["relations", "relations"],
        ),
    ],
)
def test_it_is_a_loss(format: str, text: str, kinds: list[str]) -> None:
    read = Compilation.of_text(text, format=format)
    assert not read.understood, [d.message for d in read.understood]
    assert [loss.kind for loss in read.losses] == kinds
    (step,) = read.map.arguments
    assert step.role == "supports"
    words = [read.map[name].text.rstrip(".") for name in (*step.premises, step.target)]
    assert words == ["The harbour floods", "We should move"]


def test_what_a_framework_has_besides_attacks() -> None:
    read = Compilation.of_text(
        "arg(a). arg(b). att(a,b).\nsupport(b,a). val(a, 3).\n", format="apx"
    )
    assert not read.understood and len(read.map.arguments) == 1
    assert [(loss.kind, loss.what) for loss in read.losses] == [
        ("other facts", "support(b,a)."),
        ("other facts", "val(a, 3)."),
    ]


def test_a_relation_of_argdown_that_is_of_no_known_kind() -> None:
    things = {
        name: {"type": "equivalence-class", "members": [{"type": "statement", "text": f"{name}."}]}
        for name in "AB"
    }
    ends = {"fromType": "equivalence-class", "toType": "equivalence-class"}
    relations = [
        {"relationType": "reminds", "from": "A", "to": "Z", **ends},
        {"relationType": "support", "from": "A", "to": "B", **ends},
    ]
    data = {"statements": things, "arguments": {}, "relations": relations}
    read = Compilation.of_text(json.dumps(data), format="argdown-json")
    assert not read.understood and len(read.map.arguments) == 1
    assert [(loss.kind, loss.what) for loss in read.losses] == [
        ("relations", "reminds, from A to Z")
    ]


def test_a_section_of_argdown_that_is_not_listed() -> None:
    member = {"type": "statement", "text": "We should move.", "section": "s9"}
    thing = {"type": "equivalence-class", "title": "A", "members": [member]}
    data = {"statements": {"A": thing}, "arguments": {}, "relations": [], "sections": []}
    read = Compilation.of_text(json.dumps(data), format="argdown-json")
    assert not read.understood
    assert [(loss.kind, loss.what) for loss in read.losses] == [
        ("sections", "s9, of [A], is not here")
    ]
    assert read.map["A"].section is None


def test_a_module_uses_what_is_in_another() -> None:
    text = "module: {name: Sub}\nG1:\n  text: The crane is safe\n  supportedBy: [S1]\n"
    text += "S1: {text: By parts, supportedBy: [G7]}\n"
    read = Compilation.of_text(text, format="gsn")
    assert not read.understood
    assert [loss.kind for loss in read.losses] == ["modules"]
    (step,) = read.map.arguments
    assert (step.premises, step.target, step.warrant) == (("G7",), "G1", "S1")
    assert read.map["G7"].attributes["tags"] == ("cited",)
    # Alone, a case that uses what is nowhere is wrong.
    alone = Compilation.of_text(text.partition("\n")[2], format="gsn")
    assert "nothing here is called `G7`" in [d.message for d in alone.understood]


@pytest.mark.parametrize(
    "text",
    [
        aif({}, "9>3"),
        aif({"4": ("RA", "RA")}, "2>4"),
        aif({}, "2>1"),
        aif({"4": ("PA", "PA")}, "2>4"),
    ],
)
def test_what_a_map_would_hold_is_still_a_fault(text: str) -> None:
    read = Compilation.of_text(text, format="aif")
    assert [d.name for d in read.understood] == ["invalid-document"]
