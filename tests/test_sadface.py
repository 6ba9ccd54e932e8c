"""SADFace JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from argmap.compilation import Compilation
from argmap.formats import format_of
from argmap.source import Source
from tests.conftest import CORPUS
from tests.interchange import reads_as

DOCUMENTS = sorted((CORPUS / "interchange" / "sadface").glob("*.json"))


def read(nodes: list[dict[str, object]], *edges: str, **more: object) -> Compilation:
    ends = [pair.split(">") for pair in edges]
    lines = [{"id": f"e{n}", "source_id": a, "target_id": b} for n, (a, b) in enumerate(ends)]
    document = {"metadata": {}, "resources": [], "nodes": nodes, "edges": lines, **more}
    return Compilation.of_text(json.dumps(document), format="sadface")


def atom(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "type": "atom", "text": f"{name}.", "sources": [], "metadata": {}, **more}


def scheme(name: str, kind: str, called: str) -> dict[str, object]:
    return {"id": name, "type": kind, "name": called, "metadata": {"core": {}}}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents(path: Path, golden) -> None:
    assert format_of(Source.of(path.read_text(encoding="utf-8"), path.name)) == "sadface"
    reads_as(path, golden)


@pytest.mark.parametrize(
    ("kind", "called", "role", "named"),
    [
        ("scheme", "support", "supports", None),
        ("scheme", "conflict", "rebuts", None),
        ("scheme", "disagree", "rebuts", "disagree"),
        ("scheme", "Expert Opinion", "supports", "expert-opinion"),
        ("inference", "anything at all", "supports", "anything-at-all"),
        ("conflict", "attack", "rebuts", None),
    ],
)
def test_what_a_node_does(kind: str, called: str, role: str, named: str | None) -> None:
    found = read([atom("a"), atom("b"), scheme("s", kind, called)], "b>s", "s>a")
    (argument,) = found.map.arguments
    assert (argument.role, argument.scheme) == (role, named)
    assert not found.understood


def test_a_scheme_that_says_nothing_is_told_and_not_guessed() -> None:
    found = read([atom("a"), atom("b"), scheme("s", "scheme", "zyx")], "b>s", "s>a")
    assert not found.map.arguments
    assert [loss.kind for loss in found.losses] == ["schemes of no kind"]


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ([atom("a"), atom("b")], ["a>b"], "from the statement `a` to the statement `b`"),
        ([atom("a")], ["a>z"], "an edge leads from or to `z`"),
        ([atom("a"), atom("a")], [], "two nodes have the name `a`"),
        ([atom("a", text=3)], [], "`text` of node `a` should be a text"),
        ([atom("a", sources=["x"])], [], "a source of node `a` should be an object"),
    ],
)
def test_faults(nodes: list[dict[str, object]], edges: list[str], message: str) -> None:
    found = [d.message for d in read(nodes, *edges).understood]
    assert any(message in said for said in found), found
