"""The rooms of the house: which module imports which, imports within functions counted, read from the syntax
of the files; and the picture of it in docs/design.md (`python -m tests.rooms` prints it).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "argmap"

# Lowest first. A room knows the rooms below it, and those before it in its own line.
ORDER: tuple[tuple[str, ...], ...] = (
    ("version", "wording", "source", "rulebook", "extras", "values", "losses", "excerpt"),
    ("diagnostics", "formats", "files", "configuration"),
    ("model",),
    ("syntax",),
    ("quotations", "formulas", "schemes"),
    ("resolve",),
    ("arrange",),
    ("evaluate",),
    ("proof",),
    ("rules",),
    ("compare",),
    ("draw",),
    ("readers", "writers", "report"),
    ("compilation",),
    ("edit", "corpus"),
    ("map",),
    ("integrations", "live"),
    ("commands", "cli", "__init__", "__main__"),
)


def modules() -> dict[str, Path]:
    """The modules of the package by their dotted names."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


def imports(path: Path, known: dict[str, Path], typing: bool = False) -> Iterator[str]:
    """The modules of the package that a file imports anywhere; those for types alone where `typing`."""
    package = ".".join(path.relative_to(ROOT).parent.parts)

    def visit(node: ast.AST, for_types: bool) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            below = for_types or (
                isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
            )
            names: list[str] = []
            if isinstance(child, ast.ImportFrom):
                base = child.module or ""
                if child.level:
                    parts = package.split(".")[: len(package.split(".")) - child.level + 1]
                    base = ".".join([*parts, *([base] if base else [])])
                names = [f"{base}.{alias.name}" for alias in child.names]
            elif isinstance(child, ast.Import):
                names = [alias.name for alias in child.names]
            for name in names:
                while name and name not in known:
                    name = name.rpartition(".")[0]
                if name and (typing or not below):
                    yield name
            yield from visit(child, below)

    yield from visit(ast.parse(path.read_text(encoding="utf-8")), False)


def arrows(typing: bool = False) -> dict[str, set[str]]:
    """For each module the modules that it imports."""
    known = modules()
    return {name: set(imports(path, known, typing)) - {name} for name, path in known.items()}


def room(module: str) -> str:
    """The room that a module stands in: the folder or the file right below the package."""
    _, _, rest = module.partition(".")
    return rest.split(".")[0] or "__init__"


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected components of more than one node (Tarjan 1972), without recursion."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []
    for root in graph:
        work = [] if root in number else [(root, iter(sorted(graph[root])))]
        if work:
            number[root] = low[root] = len(number)
            stack.append(root)
        while work:
            node, rest = work[-1]
            for other in rest:
                if other not in number:
                    number[other] = low[other] = len(number)
                    stack.append(other)
                    work.append((other, iter(sorted(graph[other]))))
                    break
                if other in stack:
                    low[node] = min(low[node], number[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    at = stack.index(node)
                    component, stack[at:] = stack[at:], []
                    if len(component) > 1:
                        found.append(sorted(component))
    return found


def upward() -> list[str]:
    """The imports, those for types included, that lead to no room below; the public names of the package
    lead to wherever they live.
    """
    rank = {name: place for place, name in enumerate(name for line in ORDER for name in line)}
    return [
        f"{module} → {target}"
        for module, targets in arrows(typing=True).items()
        for target in sorted(targets)
        if room(module) not in (room(target), "__init__")
        and rank[room(target)] > rank[room(module)]
    ]
