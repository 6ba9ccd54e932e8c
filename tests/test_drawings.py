"""Drawings that other programs open and edit: yEd's in GraphML, JSON Canvas, draw.io."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

import argmap
from argmap.compilation import Compilation
from argmap.formats import format_of
from argmap.losses import Loss
from argmap.source import Source
from argmap.writers import written
from argmap.writers.diagram import diagram
from tests.conftest import EXAMPLES
from tests.interchange import again, reduced
from tests.readings import Golden, as_golden, documents
from tests.strategies import maps

FORMATS = ("graphml", "canvas", "drawio")
YED = "{http://www.yworks.com/xml/graphml}"
SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def read(text: str, format: str) -> Compilation:
    return Compilation.of_text(text, format=format)


def told(losses: tuple[Loss, ...]) -> list[tuple[str, str]]:
    return [(loss.kind, loss.what) for loss in losses]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda path: path.stem)
def test_examples_go_round(path: Path, format: str) -> None:
    map = argmap.load(path)
    text = written(map, format).text
    found = Compilation.of_text(text, f"x.{format}")
    assert found.format == format and not found.understood
    assert not [loss for loss in found.losses if map.imports == ()]
    if not map.imports:
        assert found.map == map and not written(map, format).losses


@pytest.mark.parametrize("format", ["canvas", "drawio"])
def test_maps_go_round(format: str) -> None:
    for map in maps(60):
        text, losses = written(map, format)
        found = read(text, format)
        assert not found.losses and not [d for d in found.understood if d.name != "empty-map"]
        assert found.map.to_dict() == reduced(map, losses).to_dict()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda path: path.stem)
def test_they_are_known_by_what_they_hold(path: Path, format: str) -> None:
    assert Compilation.of_text(written(argmap.load(path), format).text).format == format


def test_every_thing_has_its_place() -> None:
    for path in sorted(EXAMPLES.glob("*.arg")):
        map = argmap.load(path)
        drawn = diagram(map)
        assert drawn.spots.keys() == {x.id for x in (*map.statements, *map.arguments)}
        assert drawn.sections.keys() == {section.id for section in map.sections}
        boxes = [drawn.spots[s.id] for s in map.statements]
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                apart = (
                    one.x + one.width <= other.x
                    or other.x + other.width <= one.x
                    or one.y + one.height <= other.y
                    or other.y + other.height <= one.y
                )
                assert apart, (path.stem, one, other)


def test_many_statements_stand_in_a_grid() -> None:
    text = "claim a: A.\n" + "".join(f"  because: B{n}.\n" for n in range(500))
    map = argmap.loads(text)
    spots = diagram(map).spots
    assert len({(spots[s.id].x, spots[s.id].y) for s in map.statements}) == 501
    assert again(map, "canvas") == map


MAP = """map: Harbour

section s: Moving

  claim a: We should leave the old harbour, as it has been flooded each winter for years.
    because b: The harbour floods.
    and c: Harbours that flood should be left.
    by analogy
    unless u: A wall is built.
    but d: The harbour is our home.
"""


def test_what_yed_opens() -> None:
    root = ElementTree.fromstring(written(argmap.loads(MAP), "graphml").text)
    keys = {k.get("yfiles.type"): k.get("id") for k in root.findall(f"{SPACE}key")}
    nodes = root.findall(f".//{SPACE}node")
    assert len(nodes) == 5 + 3 + 1
    for node in nodes:
        (drawn,) = [d for d in node.findall(f"{SPACE}data") if d.get("key") == keys["nodegraphics"]]
        (shape,) = drawn
        assert shape.tag == f"{YED}ShapeNode"
        geometry = shape.find(f"{YED}Geometry")
        assert geometry is not None and all(float(v) >= 0 for v in geometry.attrib.values())
        assert shape.find(f"{YED}Fill") is not None and shape.find(f"{YED}Shape") is not None
    labels = [" ".join((label.text or "").split()) for label in root.iter(f"{YED}NodeLabel")]
    map = argmap.loads(MAP)
    assert labels == ["Moving", *(s.text for s in map.statements)]
    edges = root.findall(f".//{SPACE}edge")
    for edge in edges:
        (drawn,) = [d for d in edge.findall(f"{SPACE}data") if d.get("key") == keys["edgegraphics"]]
        assert [part.tag for part in drawn.iter()][1:4] == [
            f"{YED}{name}" for name in ("PolyLineEdge", "LineStyle", "Arrows")
        ]
    heads = {
        (edge.get("source"), edge.get("target")): arrows.get("target")
        for edge in edges
        for arrows in edge.iter(f"{YED}Arrows")
    }
    assert heads["b", "argument-1"] == "none" and heads["argument-1", "a"] == "standard"


def test_markup_is_drawn_and_kept() -> None:
    map = argmap.loads("map: M\n  markup: inline\n\nclaim a: *All* of $x^2$ is **so**.\n")
    text = written(map, "graphml").text
    assert '<data key="drawn">All of' in text
    assert again(map, "graphml") == map


def test_what_a_canvas_holds() -> None:
    data = json.loads(written(argmap.loads(MAP), "canvas").text)
    names = [node["id"] for node in data["nodes"]]
    assert len(set(names)) == len(names) == 9
    for node in data["nodes"]:
        assert all(isinstance(node[key], int) for key in ("x", "y", "width", "height"))
        assert node["type"] in ("text", "group")
        assert isinstance(node["label" if node["type"] == "group" else "text"], str)
    assert {edge["fromNode"] for edge in data["edges"]} <= set(names)
    assert {edge["toNode"] for edge in data["edges"]} <= set(names)
    assert len({edge["id"] for edge in data["edges"]}) == len(data["edges"])


def test_what_drawio_opens() -> None:
    root = ElementTree.fromstring(written(argmap.loads(MAP), "drawio").text)
    cells = {(e.get("id") or ""): e for e in root.iter() if e.tag in ("object", "mxCell")}
    inner = [e if e.tag == "mxCell" else e.find("mxCell") for n, e in cells.items() if n]
    for cell in inner:
        assert cell is not None
        assert cell.get("parent", "0") in cells
        if cell.get("edge"):
            assert cell.get("source") in cells and cell.get("target") in cells
            assert cell.find("mxGeometry") is not None
    assert sum(cell is not None and cell.get("vertex") == "1" for cell in inner) == 9


def test_what_is_changed_in_the_program_counts() -> None:
    map = argmap.loads(MAP)
    own = written(map, "graphml").text
    yed, count = re.subn(r"floods\.</y:NodeLabel>", "sinks.</y:NodeLabel>", own)
    assert count == 1
    assert read(yed, "graphml").map["b"].text == "The harbour sinks."
    canvas = written(map, "canvas").text.replace("The harbour floods.", "The harbour sinks.")
    assert read(canvas, "canvas").map["b"].text == "The harbour sinks."
    drawio = written(map, "drawio").text.replace("The harbour floods.", "The harbour sinks.")
    assert read(drawio, "drawio").map["b"].text == "The harbour sinks."


LINKED = """claim fails: The firing fails.
  because cold: The kiln is cold.
  and wet: The wood is wet.
  by norm
  but new: The kiln is new.
    unless old: It is not.
claim norm: Wet wood does not burn in a cold kiln.
"""


@pytest.mark.parametrize("format", ["canvas", "drawio", "graphml"])
@pytest.mark.parametrize(
    ("gone", "arguments", "losses"),
    [
        (["wet"], [("cold",), ("new",), ("old",)], [("premises", "1 of the argument argument-1")]),
        (["norm"], [("cold", "wet"), ("new",), ("old",)], [("warrants", "of the argument argument-1")]),
        (["cold", "wet"], [("new",), ("old",)], [("arguments", "argument-1, without its premises or its target")]),
        (["new"], [("cold", "wet")], [("arguments", f"argument-{n}, without its premises or its target") for n in (2, 3)]),
        (["fails"], [], [("arguments", f"argument-{n}, without its premises or its target") for n in (1, 2, 3)]),
        (["argument-3"], [("cold", "wet"), ("new",)], []),
    ],
)  # fmt: skip
def test_what_is_deleted_in_the_program_is_told(
    format: str, gone: list[str], arguments: list[tuple[str, ...]], losses: list[tuple[str, str]]
) -> None:
    text = deleted(written(argmap.loads(LINKED), format).text, gone, format)
    found = read(text, format)
    assert not found.understood
    assert [a.premises for a in found.map.arguments] == arguments
    assert [
        loss for loss in told(found.losses) if loss[0] not in ("layout", "open marks")
    ] == losses


@pytest.mark.parametrize("format", ["canvas", "drawio"])
def test_lines_that_lead_nowhere_are_losses(format: str) -> None:
    """As where a program leaves the lines of what it deletes."""
    text = deleted(written(argmap.loads(LINKED), format).text, ["wet"], format, lines=False)
    found = read(text, format)
    assert not found.understood
    assert [a.premises for a in found.map.arguments] == [("cold",), ("new",), ("old",)]
    kinds = [kind for kind, _ in told(found.losses)]
    assert kinds == ["relations", "premises"]


def deleted(text: str, names: list[str], format: str, lines: bool = True) -> str:
    """The text of a document without some of its nodes and, as programs have it, without the lines that join them."""
    if format == "canvas":
        data = json.loads(text)
        data["nodes"] = [n for n in data["nodes"] if n["id"] not in names]
        if lines:
            data["edges"] = [
                e for e in data["edges"] if not {e["fromNode"], e["toNode"]} & {*names}
            ]
        return json.dumps(data)
    root = ElementTree.fromstring(text)
    for parent in list(root.iter()):
        for child in list(parent):
            ends = {child.get("source"), child.get("target")}
            if inner := child.find("mxCell"):
                ends |= {inner.get("source"), inner.get("target")}
            for inner in child.iter("mxCell"):
                ends |= {inner.get("source"), inner.get("target")}
            is_node = child.get("id", "").removeprefix("m-") in names
            if child.tag not in ("graph", "root", "diagram", "mxGraphModel") and (
                is_node or (lines and {(end or "").removeprefix("m-") for end in ends} & {*names})
            ):
                parent.remove(child)
    return ElementTree.tostring(root, encoding="unicode")


# Drawings of other hands


@pytest.mark.parametrize(
    "path",
    [*documents("canvas", ".canvas"), *documents("drawio", ".drawio")],
    ids=lambda path: path.parent.name,
)
def test_documents(path: Path, golden: Golden) -> None:
    as_golden(golden, path)
    assert format_of(Source.of(path.read_text(encoding="utf-8"), "-")) == path.parent.name


def card(name: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "text", "text": text, **box(0, 0), **more}


def box(x: int, y: int, width: int = 100, height: int = 50) -> dict[str, Any]:
    return {"x": x, "y": y, "width": width, "height": height}


def line(one: str, other: str, **more: Any) -> dict[str, Any]:
    return {"id": f"{one}-{other}", "fromNode": one, "toNode": other, **more}


def canvas(nodes: object, edges: object = ()) -> Compilation:
    return read(json.dumps({"nodes": nodes, "edges": edges}), "canvas")


def steps(read: Compilation) -> list[tuple[str, str, str]]:
    map = read.map
    return sorted((map[a.premises[0]].text, a.role, map[a.target].text) for a in map.arguments)


TWO = [card("a", "A."), card("b", "B.")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"label": "supports"}, ("A.", "supports", "B.")),
        ({"label": "Con"}, ("A.", "rebuts", "B.")),
        ({"color": "4"}, ("A.", "supports", "B.")),
        ({"color": "1"}, ("A.", "rebuts", "B.")),
        ({"color": "#22aa33"}, ("A.", "supports", "B.")),
        ({"color": "#cc2222"}, ("A.", "rebuts", "B.")),
        # A line is read as it is drawn.
        ({"label": "+", "fromEnd": "arrow", "toEnd": "none"}, ("B.", "supports", "A.")),
        # Words count more than colours.
        ({"label": "against", "color": "4"}, ("A.", "rebuts", "B.")),
    ],
)
def test_lines_of_a_canvas(more: dict[str, Any], expected: tuple[str, str, str]) -> None:
    found = canvas(TWO, [line("a", "b", **more)])
    assert not found.understood
    assert steps(found) == [expected]
    assert told(found.losses) == [("layout", "of 2 nodes")]


@pytest.mark.parametrize(
    ("more", "loss"),
    [
        ({}, ("relations", "from a to b, of which it is not said what it does")),
        ({"color": "5"}, ("relations", "from a to b, of which it is not said what it does")),
        ({"label": "see"}, ("labels of lines", "see, from a to b")),
        ({"label": "pro", "toEnd": "none"}, ("relations", "from a to b, without a direction")),
        (
            {"label": "pro", "fromEnd": "arrow"},
            ("relations", "from a to b, with arrows at both ends"),
        ),
        ({"label": "pro", "toNode": "z"}, ("relations", "from a to z, which is no statement")),
    ],
)
def test_what_a_line_does_not_say_is_told(more: dict[str, Any], loss: tuple[str, str]) -> None:
    found = canvas(TWO, [line("a", "b", **more)])
    assert not found.understood and not found.map.arguments
    assert loss in told(found.losses)


def test_arrows_at_both_ends_of_a_red_line_are_a_contradiction() -> None:
    found = canvas(TWO, [line("a", "b", color="1", fromEnd="arrow")])
    assert not found.understood and len(found.map.contradictions) == 1


def test_groups_files_and_links_of_a_canvas() -> None:
    nodes = [
        {"id": "g", "type": "group", "label": "Moving", **box(0, 0, 1000, 1000)},
        {"id": "h", "type": "group", "label": "Floods", **box(10, 10, 300, 300)},
        card("a", "A.", **box(20, 20)),
        card("b", "B.", **box(600, 600)),
        card("c", "C.", **box(-500, 0)),
        card("e", " "),
        {"id": "f", "type": "file", "file": "x.md", **box(0, 0)},
        {"id": "l", "type": "link", "url": "https://a.example", **box(0, 0)},
    ]
    found = canvas(nodes, [line("a", "f", label="pro"), line("b", "c", label="pro")])
    assert not found.understood
    titles = {s.id: s.title for s in found.map.sections}
    rooms = {s.text: titles.get(s.section or "") for s in found.map.statements}
    assert rooms == {"A.": "Floods", "B.": "Moving", "C.": None}
    kinds = [kind for kind, _ in told(found.losses)]
    assert kinds == ["empty cards", "files", "links", "layout", "relations"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "this is no JSON"),
        ("[]", "is an object in JSON"),
        ('{"nodes": 7}', "`nodes` is neither a list nor an object"),
        ('{"nodes": [7]}', "`nodes[0]` should be an object"),
        ('{"nodes": [{"id": {}}]}', "`id` of `nodes[0]` should be a text"),
        ('{"nodes": [{"id": "a", "type": "text", "text": 7}]}', "`text` of node `a` should be"),
        (json.dumps({"nodes": [card("a", "A."), card("a", "B.")]}), "two nodes have the `id` a"),
        (json.dumps({"nodes": [card("a", "A.", argmap=[1])]}), "`argmap` of node `a` should be"),
        (json.dumps({"nodes": TWO, "edges": [{"toNode": "a"}]}), "`fromNode` of `edges[0]`"),
        ('{"nodes": []}', "this canvas holds no statement"),
    ],
)
def test_faults_of_a_canvas(text: str, message: str) -> None:
    found = [d.message for d in read(text, "canvas").understood]
    assert any(message in said for said in found), found


def cells(*inside: str) -> str:
    return (
        '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
        + "".join(inside)
        + "</root></mxGraphModel>"
    )


def vertex(name: str, value: str, style: str = "html=1;", parent: str = "1") -> str:
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<mxCell id="{name}" value="{value}" style="{style}" vertex="1" parent="{parent}">'
        '<mxGeometry as="geometry"/></mxCell>'
    )


def joined(one: str, other: str, style: str = "", value: str = "", name: str = "e") -> str:
    return (
        f'<mxCell id="{name}" value="{value}" style="{style}" edge="1" parent="1" source="{one}" '
        f'target="{other}"><mxGeometry relative="1" as="geometry"/></mxCell>'
    )


BOXES = vertex("a", "<b>A</b>.<br>So &amp; so.") + vertex("b", "B <i>b</i>.", "rounded=1;")


def test_a_diagram_of_other_hands() -> None:
    text = cells(
        BOXES,
        joined("a", "b", "strokeColor=#00AA00;"),
        joined("b", "a", "html=1;", "attacks", "f"),
        joined("a", "b", "endArrow=none;startArrow=classic;", name="g"),
        vertex("w", "pro", "edgeLabel;html=1;", "g"),
        joined("a", "", "", "pro", "h"),
        vertex("i", "", "shape=image;"),
    )
    found = read(f'<mxfile><diagram name="One">{text}</diagram></mxfile>', "drawio")
    assert not found.understood
    one, other = "A . So & so.", "B <i>b</i>."
    assert steps(found) == [
        (one, "supports", other),
        (other, "rebuts", one),
        (other, "supports", one),
    ]
    assert told(found.losses) == [
        ("empty boxes", "i"),
        ("layout", "of 2 nodes"),
        ("relations", "from a to nothing, which is no statement"),
    ]
    assert format_of(Source.of(text, "x.xml")) == "drawio"


def test_containers_and_pages_of_a_diagram() -> None:
    first = cells(
        vertex("s", "Floods", "swimlane;"),
        vertex("a", "A.", parent="s"),
        vertex("t", "", "group;"),
        vertex("b", "B.", parent="t"),
        joined("a", "b", "", "+"),
    )
    # A page as draw.io compressed it.
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(quote(cells(vertex("a", "C."))).encode()) + packed.flush()
    second = base64.b64encode(data).decode()
    text = f'<mxfile><diagram name="P">{first}</diagram><diagram>{second}</diagram></mxfile>'
    found = read(text, "drawio")
    assert not found.understood, found.understood
    titles = {s.id: s.title for s in found.map.sections}
    above = {s.title: titles.get(s.parent or "") for s in found.map.sections}
    assert above == {"P": None, "Floods": "P", "Page 2": None}
    rooms = {s.text: titles.get(s.section or "") for s in found.map.statements}
    assert rooms == {"A.": "Floods", "B.": "P", "C.": "Page 2"}
    assert steps(found) == [("A.", "supports", "B.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<mxfile", "this is no XML"),
        ("<svg/>", "is no diagram of draw.io"),
        ("<mxfile/>", "this draw.io diagram holds no statement"),
        ("<mxfile><diagram>x</diagram></mxfile>", "neither XML nor compressed"),
        ("<mxfile><diagram>AAAA</diagram></mxfile>", "of this page, unpacked: this is no XML"),
        (cells(vertex("a", "A."), vertex("a", "B.")), "two cells have the `id` a"),
        ('<!DOCTYPE g [<!ENTITY a "b">]><mxfile>&a;</mxfile>', "declares entities"),
        (
            '<mxGraphModel><root><object id="a" label="A" argmap="{"><mxCell vertex="1"/></object>'
            "</root></mxGraphModel>",
            "`argmap` of `a` is no JSON",
        ),
        (
            '<mxGraphModel><root><object id="a" label="A" argmap="[1]"><mxCell vertex="1"/>'
            "</object></root></mxGraphModel>",
            "`argmap` of `a` should be an object",
        ),
    ],
)
def test_faults_of_a_diagram(text: str, message: str) -> None:
    found = [d.message for d in read(text, "drawio").understood]
    assert any(message in said for said in found), found


def test_containers_in_a_circle() -> None:
    text = cells(
        vertex("s", "S", parent="t"), vertex("t", "T", parent="s"), vertex("a", "A.", parent="s")
    )
    found = read(text, "drawio")
    assert [s.text for s in found.map.statements] == ["A."]


def test_a_page_that_is_a_bomb() -> None:
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(b"a" * 70_000_000) + packed.flush()
    text = f"<mxfile><diagram>{base64.b64encode(data).decode()}</diagram></mxfile>"
    (found,) = read(text, "drawio").understood
    assert "64,000,000 characters" in found.message
