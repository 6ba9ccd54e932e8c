"""What was given to the constructor of a map: is it one? Raises `ArgmapError` where it is not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from argmap.arrange.edges import check_edges
from argmap.diagnostics import ArgmapError
from argmap.model import AIMED_AT_STEPS, DISCHARGING, STRICT
from argmap.syntax.words import ATTRIBUTES, KEYWORDS, KINDS, is_label, normal, slip
from argmap.values import Value, text_of, value_of
from argmap.wording import listed

if TYPE_CHECKING:
    from argmap.model import (
        Argument,
        Map,
        Section,
        Statement,
    )


from argmap.arrange.lines.line import belongs_to_argument
from argmap.arrange.numbering import places
from argmap.model.references import Lookup, referring

ROLES = ("supports", "rebuts", *AIMED_AT_STEPS)
_KINDS = (*KINDS, "supposition")
# What no text holds, and what the name of an attribute looks like (grammars/arg.lark).
_UNREADABLE = re.compile("[\x00-\x08\n-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[^\W\d_][^\x00-,\x2f:-@\x5b-\x5e`{-\x7f\s\uff1a]*")


def check(map: Map) -> Map:
    """What was given, with identifiers that name each thing once, and what was imported last.

    Raises `ArgmapError` where the parts don't make a map.
    """
    return _Check(map).map_of_parts()


class _Check:
    def __init__(self, map: Map) -> None:
        self.given = map
        self.statement_labels: set[str] = set()

    def map_of_parts(self) -> Map:
        map = self.given
        self._imports()
        sections = [self._section(s) for s in map.sections]
        statements = [self._statement(s) for s in map.statements]
        _check_labels([*statements, *sections])
        self.statement_labels = {s.label for s in statements if s.label}
        arguments = [self._argument(a) for a in map.arguments]
        # Identifiers of their own for all, so that none is taken for another's.
        keys = [self._keys(things) for things in (statements, arguments, sections)]
        bare = map.changed(
            title=_text(map.title, "the title") if map.title else "",
            attributes=self._attributes(map.attributes, "the map"),
            statements=_identified(statements, keys[0]),
            arguments=_identified(arguments, keys[1]),
            sections=_identified(sections, keys[2]),
        )
        if bare.attributes and not bare.title:
            raise ArgmapError("a map with attributes needs a title, under which they stand")
        automatic = places(bare)
        lookups = [
            _lookup(_names(things, key, automatic[f"{what}s"], what), what)
            for things, key, what in zip(
                (map.statements, map.arguments, map.sections),
                keys,
                ("statement", "argument", "section"),
                strict=True,
            )
        ]
        checked = self._own_last(referring(bare, *lookups))
        self._check_relations(checked)
        return checked

    def _mine(self, identifier: str) -> bool:
        return not self.given.imported(identifier)

    def _keys(self, things: Sequence[Any]) -> list[str]:
        """An identifier of its own for each thing; imported ones have theirs."""
        return [
            f"\0{type(t).__name__}-{i}" if self._mine(t.id) else t.id for i, t in enumerate(things)
        ]

    # What stands for itself

    def _imports(self) -> None:
        names = set()
        for line in self.given.imports:
            if not is_label(line.name):
                raise ArgmapError(f"{line.name!r} is no name for an import: it is no label")
            if line.name in names:
                raise ArgmapError(f"two imports have the name {line.name!r}")
            names.add(line.name)
            if not line.path or _UNREADABLE.search(line.path) or re.search(r"[ \t]", line.path):
                raise ArgmapError(f"an import's path holds no blanks, and {line.path!r} does")

    def _statement(self, s: Statement) -> Statement:
        if not self._mine(s.id):
            return s
        text = _text(s.text, "a statement's text")
        shown = f"the statement {_clipped(text)!r}"
        if (s.open or s.unstated) and s.kind in ("question", "supposition"):
            raise ArgmapError(f"{shown} is a {s.kind}, which is neither open nor unstated")
        if "choose" in s.attributes and s.kind != "question":
            raise ArgmapError(f"{shown} has an attribute `choose`, which is one of questions")
        return evolve(
            s,
            text=text,
            label=_label(s.label),
            unstated=bool(s.unstated),
            open=bool(s.open),
            speakers=_speakers(s, shown),
            quotations=[
                evolve(q, text=_text(q.text, f"a quotation of {shown}")) for q in s.quotations
            ],
            attributes=self._attributes(s.attributes, shown),
        )

    def _section(self, s: Section) -> Section:
        if not self._mine(s.id):
            return s
        title = _text(s.title, "a section's title")
        shown = f"the section {_clipped(title)!r}"
        return evolve(
            s,
            title=title,
            label=_label(s.label),
            speakers=_speakers(s, shown),
            attributes=self._attributes(s.attributes, shown),
        )

    def _argument(self, a: Argument) -> Argument:
        if not self._mine(a.id):
            return a
        if not a.premises:
            raise ArgmapError("an argument has at least one premise")
        if a.conceded and a.role != "rebuts":
            raise ArgmapError("only an argument that rebuts can be conceded")
        scheme = normal(a.scheme) if a.scheme else None
        if a.strict and scheme is None:
            scheme = "deduction"
        if a.strict and scheme not in STRICT:
            known = listed([repr(name) for name in STRICT], "or")
            raise ArgmapError(f"a strict argument has the scheme {known}, not {scheme!r}")
        if scheme is not None:
            if not is_label(scheme):
                raise ArgmapError(f"{scheme!r} is no scheme: it is no label, or a keyword")
            if scheme in self.statement_labels and scheme not in DISCHARGING:
                raise ArgmapError(f"the scheme {scheme!r} has the name of a statement")
        for name in a.attributes:
            if name == "roles" or name == "speaker" or not belongs_to_argument(name):
                allowed = "strength, qualifier, note, url and names that begin with x-"
                raise ArgmapError(f"an argument's attributes are {allowed}, not {name!r}")
        roles = {p: _text(role, "the role of a premise") for p, role in a.premise_roles.items()}
        if any("," in role for role in roles.values()):
            raise ArgmapError("the role of a premise holds no comma")
        return evolve(
            a,
            conceded=bool(a.conceded),
            strict=scheme in STRICT,
            scheme=scheme,
            speakers=_speakers(a, "an argument"),
            premise_roles=roles,
            attributes=self._attributes(a.attributes, "an argument"),
        )

    def _attributes(self, attributes: Mapping[str, Value], owner: str) -> dict[str, Value]:
        made = {}
        for name, value in attributes.items():
            if name == "speaker" and owner != "the map":
                raise ArgmapError(
                    f"{owner} has an attribute `speaker`, which is a field: speakers=…"
                )
            if not isinstance(name, str) or not _NAME.fullmatch(name):
                raise ArgmapError(f"{name!r} is no name for an attribute of {owner}")
            if name.casefold() in KEYWORDS:
                raise ArgmapError(f"an attribute of {owner} has the name of a keyword: {name!r}")
            meant = None if name in ATTRIBUTES or name.startswith("x-") else slip(name)
            if meant:
                raise ArgmapError(
                    f"the attribute {name!r} of {owner} would be read as a slip for {meant!r}: "
                    f"name it {'x-' + name!r}"
                )
            if isinstance(value, bool) or not isinstance(value, str | int | float | tuple):
                raise ArgmapError(f"the attribute {name!r} of {owner} is no text: {value!r}")
            if isinstance(value, tuple) and not all(isinstance(word, str) for word in value):
                raise ArgmapError(f"the attribute {name!r} of {owner} should hold words")
            text = _text(text_of(value), f"the attribute {name!r} of {owner}")
            try:
                made[name] = value_of(name, text)
            except ValueError as error:
                raise ArgmapError(
                    f"the attribute {name!r} of {owner} should be {error}, not {_clipped(text)!r}"
                ) from None
            if name == "source" and self.given.source is None and _leads_out(text):
                raise ArgmapError(f"the source {text!r} lies outside the project's folder")
        return made

    def _own_last(self, map: Map) -> Map:
        """Imported content follows the map's own."""
        if not map.imports:
            return map
        return map.changed(
            statements=sorted(map.statements, key=lambda s: not self._mine(s.id)),
            arguments=sorted(map.arguments, key=lambda a: not self._mine(a.id)),
            sections=sorted(map.sections, key=lambda s: not self._mine(s.id)),
        )

    def _check_relations(self, map: Map) -> None:
        """What holds between the parts of every text's map."""
        arguments = {a.id: a for a in map.arguments}
        for a in map.arguments:
            if a.role == "undercuts" and arguments[a.target].strict:
                raise ArgmapError(
                    "a strict argument can't be undercut: it has no exceptions, but may be challenged"
                )
            for p in a.premise_roles:
                if p not in a.premises:
                    raise ArgmapError("a role is given to what is no premise of the argument")
        _no_cycle(
            {a.id: a.target for a in map.arguments if a.aims_at_step},
            "an undercut or a challenge attacks itself, or one that attacks it",
        )
        _no_cycle(
            {s.id: s.parent for s in map.sections if s.parent is not None},
            "a section stands in itself",
        )
        check_edges(map)
        seen = set()
        for part in map.parts:
            if part.alternative_to is None:
                seen.add((part.whole, part.part))
            elif (part.whole, part.alternative_to) not in seen:
                raise ArgmapError("an alternative is one to an earlier part of the same whole")


def _speakers(thing: Statement | Argument | Section, shown: str) -> tuple[str, ...]:
    names = tuple(_text(name, f"a speaker of {shown}") for name in thing.speakers)
    if any(";" in name for name in names):
        raise ArgmapError(f"the name of a speaker of {shown} holds no semicolon")
    return names


def _check_labels(things: Iterable[Statement | Section]) -> None:
    labels: set[str] = set()
    for thing in things:
        if thing.label in labels:
            raise ArgmapError(f"the label {thing.label!r} is given twice")
        if thing.label is not None:
            labels.add(thing.label)


def _names(
    things: Iterable[Any], keys: list[str], automatic: Mapping[str, str], what: str
) -> dict[str, str]:
    """The keys by all that can name a thing: identifier, label, the object, its place."""
    names: dict[str, str] = {}
    for thing, key in zip(things, keys, strict=True):
        own = {thing.id, getattr(thing, "label", None), f"\0{id(thing)}"} - {"", None}
        for name in own:
            if names.setdefault(normal(name), key) != key:
                shown = "the same object" if name[0] == "\0" else repr(name)
                raise ArgmapError(f"{shown} is given for two {what}s")
    for key, name in automatic.items():
        names.setdefault(name, key)
    return names


def _lookup(names: Mapping[str, str], what: str) -> Lookup:
    def look(name: str, by: str) -> str:
        key = names.get(normal(name))
        if key is None:
            shown = "an object that is not in the map" if name[:1] == "\0" else repr(name)
            raise ArgmapError(f"{by} names {shown}, which is no {what} of this map")
        return key

    return look


def _no_cycle(above: Mapping[str, str], message: str) -> None:
    ended: set[str] = set()
    for start in above:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in ended:
            if at in path:
                raise ArgmapError(message)
            path[at] = None
            at = above.get(at)
        ended.update(path)


def _identified(things: Iterable[Any], keys: Iterable[str]) -> list[Any]:
    return [evolve(thing, id=key) for thing, key in zip(things, keys, strict=True)]


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ArgmapError(f"{what} should be a text, not {value!r}")
    if _UNREADABLE.search(value):
        raise ArgmapError(f"{what} holds a line break or a control character: {_clipped(value)!r}")
    text = value.strip(" \t")
    if not text:
        raise ArgmapError(f"{what} is empty")
    return text


def _label(label: str | None) -> str | None:
    if not label:
        return None
    name = normal(label) if isinstance(label, str) else str(label)
    if not is_label(name):
        raise ArgmapError(f"{label!r} is no label: a letter, then letters, digits, `_` and `-`")
    return name


def _clipped(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _leads_out(path: str) -> bool:
    """Whether a source names a text file outside its own folder."""
    if not path.endswith((".txt", ".md")) or "://" in path or any(c.isspace() for c in path):
        return False
    plain = posixpath.normpath(path.replace("\\", "/"))
    return plain.startswith(("/", "../")) or plain[1:2] == ":"
