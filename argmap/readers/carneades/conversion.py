"""An argument graph of Carneades → a map."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

from attrs import define, field

from argmap.model import Kind, Role
from argmap.readers.builder import MapBuilder
from argmap.readers.carneades.graph import (
    NEGATION,
    NOT_APPLICABLE,
    UNNAMED,
    Argument,
    Graph,
    Statement,
)
from argmap.readers.carneades.parser import Parser
from argmap.readers.decoding import Yaml
from argmap.readers.typed import as_dict, as_list, as_strings, text_or_none
from argmap.syntax.words import KINDS

_POSITIONS = 200
"""Of so many positions of one issue each contradicts each; in a map, of more, that would be no help."""

_FIELDS = (
    "kind",
    "label",
    "section",
    "speaker",
    "unstated",
    "open",
    "quotations",
    "attributes",
)
_STEP_FIELDS = ("scheme", "conceded", "premise_roles", "warrant", "attributes")
_MAP_FIELDS = ("title", "attributes", "sections", "parts", "preferences", "contradictions")


def add_document(document: Yaml, builder: MapBuilder) -> None:
    """Gives the builder everything in a document."""
    parser = Parser(document, builder)
    graph = parser.parse()
    _add_meta(document, builder)
    parser.lose_unread()
    _Conversion(graph, builder).add()


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


@define(eq=False)
class _Conversion:
    """Gives the builder the statements, arguments and issues of a graph.

    `undercutting` has by undercutter the names of the arguments that have it. `bare` are the undercutters
    that say nothing but that their argument does not apply: what is argued for one undercuts the argument.
    `negated` has by position that only negates the other one of its issue this other one: what is argued
    for the one rebuts the other. Neither becomes a statement.
    """

    graph: Graph
    builder: MapBuilder
    concluded: set[str] = field(init=False)
    undercutting: dict[str, list[str]] = field(factory=dict, init=False)
    bare: set[str] = field(init=False)
    negated: dict[str, str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        arguments, issues = self.graph.arguments, self.graph.issues
        self.concluded = {a.conclusion for a in arguments.values()}
        for name, argument in arguments.items():
            if argument.undercutter:
                self.undercutting.setdefault(argument.undercutter, []).append(name)
        uses = Counter(p for a in arguments.values() for p in (*a.premises, a.warrant) if p)
        positions = Counter(p for issue in issues for p in issue.positions)
        self.bare = self._bare(uses, positions)
        self.negated = self._negated(uses, positions)

    def add(self) -> None:
        """Statements, contradictions, steps, in that order."""
        exceptions = self._exceptions()
        standards = {p: i.standard for i in self.graph.issues if i.standard for p in i.positions}
        for name, statement in self.graph.statements.items():
            if name not in self.bare and name not in self.negated:
                open = name in self.undercutting or name in exceptions
                self._statement(name, statement, standards.get(name), open)
        self._contradictions()
        self._arguments()

    def _bare(self, uses: Counter[str], positions: Counter[str]) -> set[str]:
        return {
            undercutter
            for undercutter, names in self.undercutting.items()
            if undercutter in self.concluded
            and len(names) == 1
            and undercutter not in self.graph.assumed
            and not uses[undercutter]
            and not positions[undercutter]
            and self._only_says_not_applicable(undercutter)
        }

    def _only_says_not_applicable(self, name: str) -> bool:
        statement = self.graph.statements.get(name)
        text = statement.text if statement else name
        return text.strip() == name or text.startswith(NOT_APPLICABLE)

    def _negated(self, uses: Counter[str], positions: Counter[str]) -> dict[str, str]:
        statements = self.graph.statements
        negated = {}
        for names in (issue.positions for issue in self.graph.issues):
            for one, other in (names, names[::-1]) if len(names) == 2 else ():
                unused = not uses[other] and positions[other] == 1
                plain = other not in self.undercutting and not statements[other].meta
                if other in self.graph.assumed or not unused or not plain or one == other:
                    continue
                text = re.sub(rf"^{NEGATION}[ \t]+", NEGATION, statements[other].text)
                if text == f"{NEGATION}{statements[one].text}":
                    negated[other] = one
        return negated

    def _exceptions(self) -> set[str]:
        """What nothing holds and what alone makes an argument not apply: an exception that is only possible."""
        found, other = set(), {p for issue in self.graph.issues for p in issue.positions}
        for argument in self.graph.arguments.values():
            if (
                argument.conclusion in self.bare
                and argument.warrant is None
                and len(argument.premises) == 1
            ):
                found.update(argument.premises)
            else:
                other.update(argument.premises, filter(None, [argument.warrant]))
        return found - other - self.concluded - set(self.graph.assumed)

    def _contradictions(self) -> None:
        """Each position of an issue excludes each other."""
        for issue in self.graph.issues:
            if len(issue.positions) > _POSITIONS:
                what = f"between {len(issue.positions)} positions of one issue"
                self.builder.lose("contradictions", what, issue.at)
                continue
            for one, other in combinations(issue.positions, 2):
                if one not in self.negated and other not in self.negated:
                    self.builder.contradiction(one, other, issue.at)

    def _arguments(self) -> None:
        """The steps of arguments, and the undercuts that are statements with reasons of their own."""
        arguments = self.graph.arguments
        # The names of the steps that an argument becomes: one for each premise where it is convergent.
        parts = {
            name: [f"{name}\0{i}" if i else name for i, _ in enumerate(argument.premises)]
            if argument.scheme == "convergent"
            else [name]
            for name, argument in arguments.items()
        }
        for name, argument in arguments.items():
            if argument.conclusion in self.bare:
                undercut = self.undercutting[argument.conclusion]
                targets = [part for other in undercut for part in parts[other]]
                self._steps(name, parts[name], argument, targets, "undercuts")
            else:
                target = self.negated.get(argument.conclusion)
                role: Role = "supports" if target is None else "rebuts"
                self._steps(name, parts[name], argument, [target or argument.conclusion], role)
        for undercutter, names in self.undercutting.items():
            for step in [part for name in names for part in parts[name]]:
                if undercutter not in self.bare:
                    at = arguments[names[0]].at
                    self.builder.step([undercutter], step, "undercuts", at)

    def _statement(
        self, name: str, statement: Statement, standard: str | None, exception: bool
    ) -> None:
        meta, at = statement.meta, statement.at
        attributes: dict[str, object] = {"standard": standard} if standard else {}
        attributes |= {_attribute_name(k): v for k, v in meta.items() if k not in _FIELDS}
        attributes |= as_dict(meta.get("attributes"))
        assumed, argued = name in self.graph.assumed, name in self.concluded
        speaker = meta.get("speaker")
        open = meta.get("open") == "true" or (exception and not assumed and not speaker)
        if assumed and argued:
            self.builder.lose("assumptions", f"{name}, which is argued for", at)
        elif not assumed and not argued and not exception and not speaker:
            self.builder.lose(
                "open statements", f"{name}, which is held where it is not argued for", at
            )
        kind: Kind | None = meta.get("kind") if meta.get("kind") in KINDS else None
        label = meta.get("label") or (None if UNNAMED.fullmatch(name) else name)
        self.builder.statement(
            name,
            statement.text,
            at,
            kind=kind,
            label=str(label) if label else None,
            section=text_or_none(meta.get("section")),
            speakers=text_or_none(speaker) or (),
            unstated=meta.get("unstated") == "true",
            open=open,
            quotations=as_strings(meta.get("quotations")),
            attributes=attributes,
        )

    def _steps(
        self, name: str, parts: list[str], argument: Argument, targets: list[str], role: Role
    ) -> None:
        meta = argument.meta
        attributes = {
            **argument.attributes,
            **{_attribute_name(k): v for k, v in meta.items() if k not in _STEP_FIELDS},
            **as_dict(meta.get("attributes")),
        }
        scheme = text_or_none(meta.get("scheme")) or argument.scheme
        if argument.scheme in ("cumulative", "factorized"):
            what = f"{argument.scheme}, of {name}: a map has it that all premises are needed"
            self.builder.lose("weighing functions", what, argument.at)
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
