"""A map in Graphviz' DOT language, for other layouts and tools.

Statements are boxes; an argument with linked premises is a small bar that they lead into; an undercut
leads to the bar or, where the argument has one premise, to a point on its edge. The
user's texts are escaped, in quoted labels.
"""

from __future__ import annotations

from typing import Any

from argmap.draw.describe import qualifiers
from argmap.draw.markup import is_inline, plain
from argmap.draw.style import DEFAULT, Style
from argmap.draw.view import View
from argmap.draw.wrap import wrap
from argmap.extras import needed
from argmap.model import Argument, Statement
from argmap.wording import shown

_WIDTH = 120.0


def to_dot(view: View, style: Style = DEFAULT) -> str:
    """A view as DOT text, a node or an edge a line; what it leaves out stands under its title."""
    return _Writer(view, style).text()


def quoted(text: str) -> str:
    """A DOT string that stands for just this text: no escape, entity, port or HTML in it."""
    return str(_quoting().quote(_escaped(shown(text))))


def _escaped(text: str) -> Any:
    # Graphviz reads entities of HTML in every label.
    return _quoting().escape(text.replace("&", "&amp;"))


def _quoting() -> Any:
    return needed("graphviz.quoting", "", "DOT")


_Place = tuple[str | None, bool]
"""A section, None for none, or the supposition of a passage; the second says that it is a passage."""


class _Writer:
    def __init__(self, view: View, style: Style) -> None:
        self.left_out, self.notes, self.statuses = view.left_out, view.notes, view.statuses
        self.map = map = view.map
        self.numbers = {s.id: n for n, s in enumerate(map.statements, 1)}
        self.places = {a.id: n for n, a in enumerate(map.arguments, 1)}
        self.undercut = {a.target for a in map.arguments if a.aims_at_step}
        self.style = style
        self.inline = is_inline(map)

    def text(self) -> str:
        style = self.style
        title = " ".join((self._plain(self.map.title), *self.left_out)).strip()
        lines = [
            "digraph {",
            f"  graph [rankdir=BT fontname=Arial fontsize=8 label={quoted(title)} labelloc=t]",
            f'  node [shape=box fontname=Arial fontsize=9 color="{style.support}" '
            f'fontcolor="{style.ink}"]',
            f'  edge [color="{style.support}" arrowsize=0.7 fontname=Arial fontsize=8]',
        ]
        lines += self._sections()
        for argument in self.map.arguments:
            lines += self._argument(argument)
        for part in self.map.parts:
            lines.append(
                f"  {self._node(part.part)} -> {self._node(part.whole)} "
                f'[arrowhead=none color="{style.muted}" penwidth=0.7 class="part"]'
            )
            if part.alternative_to is not None:
                lines.append(
                    f"  {self._node(part.part)} -> {self._node(part.alternative_to)} "
                    f'[label="alternative to" style=dotted color="{style.muted}" constraint=false]'
                )
        for one, other in self.map.contradictions:
            lines.append(
                f"  {self._node(one)} -> {self._node(other)} [dir=both arrowhead=tee arrowtail=tee "
                f'style=dashed color="{style.attack}" constraint=false class="contradiction"]'
            )
        for preference in self.map.preferences:
            lines.append(
                f"  {self._node(preference.preferred)} -> {self._node(preference.over)} "
                f'[label="outweighs" style=dotted color="{style.muted}" constraint=false]'
            )
        for one, other in self.map.restatements:
            lines.append(
                f"  {self._node(one)} -> {self._node(other)} [label=restates dir=none "
                f'style=bold color="{style.muted}" constraint=false class="restatement"]'
            )
        for explanation in self.map.explanations:
            lines += [
                f"  {self._node(key)} -> {self._node(explanation.explained)} "
                f'[label=explains arrowhead=vee style=dotted color="{style.muted}"]'
                for key in explanation.explaining
            ]
        for condition in self.map.conditions:
            lines.append(
                f"  {self._node(condition.provided)} -> {self._node(condition.statement)} "
                f'[label=provided arrowhead=dot style=dotted color="{style.muted}"]'
            )
        for answer in self.map.answers:
            lines.append(
                f"  {self._node(answer.answer)} -> {self._node(answer.question)} "
                f'[label=answers arrowhead=vee color="{style.muted}" class="answer"]'
            )
        for claim in self.map.independences:
            lines.append(
                f"  {self._node(claim.statement)} -> {self._node(claim.of)} "
                f'[label="regardless of" style=dotted color="{style.muted}" constraint=false]'
            )
        return "\n".join([*lines, "}"]) + "\n"

    def _sections(self) -> list[str]:
        """Statements in the clusters of their sections and of the passages that they stand in."""
        inner: dict[_Place, list[_Place]] = {}
        labels: dict[_Place, str] = {}
        for one in self.map.sections:
            place: _Place = (one.id, False)
            inner.setdefault((one.parent, False), []).append(place)
            voiced = f"{one.speaker}: " if one.speaker else ""
            labels[place] = self._plain(f"{voiced}{one.title}")
        members: dict[_Place, list[Statement]] = {}
        for statement in self.map.statements:
            around = self._place(statement)
            if statement.kind == "supposition":
                place = (statement.id, True)
                inner.setdefault(around, []).append(place)
                labels[place], around = "suppose", place
            members.setdefault(around, []).append(statement)
        numbers = {place: n for n, place in enumerate(labels, 1)}
        lines: list[str] = []
        stack: list[tuple[_Place, int, bool]] = [((None, False), 1, False)]
        while stack:
            place, depth, done = stack.pop()
            pad = "  " * depth
            if done:
                lines.append(f"{pad[2:]}}}")
                continue
            if place in labels:
                lines.append(f"{pad[2:]}subgraph cluster_{numbers[place]} {{")
                dashed = " style=dashed" if place[1] else ""
                label = f"label={quoted(labels[place])}"
                lines.append(f'{pad}graph [{label} color="{self.style.faint}"{dashed}]')
                stack.append((place, depth, True))
            lines += [f"{pad}{self._box(s)}" for s in members.get(place, ())]
            stack.extend((s, depth + 1, False) for s in reversed(inner.get(place, [])))
        return lines

    def _place(self, statement: Statement) -> _Place:
        """The passage that a statement stands in, or else its section."""
        if statement.within is not None and statement.within in self.numbers:
            return statement.within, True
        return statement.section, False

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
