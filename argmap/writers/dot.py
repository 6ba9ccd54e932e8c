"""A map in Graphviz' DOT language, for other layouts and tools.

Statements are boxes; an argument with linked premises is a small bar that they lead into; an undercut
leads to the bar or, where the argument has one premise, to a point on its edge. The
user's texts are escaped, in quoted labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from argmap.draw.describe import qualifiers
from argmap.draw.markup import is_inline, plain
from argmap.draw.relations import WORDS, Regions
from argmap.draw.relations import lines as relation_lines
from argmap.draw.style import DEFAULT, Style
from argmap.draw.view import View
from argmap.draw.wrap import wrap
from argmap.extras import needed
from argmap.model import Argument, Statement
from argmap.wording import shown

if TYPE_CHECKING:
    from graphviz import Digraph as Digraph

_WIDTH = 120.0


def to_dot(view: View, style: Style = DEFAULT) -> str:
    """A view as DOT text, a node or an edge a line; what it leaves out stands under its title."""
    return _Writer(view, style).text()


def to_graphviz(view: View, style: Style = DEFAULT) -> Digraph:
    """A view as a graph of the graphviz library, to restyle and to render."""
    writer = _Writer(view, style)
    looks = writer.defaults()
    made = needed("graphviz", "", "DOT").Digraph(
        graph_attr=looks["graph"], node_attr=looks["node"], edge_attr=looks["edge"]
    )
    made.body += [f"{line}\n" for line in writer.body()]
    return made


def _said(looks: dict[str, Any]) -> str:
    return " ".join(f"{name}={_quoting().quote(value)}" for name, value in looks.items())


def quoted(text: str) -> str:
    """A DOT string that stands for just this text: no escape, entity, port or HTML in it."""
    return str(_quoting().quote(_escaped(shown(text))))


def _escaped(text: str) -> Any:
    # Graphviz reads entities of HTML in every label.
    return _quoting().escape(text.replace("&", "&amp;"))


def _quoting() -> Any:
    return needed("graphviz.quoting", "", "DOT")


class _Writer:
    def __init__(self, view: View, style: Style) -> None:
        self.view, self.map = view, view.map
        self.notes, self.statuses = view.notes, view.statuses
        map = view.map
        self.numbers = {s.id: n for n, s in enumerate(map.statements, 1)}
        self.places = {a.id: n for n, a in enumerate(map.arguments, 1)}
        self.undercut = {a.target for a in map.arguments if a.aims_at_step}
        self.style = style
        self.inline = is_inline(map)

    def text(self) -> str:
        heads = [f"  {what} [{_said(looks)}]" for what, looks in self.defaults().items()]
        return "\n".join(["digraph {", *heads, *self.body(), "}"]) + "\n"

    def defaults(self) -> dict[str, dict[str, Any]]:
        """How the graph, nodes and edges look that say nothing else, by the names of DOT."""
        style = self.style
        title = " ".join((self._plain(self.map.title), *self.view.left_out)).strip()
        font = {"fontname": "Arial", "fontsize": "8"}
        label = {"label": _escaped(shown(title)), "labelloc": "t"}
        colors = {"color": style.support, "fontcolor": style.ink}
        return {
            "graph": {"rankdir": "BT", **font, **label},
            "node": {"shape": "box", **font, "fontsize": "9", **colors},
            "edge": {"color": style.support, "arrowsize": "0.7", **font},
        }

    def body(self) -> list[str]:
        """The nodes and edges, a line each."""
        lines = self._regions()
        for argument in self.map.arguments:
            lines += self._argument(argument)
        looks = self._looks()
        return lines + [
            f"  {self._node(line.start)} -> {self._node(line.end)} [{looks[line.kind]}]"
            for line in relation_lines(self.map)
        ]

    def _looks(self) -> dict[str, str]:
        """The attributes of the lines that are no arguments, by kind."""
        muted = f'color="{self.style.muted}"'
        return {
            "part": f'arrowhead=none {muted} penwidth=0.7 class="part"',
            "alternative": f'label="alternative to" style=dotted {muted} constraint=false',
            "contradiction": "dir=both arrowhead=tee arrowtail=tee style=dashed "
            f'color="{self.style.attack}" constraint=false class="contradiction"',
            "preference": f'label="outweighs" style=dotted {muted} constraint=false',
            "restatement": f"label=restates dir=none style=bold {muted} "
            'constraint=false class="restatement"',
            "explanation": f"label={WORDS['explanation']} arrowhead=vee style=dotted {muted}",
            "condition": f"label={WORDS['condition']} arrowhead=dot style=dotted {muted}",
            "answer": f'label=answers arrowhead=vee {muted} class="answer"',
            "independence": f'label="regardless of" style=dotted {muted} constraint=false',
        }

    def _regions(self) -> list[str]:
        """Statements in the clusters of their sections and of the passages that they stand in."""
        regions = Regions(self.map, self.view.numbers)
        members = regions.members(self.map)
        numbers = {name: number for number, name in enumerate(regions.all, 1)}
        lines = [f"  {self._box(s)}" for s in members.get(None, ())]
        for region, depth, ends in regions.walk():
            pad = "  " * depth
            if ends:
                lines.append(f"{pad}}}")
                continue
            lines.append(f"{pad}subgraph cluster_{numbers[region.name]} {{")
            dashed = " style=dashed" if region.supposition else ""
            # A box shows no number by which the supposition could be named.
            title = "suppose" if region.supposition else self._plain(region.title)
            label = f"label={quoted(title)}"
            lines.append(f'{pad}  graph [{label} color="{self.style.faint}"{dashed}]')
            lines += [f"{pad}  {self._box(s)}" for s in members.get(region.name, ())]
        return lines

    def _node(self, statement: str) -> str:
        return f"s{self.numbers[statement]}"

    def _plain(self, text: str) -> str:
        return plain(shown(text), self.inline)

    def _bar(self, argument: str) -> str:
        return f"a{self.places[argument]}"

    def _box(self, statement: Statement) -> str:
        notes = ["(question)"] if statement.kind == "question" else []
        notes += [f"({self._plain(words)})" for words in qualifiers(statement)]
        notes += (f"({note})" for note in self.notes.get(statement.id, ()))
        above = [f"{self._plain(statement.speaker)}:"] if statement.speaker else []
        texts = [*above, self._plain(statement.text), *notes]
        wrapped = [line for text in texts for line in wrap(text, _WIDTH, "regular", 9)]
        status = self.statuses.get(statement.id)
        wrapped += [f"[{status}]"] if status else []
        label = _quoting().quote("".join(f"{_escaped(line)}\\l" for line in wrapped))
        rebuttal = statement.kind == "rebuttal"
        style = ["filled"]
        style += ["dashed"] if statement.unstated else ["dotted"] if statement.open else []
        fill = self.style.rebuttal if rebuttal else self.style.paper
        fill = self.style.claim if statement.kind in ("claim", "recommendation") else fill
        color = f' color="{self.style.attack}"' if rebuttal else ""
        return (
            f'{self._node(statement.id)} [label={label} style="{",".join(style)}" '
            f'fillcolor="{fill}"{color} class="{statement.kind}" id={quoted(statement.id)}]'
        )

    def _argument(self, argument: Argument) -> list[str]:
        style = self.style
        kinds = {
            "supports": f'color="{style.support}" arrowhead=normal',
            "rebuts": f'color="{style.attack}" arrowhead=tee style=dashed',
            "undercuts": f'color="{style.undercut}" arrowhead=odiamond style=dashed',
            "challenges": f'color="{style.undercut}" arrowhead=diamond style=dashed',
        }
        look = kinds[argument.role]
        if argument.conceded:
            look = look.replace("dashed", "dotted")
        look += f' class="{argument.role}" id={quoted(argument.id)}'
        labels = [*([argument.scheme] if argument.scheme else []), *qualifiers(argument)]
        labels += [f"made by {argument.speaker}"] if argument.speaker else []
        if labels:
            look += f" label={quoted(', '.join(map(self._plain, labels)))}"
        bar = self._bar(argument.id)
        undercuts = argument.aims_at_step
        target = self._bar(argument.target) if undercuts else self._node(argument.target)
        premises = argument.members
        if len(premises) == 1 and argument.id not in self.undercut:
            return [f"  {self._node(premises[0])} -> {target} [{look}]"]
        color = look.split('"')[1]
        shape = "box width=0.5 height=0.03" if len(premises) > 1 else "point width=0.03"
        lines = [
            f'  {bar} [shape={shape} fixedsize=true label="" style=filled fillcolor="{color}" color="{color}"]'
        ]
        lines += [f'  {self._node(p)} -> {bar} [arrowhead=none color="{color}"]' for p in premises]
        return [*lines, f"  {bar} -> {target} [{look}]"]
