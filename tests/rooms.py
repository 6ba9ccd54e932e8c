"""The rooms of the house: which module imports which, imports within functions counted, read from the syntax
of the files; and the picture of them in docs/design.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from argmap.draw.fonts.widths import Face, width
from tests.conftest import ROOT

PACKAGE = ROOT / "argmap"

# Lowest first. A room knows the rooms below it, and those before it in its own line.
ORDER: tuple[tuple[str, ...], ...] = (
    (
        "version",
        "budget",
        "resources",
        "wording",
        "source",
        "rulebook",
        "extras",
        "values",
        "losses",
        "excerpt",
        "notebook",
    ),
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

    yield from visit(parsed(path), False)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax of a file, which no test changes."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
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


# The picture: a floor for each line of ORDER, the lowest at the bottom; lengths in pixels of the page.

_WIDTH, _LEFT, _GAP, _PAD = 760, 34, 6, 10
_NAME, _SMALL, _LEADING = 13.0, 11.5, 15
_ROW, _ABREAST = 30, 4
_FONT = "font-family=\"'Liberation Sans', Arial, Helvetica, sans-serif\""
_BLUE, _INK, _SOFT, _EDGE = "#17466F", "#1B2733", "#5B6875", "#9DB2C6"


def purpose(room: str) -> str:
    """What a room says that it is: the first sentence of its docstring."""
    path = PACKAGE / room / "__init__.py"
    path = path if path.exists() else PACKAGE / f"{room}.py"
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]
    return " ".join(first.split()).rstrip(".").replace("`", "")


def _broken(text: str, space: float) -> list[str]:
    """A text in lines that are no longer than a space."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, "regular", _SMALL) <= space:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _lines(text: str, space: float, most: int) -> list[str]:
    """A text in few lines of about the same length; where that takes more than `most`, only what stands
    before its colon or comma.
    """
    for part in (text, text.split(":")[0], text.split(",")[0]):
        lines = _broken(part, space)
        if len(lines) <= most:
            narrower = (_broken(part, space * share / 20) for share in range(10, 21))
            return next(tried for tried in narrower if len(tried) == len(lines))
    raise ValueError(f"no room in {most} lines for: {text}")


def _text(x: float, y: float, text: str, size: float, color: str, face: Face = "regular") -> str:
    """A text as wide as it was measured, whatever font a reader has."""
    weight = ' font-weight="bold"' if face == "bold" else ""
    long = f'textLength="{width(text, face, size):.4g}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:g}" y="{y:g}" {long} font-size="{size:g}" fill="{color}"{weight}>{escape(text)}</text>'


def _floor(rooms: tuple[str, ...], top: float) -> tuple[list[str], float]:
    """The boxes of one line of ORDER, and where the next floor may begin."""
    made: list[str] = []
    space = _WIDTH - _LEFT - _PAD
    alone = len(rooms) == 1
    for first in range(0, len(rooms), _ABREAST):
        abreast = rooms[first : first + _ABREAST]
        wide = (space - _GAP * (len(abreast) - 1)) / len(abreast)
        inset = 128 if alone else 0
        said = [
            _lines(purpose(name), wide - inset - 2 * _PAD, 1 if alone else 3) for name in abreast
        ]
        high = _ROW if alone else 27 + _LEADING * max(map(len, said))
        for place, (name, lines) in enumerate(zip(abreast, said, strict=True)):
            x, folder = _LEFT + place * (wide + _GAP), (PACKAGE / name).is_dir()
            fill = "#E8EFF6" if folder else "#FFFFFF"
            made.append(
                f'<rect x="{x:g}" y="{top:g}" width="{wide:g}" height="{high:g}" rx="3" '
                f'fill="{fill}" stroke="{_EDGE}"/>'
            )
            shown = f"{name}/" if folder else f"{name}.py"
            made.append(_text(x + _PAD, top + 19.5, shown, _NAME, _BLUE, "bold"))
            for number, line in enumerate(lines):
                below = top + 19.5 + (0 if alone else _LEADING * (number + 1))
                made.append(_text(x + _PAD + inset, below, line, _SMALL, _INK))
        top += high + _GAP
    return made, top + _GAP / 2


def picture() -> str:
    """The rooms as SVG, each with what it says that it is."""
    made: list[str] = []
    top = float(_PAD)
    for rooms in reversed(ORDER):
        boxes, top = _floor(rooms, top)
        made += boxes
    bottom = top - _GAP * 1.5
    high = bottom + _PAD
    middle = (_PAD + bottom) / 2
    note = "a room knows the rooms below it, and no other"
    long = width(note, "regular", _SMALL)
    half = long / 2 + 10
    arrow = (
        f'<g stroke="{_SOFT}" fill="none"><path d="M16 {_PAD}V{middle - half:g}M16 {middle + half:g}V{bottom:g}"/>'
        f'<path d="M12 {bottom - 6:g}L16 {bottom:g}L20 {bottom - 6:g}"/></g>'
        f'<text transform="translate(20 {middle:g}) rotate(90)" text-anchor="middle" '
        f'textLength="{long:.4g}" lengthAdjust="spacingAndGlyphs" '
        f'font-size="{_SMALL:g}" fill="{_SOFT}">{note}</text>'
    )
    floors = "; ".join(", ".join(rooms) for rooms in ORDER)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {high:g}" width="{_WIDTH}" '
        f'height="{high:g}" role="img" {_FONT}>',
        "<title>The rooms of argmap</title>",
        f"<desc>From the lowest floor to the highest: {floors}.</desc>",
        f'<rect width="{_WIDTH}" height="{high:g}" rx="4" fill="#FFFFFF"/>',
    )
    return "\n".join([*head, arrow, *made, "</svg>"]) + "\n"
