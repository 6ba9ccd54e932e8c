"""A figure step by step: what of it is shown first, and what with each argument, nothing ever moving.

The first step shows the first conclusion or, where the map begins with one, a question; each further one an argument,
a part, or what answers, explains or is a condition, in the order of the file: its line, its premises, and the
statement that it is about where that is not shown yet.
"""

from __future__ import annotations

from attrs import evolve

from argmap.draw.describe import element
from argmap.draw.drawing import Drawing, Group, Page
from argmap.draw.relations import Relation, relations
from argmap.model import Argument, Map


def marked(drawing: Drawing, map: Map) -> Drawing:
    """The drawing with the number of the step at which each of its groups appears, those of a page from 1 on."""
    when = _Steps(map)
    pages = []
    for page in drawing.pages:
        steps = [when.of(group) for group in page.groups]
        used = sorted({step for step in steps if step})
        place = {step: n for n, step in enumerate(used, 1)} | {0: 0}
        groups = [
            evolve(group, step=place[step]) for group, step in zip(page.groups, steps, strict=True)
        ]
        pages.append(evolve(page, groups=groups))
    return evolve(drawing, pages=pages)


def as_pages(drawing: Drawing) -> Drawing:
    """A marked drawing with a page for each step."""
    pages: list[Page] = []
    starts = []
    for page in drawing.pages:
        starts.append(len(pages) + 1)
        for step in range(1, max((group.step for group in page.groups), default=1) + 1):
            shown = [group for group in page.groups if group.step <= step]
            pages.append(evolve(page, groups=shown))
    for page in pages:
        # What leads to another figure leads to the first of its steps.
        page.groups = [
            evolve(group, page=starts[group.page - 1]) if group.page else group
            for group in page.groups
        ]
    return evolve(drawing, pages=pages)


_Event = tuple[str, tuple[str, ...]]
"""What a step shows: an argument, or "", and statements."""


class _Steps:
    """At which step each statement, argument and section appears; 1 is the first."""

    def __init__(self, map: Map) -> None:
        self.map = map
        self.order = {s.id: n for n, s in enumerate(map.statements)}
        self.names: dict[str, int] = {}
        self.statements: dict[str, int] = {}
        for step, event in enumerate(self._events(), 1):
            argument, statements = event
            for key in statements:
                self.statements.setdefault(key, step)
            for prefix in ("a", "bar") if argument else ():
                self.names[element(prefix, argument)] = step
        for key, step in self.statements.items():
            for prefix in ("s", "cut", "to", "from", "part", "parts"):
                self.names[element(prefix, key)] = step
        self._relations()
        self._sections()

    def of(self, group: Group) -> int:
        """When a group appears; 0 for what is there all the time."""
        if group.owner:
            return self.names.get(element("a", group.owner), 0)
        name = group.id
        while name not in self.names and "." in name:
            name = name.rpartition(".")[0]
        return self.names.get(name, self.names.get(group.id, 0))

    def _events(self) -> list[_Event]:
        placed: list[tuple[int, _Event]] = []
        last = 0
        known = {a.id: a for a in self.map.arguments}
        for argument in self.map.arguments:
            host = self._host(argument, known)
            here = [
                self.order[m] for m in argument.members if self.order[m] > self.order.get(host, -1)
            ]
            last = max(last, min(here, default=last))
            shown = (host, *argument.members) if host else argument.members
            placed.append((last, (argument.id, shown)))
        placed += [(self.order[p.part], ("", (p.whole, p.part))) for p in self.map.parts]
        placed += [(self._place(r), ("", (r.host, *r.members))) for r in relations(self.map)]
        used = {key for _, (_, statements) in placed for key in statements}
        placed += [(n, ("", (key,))) for key, n in self.order.items() if key not in used]
        placed.sort(key=lambda one: one[0])
        events = [event for _, event in placed]
        if events and len(events[0][1]) > 1:
            # The conclusion by itself.
            events.insert(0, ("", events[0][1][:1]))
        return events

    def _place(self, relation: Relation) -> int:
        """Where a relation comes with all its members: at the first that follows what it is about."""
        host = self.order[relation.host]
        after = (self.order[m] for m in relation.members if self.order[m] > host)
        return min(after, default=host)

    def _host(self, argument: Argument, known: dict[str, Argument]) -> str:
        """The statement that an argument, or what it attacks, is about."""
        passed = set()
        while argument.target in known and argument.id not in passed:
            passed.add(argument.id)
            argument = known[argument.target]
        return argument.target if argument.target in self.order else ""

    def _relations(self) -> None:
        for one, other in self.map.contradictions:
            step = max(self.statements[one], self.statements[other])
            for pair in ((one, other), (other, one)):
                self.names[element("l", "-".join(pair))] = step
        for one, other in self.map.restatements:
            step = max(self.statements[one], self.statements[other])
            for again, host in ((one, other), (other, one)):
                self.names[element("l", Relation("restatement", (again,), host).name)] = step
        for relation in relations(self.map):
            step = max(self.statements[key] for key in (relation.host, *relation.members))
            for prefix in ("l", "bar"):
                self.names[element(prefix, relation.name)] = step

    def _sections(self) -> None:
        parents = {section.id: section.parent for section in self.map.sections}
        for statement in self.map.statements:
            at = statement.section
            while at is not None:
                name = element("section", at)
                step = self.statements[statement.id]
                self.names[name] = min(step, self.names.get(name, step))
                self.names[f"{name}-frame"] = self.names[name]
                at = parents[at]
            own = (statement.id,) * (statement.kind == "supposition")
            for supposition in (*own, *self.map.around(statement.id)):
                name = element("passage", supposition)
                step = self.statements[statement.id]
                self.names[name] = min(step, self.names.get(name, step))
                self.names[f"{name}-frame"] = self.names[name]
