"""A map as a Mermaid flowchart, for pages that draw such: READMEs, wikis, notebooks.

Statements are boxes; linked premises meet in a small circle, and so does the step that something
undercuts. What a user wrote stands in quoted labels, whatever Mermaid or HTML would read in it written
as a number.
"""

from __future__ import annotations

import re

from attrs import define, field

from argmap.draw.describe import qualifiers, title_of
from argmap.draw.markup import is_inline, plain
from argmap.draw.relations import WORDS, Regions
from argmap.draw.relations import lines as relation_lines
from argmap.draw.style import DEFAULT, Style
from argmap.draw.view import View
from argmap.model import Argument, Statement
from argmap.wording import shown

# All but letters, digits, blanks and a few signs that mean nothing to Mermaid, Markdown and HTML.
_SPECIAL = re.compile(r"[^\w ,.:()?’‘“”–—…¶§-]|_")


def to_mermaid(view: View, style: Style | None = None) -> str:
    """The map as Mermaid text, a node or an edge a line; `style` gives the colours."""
    return _Writer(view, style or DEFAULT).text()


def quoted(text: str) -> str:
    """A Mermaid label that stands for just this text."""
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", shown(text))


@define(eq=False)
class _Edges:
    """The lines of edges, and their indices by kind: Mermaid styles edges by index."""

    lines: list[str] = field(factory=list)
    kinds: dict[str, list[str]] = field(factory=dict)

    def add(self, kind: str, line: str) -> None:
        self.kinds.setdefault(kind, []).append(str(len(self.lines)))
        self.lines.append(f"  {line}")


_EDGES = {
    **{"supports": "support", "rebuts": "attack"},
    **{"undercuts": "undercut", "challenges": "challenge"},
}
"""What the edges of an argument are called, by its role."""

_LINES = {
    "part": ("part", "---"),
    "alternative": ("part", "-.->|alternative to|"),
    "contradiction": ("attack", "x-.-x"),
    "preference": ("part", "-.->|outweighs|"),
    "restatement": ("part", "==>|restates|"),
    "explanation": ("part", f"-.->|{WORDS['explanation']}|"),
    "condition": ("part", f"-.-o|{WORDS['condition']}|"),
    "answer": ("part", "-->|answers|"),
    "independence": ("part", "-.-|regardless of|"),
}
"""The lines that are no arguments, by kind: what their edges are called, and how they are drawn."""


class _Writer:
    def __init__(self, view: View, style: Style) -> None:
        self.view, self.map, self.style = view, view.map, style
        self.inline = is_inline(view.map)
        self.undercut = {a.target for a in view.map.arguments if a.aims_at_step}
        self.nodes = {s.id: f"s{n}" for n, s in enumerate(view.map.statements, 1)}
        self.steps = {a.id: f"a{n}" for n, a in enumerate(view.map.arguments, 1)}
        self.based = {a.target for a in view.map.arguments if not a.aims_at_step}
        self.based |= {p.whole for p in view.map.parts}
        self.inner = {p.part for p in view.map.parts} | view.map._used.keys()
        self.inner |= {a.answer for a in view.map.answers}
        self.edges = _Edges()
        self.used_classes: set[str] = set()

    def text(self) -> str:
        title = _escaped(title_of(self.view))
        lines = ["flowchart BT", f"  accTitle: {title}"]
        if self.view.left_out:
            lines.append(f"  accDescr: {_escaped(' '.join(self.view.left_out))}")
        lines += self._regions()
        for argument in self.map.arguments:
            lines += self._argument(argument)
        for line in relation_lines(self.map):
            kind, arrow = _LINES[line.kind]
            self.edges.add(kind, f"{self._node(line.start)} {arrow} {self._node(line.end)}")
        lines += self.edges.lines
        return "\n".join([*lines, *self._style_lines()]) + "\n"

    def _node(self, key: str) -> str:
        return self.nodes[key]

    def _regions(self) -> list[str]:
        """Statements in the subgraphs of their sections and of the passages that they stand in."""
        regions = Regions(self.map, self.view.numbers)
        members = regions.members(self.map)
        numbers = {name: number for number, name in enumerate(regions.all, 1)}
        lines = [f"  {self._box(s)}" for s in members.get(None, ())]
        for region, depth, ends in regions.walk():
            pad = "  " * min(depth, 20)
            if ends:
                lines.append(f"{pad}end")
                continue
            lines.append(
                f"{pad}subgraph g{numbers[region.name]}[{quoted(self._plain(region.title))}]"
            )
            lines += [f"{pad}  {self._box(s)}" for s in members.get(region.name, ())]
        return lines

    def _box(self, statement: Statement) -> str:
        speaker = f"{self._plain(statement.speaker)}: " if statement.speaker else ""
        text = speaker + self._plain(statement.text)
        status = self.view.statuses.get(statement.id)
        text += f" [{status}]" if status else ""
        notes = [self._plain(words) for words in qualifiers(statement)]
        notes += self.view.notes.get(statement.id, ())
        noted = "".join(f"<br/>({_escaped(note)})" for note in notes)
        number = self.view.numbers[statement.id]
        look = self._class_of(statement)
        self.used_classes.add(look)
        opening, closing = ("{{", "}}") if statement.kind == "question" else ("[", "]")
        label = f'"({_escaped(number)}) {_escaped(text)}{noted}"'
        return f"{self._node(statement.id)}{opening}{label}{closing}:::{look}"

    def _plain(self, text: str) -> str:
        return plain(shown(text), self.inline)

    def _class_of(self, statement: Statement) -> str:
        root = statement.id in self.based and statement.id not in self.inner
        asserted = not statement.unstated and not statement.open
        if root and asserted and statement.kind not in ("rebuttal", "question", "supposition"):
            return "conclusion"
        state = "unstated" if statement.unstated else "open" if statement.open else ""
        return f"{statement.kind}{state.capitalize()}"

    def _argument(self, argument: Argument) -> list[str]:
        """Adds the edges of an argument; returns the line of its circle, where it has one."""
        kind = _EDGES[argument.role]
        kind = "conceded" if argument.conceded else kind
        arrow = {"support": "-->", "attack": "-.-x", "conceded": "-.-x"}.get(kind, "-.-o")
        tail = "---" if kind == "support" else "-.-"
        said = [*([argument.scheme] if argument.scheme else []), *qualifiers(argument)]
        said += [f"made by {argument.speaker}"] if argument.speaker else []
        said += ["however"] if argument.role == "challenges" else []
        said = [*map(self._plain, said), *["granted"] * argument.conceded]
        scheme = f"|{quoted(', '.join(said))}|" if said else ""
        target = self.steps.get(argument.target) or self._node(argument.target)
        premises = argument.members
        if len(premises) == 1 and argument.id not in self.undercut:
            self.edges.add(kind, f"{self._node(premises[0])} {arrow}{scheme} {target}")
            return []
        step = self.steps[argument.id]
        for key in premises:
            self.edges.add(kind, f"{self._node(key)} {tail} {step}")
        self.edges.add(kind, f"{step} {arrow}{scheme} {target}")
        self.used_classes.add(f"{kind}Step")
        return [f'  {step}((" ")):::{kind}Step']

    def _style_lines(self) -> list[str]:
        style = self.style
        colors = {
            "support": style.support,
            "attack": style.attack,
            "conceded": style.attack,
            **dict.fromkeys(("undercut", "challenge"), style.undercut),
            "part": style.muted,
        }
        fills = {
            "claim": (style.claim, style.edge),
            "premise": (style.box, style.edge),
            "recommendation": (style.claim, style.edge),
            "rebuttal": (style.rebuttal, style.attack_edge),
            **dict.fromkeys(("question", "supposition"), (style.paper, style.edge)),
        }
        classes = {"conclusion": f"fill:{style.root},stroke:{style.edge},color:{style.root_ink}"}
        for kind, (fill, edge) in fills.items():
            look = f"fill:{fill},stroke:{edge},color:{style.ink}"
            look += ",stroke-width:3px" if kind == "recommendation" else ""
            classes[kind] = look
            classes[f"{kind}Unstated"] = f"{look},stroke-dasharray:5 3"
            classes[f"{kind}Open"] = f"{look},stroke-dasharray:1 3"
        for kind in (*_EDGES.values(), "conceded"):
            color = colors[kind]
            classes[f"{kind}Step"] = f"fill:{color},stroke:{color},color:{color}"
        used = sorted(self.used_classes, key=[*classes].index)
        lines = [f"  classDef {look} {classes[look]}" for look in used]
        for kind, places in self.edges.kinds.items():
            lines.append(f"  linkStyle {','.join(places)} stroke:{colors[kind]}")
        return lines
