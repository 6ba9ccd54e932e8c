"""The JSON form of a map → the map.

A file is checked against the format (docs/json.md) key by key, so that each fault is reported with the
path to it, as `$.arguments[3].target`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from attrs import define, field

from argmap.arrange import checked
from argmap.diagnostics import ArgmapError, Diagnostic, did_you_mean, nearest, report
from argmap.model import (
    AIMED_AT_STEPS,
    Answer,
    Argument,
    Condition,
    Explanation,
    Import,
    Independence,
    Map,
    Part,
    Preference,
    Section,
    Statement,
)
from argmap.readers.decoding import locate
from argmap.resolve import Resolved
from argmap.source import Source
from argmap.syntax.words import KINDS, is_label
from argmap.values import Value, text_of, value_of

# Each object's keys: what a value must be, and `!` where it may not be missing.
_FORMS: dict[str, dict[str, str]] = {
    "sections": {
        **{"id": "text!", "label": "text", "title": "text!", "parent": "text"},
        **{"speakers": "texts", "attributes": "attributes"},
    },
    "statements": {
        **{"id": "text!", "label": "text", "kind": "kind!", "unstated": "flag", "open": "flag"},
        **{"text": "text!", "section": "text", "within": "text", "speakers": "texts"},
        **{"quotations": "texts", "attributes": "attributes"},
    },
    "arguments": {
        **{"id": "text!", "role": "role!", "premises": "texts!", "target": "text!"},
        **{"conceded": "flag", "strict": "flag", "scheme": "text", "warrant": "text"},
        **{"speakers": "texts", "premise_roles": "roles", "attributes": "attributes"},
    },
    "parts": {"whole": "text!", "part": "text!", "alternative_to": "text"},
    "preferences": {"preferred": "text!", "over": "text!"},
    "explanations": {"explaining": "texts!", "explained": "text!"},
    "conditions": {"statement": "text!", "provided": "text!"},
    "answers": {"question": "text!", "answer": "text!"},
    "independences": {"statement": "text!", "of": "text!"},
    "imports": {"name": "text!", "path": "text!"},
}
_ROLES = ("supports", "rebuts", "undercuts", "challenges")
_KINDS = (*KINDS, "supposition")
_PAIRS = ("contradictions", "restatements")
_TOP = ("format", "version", "title", "attributes", "imports", *_FORMS, *_PAIRS)
_OLDER: dict[tuple[str, str], str] = {
    ("statements", "possible"): "open",
    ("statements", "speaker"): "speakers",
}
"""Keys that older files have, and the keys that they are read as."""
_LINE_BREAK = re.compile("[\x00-\x08\n-\x1f\ud800-\udfff\ufffe\uffff]")


_PATH = re.compile(r"`(\$[^`]*)`")


class _NoMap(Exception):
    """The text is no JSON form of a map at all: nothing more can be said of it."""


def read_json(source: Source) -> Resolved:
    """The map that a JSON text holds, and what was wrong; never raises on what the text holds."""
    reader = _Reader(source)
    try:
        map = reader.read()
    except _NoMap:
        map = Map(source=source)
    return Resolved(map, tuple(reader.diagnostics))


@define(eq=False)
class _Reader:
    source: Source
    diagnostics: list[Diagnostic] = field(factory=list)

    def _say(self, message: str, *help: str, at: int | None = None) -> None:
        """Reports a fault, placed where the path that its message begins with leads."""
        if at is None:
            path = _PATH.match(message)
            # Each search scans the text: only the first faults are located.
            few = len(self.diagnostics) < 100
            at = locate(self.source.text, path[1]) if path and few else 0
        self.diagnostics.append(report("invalid-json", message, self.source, (at, at + 1), *help))

    def read(self) -> Map:
        try:
            data = json.loads(
                self.source.text, parse_constant=_no_constant, object_pairs_hook=self._object
            )
        except json.JSONDecodeError as error:
            self._say(f"this is no JSON: {error.msg[:1].lower()}{error.msg[1:]}", at=error.pos)
            raise _NoMap from None
        except RecursionError:
            self._say("this JSON is nested too deep to be a map")
            raise _NoMap from None
        except ValueError:
            self._say("this is no JSON that argmap reads: NaN, Infinity, or a number too long")
            raise _NoMap from None
        if not isinstance(data, dict) or data.get("format") != "argmap":
            begins = 'an argmap map begins with `{"format": "argmap", "version": 1`'
            self._say('this JSON is no argmap map: it lacks `"format": "argmap"`', begins)
            raise _NoMap
        if data.get("version") != 1 or isinstance(data["version"], bool):
            version = json.dumps(data.get("version"))[:40]
            self._say(f"this map is of version {version}, and argmap reads version 1")
            raise _NoMap
        self._keys(data, _TOP, "$")
        return self._map(data)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data = dict(pairs)
        if len(data) < len(pairs):
            seen: set[str] = set()
            twice = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
            self._say(f"an object has the key `{twice}` twice")
        return data

    def _keys(self, data: dict[str, Any], known: Iterable[str], path: str) -> None:
        for key in data:
            if key not in known:
                guess = nearest(key, known)
                self._say(
                    f"`{path}.{key}` is no key of the format",
                    *did_you_mean(guess),
                )

    def _map(self, data: dict[str, Any]) -> Map:
        made = {key: self._objects(data, key) for key in _FORMS}
        attributes = self._value("attributes", data.get("attributes", {}), "$.attributes")
        title = self._value("text", data.get("title", ""), "$.title")
        pairs = {key: self._pairs(key, data.get(key, [])) for key in _PAIRS}
        if not self.diagnostics:
            self._check_references(made, pairs)
        broken = bool(self.diagnostics)
        if not made["statements"] and not broken:
            self.diagnostics.append(
                report(
                    "empty-map",
                    "this map holds no statement",
                    self.source,
                    (0, 1),
                    'statements stand under `"statements"`',
                )
            )
        if broken:
            return Map(source=self.source)
        try:
            map = checked(
                Map(
                    [Statement(**entry) for entry in made["statements"]],
                    [Argument(**entry) for entry in made["arguments"]],
                    title=title,
                    attributes=attributes,
                    sections=[Section(**entry) for entry in made["sections"]],
                    parts=[Part(**entry) for entry in made["parts"]],
                    **pairs,
                    preferences=[Preference(**entry) for entry in made["preferences"]],
                    explanations=[Explanation(**entry) for entry in made["explanations"]],
                    conditions=[Condition(**entry) for entry in made["conditions"]],
                    answers=[Answer(**entry) for entry in made["answers"]],
                    independences=[Independence(**entry) for entry in made["independences"]],
                    imports=[Import(**entry) for entry in made["imports"]],
                    source=self.source,
                )
            )
        except ArgmapError as error:
            self._say(f"no text could say this map: {error}")
            return Map(source=self.source)
        self._report_renumbered(made, map)
        return map

    def _report_renumbered(self, made: dict[str, list[dict[str, Any]]], map: Map) -> None:
        """Reports the first identifier of each sort that is read as another than the file has."""
        for key, identifiers in (
            ("statements", [s.id for s in map.statements]),
            ("arguments", [a.id for a in map.arguments]),
            ("sections", [s.id for s in map.sections]),
        ):
            for index, (entry, own) in enumerate(zip(made[key], identifiers, strict=True)):
                if entry["id"] == own:
                    continue
                path = f"$.{key}[{index}].id"
                at = locate(self.source.text, path)
                self.diagnostics.append(
                    report(
                        "renumbered",
                        f"`{path}` is `{entry['id']}`, which is read as `{own}`: the identifier of "
                        "what has no label comes from its kind and place",
                        self.source,
                        (at, at + 1),
                        "give a label to what should keep its name",
                    )
                )
                return

    def _objects(self, data: dict[str, Any], key: str) -> list[dict[str, Any]]:
        entries = data.get(key, [])
        if not isinstance(entries, list):
            self._say(f"`$.{key}` should be a list")
            return []
        return [self._entry(e, key, f"$.{key}[{i}]") for i, e in enumerate(entries)]

    def _entry(self, data: object, key: str, path: str) -> dict[str, Any]:
        form = _FORMS[key]
        if not isinstance(data, dict):
            self._say(f"`{path}` should be an object")
            return {}
        data = {_OLDER.get((key, name), str(name)): value for name, value in data.items()}
        if key == "statements" and isinstance(data.get("speakers"), str):
            data["speakers"] = [data["speakers"]]
        self._keys(data, form, path)
        made = {}
        for name, what in form.items():
            if name in data and data[name] is not None:
                made[name] = self._value(what.rstrip("!"), data[name], f"{path}.{name}")
            elif what.endswith("!"):
                self._say(f"`{path}` lacks `{name}`")
        return made

    def _value(self, what: str, value: Any, path: str) -> Any:
        if what in ("attributes", "roles"):
            return self._mapping(what, value, path)
        if what == "texts":
            if not isinstance(value, list):
                self._say(f"`{path}` should be a list of texts")
                return ()
            return tuple(self._value("text", v, f"{path}[{i}]") for i, v in enumerate(value))
        if what == "flag":
            if not isinstance(value, bool):
                self._say(f"`{path}` should be true or false")
            return value
        if not isinstance(value, str):
            self._say(f"`{path}` should be a text")
            return ""
        if _LINE_BREAK.search(value):
            self._say(f"`{path}` holds a line break or a control character")
        if what in ("kind", "role"):
            known = _KINDS if what == "kind" else _ROLES
            if value not in known:
                self._say(f"`{path}` should be one of {', '.join(known)}")
        return value

    def _mapping(self, what: str, value: Any, path: str) -> dict[str, Value]:
        if not isinstance(value, dict):
            self._say(f"`{path}` should be an object")
            return {}
        made: dict[str, Value] = {}
        for name, entry in value.items():
            here = f"{path}.{name}"
            number = isinstance(entry, (int, float)) and not isinstance(entry, bool)
            words = isinstance(entry, list) and all(isinstance(w, str) for w in entry)
            numeric = what == "attributes" and name in ("confidence", "strength")
            listed = what == "attributes" and name == "tags"
            if not (number if numeric else words if listed else isinstance(entry, str)):
                form = "a number" if numeric else "a list of words" if listed else "a text"
                self._say(f"`{here}` should be {form}")
                continue
            value = tuple(entry) if listed else float(entry) if numeric else entry
            if _LINE_BREAK.search(text_of(value)):
                self._say(f"`{here}` holds a line break or a control character")
                continue
            try:
                made[name] = value_of(name, text_of(value)) if what == "attributes" else value
            except ValueError as error:
                self._say(f"`{here}` should be {error}")
        return made

    def _pairs(self, key: str, pairs: Any) -> list[tuple[str, str]]:
        if not isinstance(pairs, list):
            self._say(f"`$.{key}` should be a list")
            return []
        made = []
        for index, pair in enumerate(pairs):
            if isinstance(pair, list) and len(pair) == 2 and all(isinstance(p, str) for p in pair):
                made.append((pair[0], pair[1]))
            else:
                self._say(f"`$.{key}[{index}]` should be two identifiers")
        return made

    def _check_references(
        self, made: dict[str, list[dict[str, Any]]], pairs: dict[str, list[tuple[str, str]]]
    ) -> None:
        """Reports identifiers that are given twice, or that name nothing."""
        statements = self._check_ids(made["statements"], "statements")
        arguments = self._check_ids(made["arguments"], "arguments")
        sections = self._check_ids(made["sections"], "sections")
        suppositions = {e["id"] for e in made["statements"] if e["kind"] == "supposition"}
        for index, entry in enumerate(made["statements"]):
            self._check_known(sections, entry.get("section"), f"$.statements[{index}].section")
            self._check_known(suppositions, entry.get("within"), f"$.statements[{index}].within")
        parents: dict[str, str | None] = {}
        for index, entry in enumerate(made["sections"]):
            parent = entry.get("parent")
            self._check_known(
                set(parents), parent, f"$.sections[{index}].parent", "an earlier section"
            )
            parents[entry["id"]] = parent
        roles = {entry["id"]: entry["role"] for entry in made["arguments"]}
        for index, entry in enumerate(made["arguments"]):
            path = f"$.arguments[{index}]"
            if not entry["premises"]:
                self._say(f"`{path}.premises` should name a statement")
            for premise in entry["premises"]:
                self._check_known(statements, premise, f"{path}.premises")
            aims = arguments if roles[entry["id"]] in AIMED_AT_STEPS else statements
            self._check_known(aims, entry["target"], f"{path}.target")
            if entry.get("conceded") and entry["role"] != "rebuts":
                self._say(f"`{path}.conceded` belongs to an argument that rebuts")
            self._check_known(statements, entry.get("warrant"), f"{path}.warrant")
            for premise in entry.get("premise_roles", ()):
                self._check_known(set(entry["premises"]), premise, f"{path}.premise_roles")
        self._undercuts(made["arguments"])
        for key in (
            "parts",
            "preferences",
            "explanations",
            "conditions",
            "answers",
            "independences",
        ):
            for index, entry in enumerate(made[key]):
                for name, value in entry.items():
                    for named in (value,) if isinstance(value, str) or value is None else value:
                        self._check_known(statements, named, f"$.{key}[{index}].{name}")
        for key, listed in pairs.items():
            for index, pair in enumerate(listed):
                for value in pair:
                    self._check_known(statements, value, f"$.{key}[{index}]")

    def _undercuts(self, arguments: list[dict[str, Any]]) -> None:
        """Reports undercuts that form a cycle."""
        target = {a["id"]: a["target"] for a in arguments if a["role"] in AIMED_AT_STEPS}
        sound: set[str] = set()
        for index, argument in enumerate(arguments):
            chain: list[str] = []
            at = argument["id"]
            while at in target and at not in sound and at not in chain:
                chain.append(at)
                at = target[at]
            if at in chain:
                self._say(f"`$.arguments[{index}].target` leads back to the argument itself")
            sound.update(chain)

    def _check_ids(self, entries: list[dict[str, Any]], key: str) -> set[str]:
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            identifier, label = entry["id"], entry.get("label")
            if identifier in seen:
                self._say(f"`$.{key}[{index}].id` is given twice: `{identifier}`")
            seen.add(identifier)
            if label is None:
                continue
            if label != identifier:
                self._say(f"`$.{key}[{index}].label` should be the `id` of what it names")
            elif not all(is_label(word) for word in label.split(".")):
                self._say(f"`$.{key}[{index}].label` is no label: `{label}`")
        return seen

    def _check_known(
        self, known: set[str], identifier: str | None, path: str, what: str = "anything here"
    ) -> None:
        if identifier is not None and identifier not in known:
            guess = nearest(identifier, known)
            self._say(
                f"`{path}` names `{identifier}`, which is not the `id` of {what}",
                *did_you_mean(guess),
            )


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is no JSON number")
