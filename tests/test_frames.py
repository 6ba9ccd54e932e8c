"""Maps as graphs of networkx and graphviz, and as data frames of pandas and polars."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import networkx
import pandas
import polars
import pytest

import argmap
from argmap.writers.graphml import to_graphml
from tests.conftest import EXAMPLES
from tests.strategies import maps

TEXT = """\
map: T
  author: A. N. Author

section s: First
  recommendation r: R.
    because a: A.
      confidence: 0.5
      tags: war, peace
      > quoted
    and b: B.
    by expert-opinion
      roles: a=expert
      strength: 0.25
    unless e: E.
    including one: One.
    or two: Two.
    but c: C.
      speaker: Ann; Bob
    provided d: D.
    explained by f: F.
    and g: G.
    contradicts c
    outweighs c
question q: Q?
  answer one
regardless
"""


def text() -> str:
    return TEXT.replace(
        "regardless\n", "claim z: Z.\n  because r\n  regardless of c\n  restates a\n"
    )


def test_a_graph_of_networkx_has_what_graphml_has() -> None:
    map = argmap.loads(text())
    graph = map.to_networkx()
    assert graph.nodes["a"]["text"] == "A." and graph.nodes["argument-1"]["type"] == "argument"
    assert graph.graph["title"] == "T"
    read = networkx.parse_graphml(to_graphml(map).text, force_multigraph=True)
    assert dict(graph.nodes(data=True)).keys() == dict(read.nodes(data=True)).keys()
    for name, data in graph.nodes(data=True):
        assert data.items() <= read.nodes[name].items()
    assert sorted(graph.edges(keys=True)) == sorted(read.edges(keys=True))
    assert networkx.has_path(graph, "f", "r") and not networkx.has_path(graph, "r", "f")


def test_a_graph_of_graphviz_can_be_restyled() -> None:
    map = argmap.load(EXAMPLES / "nato.arg")
    graph = map.to_graphviz()
    graph.node_attr["shape"] = "oval"
    graph.attr(rankdir="LR")
    source = graph.source
    assert "shape=oval" in source and "rankdir=LR" in source
    assert "NATO should modify" in source
    plain = map.to_graphviz()
    lines = [line.strip() for line in plain.source.splitlines()]
    assert [line for line in lines if "->" in line] == [
        line.strip() for line in map.to_dot().splitlines() if "->" in line
    ]
    assert "is hollow" not in map.to_graphviz(root="influence").source
    hostile = argmap.loads('claim: <b>"\\n\\" & ]; evil [label=\n').to_graphviz().source
    assert "evil [label=" in hostile and hostile.count("s1 [") == 1


@pytest.mark.parametrize("backend", ["pandas", "polars"])
def test_frames_give_the_map_again(backend: Any) -> None:
    map = argmap.loads(text())
    frames = map.to_dataframes(backend)
    kind = pandas.DataFrame if backend == "pandas" else polars.DataFrame
    assert all(isinstance(frame, kind) for frame in frames)
    again = argmap.ArgumentMap.from_dataframes(*frames, title=map.title, attributes=map.attributes)
    assert again == map
    assert list(frames.statements["id"]) == [s.id for s in map]
    assert list(frames.relations["relation"])[:2] == ["part", "part"]


def test_any_map_goes_through_frames() -> None:
    for number, map in enumerate(maps(60)):
        backend: Any = ("pandas", "polars")[number % 2]
        frames = map.to_dataframes(backend)
        made = argmap.ArgumentMap.from_dataframes(
            *frames, title=map.title, attributes=map.attributes
        )
        assert made == map


def test_few_columns_are_enough_and_others_are_named() -> None:
    made = argmap.ArgumentMap.from_dataframes(
        pandas.DataFrame({"text": ["A.", "B."], "label": ["a", None]}),
        polars.DataFrame({"premises": ["claim-2"], "target": ["a"], "role": ["rebuts"]}),
    )
    assert made.to_arg() == "claim a: A.\n  but claim: B.\n"
    few = pandas.DataFrame({"text": ["A."]})
    for frames, said in (
        ([pandas.DataFrame({"txt": ["A."]})], "`txt`; did you mean `text`"),
        ([pandas.DataFrame({"label": ["a"]})], "needs a column `text`"),
        ([few, pandas.DataFrame({"premises": [["x"]], "target": ["claim-1"]})], "names 'x'"),
        (
            [few, None, pandas.DataFrame({"relation": ["is"], "source": ["a"], "target": ["b"]})],
            "no relation 'is'",
        ),
    ):
        with pytest.raises(argmap.ArgmapError, match=said):
            argmap.ArgumentMap.from_dataframes(*frames)
    with pytest.raises(ValueError, match="pandas, polars"):
        argmap.loads("claim: A.").to_dataframes("dask")  # type: ignore[arg-type]


def test_the_library_that_the_program_has_loaded_is_taken() -> None:
    for loaded in ("pandas", "polars"):
        code = (
            f"import {loaded}, argmap; m = argmap.loads('claim: A.')\n"
            "print(type(m.to_dataframes().statements).__module__.split('.')[0])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == loaded


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [
        ("networkx", "to_networkx", "networkx"),
        ("narwhals", "to_dataframes", "frames"),
    ],
)
def test_an_extra_that_is_missing_is_named(monkeypatch, module: str, call: str, extra: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=rf"argmap\[{extra}\]"):
        getattr(argmap.loads("claim: A."), call)()
