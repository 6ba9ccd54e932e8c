"""The house: no import runs up or in a circle, and no file holds more than one idea."""

from __future__ import annotations

import ast

from tests.rooms import ORDER, arrows, cycles, modules, room, upward

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
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                assert (node.end_lineno or 0) - node.lineno < 300, f"{name}: {node.name}"
