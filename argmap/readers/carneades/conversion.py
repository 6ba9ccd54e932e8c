"""An argument graph of Carneades → a map."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from attrs import define, field

from argmap.evaluate.available import WEIGHINGS
from argmap.model import Kind, Role
from argmap.readers.builder import MapBuilder
from argmap.readers.carneades.graph import (
    NEGATION,
    NOT_APPLICABLE,
    UNNAMED,
    WEIGHED_MARK,
    Argument,
    Graph,
    Issue,
    Statement,
)
from argmap.readers.carneades.parser import Parser
from argmap.readers.consistency import cycles
from argmap.readers.decoding import Yaml
from argmap.readers.typed import as_dict, as_list, as_strings, text_or_none
from argmap.syntax.words import KINDS
from argmap.wording import listed

_RIVALS = 2
"""Of fewer positions there is no question which of them is so."""
_NAMED = 4
"""So many positions stand in the words of a question that has none of its own."""
_POSITIONS = 200
"""Of so many positions of one issue each contradicts each; in a map, of more, that would be no help."""

_FIELDS = (
    "kind",
    "label",
    "section",
    "speaker",
    "unstated",
    "open",
    "possible",
    "quotations",
    "attributes",
    WEIGHED_MARK,
)
_STEP_FIELDS = ("scheme", "conceded", "premise_roles", "warrant", "attributes")
_MAP_FIELDS = (
    *("title", "attributes", "sections", "parts", "preferences", "contradictions", "answers"),
)


def add_document(document: Yaml, builder: MapBuilder) -> None:
    """Gives the builder everything in a document."""
    parser = Parser(document, builder)
    graph = parser.parse()
    _add_meta(document, builder)
    parser.lose_unread()
    Conversion(graph, builder).add()


def _add_meta(document: Yaml, builder: MapBuilder) -> None:
    meta = as_dict(document.data.get("meta"))
    title = meta.get("title")
    builder.title = title if isinstance(title, str) else ""
    builder.attributes |= {_attribute_name(k): v for k, v in meta.items() if k not in _MAP_FIELDS}
    builder.attributes |= as_dict(meta.get("attributes"))
    for section in map(as_dict, as_list(meta.get("sections"))):
        builder.section(
            str(section.get("id", "")),
            str(section.get("title", "")),
            text_or_none(section.get("parent")),
            text_or_none(section.get("label")),
            as_dict(section.get("attributes")),
            document.at("meta", "sections"),
        )
    at = document.at("meta")
    for part in map(as_dict, as_list(meta.get("parts"))):
        whole, own = str(part.get("whole", "")), str(part.get("part", ""))
        builder.part(whole, own, text_or_none(part.get("alternative_to")), at)
    for preference in map(as_dict, as_list(meta.get("preferences"))):
        builder.preference(
            str(preference.get("preferred", "")), str(preference.get("over", "")), at
        )
    for pair in map(as_strings, as_list(meta.get("contradictions"))):
        if len(pair) == 2:
            builder.contradiction(pair[0], pair[1], at)
    for pair in map(as_strings, as_list(meta.get("answers"))):
        if len(pair) == 2:
            builder.answer(pair[0], pair[1], at)


@define(eq=False)
class Conversion:
    """Gives the builder the statements, arguments and issues of a graph.

    `undercutting` has by undercutter the names of the arguments that have it. `bare` are the undercutters
    that say nothing but that their argument does not apply: what is argued for one undercuts the argument.
    `negated` has by position that only negates the other one of its issue this other one: what is argued
    for the one rebuts the other. Neither becomes a statement. `steps` has by argument the names of the
    steps that it becomes: one for each premise where it is convergent. `assumed` are the statements that
    are in because the graph assumes them or an argument without premises asserts them.
    """

    graph: Graph
    builder: MapBuilder
    assumed: dict[str, None] = field(init=False)
    steps: dict[str, list[str]] = field(factory=dict, init=False)
    concluded: set[str] = field(init=False)
    undercutting: dict[str, list[str]] = field(factory=dict, init=False)
    positions: Counter[str] = field(init=False)
    bare: set[str] = field(init=False)
    negated: dict[str, str] = field(init=False)

    answered: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        # Whether all answers of the map were given, beside the issues.
        self.answered = bool(self.builder.answers)
        self.assumed = dict(self.graph.assumed)
        self.positions = Counter(p for issue in self.graph.issues for p in issue.positions)
        self._premiseless()
        arguments = self.graph.arguments
        self.concluded = {a.conclusion for a in arguments.values()}
        for name, argument in arguments.items():
            if argument.undercutter:
                self.undercutting.setdefault(argument.undercutter, []).append(name)
            split = argument.weighing == "convergent" and len(argument.premises) > 1
            parts = range(len(argument.premises) if split else 1)
            self.steps[name] = [f"{name}\0{i}" if i else name for i in parts]
        uses = Counter(p for a in arguments.values() for p in (*a.premises, a.warrant) if p)
        self.bare = self._bare(uses)
        self.negated = self._negated(uses)

    def add(self) -> None:
        """The questions that issues are, statements, issues, steps, in that order."""
        for issue in self.graph.issues:
            if self._question(issue) == _own(issue):
                text = self._asked(issue)
                self.builder.statement(_own(issue), text, issue.at, kind="question")
        standards = {p: i.standard for i in self.graph.issues if i.standard for p in i.positions}
        for name, statement in self.graph.statements.items():
            if name not in self.bare and name not in self.negated:
                self._statement(name, statement, standards.get(name))
        for issue in self.graph.issues:
            self._issue(issue)
        self._arguments()

    def _premiseless(self) -> None:
        """Takes out arguments without premises. Where nothing bears on its weight, one asserts its conclusion;
        else its premise is what it leaves unsaid.
        """
        arguments, statements = self.graph.arguments, self.graph.statements
        counts = Counter(a.conclusion for a in arguments.values())
        for name, argument in [*arguments.items()]:
            conclusion = argument.conclusion
            if argument.premises or argument.warrant:
                continue
            if conclusion not in statements:
                self.builder.say(f"nothing here is called `{conclusion}`", argument.at)
                del arguments[name]
            elif (
                argument.undercutter
                or counts[conclusion] > 1
                or self.positions[conclusion]
                or argument.attributes.get("strength", "") in ("0", "0.0")
            ):
                premise = f"\0{name}"
                text = f"Argument {name} applies, as it needs no premise."
                statements[premise] = Statement(text, {"unstated": "true"}, argument.at)
                self.assumed[premise] = None
                argument.premises.append(premise)
            else:
                self._assert(name, argument)
                del arguments[name]

    def _assert(self, name: str, argument: Argument) -> None:
        self.assumed[argument.conclusion] = None
        said = {
            "scheme": argument.scheme,
            "weight": argument.attributes.get("strength"),
            "meta": argument.meta,
        }
        for key in (key for key, value in said.items() if value):
            what = f"{key} of {name}, which asserts its conclusion"
            self.builder.lose("arguments without premises", what, argument.at)

    def _bare(self, uses: Counter[str]) -> set[str]:
        bare = {
            undercutter
            for undercutter, names in self.undercutting.items()
            if undercutter in self.concluded
            and len(names) == 1
            and undercutter not in self.assumed
            and not uses[undercutter]
            and not self.positions[undercutter]
            and self._only_says_not_applicable(undercutter)
        }
        # Undercuts that attack each other in a circle are statements: a map has them so alone.
        arguments = self.graph.arguments
        below = {
            name: self.undercutting[argument.conclusion][0]
            for name, argument in arguments.items()
            if argument.conclusion in bare
        }
        return bare - {arguments[name].conclusion for cycle in cycles(below) for name in cycle}

    def _only_says_not_applicable(self, name: str) -> bool:
        statement = self.graph.statements.get(name)
        text = statement.text if statement else name
        return text.strip() == name or text.startswith(NOT_APPLICABLE)

    def _negated(self, uses: Counter[str]) -> dict[str, str]:
        statements = self.graph.statements
        negated = {}
        for names in (issue.positions for issue in self.graph.issues):
            for one, other in (names, names[::-1]) if len(names) == 2 else ():
                argued = other in self.concluded and other not in self.assumed
                unused = not uses[other] and self.positions[other] == 1
                plain = other not in self.undercutting and not statements[other].meta
                if not argued or not unused or not plain or one == other:
                    continue
                text = re.sub(rf"^{NEGATION}[ \t]+", NEGATION, statements[other].text)
                if text == f"{NEGATION}{statements[one].text}":
                    negated[other] = one
        return negated

    def _issue(self, issue: Issue) -> None:
        """An issue is a question, and its positions are rival answers; where the one is the denial of the other,
        nothing but that is at issue, and where argmap wrote that they contradict each other, that is so.
        """
        question = self._question(issue)
        if question is None:
            if issue.meta.get("contradiction") == "true":
                self._contradict(issue)
        elif question == _own(issue) or not self.answered:
            for position in self._positions(issue):
                self.builder.answer(question, position, issue.at)

    def _positions(self, issue: Issue) -> list[str]:
        return [p for p in issue.positions if p not in self.negated]

    def _question(self, issue: Issue) -> str | None:
        """The question that an issue is: a statement of the graph, or one of its own."""
        asked = issue.meta.get("question")
        named = self.graph.statements.get(asked) if isinstance(asked, str) else None
        if named is not None and named.meta.get("kind") == "question":
            return str(asked)
        if issue.meta.get("contradiction") == "true" or len(self._positions(issue)) < _RIVALS:
            return None
        return _own(issue)

    def _asked(self, issue: Issue) -> str:
        """The words of a question: the title of the issue, or what its positions say."""
        positions = self._positions(issue)
        title = text_or_none(issue.meta.get("title"))
        if title:
            return title
        texts = [self.graph.statements[p].text.rstrip(" .") for p in positions[:_NAMED]]
        more = ", or something else" if len(positions) > _NAMED else ""
        return f"Which is so: {listed([f'“{text}”' for text in texts], 'or')}{more}?"

    def _contradict(self, issue: Issue) -> None:
        if len(issue.positions) > _POSITIONS:
            what = f"between {len(issue.positions)} positions of one issue"
            self.builder.lose("contradictions", what, issue.at)
            return
        for one, other in combinations(issue.positions, 2):
            if one not in self.negated and other not in self.negated:
                self.builder.contradiction(one, other, issue.at)

    def _arguments(self) -> None:
        """The steps of arguments, and the undercuts that are statements with reasons of their own."""
        arguments = self.graph.arguments
        for name, argument in arguments.items():
            if argument.conclusion in self.bare:
                undercut = self.undercutting[argument.conclusion]
                targets = [step for other in undercut for step in self.steps[other]]
                self._add_steps(name, argument, targets, "undercuts")
            else:
                target = self.negated.get(argument.conclusion)
                role: Role = "supports" if target is None else "rebuts"
                self._add_steps(name, argument, [target or argument.conclusion], role)
        for undercutter, names in self.undercutting.items():
            for step in [step for name in names for step in self.steps[name]]:
                if undercutter not in self.bare:
                    at = arguments[names[0]].at
                    self.builder.step([undercutter], step, "undercuts", at)

    def _statement(self, name: str, statement: Statement, standard: str | None) -> None:
        meta, at = statement.meta, statement.at
        attributes: dict[str, object] = {"standard": standard} if standard else {}
        attributes |= {_attribute_name(k): v for k, v in meta.items() if k not in _FIELDS}
        attributes |= as_dict(meta.get("attributes"))
        assumed, argued = name in self.assumed, name in self.concluded
        speaker = meta.get("speaker")
        if assumed and argued:
            self.builder.lose("assumptions", f"{name}, which is argued for", at)
        in_any_case = name in self.graph.assumed and (argued or self.positions[name])
        if in_any_case and meta.get(WEIGHED_MARK) != "true":
            attributes.setdefault("confidence", "1")
        kind: Kind | None = meta.get("kind") if meta.get("kind") in KINDS else None
        label = meta.get("label") or (None if UNNAMED.fullmatch(name) else name)
        self.builder.statement(
            name,
            statement.text,
            at,
            kind=kind,
            label=str(label) if label and not name.startswith("\0") else None,
            section=text_or_none(meta.get("section")),
            speakers=text_or_none(speaker) or (),
            unstated=meta.get("unstated") == "true",
            open=kind != "question" and self._open(name),
            quotations=as_strings(meta.get("quotations")),
            attributes=attributes,
        )

    def _open(self, name: str) -> bool:
        """Whether nobody holds a statement: it is neither assumed nor argued for, and not said to be held."""
        meta = self.graph.statements[name].meta
        said = meta.get("open", meta.get("possible"))
        if said in ("true", "false"):
            return bool(said == "true")
        held = name in self.assumed or name in self.concluded
        return not held and meta.get("speaker") is None

    def _add_steps(self, name: str, argument: Argument, targets: list[str], role: Role) -> None:
        meta, parts = argument.meta, self.steps[name]
        attributes = {
            **argument.attributes,
            **{_attribute_name(k): v for k, v in meta.items() if k not in _STEP_FIELDS},
            **as_dict(meta.get("attributes")),
        }
        scheme = text_or_none(meta.get("scheme")) or argument.scheme
        if argument.weighing in WEIGHINGS and scheme != argument.weighing:
            if scheme:
                self.builder.lose("schemes", f"{scheme}, which weighs as {argument.weighing}")
            scheme = argument.weighing
        if scheme in ("linked", "convergent"):
            scheme = ""
        roles = argument.roles | {
            p: r for p, r in as_dict(meta.get("premise_roles")).items() if isinstance(r, str)
        }
        groups = [argument.premises] if len(parts) == 1 else [[p] for p in argument.premises]
        for part, premises in zip(parts, groups, strict=True):
            for index, target in enumerate(targets):
                self.builder.step(
                    premises,
                    target,
                    role,
                    argument.at,
                    name=f"{part}\0to {target}" if index else part,
                    conceded=meta.get("conceded") == "true",
                    scheme=scheme or None,
                    warrant=argument.warrant or text_or_none(meta.get("warrant")),
                    premise_roles={p: r for p, r in roles.items() if p in premises},
                    attributes=attributes,
                )


def _attribute_name(key: str) -> str:
    return "note" if key in ("notes", "description") else key


def _own(issue: Issue) -> str:
    """The name of the question that an issue is where it names none."""
    return f"\0{issue.name}"
