from __future__ import annotations

from pathlib import Path

import pytest

from argmap.compilation import Compilation
from tests.readings import Golden, as_golden, documents, faults, relations


@pytest.mark.parametrize("path", documents("arggraph", ".xml"), ids=lambda p: p.stem)
def test_documents(path: Path, golden: Golden) -> None:
    as_golden(golden, path)


def graph(edges: str, extra: str = "") -> str:
    """Three units with their words, A to C, and edges between them."""
    units = "".join(
        f'<edu id="e{n}">{n.upper()}</edu><adu id="{n}" type="pro"/>'
        f'<edge id="s{n}" src="e{n}" trg="{n}" type="seg"/>'
        for n in "abc"
    )
    return f'<arggraph id="g">{extra}{units}\n{edges}</arggraph>'


def edge(id: str, src: str, trg: str, type: str) -> str:
    return f'<edge id="{id}" src="{src}" trg="{trg}" type="{type}"/>'


def test_a_premise_joins_what_another_joined() -> None:
    text = graph(
        edge("1", "b", "a", "sup") + edge("2", "c", "1", "add") + edge("3", "a", "2", "add")
    )
    assert relations(text, "arggraph") == ["B + C + A supports A"]


def test_a_premise_joins_an_undercut() -> None:
    text = graph(
        edge("2", "c", "1", "und") + edge("3", "a", "2", "add") + edge("1", "b", "a", "reb")
    )
    assert relations(text, "arggraph") == ["C + A undercuts (B rebuts A)", "B rebuts A"]


def test_the_opponent_is_a_speaker() -> None:
    text = graph("", '<edu id="e">D</edu><adu id="d" type="opp"/>' + edge("x", "e", "d", "seg"))
    assert Compilation.of_text(text).map["d"].speaker == "opponent"


def test_support_of_a_step_is_told() -> None:
    text = graph(edge("1", "b", "a", "sup") + edge("2", "c", "1", "sup"))
    read = Compilation.of_text(text)
    assert [(x.kind, x.what) for x in read.losses] == [("`sup` edges at an edge", "c to 1")]
    assert len(read.map.arguments) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1: this is no XML: no element found"]),
        ("<a/>", ["1: the outermost element is `a`, and no `arggraph`"]),
        ("<arggraph/>", ["1: this argument graph holds no statement"]),
        (graph(edge("1", "b", "z", "sup")), ["2: nothing here is called `z`"]),
        (graph(edge("1", "b", "ea", "sup")), ["2: nothing here is called `ea`"]),
        (graph(edge("1", "b", "a", "sup") + edge("1", "c", "a", "sup")), ["2: `1` is given twice"]),
        (graph(edge("1", "b", "a", "und")), ["2: `a` is no step"]),
        (graph(edge("1", "b", "a", "add")), ["2: `a` is no argument that a premise could join"]),
        (
            graph(edge("1", "b", "2", "add") + edge("2", "b", "1", "add")),
            [
                "2: `2` is no argument that a premise could join",
                "2: `1` is no argument that a premise could join",
            ],
        ),
        (graph(edge("1", "b", "1", "und")), ["2: an undercut attacks, in the end, itself"]),
        (
            graph(edge("1", "b", "2", "und") + edge("2", "c", "1", "und")),
            ["2: an undercut attacks, in the end, itself"],
        ),
        (graph(edge("1", "q", "a", "seg")), ["2: nothing here is called `q`"]),
        (graph('<edge id="1" trg="a" type="sup"/>'), ["2: an edge has no `src`"]),
        (graph('<adu type="pro"/>'), ["2: an `adu` has no id"]),
        (graph('<adu id="a" type="pro"/>'), ["2: `a` is given twice"]),
        (graph('<adu id="d" type="con"/>'), ["2: a unit is of type `pro` or `opp`, and not `con`"]),
        (
            '<!DOCTYPE arggraph [<!ENTITY a "b">]>' + graph(""),
            ["1: this XML declares entities or refers to other files, which argmap does not read"],
        ),
        (graph("")[:-3], ["2: this is no XML: unclosed token"]),
        ("<arggraph>" * 200, ["1: this XML is nested too deep"]),
    ],
)
def test_faults(text: str, expected: list[str]) -> None:
    assert faults(text, "arggraph") == expected


def test_a_unit_without_words_is_told() -> None:
    read = Compilation.of_text(graph('<adu id="d" type="pro"/>'))
    assert [(x.kind, x.what) for x in read.losses] == [("empty texts", "d")]


def test_self_support() -> None:
    assert relations(graph(edge("1", "a", "a", "sup")), "arggraph") == ["A supports A"]


@pytest.mark.slow
def test_large_graphs() -> None:
    joins = edge("1", "b", "a", "sup") + "".join(
        edge(str(n), "c", str(n - 1), "add") for n in range(2, 2000)
    )
    assert not faults(graph(joins), "arggraph")
    wide = "".join(
        f'<edu id="e{n}">E</edu><adu id="x{n}" type="pro"/>'
        + edge(f"s{n}", f"e{n}", f"x{n}", "seg")
        + edge(f"c{n}", f"x{n}", "a", "reb")
        for n in range(3000)
    )
    assert len(Compilation.of_text(graph(wide)).map.arguments) == 3000
