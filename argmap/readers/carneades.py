"""Argument graphs in the YAML of Carneades 4 as a map.

Statements, arguments, issues and assumptions. An `undercutter` says that its argument does not apply, so
what is argued for it undercuts that argument. Positions of an issue exclude each other; where one is but
the negation of the other, as Carneades' own examples write it (`¬self defense`), what is argued for it
rebuts the other. What is neither assumed nor argued for Carneades does not hold: a map has no such mark.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import Any

from attrs import define, field

from argmap.model import Kind, Role
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, Yaml, checked_size, yaml_of
from argmap.resolve import Resolved
from argmap.source import Source
from argmap.syntax.words import KINDS

NEGATION = "¬"
"""How the id and the text of a negated statement begin."""

UNNAMED = re.compile(rf"(?:{'|'.join(KINDS)})-\d+_*")
"""The ids of statements that have no label."""

NOT_APPLICABLE = f"{NEGATION}app("

_POSITIONS = 200
"""Of so many positions of one issue each contradicts each; in a map, of more, that would be no help."""

_FIELDS = (
    "kind",
    "label",
    "section",
    "speaker",
    "unstated",
    "possible",
    "quotations",
    "attributes",
)
_STEP_FIELDS = ("scheme", "conceded", "premise_roles", "warrant", "attributes")
_MAP_FIELDS = ("title", "attributes", "sections", "parts", "preferences", "contradictions")
_NOT_READ = {
    "argument_schemes": "argument schemes",
    "issue_schemes": "issue schemes",
    "weighing_functions": "weighing functions",
    "references": "references",
    "tests": "tests",
    "labels": "labellings",
}


@define
class _Argument:
    premises: list[str]
    roles: dict[str, str]
    conclusion: str
    undercutter: str
    scheme: str
    warrant: str | None
    meta: dict[str, Any]
    attributes: dict[str, object]
    at: int


def read_carneades(source: Source) -> Resolved:
    """The map of an argument graph; never raises on what the text holds."""
    found = MapBuilder(source, "Carneades graph")
    try:
        document = yaml_of(checked_size(source))
    except Broken as broken:
        found.say(broken.message, broken.at)
    else:
        if isinstance(document.data, dict):
            _Graph(document, found).gather()
        elif document.data:
            found.say("a Carneades graph is a mapping: `statements`, `arguments` and the like")
    return found.resolved()


@define(eq=False)
class _Graph:
    document: Yaml
    found: MapBuilder
    texts: dict[str, str] = field(factory=dict)
    details: dict[str, dict[str, Any]] = field(factory=dict)
    assumed: dict[str, None] = field(factory=dict)
    issues: list[tuple[list[str], str, int]] = field(factory=list)
    arguments: dict[str, _Argument] = field(factory=dict)
    squeezed: dict[str, str] = field(factory=dict)

    def gather(self) -> None:
        """Tells the map of the graph."""
        self._statements()
        self._assumptions()
        self._issues()
        self._arguments()
        meta = _dict(self.document.data.get("meta"))
        self._meta(meta)
        for key, value in self.document.data.items():
            if key in _NOT_READ:
                for name in self._names_in(value):
                    self.found.lose(_NOT_READ[key], name, self.document.at(key))
            elif key not in (
                "meta",
                "statements",
                "arguments",
                "issues",
                "assumptions",
                "language",
            ):
                self.found.lose("keys", key, self.document.at(key))
        self._map()

    def _names_in(self, value: Any) -> list[str]:
        if isinstance(value, dict):
            return [
                f"{k}: {', '.join(_strings(v))}" if isinstance(v, list) else k
                for k, v in value.items()
            ]
        return [str(_dict(v).get("id", "without an id")) for v in _list(value)]

    # What stands there

    def _entries(self, key: str) -> list[tuple[str, Any, int]]:
        """What is under a key, a mapping by ids or a list of things that have one."""
        value = self.document.data.get(key)
        if isinstance(value, dict):
            return [(name, data, self.document.at(key, name)) for name, data in value.items()]
        if isinstance(value, list):
            listed = []
            for index, data in enumerate(value):
                name = _dict(data).get("id", f"{key[:-1]} {index + 1}")
                listed.append((str(name), data, self.document.at(key, index)))
            return listed
        if value:
            self.found.say(f"`{key}` should be a mapping", self.document.at(key))
        return []

    def _statements(self) -> None:
        for name, data, at in self._entries("statements"):
            given = data if isinstance(data, dict) else {"text": data}
            text = given.get("text", "")
            if not isinstance(text, str):
                self.found.say(f"the text of `{name}` should be a text", at)
                continue
            if name in self.texts:
                self.found.say(f"`{name}` is given twice", at)
                continue
            self.texts[name] = text or name
            self.squeezed.setdefault(_squeezed(name), name)
            meta = {**_dict(given.get("metadata")), **_dict(given.get("meta"))}
            self.details[name] = {"meta": meta, "at": at}
            if given.get("assumed") == "true":
                self.assumed[name] = None
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
                    self.found.lose(kind, f"{key}: {given[key]}, of {name}", at)

    def _known(self, name: str) -> str:
        """A name as `statements` has it; blanks in formulas do not count."""
        return name if name in self.texts else self.squeezed.get(_squeezed(name), name)

    def _assumptions(self) -> None:
        value = self.document.data.get("assumptions")
        if isinstance(value, str) and value:
            value = [value]
        for index, given in enumerate(value or []):
            at = self.document.at("assumptions", index)
            if not isinstance(given, str):
                self.found.say("`assumptions` should be a list of ids", at)
                continue
            name = self._known(given)
            if name not in self.texts:
                spoken = self._spoken(name)
                if spoken is None:
                    self.found.say(f"nothing here is called `{name}`", at)
                    continue
                self.texts[name] = spoken
                self.squeezed.setdefault(_squeezed(name), name)
                self.details[name] = {"meta": {}, "at": at}
            self.assumed[name] = None

    def _spoken(self, formula: str) -> str | None:
        """An atomic formula in the words that `language` has for its predicate."""
        shape = re.fullmatch(r"(\w+)\((.*)\)", formula)
        if shape is None:
            return None
        terms = [term.strip() for term in _terms(shape[2])]
        form = _dict(self.document.data.get("language")).get(f"{shape[1]}/{len(terms)}")
        if not isinstance(form, str) or len(re.findall(r"%[vs]", form)) != len(terms):
            return formula
        words = iter(terms)
        return re.sub(r"%[vs]", lambda _: next(words), form)

    def _issues(self) -> None:
        for name, data, at in self._entries("issues"):
            positions = _dict(data).get("positions")
            standard = _dict(data).get("standard") or ""
            if not isinstance(positions, list) or not isinstance(standard, str):
                self.found.say(f"the issue `{name}` should have a list of `positions`", at)
                continue
            known = list(dict.fromkeys(self._known(p) for p in _strings(positions)))
            for other in known:
                if other not in self.texts:
                    self.found.say(f"nothing here is called `{other}`", at)
            self.issues.append(([p for p in known if p in self.texts], standard.upper(), at))
            for key in _dict(data):
                if key not in ("id", "positions", "standard"):
                    self.found.lose("issue data", f"{key}, of {name}", at)

    def _arguments(self) -> None:
        weights = self._constants()
        for name, data, at in self._entries("arguments"):
            given = _dict(data)
            conclusion, premises = given.get("conclusion"), given.get("premises")
            if not isinstance(conclusion, str) or not conclusion:
                self.found.say(f"the argument `{name}` has no `conclusion`", at)
                continue
            if isinstance(premises, str) and premises:
                premises = [premises]
            if not isinstance(premises, (dict, list)):
                self.found.say(f"the argument `{name}` has no `premises`", at)
                continue
            by_role = (
                premises.items() if isinstance(premises, dict) else (("", p) for p in premises)
            )
            named: list[str] = []
            roles: dict[str, str] = {}
            warrant = None
            for role, premise in by_role:
                if not isinstance(premise, str):
                    self.found.say(f"the premises of `{name}` should be ids", at)
                elif role == "warrant" and len(premises) > 1:
                    warrant = self._known(premise)
                else:
                    named.append(self._known(premise))
                    if role and not role.isdigit():
                        roles[named[-1]] = role
            scheme, undercutter = given.get("scheme", ""), given.get("undercutter", "")
            scheme = scheme if isinstance(scheme, str) else ""
            weight = given.get("weight", given.get("weigth", weights.get(scheme)))
            meta = {**_dict(given.get("metadata")), **_dict(given.get("meta"))}
            attributes: dict[str, object] = {} if weight in (None, "") else {"strength": weight}
            for key in given:
                if key == "parameters" or key not in (
                    *("id", "conclusion", "premises", "scheme", "undercutter", "weight", "weigth"),
                    *("meta", "metadata"),
                ):
                    self.found.lose("keys", f"{key}, of {name}", at)
            if name in self.arguments:
                self.found.say(f"`{name}` is given twice", at)
                continue
            self.arguments[name] = _Argument(
                named,
                roles,
                self._known(conclusion),
                self._known(undercutter) if isinstance(undercutter, str) else "",
                scheme,
                warrant,
                meta,
                attributes,
                at,
            )

    def _constants(self) -> dict[str, str]:
        """The weight that arguments of a scheme have, where it is one number."""
        schemes = self.document.data.get("argument_schemes")
        named = (
            schemes.items()
            if isinstance(schemes, dict)
            else ((_dict(s).get("id"), s) for s in _list(schemes))
        )
        return {
            str(name): constant
            for name, data in named
            if isinstance(constant := _dict(_dict(data).get("weight")).get("constant"), str)
        }

    # What it says

    def _map(self) -> None:
        uses = Counter(p for a in self.arguments.values() for p in (*a.premises, a.warrant) if p)
        positions = Counter(p for names, _, _ in self.issues for p in names)
        undercutting: dict[str, list[str]] = {}
        for name, argument in self.arguments.items():
            if argument.undercutter:
                undercutting.setdefault(argument.undercutter, []).append(name)
        concluded = {a.conclusion for a in self.arguments.values()}
        # Undercutters that say nothing but that their argument does not apply.
        bare = {
            u
            for u in undercutting
            if u in concluded
            and len(undercutting[u]) == 1
            and u not in self.assumed
            and not uses[u]
            and not positions[u]
            and _bare(u, self.texts.get(u, u))
        }
        against = {}
        for names, _, _ in self.issues:
            for one, other in (names, names[::-1]) if len(names) == 2 else ():
                negated = other not in self.assumed and not uses[other] and positions[other] == 1
                text = re.sub(rf"^{NEGATION}[ \t]+", NEGATION, self.texts[other])
                plain = other not in undercutting and not self.details[other]["meta"]
                if negated and plain and one != other and f"{NEGATION}{self.texts[one]}" == text:
                    against[other] = one
        exceptions = self._exceptions(bare, concluded)
        standards = {p: s for names, s, _ in self.issues if s for p in names}
        for name, text in self.texts.items():
            if name not in bare and name not in against:
                possible = name in undercutting or name in exceptions
                self._statement(name, text, standards.get(name), possible, name in concluded)
        for names, _, at in self.issues:
            if len(names) > _POSITIONS:
                what = f"between {len(names)} positions of one issue"
                self.found.lose("contradictions", what, at)
                continue
            for one, other in combinations(names, 2):
                if one not in against and other not in against:
                    self.found.contradiction(one, other, at)
        parts = {
            name: [f"{name}\0{i}" if i else name for i, _ in enumerate(argument.premises)]
            if argument.scheme == "convergent"
            else [name]
            for name, argument in self.arguments.items()
        }
        for name, argument in self.arguments.items():
            if argument.conclusion in bare:
                targets = [p for u in undercutting[argument.conclusion] for p in parts[u]]
                self._steps(name, parts[name], argument, targets, "undercuts")
            else:
                target = against.get(argument.conclusion)
                role: Role = "supports" if target is None else "rebuts"
                self._steps(name, parts[name], argument, [target or argument.conclusion], role)
        for undercutter, names in undercutting.items():
            for step in [p for name in names for p in parts[name]]:
                if undercutter not in bare:
                    at = self.arguments[names[0]].at
                    self.found.step([undercutter], step, "undercuts", at)

    def _exceptions(self, bare: set[str], concluded: set[str]) -> set[str]:
        """What nothing holds and what alone makes an argument not apply: an exception that is only possible."""
        found, other = set(), {p for names, _, _ in self.issues for p in names}
        for argument in self.arguments.values():
            if (
                argument.conclusion in bare
                and argument.warrant is None
                and len(argument.premises) == 1
            ):
                found.update(argument.premises)
            else:
                other.update(argument.premises, filter(None, [argument.warrant]))
        return found - other - concluded - set(self.assumed)

    def _statement(
        self, name: str, text: str, standard: str | None, possible: bool, argued: bool
    ) -> None:
        meta, at = self.details[name]["meta"], self.details[name]["at"]
        attributes: dict[str, object] = {"standard": standard} if standard else {}
        attributes |= {_own(k): v for k, v in meta.items() if k not in _FIELDS}
        attributes |= _dict(meta.get("attributes"))
        held = name in self.assumed
        spoken = meta.get("speaker")
        possible = meta.get("possible") == "true" or (possible and not held and not spoken)
        if held and argued:
            self.found.lose("assumptions", f"{name}, which is argued for", at)
        elif not held and not argued and not possible and not spoken:
            self.found.lose(
                "open statements", f"{name}, which is held where it is not argued for", at
            )
        kind: Kind | None = meta.get("kind") if meta.get("kind") in KINDS else None
        label = meta.get("label") or (None if UNNAMED.fullmatch(name) else name)
        self.found.statement(
            name,
            text,
            at,
            kind=kind,
            label=str(label) if label else None,
            section=_word(meta.get("section")),
            speaker=_word(meta.get("speaker")),
            unstated=meta.get("unstated") == "true",
            possible=possible,
            quotations=_strings(meta.get("quotations")),
            attributes=attributes,
        )

    def _steps(
        self, name: str, parts: list[str], argument: _Argument, targets: list[str], role: Role
    ) -> None:
        meta = argument.meta
        attributes = {
            **argument.attributes,
            **{_own(k): v for k, v in meta.items() if k not in _STEP_FIELDS},
            **_dict(meta.get("attributes")),
        }
        scheme = _word(meta.get("scheme")) or argument.scheme
        if argument.scheme in ("cumulative", "factorized"):
            what = f"{argument.scheme}, of {name}: a map has it that all premises are needed"
            self.found.lose("weighing functions", what, argument.at)
        if scheme in ("linked", "convergent"):
            scheme = ""
        roles = argument.roles | {
            p: r for p, r in _dict(meta.get("premise_roles")).items() if isinstance(r, str)
        }
        groups = [argument.premises] if len(parts) == 1 else [[p] for p in argument.premises]
        for part, premises in zip(parts, groups, strict=True):
            for index, target in enumerate(targets):
                self.found.step(
                    premises,
                    target,
                    role,
                    argument.at,
                    name=f"{part}\0to {target}" if index else part,
                    conceded=meta.get("conceded") == "true",
                    scheme=scheme or None,
                    warrant=argument.warrant or _word(meta.get("warrant")),
                    premise_roles={p: r for p, r in roles.items() if p in premises},
                    attributes=attributes,
                )

    def _meta(self, meta: dict[str, Any]) -> None:
        title = meta.get("title")
        self.found.title = title if isinstance(title, str) else ""
        self.found.attributes |= {_own(k): v for k, v in meta.items() if k not in _MAP_FIELDS}
        self.found.attributes |= _dict(meta.get("attributes"))
        for section in map(_dict, _list(meta.get("sections"))):
            self.found.section(
                str(section.get("id", "")),
                str(section.get("title", "")),
                _word(section.get("parent")),
                _word(section.get("label")),
                _dict(section.get("attributes")),
                self.document.at("meta", "sections"),
            )
        at = self.document.at("meta")
        for part in map(_dict, _list(meta.get("parts"))):
            whole, own = str(part.get("whole", "")), str(part.get("part", ""))
            self.found.part(whole, own, _word(part.get("alternative_to")), at)
        for preference in map(_dict, _list(meta.get("preferences"))):
            self.found.preference(
                str(preference.get("preferred", "")), str(preference.get("over", "")), at
            )
        for pair in map(_strings, _list(meta.get("contradictions"))):
            if len(pair) == 2:
                self.found.contradiction(pair[0], pair[1], at)


def _bare(name: str, text: str) -> bool:
    return text.strip() == name or text.startswith(NOT_APPLICABLE)


def _own(key: str) -> str:
    return "note" if key in ("notes", "description") else key


def _squeezed(formula: str) -> str:
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


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: Any) -> list[str]:
    return [v for v in _list(value) if isinstance(v, str)]


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
