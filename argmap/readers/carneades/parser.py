"""The YAML of an argument graph → the graph; what is wrong with it is reported, what is not read is a loss."""

from __future__ import annotations

import re
from typing import Any

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.carneades.graph import ISSUE_META, Argument, Graph, Issue, Statement
from argmap.readers.carneades.weighing import Weighings
from argmap.readers.decoding import Yaml
from argmap.readers.typed import as_dict, as_list, as_strings

_NOT_READ = {
    "argument_schemes": "argument schemes",
    "issue_schemes": "issue schemes",
    "weighing_functions": "weighing functions",
    "references": "references",
    "tests": "tests",
    "labels": "labellings",
}
_READ = ("meta", "statements", "arguments", "issues", "assumptions", "language")
_ARGUMENT = (
    *("id", "conclusion", "premises", "scheme", "undercutter", "weight", "weigth"),
    *("meta", "metadata"),
)


@define(eq=False)
class Parser:
    """Goes through a document key by key."""

    document: Yaml
    builder: MapBuilder
    graph: Graph = field(factory=Graph)
    # The ids of statements by what they are without blanks.
    _without_blanks: dict[str, str] = field(factory=dict)

    def parse(self) -> Graph:
        """The graph, without the `meta` of the document."""
        self._statements()
        self._assumptions()
        self._issues()
        self._arguments()
        return self.graph

    def lose_unread(self) -> None:
        """Reports as lost the keys of the document that no map has a place for."""
        for key, value in self.document.data.items():
            if key in _NOT_READ:
                for name in self._names_in(value):
                    self.builder.lose(_NOT_READ[key], name, self.document.at(key))
            elif key not in _READ:
                self.builder.lose("keys", key, self.document.at(key))

    def _names_in(self, value: Any) -> list[str]:
        if isinstance(value, dict):
            return [
                f"{k}: {', '.join(as_strings(v))}" if isinstance(v, list) else k
                for k, v in value.items()
            ]
        return [str(as_dict(v).get("id", "without an id")) for v in as_list(value)]

    def _entries(self, key: str) -> list[tuple[str, Any, int]]:
        """What is under a key, a mapping by ids or a list of things that have one."""
        value = self.document.data.get(key)
        if isinstance(value, dict):
            return [(name, data, self.document.at(key, name)) for name, data in value.items()]
        if isinstance(value, list):
            listed = []
            for index, data in enumerate(value):
                name = as_dict(data).get("id", f"{key[:-1]} {index + 1}")
                listed.append((str(name), data, self.document.at(key, index)))
            return listed
        if value:
            self.builder.say(f"`{key}` should be a mapping", self.document.at(key))
        return []

    def _statements(self) -> None:
        for name, data, at in self._entries("statements"):
            given = data if isinstance(data, dict) else {"text": data}
            text = given.get("text", "")
            if not isinstance(text, str):
                self.builder.say(f"the text of `{name}` should be a text", at)
                continue
            if name in self.graph.statements:
                self.builder.say(f"`{name}` is given twice", at)
                continue
            meta = {**as_dict(given.get("metadata")), **as_dict(given.get("meta"))}
            self._add_statement(name, Statement(text or name, meta, at))
            if given.get("assumed") == "true":
                self.graph.assumed[name] = None
            for key in given:
                if key not in (
                    "id",
                    "text",
                    "atom",
                    "meta",
                    "metadata",
                    "assumed",
                    "issue",
                    "arguments",
                ):
                    kind = "labellings" if key == "label" else "keys"
                    self.builder.lose(kind, f"{key}: {given[key]}, of {name}", at)

    def _add_statement(self, name: str, statement: Statement) -> None:
        self.graph.statements[name] = statement
        self._without_blanks.setdefault(_without_blanks(name), name)

    def known(self, name: str) -> str:
        """An id as `statements` has it; blanks in formulas do not count."""
        return (
            name
            if name in self.graph.statements
            else self._without_blanks.get(_without_blanks(name), name)
        )

    def _assumptions(self) -> None:
        value = self.document.data.get("assumptions")
        if isinstance(value, str) and value:
            value = [value]
        for index, given in enumerate(value or []):
            at = self.document.at("assumptions", index)
            if not isinstance(given, str):
                self.builder.say("`assumptions` should be a list of ids", at)
                continue
            name = self.known(given)
            if name not in self.graph.statements:
                wording = self._wording(name)
                if wording is None:
                    self.builder.say(f"nothing here is called `{name}`", at)
                    continue
                self._add_statement(name, Statement(wording, {}, at))
            self.graph.assumed[name] = None

    def _wording(self, formula: str) -> str | None:
        """An atomic formula in the words that `language` has for its predicate."""
        shape = re.fullmatch(r"(\w+)\((.*)\)", formula)
        if shape is None:
            return None
        terms = [term.strip() for term in _terms(shape[2])]
        form = as_dict(self.document.data.get("language")).get(f"{shape[1]}/{len(terms)}")
        if not isinstance(form, str) or len(re.findall(r"%[vs]", form)) != len(terms):
            return formula
        words = iter(terms)
        return re.sub(r"%[vs]", lambda _: next(words), form)

    def _issues(self) -> None:
        for name, data, at in self._entries("issues"):
            positions = as_dict(data).get("positions")
            standard = as_dict(data).get("standard") or ""
            if not isinstance(positions, list) or not isinstance(standard, str):
                self.builder.say(f"the issue `{name}` should have a list of `positions`", at)
                continue
            known = list(dict.fromkeys(self.known(p) for p in as_strings(positions)))
            for other in known:
                if other not in self.graph.statements:
                    self.builder.say(f"nothing here is called `{other}`", at)
            stated = [p for p in known if p in self.graph.statements]
            meta = as_dict(as_dict(data).get("meta"))
            self.graph.issues.append(Issue(stated, standard.upper(), at, name, meta))
            unread = [key for key in meta if key not in ISSUE_META]
            unread += [k for k in as_dict(data) if k not in ("id", "positions", "standard", "meta")]
            for key in unread:
                self.builder.lose("issue data", f"{key}, of {name}", at)

    def _arguments(self) -> None:
        weighings = Weighings(self.document)
        for name, data, at in self._entries("arguments"):
            argument = self._argument(name, as_dict(data), at, weighings)
            if argument is None:
                continue
            if name in self.graph.arguments:
                self.builder.say(f"`{name}` is given twice", at)
                continue
            self.graph.arguments[name] = argument
        for name, weight in weighings.ranks(self.graph).items():
            self.graph.arguments[name].attributes.setdefault("strength", f"{weight:.4g}")

    def _argument(
        self, name: str, given: dict[str, Any], at: int, weighings: Weighings
    ) -> Argument | None:
        conclusion, premises = given.get("conclusion"), given.get("premises") or []
        if not isinstance(conclusion, str) or not conclusion:
            self.builder.say(f"the argument `{name}` has no `conclusion`", at)
            return None
        if isinstance(premises, str):
            premises = [premises]
        if not all(isinstance(p, str) for p in as_dict(premises).values() or as_list(premises)):
            # Without one of its premises it would say that the others are enough.
            self.builder.say(f"the premises of `{name}` should be ids", at)
            return None
        named, roles, warrant = self._premises(premises)
        for key in given:
            if key not in _ARGUMENT:
                self.builder.lose("keys", f"{key}, of {name}", at)
        scheme, undercutter = given.get("scheme", ""), given.get("undercutter", "")
        scheme = scheme if isinstance(scheme, str) else ""
        weighing = weighings.of(scheme)
        if weighing.unknown:
            what = f"{weighing.unknown}, of {name}: a map has it that all premises are needed"
            self.builder.lose("weighing functions", what, at)
        weight = given.get("weight", given.get("weigth", weighing.constant))
        return Argument(
            named,
            roles,
            self.known(conclusion),
            self.known(undercutter) if isinstance(undercutter, str) else "",
            scheme,
            weighing.basic,
            warrant,
            {**as_dict(given.get("metadata")), **as_dict(given.get("meta"))},
            {} if weight in (None, "") else {"strength": weight},
            at,
        )

    def _premises(
        self, premises: list[str] | dict[str, str]
    ) -> tuple[list[str], dict[str, str], str | None]:
        """The ids of premises, their roles, and the warrant."""
        by_role = premises.items() if isinstance(premises, dict) else (("", p) for p in premises)
        named: list[str] = []
        roles: dict[str, str] = {}
        warrant = None
        for role, premise in by_role:
            if role == "warrant" and len(premises) > 1:
                warrant = self.known(premise)
                continue
            named.append(self.known(premise))
            if role and not role.isdigit():
                roles[named[-1]] = role
        return named, roles, warrant


def _without_blanks(formula: str) -> str:
    return re.sub(r"\s+", "", formula)


def _terms(text: str) -> list[str]:
    """What stands between the commas of a formula, not counting those within brackets."""
    terms, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            terms.append("")
        else:
            terms[-1] += character
    return terms
