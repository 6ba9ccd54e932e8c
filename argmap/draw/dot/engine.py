"""Placing blocks with Graphviz' `dot`: which row each stands in, and where in it.

`dot` sees nothing but blank boxes of fixed size; it measures no text and draws nothing. So any
version of it gives much the same figure, and nothing that a user wrote reaches it. The program is
the one named by the caller or by ARGMAP_DOT; else the one in the graphviz-pure wheel; else a `dot` on
the PATH.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from attrs import define, field

from argmap.budget import Budget
from argmap.draw.errors import LayoutError, Tangled

TIMEOUT = 300
"""Seconds after which a layout is given up."""

_CALL = 10_000
"""What a run of `dot` takes at least, in thousands of instructions."""

_INCH = 72.0


@define(eq=False)
class Node:
    """A blank box: its width in points; `ports` are the edges of its cells, from its own left."""

    width: float
    ports: list[tuple[float, float]] = field(factory=list)


@define(eq=False)
class Edge:
    """From a node up to a cell of another; `level` keeps the two side by side in one row instead."""

    tail: int
    head: int
    port: int = 0
    weight: int = 1
    level: bool = False


@define(eq=False)
class Cluster:
    """Nodes that stay together, and the clusters inside."""

    nodes: list[int] = field(factory=list)
    inner: list[Cluster] = field(factory=list)


@define(eq=False)
class Placement:
    """Where `dot` put the nodes: the row of each, counted from the top, and its left edge."""

    rows: list[int]
    lefts: list[float]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return max(self.rows, default=-1) + 1


@define(eq=False)
class Graph:
    """What is placed in one go."""

    nodes: list[Node]
    edges: list[Edge]
    cluster: Cluster
    gap: float
    margin: float

    def work(self) -> int:
        """About how many thousand instructions `dot` takes to place it: it grows with the square of the
        rows that its edges span.
        """
        rows = _rows(self)
        spans = (abs(rows[e.tail] - rows[e.head]) for e in self.edges)
        return _CALL + sum(span or 1 for span in spans) ** 2 // 4

    def to_dot(self) -> str:
        """The graph in DOT, all names made of numbers."""
        lines = [
            "digraph {",
            f'rankdir=BT newrank=true nodesep="{self.gap / _INCH:.4f}" ranksep=0.4 splines=false',
            'node [shape=box fixedsize=true height=0.3 margin=0 label=""]',
            "edge [arrowhead=none]",
        ]
        self._clusters(lines)
        for edge in self.edges:
            if edge.level:
                lines.append(f"{{rank=same; {edge.tail} -> {edge.head} [weight={edge.weight}]}}")
                continue
            cells = self.nodes[edge.head].ports
            port = f":p{edge.port}:s" if cells else ""
            lines.append(f"{edge.tail} -> {edge.head}{port} [weight={edge.weight}]")
        lines.append("}")
        return "\n".join(lines)

    def _clusters(self, lines: list[str]) -> None:
        stack: list[Cluster | str] = [self.cluster]
        count = 0
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                lines.append(item)
                continue
            if item is not self.cluster:
                lines.append(f'subgraph cluster_{count} {{ margin="{self.margin:.2f}"')
                count += 1
                stack.append("}")
            lines.extend(self._node(n) for n in item.nodes)
            stack.extend(reversed(item.inner))

    def _node(self, index: int) -> str:
        node = self.nodes[index]
        wide = f'{index} [width="{node.width / _INCH:.4f}"'
        if not node.ports:
            return f"{wide}]"
        cells, at = [], 0.0
        for number, (left, right) in enumerate(node.ports):
            if left - at >= 1:
                cells.append(_cell(left - at))
            cells.append(_cell(right - left, f' PORT="p{number}"'))
            at = right
        table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{"".join(cells)}</TR></TABLE>'
        return f"{wide} shape=none label=<{table}>]"


def _rows(graph: Graph) -> list[int]:
    """About the row in which `dot` would put each node: below all that it leads to, but for edges that
    close a cycle.
    """
    below: list[list[int]] = [[] for _ in graph.nodes]
    for edge in graph.edges:
        if not edge.level:
            below[edge.head].append(edge.tail)
    order: list[int] = []
    opened: set[int] = set()
    closed: set[int] = set()
    leads: list[list[int]] = [[] for _ in graph.nodes]
    for first in range(len(below)):
        stack = [(first, iter(below[first]))] if first not in opened else []
        opened.add(first)
        while stack:
            node, rest = stack[-1]
            for following in rest:
                if following in closed or following not in opened:
                    leads[node].append(following)
                if following not in opened:
                    opened.add(following)
                    stack.append((following, iter(below[following])))
                    break
            else:
                stack.pop()
                closed.add(node)
                order.append(node)
    rows = [0] * len(below)
    for node in reversed(order):
        for following in leads[node]:
            rows[following] = max(rows[following], rows[node] + 1)
    return rows


def _cell(width: float, port: str = "") -> str:
    return f'<TD{port} FIXEDSIZE="TRUE" WIDTH="{round(width)}" HEIGHT="21"></TD>'


def place(graphs: list[Graph], budget: Budget, program: str | None = None) -> list[Placement]:
    """Places several graphs with one run of `dot`; raises `LayoutError`, and `Tangled` where it would take
    more than is left of the budget.
    """
    if not graphs:
        return []
    if not budget.spend(sum(graph.work() for graph in graphs)):
        raise Tangled("too much hangs together here")
    text = _run("\n".join(graph.to_dot() for graph in graphs), program)
    documents = text.split("\nstop")
    if len(documents) < len(graphs):
        raise LayoutError("`dot` gave an answer that argmap can't read")
    return [_read(document, graph) for document, graph in zip(documents, graphs, strict=False)]


def _read(text: str, graph: Graph) -> Placement:
    middles: list[tuple[float, float]] = [(0.0, 0.0)] * len(graph.nodes)
    for line in text.split("\n"):
        if line.startswith("node "):
            _, name, across, up, _ = line.split(None, 4)
            middles[int(name)] = (float(across) * _INCH, float(up) * _INCH)
    heights: list[float] = []
    for y in sorted((y for _, y in middles), reverse=True):
        if not heights or heights[-1] - y > 2.0:
            heights.append(y)
    rows = [_nearest_row(y, heights) for _, y in middles]
    lefts = [x - n.width / 2 for (x, _), n in zip(middles, graph.nodes, strict=True)]
    return Placement(rows, lefts)


def _nearest_row(y: float, heights: list[float]) -> int:
    low, high = 0, len(heights) - 1
    while low < high:
        middle = (low + high) // 2
        if heights[middle] - 2.0 > y:
            low = middle + 1
        else:
            high = middle
    return low


def _run(text: str, program: str | None) -> str:
    import shutil
    import subprocess

    command = program or os.environ.get("ARGMAP_DOT") or bundled_dot() or shutil.which("dot")
    if not command:
        raise LayoutError(
            "no `dot` was found: install the package graphviz-pure, or Graphviz, or name one by --dot"
        )
    try:
        done = subprocess.run(
            [command, "-Kdot", "-Tplain"],
            input=text.encode(),
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LayoutError(
            f"`{command}` took longer than {TIMEOUT} seconds: this map is too large for one figure; "
            "draw its sections one by one"
        ) from None
    except OSError as error:
        raise LayoutError(f"can't run `{command}`: {error.strerror or error}") from None
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise LayoutError(f"`{command}` failed: {said[0] if said else 'it gave no layout'}")
    return done.stdout.decode("utf-8", "replace")


@cache
def bundled_dot() -> str | None:
    """The `dot` of the graphviz-pure wheel, wherever the package was installed."""
    import sysconfig

    name = "graphviz-pure.exe" if sys.platform == "win32" else "graphviz-pure"
    candidates = [Path(sysconfig.get_path("scripts")) / name, Path(sys.executable).parent / name]
    for candidate in candidates:
        if candidate.is_file():
            return str(candidate)
    from importlib.metadata import PackageNotFoundError, files

    try:
        for file in files("graphviz-pure") or ():
            program = Path(str(file.locate())).resolve()
            if file.name == name and program.is_file():
                return str(program)
    except PackageNotFoundError:
        return None
    return None
