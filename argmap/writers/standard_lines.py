"""What stands on which line of a map in standard form.

What a conclusion rests on is written above it, so that numbers follow the order of derivation. What is
held against a statement or a step comes after the argument that it attacks, with what is said in reply.
What is in one section stands together, sections after those on which they rest, else in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import define, evolve, field, frozen

from argmap.draw.markup import is_inline, plain
from argmap.draw.view import View
from argmap.model import Argument, Map, Statement
from argmap.wording import listed, shown
from argmap.writers.fitch import Passages, Sentence, Told, told


@frozen
class StatementLine:
    """A statement with its number."""

    statement: Statement


@frozen
class InferenceLine:
    """The line of an inference, above its conclusion."""

    argument: Argument


Line = StatementLine | InferenceLine | Sentence


@define
class Block:
    """Lines that belong together, and the section that they are in."""

    section: str | None
    lines: list[Line] = field(factory=list)


@frozen
class Form:
    """The blocks of a map in standard form, the numbers of its statements, and their ranks in the order in which
    they are derived, which is another where a section needs what stands in a later one.
    """

    map: Map
    blocks: list[Block]
    numbers: dict[str, int]
    ranks: dict[str, int]
    passages: Passages

    def bars(self, line: Line) -> str:
        """What stands at the left of a line: a bar for each passage."""
        return "\u2502 " * len(self.around(line))

    def gap(self, above: Line | None, line: Line) -> list[str]:
        """An empty line between two passages that follow each other."""
        before, after = self.around(above) if above is not None else (), self.around(line)
        same = 0
        while same < min(len(before), len(after)) and before[same] == after[same]:
            same += 1
        apart = same < min(len(before), len(after))
        return [("\u2502 " * same).rstrip()] if apart else []

    def around(self, line: Line) -> tuple[str, ...]:
        """The suppositions under which a line stands, the outermost first."""
        if isinstance(line, Sentence):
            return ()
        if isinstance(line, StatementLine):
            return self.passages.around(line.statement.id)
        return self.passages.around(line.argument.target)

    def number(self, key: str) -> str:
        """The number of a statement in its brackets."""
        return f"({self.numbers[key]})"

    def list(self, keys: Iterable[str]) -> str:
        """The numbers of statements as a list in a sentence."""
        return listed([self.number(key) for key in dict.fromkeys(keys)])

    def sentence(self, line: Sentence) -> str:
        """A sentence with its numbers."""
        return line.words.format(*(self.number(key) for key in line.about)) + line.end

    def step(self, argument: Argument) -> str:
        """What stands beside the line of an inference, but for the scheme."""
        roles = argument.premise_roles
        taken = self.map.taken_up(argument)
        premises = [*dict.fromkeys(argument.premises)]
        named = [
            self.number(p)
            + (f" as {shown(str(roles[p]))}" if p in roles else "")
            + (
                f" on the supposition {self.number(taken[p])}"
                if taken.get(p) in self.numbers
                else ""
            )
            for p in premises
        ]
        if len(premises) == 1 and taken.get(premises[0]) in self.numbers:
            named = [f"the supposition {self.number(taken[premises[0]])}"]
        qualifier = plain(str(argument.attributes.get("qualifier", "")), is_inline(self.map))
        sure = "therefore" if argument.strict else "so presumably"
        made = f"{f'so {qualifier}' if qualifier else sure}, from {listed(named)}"
        if argument.scheme:
            made += f", by {shown(argument.scheme)}"
        if argument.warrant is not None:
            made += f", by the rule {self.number(argument.warrant)}"
        if argument.strength is not None:
            made += f", strength {argument.strength:g}"
        if argument.speaker:
            made += f", says {plain(shown(argument.speaker), is_inline(self.map))}"
        target = argument.target
        circle = [p for p in argument.members if self.ranks[p] >= self.ranks[target]]
        later = [p for p in argument.members if self.numbers[p] > self.numbers[target]]
        if later := [p for p in later if p not in circle]:
            made += f" ({self.list(later)} below)"
        if circle:
            verb = "rests" if len(circle) == 1 else "rest"
            made += f" (a circle: {self.list(circle)} {verb} on {self.number(target)})"
        return made


def standard_lines(view: View) -> Form:
    """The standard form of a view, without recursion however deep it is."""
    return _FormBuilder(view.map).form()


class _FormBuilder:
    """Puts the lines in order, without recursion."""

    def __init__(self, map: Map) -> None:
        self.map = map
        self.ranks: dict[str, int] = {}
        # Where each statement stands.
        self.places: dict[str, str | None] = {}
        self.blocks: list[Block] = []
        self.parts: dict[str, list[str]] = {}
        for part in map.parts:
            self.parts.setdefault(part.whole, []).append(part.part)
        self.instead = {p.part: p.alternative_to for p in map.parts if p.alternative_to}
        self.supports = {s.id: map.supporters(s.id) for s in map.statements}
        self.done: set[str] = set()
        # A stack of what is still to be written: objections, and wholes whose parts follow.
        self.waiting: list[Argument | Told | str] = []
        self.passages = Passages(map)
        self.told = told(map)

    def form(self) -> Form:
        map = self.map
        for statement in (*map.roots, *map.statements):
            if statement.id not in self.ranks:
                self.write_derivation([statement.id])
                self.write_waiting()
        for argument in map.arguments:
            if argument.role != "supports" and argument.id not in self.done:
                self.waiting.append(argument)
                self.write_waiting()
        blocks = _gathered(map, self.blocks, self.places)
        relations: list[Line] = [*self.relation_sentences()]
        if relations:
            blocks.append(Block(None, relations))
        lines = (line for block in blocks for line in block.lines)
        said = (line.statement.id for line in lines if isinstance(line, StatementLine))
        numbers = {key: number for number, key in enumerate(said, 1)}
        return Form(map, blocks, numbers, self.ranks, self.passages)

    def write_waiting(self) -> None:
        while self.waiting:
            task = self.waiting.pop()
            if isinstance(task, str):
                self.write_parts(task)
            elif isinstance(task, Told):
                self.write_derivation([*task.members], task.opening, task.shorter)
            elif task.id not in self.done:
                self.write_objection(task)

    def write_derivation(
        self,
        wanted: list[str],
        opening: Sentence | None = None,
        shorter: Sentence | None = None,
    ) -> None:
        """Writes statements, each after what it rests on, those of one section together; what is held against them
        is put on the stack.

        The opening comes before them, or `shorter` where only these statements follow it.
        """
        said: list[str] = []
        home: dict[str | None, list[Line]] = {}
        opened: set[str] = set()
        for start in wanted:
            stack = [(start, iter(self.premises_of(start)))]
            while stack:
                key, premises = stack[-1]
                opened.add(key)
                deeper = next(
                    (k for k in premises if k not in self.ranks and k not in opened), None
                )
                if deeper is not None:
                    stack.append((deeper, iter(self.premises_of(deeper))))
                    continue
                stack.pop()
                if key in self.ranks:
                    continue
                # A premise without reasons stands where its conclusion does.
                outer = stack[-1][0] if stack and not self.supports[key] else key
                place = self.places[key] = self.map[outer].section
                lines = home.setdefault(place, [])
                lines += (InferenceLine(argument) for argument in self.supports[key])
                lines.append(StatementLine(self.map[key]))
                self.ranks[key] = len(self.ranks) + 1
                said.append(key)
        if opening is not None:
            # Where all that it is about follows, else with what it is about.
            within = {self.places[key] for key in wanted}
            place = self.places.get(opening.about[0])
            if len(within) == 1 and within <= home.keys():
                (place,) = within
            lines = home.setdefault(place, [])
            if said == wanted and len(home) == 1 and shorter is not None:
                opening = shorter
            follow = lines and len(within) == 1
            lines.insert(0, opening if follow else evolve(opening, end=opening.end and "."))
        self.blocks += [Block(place, lines) for place, lines in home.items()]
        tasks: list[Argument | Told | str] = []
        for key in said:
            tasks += (a for step in self.supports[key] for a in self.map.attackers(step.id))
            tasks += self.told.get(key, ())
            tasks += [key] if key in self.parts else []
            tasks += self.map.attackers(key)
        self.waiting += reversed(tasks)

    def premises_of(self, key: str) -> list[str]:
        members = [p for argument in self.supports[key] for p in argument.members]
        return [one for p in members for one in (*self.passages.before(p, key), p)]

    def write_parts(self, key: str) -> None:
        """The parts of a statement, an alternative beside what it is one to."""
        parts = self.parts[key]
        verb = "includes" if self.map[key].kind == "question" else "consists of"
        words = "{}"
        for part in parts[1:]:
            words += " or {}" if part in self.instead else ", {}"
        self.write_derivation(
            parts,
            Sentence(f"{{}} {verb} {words}", (key, *parts), ":"),
            Sentence(f"{{}} {verb}", (key,), ":") if " or " not in words else None,
        )

    def write_objection(self, argument: Argument) -> None:
        self.done.add(argument.id)
        words, about = self.described_target(argument)
        premises = [*argument.members]
        if argument.role == "undercuts" and all(self.map[p].open for p in premises):
            words = f"{words[:1].upper()}{words[1:]} holds unless"
        else:
            words = f"Against {words}{', granted but outweighed' * argument.conceded}"
            words += " as a whole" * (argument.role == "challenges")
        details, more = self.objection_details(argument)
        together = " together" if len(premises) > 1 else ""
        numbers = listed(["{}"] * len(premises))
        long = Sentence(f"{words}: {numbers}{together}{details}", (*about, *premises, *more))
        short = Sentence(f"{words}{together and f',{together}'}{details}", (*about, *more), ":")
        self.write_derivation(premises, long, short)
        self.waiting += reversed(self.map.attackers(argument.id))

    def objection_details(self, argument: Argument) -> tuple[str, list[str]]:
        """The scheme, the rule, the roles and the qualifier of an objection, in words; and the statements that
        these name.
        """
        said = ["strictly"] * argument.strict + [f"by {argument.scheme}"] * bool(argument.scheme)
        if qualifier := argument.attributes.get("qualifier"):
            said.append(plain(str(qualifier), is_inline(self.map)))
        if argument.strength is not None:
            said.append(f"strength {argument.strength:g}")
        said = [shown(words).replace("{", "{{").replace("}", "}}") for words in said]
        about = list(argument.premise_roles)
        for role in argument.premise_roles.values():
            words = shown(str(role)).replace("{", "{{").replace("}", "}}")
            said.append(f"{{}} as {words}")
        if argument.warrant is not None:
            said.append("by the rule {}")
            about.append(argument.warrant)
        return f" ({', '.join(said)})" if said else "", about

    def described_target(self, argument: Argument) -> tuple[str, list[str]]:
        """What an objection attacks, in words."""
        if argument.role == "rebuts":
            return "{}", [argument.target]
        step = self.map.argument(argument.target)
        what = "argument" if argument.role == "challenges" else "step"
        members = [*step.members]
        premises = listed(["{}"] * len(members))
        if step.role == "supports":
            return f"the {what} from {premises} to {{}}", [*members, step.target]
        if step.role == "rebuts":
            return f"the {what} from {premises} against {{}}", [*members, step.target]
        kind = "challenge" if step.role == "challenges" else "undercut"
        return f"the {kind} by {premises}", members

    def relation_sentences(self) -> Iterator[Sentence]:
        """What holds between statements besides arguments."""
        for pair in self.map.contradictions:
            yield Sentence("{} and {} contradict each other.", pair)
        for preference in self.map.preferences:
            yield Sentence("{} outweighs {}.", (preference.preferred, preference.over))
        for claim in self.map.independences:
            yield Sentence("{} is held regardless of {}.", (claim.statement, claim.of))


def _gathered(map: Map, blocks: list[Block], places: dict[str, str | None]) -> list[Block]:
    """The blocks of each section together: a section after those on which it rests or, where these rest on it as
    well, in the order of the file.
    """
    parent = {section.id: section.parent for section in map.sections}
    inner: dict[str | None, list[str]] = {}
    for section in map.sections:
        inner.setdefault(section.parent, []).append(section.id)
    own: dict[str | None, list[Block]] = {}
    for block in blocks:
        own.setdefault(block.section, []).append(block)

    def path(section: str | None) -> list[str]:
        found = []
        while section is not None:
            found.append(section)
            section = parent[section]
        return found[::-1]

    needed: dict[str, set[str]] = {}
    for argument in map.arguments:
        if argument.role != "supports":
            continue
        above = path(places[argument.target])
        for member in argument.members:
            pairs = zip(path(places[member]), above, strict=False)
            if pair := next(((one, other) for one, other in pairs if one != other), None):
                needed.setdefault(pair[1], set()).add(pair[0])
    found: list[Block] = []
    waiting: list[str | None] = [None]
    while waiting:
        at = waiting.pop()
        found += own.get(at, [])
        waiting += _after(inner.get(at, []), needed)[::-1]
    return found


def _after(sections: list[str], needed: dict[str, set[str]]) -> list[str]:
    """Sections in their order, but each after those that it needs where that can be."""
    found: list[str] = []
    left = dict.fromkeys(sections)
    while left:
        free = (one for one in left if not needed.get(one, set()) & left.keys())
        found.append(next(free, next(iter(left))))
        del left[found[-1]]
    return found
