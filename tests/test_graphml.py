"""GraphML: argmap's own, that of others, and Argdown's for yEd."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import networkx
import pytest

import argmap
from argmap.compilation import Compilation
from argmap.formats import format_of
from argmap.source import Source
from argmap.writers import written
from tests.conftest import CORPUS, EXAMPLES
from tests.interchange import again, goes_round, reads_as
from tests.strategies import maps

DOCUMENTS = sorted((CORPUS / "interchange" / "graphml").glob("*.graphml"))


def graphml(inside: str, head: str = "", directed: str = "directed") -> str:
    return (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        '<key id="t" for="node" attr.name="text" attr.type="string"/>\n'
        '<key id="y" for="all" attr.name="type" attr.type="string"/>\n'
        '<key id="r" for="edge" attr.name="relation" attr.type="string"/>\n'
        f'{head}<graph edgedefault="{directed}">\n{inside}\n</graph></graphml>'
    )


def edge(source: str, target: str, relation: str = "", more: str = "") -> str:
    data = f'<data key="r">{relation}</data>' if relation else ""
    return f'<edge source="{source}" target="{target}" {more}>{data}</edge>\n'


NODES = "".join(f'<node id="{name}"><data key="t">{name}.</data></node>\n' for name in "abcd")


def read(text: str) -> Compilation:
    return Compilation.of_text(text, format="graphml")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents(path: Path, golden) -> None:
    assert format_of(Source.of(path.read_text(encoding="utf-8"), "x.xml")) == "graphml"
    reads_as(path, golden)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda path: path.stem)
def test_examples_go_round(path: Path) -> None:
    map = argmap.load(path)
    assert not written(map, "graphml").losses
    assert again(map, "graphml") == map


def test_maps_go_round() -> None:
    for map in maps():
        goes_round(map, "graphml")


def test_maps_go_round_by_way_of_networkx() -> None:
    for map in maps(60):
        own = written(map, "graphml").text
        graph = networkx.parse_graphml(own, force_multigraph=True)
        other = BytesIO()
        networkx.write_graphml(graph, other)
        assert read(other.getvalue().decode()).map == read(own).map


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("support", "supports"),
        ("Supports", "supports"),
        ("pro", "supports"),
        ("+", "supports"),
        ("attack", "rebuts"),
        ("ATTACKS", "rebuts"),
        ("con", "rebuts"),
        ("-", "rebuts"),
    ],
)
def test_words_for_what_an_edge_does(word: str, role: str) -> None:
    (argument,) = read(graphml(NODES + edge("a", "b", word))).map.arguments
    assert argument.role == role


def test_an_undercut_of_a_statement_is_one_of_the_step_made_of_it() -> None:
    lines = edge("a", "b", "support") + edge("c", "a", "undercuts")
    map = read(graphml(NODES + lines)).map
    assert [a.role for a in map.arguments] == ["supports", "undercuts"]
    found = read(graphml(NODES + lines + edge("a", "d", "attack")))
    assert [a.role for a in found.map.arguments] == ["supports", "rebuts"]
    assert [(loss.kind, loss.what) for loss in found.losses] == [("undercuts", "c of a")]


def test_an_attack_on_the_node_of_an_argument_undercuts_it() -> None:
    argument = '<node id="s"><data key="y">argument</data></node>\n'
    lines = edge("a", "s", "premise") + edge("b", "s", "premise") + edge("s", "c", "supports")
    map = read(graphml(NODES + argument + lines + edge("d", "s", "attacks"))).map
    assert [(len(a.premises), a.role) for a in map.arguments] == [(2, "supports"), (1, "undercuts")]


def test_an_unknown_relation_is_told_and_none_is_guessed() -> None:
    found = read(graphml(NODES + edge("a", "b", "cites")))
    assert not found.map.arguments and not found.understood
    assert [(loss.kind, loss.what) for loss in found.losses] == [
        ("relations", "cites, from a to b")
    ]
    (problem,) = read(graphml(NODES + edge("a", "b"))).understood
    assert problem.message == "the edge from `a` to `b` doesn't say whether it supports or attacks"
    assert problem.line == 10


def test_gephi_has_its_own_words_for_the_label_and_the_id_of_an_edge() -> None:
    keys = "".join(
        f'<key id="{key}" for="edge" attr.name="{name}" attr.type="string"/>'
        for key, name in (("edgelabel", "Edge Label"), ("edgeid", "Edge Id"))
    )
    data = '<data key="edgelabel">attacks</data><data key="edgeid">7</data></edge>'
    (step,) = read(graphml(NODES + edge("a", "b").replace("</edge>", data), keys)).map.arguments
    assert step.role == "rebuts" and not step.attributes


@pytest.mark.parametrize(
    ("source", "target", "premise"), [("none", "standard", "a"), ("standard", "none", "b")]
)
def test_an_edge_leads_where_its_arrow_is_drawn(source: str, target: str, premise: str) -> None:
    map = read(drawn(source, target)).map
    (step,) = map.arguments
    assert [map[p].text for p in step.premises] == [f"{premise}."]
    assert step.role == "rebuts"


def test_arrows_at_both_ends_are_no_attack_from_one() -> None:
    found = read(drawn("standard", "standard"))
    assert not found.map.arguments
    assert "has arrows at both ends" in found.understood[0].message


def drawn(source: str, target: str) -> str:
    """A map of an attack that yEd draws with these arrows."""
    arrows = f'<y:PolyLineEdge xmlns:y="http://www.yworks.com/xml/graphml"><y:Arrows source="{source}" target="{target}"/></y:PolyLineEdge>'
    key = '<key id="yed" for="edge" yfiles.type="edgegraphics"/>'
    inside = edge("a", "b", "attack", "").replace(
        "</edge>", f'<data key="yed">{arrows}</data></edge>'
    )
    return graphml(NODES + inside, key)


def test_colours_mean_something_in_argdown_only() -> None:
    text = (CORPUS / "interchange" / "graphml" / "argdown.graphml").read_text(encoding="utf-8")
    assert len(read(text).map.arguments) == 5
    plain = read(text.replace("&lt;html&gt;", ""))
    assert not plain.map.arguments
    assert len(plain.understood) == len(read(text).map.arguments) + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this is no XML"),
        ("<graphml", "this is no XML"),
        ("<svg/>", "this XML is no GraphML"),
        ("<graphml/>", "this GraphML has no `graph`"),
        ('<!DOCTYPE g [<!ENTITY a "b">]><graphml>&a;</graphml>', "declares entities"),
        ("<graphml>" * 200, "nested too deep"),
        (graphml('<node><data key="t">A.</data></node>'), "a node has no `id`"),
        (graphml('<node id="a"/><node id="a"/>'), "two nodes have the `id` a"),
        (graphml('<node id="a"><data key="q">A.</data></node>'), "no key q"),
        (graphml(NODES + edge("a", "z", "support")), "no node has the `id` z"),
        (graphml(NODES + '<edge source="a"/>'), "an edge needs a `source` and a `target`"),
        (graphml("", '<key id="k" for="node" attr.name="n" attr.type="colour"/>'), "can't be read"),
        (graphml(NODES + edge("a", "b", "support"), directed="undirected"), "has no direction"),
        (graphml(NODES + edge("a", "b", "support", 'directed="false"')), "has no direction"),
        (graphml(NODES + edge("a", "b", "premise")), "`a` can't be a premise of `b`"),
        (
            graphml(
                NODES
                + '<node id="s"><data key="y">argument</data></node>'
                + edge("a", "s", "premise")
            ),
            "the argument `s` needs one target",
        ),
        (graphml(NODES + edge("a", "b", "alternative to")), "nothing here is called `None`"),
    ],
)
def test_faults(text: str, message: str) -> None:
    found = [d.message for d in read(text).understood]
    assert any(message in said for said in found), found


def test_a_contradiction_needs_no_direction() -> None:
    map = read(graphml(NODES + edge("a", "b", "contradicts"), directed="undirected")).map
    assert len(map.contradictions) == 1


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_no_character_of_a_text_becomes_a_line_end(sign: str) -> None:
    map = argmap.loads(f"claim a: The kiln{sign}is cold.\n  because b: The wood{sign}is wet.\n")
    made = read(written(map, "graphml").text).map
    assert [s.text for s in made.statements] == [s.text for s in map.statements]


def test_words_of_argmap_that_mean_something_else_to_others() -> None:
    keys = "".join(
        f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
        for name in ("text", "open", "within", "kind")
    )
    text = (
        f"<graphml>{keys}"
        '<key id="r" for="edge" attr.name="relation" attr.type="string"/><graph>'
        '<node id="a"><data key="text">The bath is warm.</data><data key="open">9 to 5</data>'
        '<data key="within">Leeds</data></node>'
        '<node id="b"><data key="text">It rains.</data><data key="kind">supposition</data></node>'
        '<node id="c"><data key="text">It is wet.</data><data key="open">true</data>'
        '<data key="within">b</data></node>'
        '<edge source="b" target="c"><data key="r">support</data></edge></graph></graphml>'
    )
    found = Compilation.of_text(text, format="graphml")
    assert not found.understood and not found.losses
    bath, rain, wet = found.map.statements
    assert bath.attributes == {"x-open-1": "9 to 5", "within": "Leeds"} and not bath.open
    assert (wet.open, wet.within, rain.kind) == (True, rain.id, "supposition")
