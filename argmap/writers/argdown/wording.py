"""What stands in the lines of an Argdown text: titles, words, tags, data and inferences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, field

from argmap.losses import Loss
from argmap.model import Argument, Map, Section, Statement
from argmap.readers.argdown.names import PRESENTATION, SETTINGS, made_up, scheme_of
from argmap.readers.builder import kinds_by_use
from argmap.readers.sanitizer import label_like
from argmap.syntax.words import is_label
from argmap.writers.argdown.text import data, escaped, flow, scalar, tag, titled

# What the data of a statement, an inference or a heading says besides attributes.
_OF_STATEMENTS = frozenset(
    (
        *("label", "kind", "unstated", "open", "within", "speaker", "quotations", "section"),
        *("restates", "provided", "explained-by"),
        *("negation", "parts", "outweighs", "uses", "from"),
    )
)
_OF_ARGUMENTS = frozenset(("uses", "from", "conceded", "warrant", "roles", "speaker"))
_OF_SECTIONS = frozenset(("label", "speaker"))
# Titles that Argdown's own program trips over.
_TRAPS = frozenset(
    "__proto__ constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString"
    " valueOf __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__".split()
)


@define(eq=False)
class Line:
    """A line that is to be written: a statement by its id, an inference by its argument, or a `text`.

    `depth` is the indentation, `lead` what stands before the words (`+ `, `(2) `). A statement is `defined`
    where it stands with its words; `section` is then the number of its section, where no heading says it.
    `groups` has by name the statements that the data of the statement names, in groups.
    """

    depth: int
    lead: str
    statement: str = ""
    defined: bool = False
    text: str = ""
    argument: Argument | None = None
    groups: dict[str, list[list[str]]] = field(factory=dict)
    section: int | None = None


@define(eq=False)
class Wording:
    """The titles and texts of the elements of a map; what has no place in Argdown is added to `losses`.

    `names` are the titles of arguments and, once `text` is called, of statements, by id.
    """

    map: Map
    losses: list[Loss] = field(factory=list)
    names: dict[str, str] = field(factory=dict, init=False)
    _statements: dict[str, Statement] = field(init=False)
    _inline: bool = field(init=False)
    # The statement whose title another that says the same has too, and the restatements that are said apart.
    _first: dict[str, str] = field(init=False)
    apart: list[tuple[str, str]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._statements = {s.id: s for s in self.map.statements}
        self._inline = self.map.attributes.get("markup") == "inline"
        self._name_arguments()
        self._first = self._classes()
        self.apart = [
            (one, other)
            for one, other in self.map.restatements
            if self._first.get(one, one) != self._first.get(other, other) or one == other
        ]

    def shares_title(self, key: str) -> bool:
        """Whether a statement stands under the title of another that says the same."""
        return self._first.get(key, key) != key

    def _classes(self) -> dict[str, str]:
        """By statement, the first of those that say the same, where they can stand under one title: with other words
        each, and without being named in data, where words can't tell which is meant.
        """
        map = self.map
        named = {a.warrant for a in map.arguments}
        # Of what is no step of an argument, Argdown has it that all statements of a title say it.
        named.update(key for pair in map.contradictions for key in pair)
        named.update(a.target for a in map.arguments if a.role == "rebuts")
        named.update(s.within for s in map.statements)
        named.update(key for p in map.parts for key in (p.part, p.alternative_to))
        named.update(p.over for p in map.preferences)
        named.update(c.provided for c in map.conditions)
        named.update(key for e in map.explanations for key in e.explaining)
        named.update(a.answer for a in map.answers)
        found: dict[str, str] = {}
        for one in dict.fromkeys(key for pair in map.restatements for key in pair):
            first, *others = map.restated(one)
            texts = {_bare(self._statements[key].text) for key in (first, *others)}
            labels = [self._statements[key].label for key in others]
            if len(texts) <= len(others) or named & {*others} or "" in texts:
                continue
            if all(label is None or is_label(label) for label in labels):
                found[one] = first
        return found

    def escaped(self, text: str) -> str:
        """A text such that Argdown reads it as it is, in the middle of a line."""
        return escaped(text, self._inline)

    def front_matter(self) -> str:
        """The title and the attributes of the map as YAML, or ""."""
        map = self.map
        made = f"title: {scalar(map.title)}\n" if map.title else ""
        for name, value in map.attributes.items():
            if name in SETTINGS or name in ("title", "authors"):
                self._lose("map attributes", name, value, "the map")
            else:
                made += f"{name}: {flow(value)}\n"
        return f"===\n{made}===\n\n" if made else ""

    def text(self, lines: Sequence[Line]) -> str:
        """The lines as text, once every statement that they name has a title."""
        mentions = Counter(line.statement for line in lines if line.statement)
        mentions.update(a.warrant for a in self.map.arguments if a.warrant)
        for line in lines:
            mentions.update(k for groups in line.groups.values() for g in groups for k in g)
        for s in self.map.statements:
            # What a passage stands under, and what says the same as others, is named.
            named = [s.within] if s.within is not None else []
            mentions.update(dict.fromkeys((*named, *filter(None, [self._first.get(s.id)])), 2))
        self._name_statements(mentions)
        kinds = kinds_by_use((a.role, a.premises, a.warrant) for a in self.map.arguments)
        made: list[str] = []
        for line in lines:
            margin = "  " * line.depth
            if line.argument is not None:
                made.append(self._inference(line.argument))
            elif not line.statement:
                made.append(f"{margin}{line.lead}{line.text}")
            else:
                words = self._statement(line, margin, kinds)
                made.append(f"{margin}{line.lead}{words}")
        return "\n".join(made) + "\n" if made else ""

    def heading(self, section: Section) -> str:
        """The heading of a section, with its tags and data."""
        depth, above = 1, section.parent
        by_id = {s.id: s for s in self.map.sections}
        while above is not None:
            depth, above = depth + 1, by_id[above].parent
        values: dict[str, Any] = {"label": section.label} if section.label else {}
        values |= {"speaker": section.speaker} if section.speaker else {}
        tags = ""
        for name, value in section.attributes.items():
            if name in _OF_SECTIONS:
                self._lose("section attributes", name, value, section.id)
            elif name == "tags" and (written := _tags(value)):
                tags = written
            else:
                values[_argdown_name(name)] = value
        made = f"{'#' * depth} {escaped(section.title, self._inline)}{tags}"
        return f"{made} {data(values)}" if values else made

    def title_line(self, a: Argument) -> str:
        """The line above the premises of an argument: its title, and its note as its words."""
        title = f"<{self.names[a.id]}>"
        note = a.attributes.get("note")
        return f"{title}: {escaped(note, self._inline)}" if isinstance(note, str) else title

    def _name_statements(self, mentions: Mapping[str, int]) -> None:
        """Gives each statement the title by which it is named: its label, or the words that this was made
        of; without one, `Untitled 9` where it is named more than once.
        """
        wordy = {
            s.id: title
            for s in self.map.statements
            if isinstance(title := s.attributes.get("x-title"), str)
            and titled(title)
            and label_like(title) == s.label != title
            and not made_up(title)
            and title not in (s.text, *_TRAPS)
        }
        often = Counter(wordy.values())
        # Argdown counts what has no title from one.
        number = len(self.map.statements) + len(self.map.arguments)
        taken = {s.label for s in self.map.statements}
        for s in self.map.statements:
            if often[wordy.get(s.id, "")] == 1:
                title = wordy[s.id]
            elif s.label and is_label(s.label) and s.label not in _TRAPS:
                title = s.label
            elif s.label and s.label not in _TRAPS and label_like(s.label) not in taken:
                title = label_like(s.label)
                taken.add(title)
            elif s.label or mentions[s.id] > 1:
                number += 1
                title = f"Untitled {number}"
            else:
                title = ""
            self.names[s.id] = title
        for key, first in self._first.items():
            self.names[key] = self.names[first]

    def _name_arguments(self) -> None:
        """Gives each argument a title: the one that it had in Argdown, or its identifier."""
        wanted = [str(a.attributes.get("x-title", "")) for a in self.map.arguments]
        often = Counter(wanted)
        for a, title in zip(self.map.arguments, wanted, strict=True):
            good = titled(title) and often[title] == 1 and title not in _TRAPS
            self.names[a.id] = title if good and not made_up(title, of_argument=True) else a.id

    def _statement(self, line: Line, margin: str, kinds: Mapping[str, str]) -> str:
        s = self._statements[line.statement]
        title = self.names[s.id]
        values: dict[str, Any] = {}
        for name, groups in line.groups.items():
            named = [[self.names[key] for key in group] for group in groups]
            values[name] = [group[0] if len(group) == 1 else group for group in named]
        shared = self.shares_title(s.id)
        if not line.defined:
            words = f": {escaped(s.text, self._inline)}" if shared else ""
            return f"[{title}]{words}" + (f" {data(values, margin)}" if values else "")
        if (s.label and shared) or (
            s.label and title != s.label and label_like(title) != s.label and is_label(s.label)
        ):
            values["label"] = s.label
        if s.kind != kinds.get(s.id, "claim"):
            values["kind"] = s.kind
        for name in ("unstated", "open"):
            if getattr(s, name):
                values[name] = True
        if s.within is not None:
            values["within"] = self.names[s.within]
        if s.speaker:
            values["speaker"] = s.speaker
        if line.section is not None:
            values["section"] = line.section
        tags = ""
        for name, value in s.attributes.items():
            if name in _OF_STATEMENTS or (name == "answers" and s.kind == "question"):
                self._lose("statement attributes", name, value, s.id)
            elif name == "tags" and (written := _tags(value)):
                tags = written
            elif not (name == "x-title" and value == title):
                values[_argdown_name(name)] = value
        if s.quotations:
            values["quotations"] = [q.text for q in s.quotations]
        words = escaped(s.text, self._inline, not (title or line.lead))
        made = (f"[{title}]: " if title else "") + words + tags
        return f"{made} {data(values, margin)}" if values else made

    def _inference(self, a: Argument) -> str:
        """The line between premises and conclusion."""
        values: dict[str, Any] = {}
        if a.conceded:
            values["conceded"] = True
        if a.warrant:
            values["warrant"] = self.names[a.warrant]
        if a.speaker:
            values["speaker"] = a.speaker
        if a.premise_roles:
            places = {key: n for n, key in enumerate(a.premises, 1)}
            values["roles"] = {places[key]: role for key, role in a.premise_roles.items()}
        rules = [a.scheme] if a.scheme else []
        for name, value in a.attributes.items():
            if name in _OF_ARGUMENTS:
                self._lose("argument attributes", name, value, a.id)
            elif name == "x-rules" and a.scheme and (listed := _rules(value, a.scheme)):
                rules = listed
            elif name != "note" and not (name == "x-title" and value == self.names[a.id]):
                values[_argdown_name(name)] = value
        if not rules and not values:
            return "----"
        made = ["--"]
        if rules:
            made.append(
                ", ".join(re.sub(r"[\\<{/.:-](?=[-/])|[{<\\]", r"\\\g<0>", r) for r in rules)
            )
        if values:
            made.append(data(values))
        return "\n".join((*made, "--"))

    def _lose(self, kind: str, name: str, value: object, owner: str) -> None:
        self.losses.append(Loss(kind, f"{name}: {value}, of {owner}"))


def _bare(text: str) -> str:
    """The words of a text, without blanks and marks of emphasis, by which Argdown tells statements apart."""
    return "".join(text.replace("*", "").replace("\\", "").split())


def _argdown_name(name: str) -> str:
    """The name that Argdown has for an attribute."""
    bare = name.removeprefix("x-")
    return bare if bare in PRESENTATION else name


def _tags(value: object) -> str:
    """Tags behind a text, or nothing where some can't stand there."""
    words = value if isinstance(value, tuple) else ()
    written = [tag(word) for word in words]
    if None in written or len(set(words)) < len(words):
        return ""
    return "".join(f" {word}" for word in written)


def _rules(value: object, scheme: str) -> list[str]:
    """The inference rules that an attribute keeps, where they name the scheme."""
    rules = str(value).split(", ")
    if any(not titled(rule) or "," in rule for rule in rules):
        return []
    named, exact = scheme_of(rules[0])
    return rules if named == scheme and (len(rules) > 1 or not exact) else []
