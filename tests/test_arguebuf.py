"""arguebuf's JSON."""

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

DOCUMENTS = sorted((CORPUS / "interchange" / "arguebuf").glob("*.json"))


def read(document: object) -> Compilation:
    return Compilation.of_text(json.dumps(document), format="arguebuf")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_documents(path: Path, golden) -> None:
    assert format_of(Source.of(path.read_text(encoding="utf-8"), path.name)) == "arguebuf"
    reads_as(path, golden)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.arg")), ids=lambda path: path.stem)
def test_examples_go_round(path: Path) -> None:
    map = argmap.load(path)
    assert not written(map, "arguebuf").losses
    assert again(map, "arguebuf") == map


def test_maps_go_round() -> None:
    for map in maps():
        goes_round(map, "arguebuf")


def test_what_is_written_in_the_words_of_arguebuf() -> None:
    map = argmap.loads(
        "map: M\nclaim a: A.\n  because: B.\n    speaker: Ann\n    source: https://example.org\n"
        "    > words\n  by expert-opinion\n  unless: C.\n"
    )
    data: dict[str, Any] = json.loads(written(map, "arguebuf").text)
    assert data["majorClaim"] == "a" and data["schemaVersion"] == 1
    atom = data["nodes"]["premise-1"]["atom"]
    assert data["participants"][atom["participant"]] == {"name": "Ann"}
    assert atom["reference"]["text"] == "words"
    assert data["resources"][atom["reference"]["resource"]]["source"] == "https://example.org"
    assert data["nodes"]["argument-1"]["scheme"] == {"support": "SUPPORT_EXPERT_OPINION"}
    assert data["nodes"]["argument-2"]["scheme"] == {"attack": "ATTACK_DEFAULT"}
    ends = {(edge["source"], edge["target"]) for edge in data["edges"].values()}
    assert ("argument-2", "argument-1") in ends


def test_every_scheme_of_the_catalogue_comes_back() -> None:
    for name in set(catalogue()).difference(DISCHARGING):
        map = argmap.loads(f"claim: A.\n  because: B.\n  by {name}")
        assert again(map, "arguebuf").arguments[0].scheme == name


@pytest.mark.parametrize(
    ("nodes", "edges", "message"),
    [
        ({"a": 3}, {}, "`a` of `nodes` should be an object"),
        ([], {}, None),
        ({"a": {"atom": {"text": 7}}}, {}, "`text` of `atom` of node `a` should be a text"),
        ({"a": {"atom": []}}, {}, "`atom` of node `a` should be an object"),
        ({"a": {"atom": {}, "userdata": {"argmap": {"kind": 1}}}}, {}, "`kind` under `argmap`"),
        ({"a": {"atom": {}, "userdata": {"argmap": {"kind": "x"}}}}, {}, "`x` is no kind"),
        ({"a": {"atom": {}}}, {"e": {"source": "a"}}, "`target` of `e` of `edges` is missing"),
        ({"a": {"atom": {}}}, {"e": {"source": "a", "target": "z"}}, "leads from or to `z`"),
        (
            {"a": {"atom": {}}, "b": {"atom": {}}},
            {"e": {"source": "a", "target": "b"}},
            "from the statement `a` to the statement `b`",
        ),
        (
            {"a": {"atom": {}}, "s": {"scheme": {"support": 1}}},
            {},
            "`support` of `scheme` of node `s` should be a text",
        ),
    ],
)
def test_faults(nodes: object, edges: object, message: str | None) -> None:
    found = [d.message for d in read({"nodes": nodes, "edges": edges}).understood]
    assert any((message or "holds no statement") in said for said in found), found


@pytest.mark.parametrize(
    "own",
    [
        {"sections": [{"id": "s"}]},
        {"sections": 3},
        {"parts": ["a"]},
        {"parts": [{"whole": "a", "part": "z"}]},
        {"independences": [{"statement": "a", "of": 1}]},
        {"other": 1},
    ],
)
def test_user_data_that_argmap_has_not_written(own: dict[str, object]) -> None:
    document = {"nodes": {"a": {"atom": {"text": "A."}}}, "userdata": {"argmap": own}}
    assert [d.name for d in read(document).understood] == ["invalid-document"]
