"""The house: no import runs up or in a circle, and no file holds more than one idea."""

from __future__ import annotations

import ast
import xml.etree.ElementTree as ET

from argmap.draw.fonts.widths import Face, width
from tests.conftest import ROOT
from tests.rooms import ORDER, arrows, cycles, modules, parsed, picture, room, upward

# What may import against the order. It is empty, and is to stay so.
ALLOWED: frozenset[str] = frozenset()


def test_every_room_has_its_place() -> None:
    names = [name for line in ORDER for name in line]
    assert sorted(names) == sorted({room(module) for module in modules()})


def test_no_import_leads_to_a_room_above() -> None:
    assert set(upward()) == ALLOWED


def test_no_imports_run_in_a_cycle() -> None:
    assert cycles(arrows()) == []


def test_cycles_and_imports_within_functions_are_seen() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a", "e"}, "e": {"d"}, "f": {"f"}}
    assert cycles(graph) == [["b", "c"], ["d", "e"]]
    # `argmap.compilation` imports the writers inside a method.
    assert "argmap.writers" in arrows()["argmap.compilation"]


def test_no_file_and_no_class_is_too_long() -> None:
    for name, path in modules().items():
        text = path.read_text(encoding="utf-8")
        if "prepared" not in name:
            assert text.count("\n") <= 600, name
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                assert (node.end_lineno or 0) - node.lineno < 300, f"{name}: {node.name}"


def test_the_picture_of_the_rooms_is_up_to_date(golden) -> None:
    golden(ROOT / "docs" / "images" / "rooms.svg", picture())


def test_the_picture_shows_every_room_and_runs_out_of_nothing() -> None:
    root = ET.fromstring(picture())
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    svg = "{http://www.w3.org/2000/svg}"
    boxes = [
        tuple(float(box.get(side, 0)) for side in ("x", "y", "width", "height"))
        for box in root.iter(f"{svg}rect")
    ][1:]
    assert len(boxes) == sum(map(len, ORDER))
    for x, y, w, h in boxes:
        assert x >= 0 and y >= 0 and x + w <= wide and y + h <= high
    texts = list(root.iter(f"{svg}text"))
    shown = {(text.text or "").removesuffix("/").removesuffix(".py") for text in texts}
    assert {name for line in ORDER for name in line} <= shown
    for text in texts:
        if text.get("x"):
            x, y = float(text.get("x", 0)), float(text.get("y", 0))
            face: Face = "bold" if text.get("font-weight") else "regular"
            end = x + width(text.text or "", face, float(text.get("font-size", 0)))
            assert any(
                left < x and end < left + w and top < y < top + h for left, top, w, h in boxes
            ), text.text
