"""Several edits of one map, and what went with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypedDict, TypeVar, Unpack

from attrs import evolve

from argmap.arrange import renewed
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError, refuse_unknown
from argmap.edit.acts import (
    Act,
    Add,
    Move,
    Relabel,
    Relate,
    Remove,
    Replace,
    carried_out,
    rekeyed,
    renamed,
    things,
)
from argmap.edit.in_text import edited
from argmap.edit.naming import named_in, place_named, section_named, statement_named
from argmap.edit.placing import Place, free
from argmap.files import Project, decode, project_folder, write_file
from argmap.model import (
    Answer,
    Argument,
    Condition,
    Explanation,
    Independence,
    Kind,
    Map,
    Part,
    Preference,
    Quotation,
    Section,
    Statement,
)
from argmap.source import Source
from argmap.values import Value

M = TypeVar("M", bound=Map)
Relation = Part | Preference | Explanation | Condition | Answer | Independence
_FIELDS: dict[type, str] = {
    Argument: "arguments",
    Section: "sections",
    Part: "parts",
    Preference: "preferences",
    Explanation: "explanations",
    Condition: "conditions",
    Answer: "answers",
    Independence: "independences",
}
_LISTS = ("contradictions", "restatements", *list(_FIELDS.values())[2:])


class Where(TypedDict, total=False):
    """Where a statement is put: one of what it can be to another, or a section and a passage."""

    supports: str | Statement
    rebuts: str | Statement
    undercuts: str | Argument | Statement
    challenges: str | Argument | Statement
    joins: str | Argument | Statement
    part_of: str | Statement
    answers: str | Statement
    explains: str | Statement
    condition_of: str | Statement
    contradicts: str | Statement
    restates: str | Statement
    section: str | Section | None
    within: str | Statement | None


class Changes(TypedDict, total=False):
    """The fields of a statement that `replace` gives other values."""

    text: str
    kind: Kind
    unstated: bool
    open: bool
    speakers: str | Iterable[str]
    quotations: str | Iterable[str | Quotation]
    attributes: Mapping[str, Value]


class Change(NamedTuple):
    """What an edit did: in words, and what went with it, under the identifiers of the map that was edited."""

    act: str
    statements: tuple[Statement, ...] = ()
    arguments: tuple[Argument, ...] = ()
    relations: tuple[Relation | tuple[str, str], ...] = ()


class Editing(Generic[M]):
    """Edits of a map, one after the other. All name things as the map that was begun with does, or by a label that
    an edit gave; `map` is the map with all of them, and `changes` says what each took with it.
    """

    def __init__(self, map: M, make: Callable[[Map], M]) -> None:
        self._given = map
        self._make = make
        self._now: Map = map
        self._acts: list[Act] = []
        self._changes: list[Change] = []

    def __repr__(self) -> str:
        return f"<Editing of {self._given!r}: {len(self._acts)} edits>"

    @property
    def changes(self) -> tuple[Change, ...]:
        """What each edit did, in turn."""
        return tuple(self._changes)

    @property
    def acts(self) -> tuple[Act, ...]:
        """The edits as values."""
        return tuple(self._acts)

    @property
    def map(self) -> M:
        """The map with all edits. Raises `ArgmapError` where they make no map, such as a label given twice."""
        if not self._acts:
            return self._given
        return self._make(renewed(rekeyed(self._now)))

    def add(
        self,
        thing: str | Statement | Argument | Section | Relation,
        **where: Unpack[Where],
    ) -> Editing[M]:
        """Adds a statement, or a text that becomes one, where `where` says: behind what stands there already. Or an
        argument, a section or a relation between statements of the map.
        """
        if not isinstance(thing, str | Statement):
            return self._relate(thing, where)
        place = place_named(self._now, where)
        statement = self._statement(thing, place)
        if place.how is None and not where.get("section") and isinstance(thing, Statement):
            section = section_named(self._now, thing.section) if thing.section else None
            within = statement_named(self._now, thing.within) if thing.within else place.within
            place = Place(section=section, within=within)
        return self._do(Add(statement, place), f"add “{statement.text}”")

    def remove(
        self, statement: str | Statement | Iterable[str | Statement], *, keep_reasons: bool = False
    ) -> Editing[M]:
        """Removes a statement, or several, and what was there for their sake alone, unless `keep_reasons`. An argument
        stays while it has a premise left and something to aim at.
        """
        names = (statement,) if isinstance(statement, str | Statement) else tuple(statement)
        keys = tuple(statement_named(self._now, name) for name in names)
        shown = ", ".join(self._shown(key) for key in keys)
        return self._do(Remove(keys, bool(keep_reasons)), f"remove {shown}")

    def replace(self, statement: str | Statement, **changes: Unpack[Changes]) -> Editing[M]:
        """Gives fields of a statement other values."""
        key = statement_named(self._now, statement)
        refuse_unknown(changes, tuple(Changes.__annotations__), "field")
        return self._do(Replace(key, dict(changes)), f"replace {self._shown(key)}")

    def relabel(
        self,
        labels: str | Statement | Mapping[str, str | None],
        label: str | None = None,
    ) -> Editing[M]:
        """Gives a statement or a section another label, or several at once by a mapping; None takes it away."""
        if not isinstance(labels, Mapping):
            labels = {labels if isinstance(labels, str) else labels.label or labels.id: label}
        keys = {self._labelled(name): new for name, new in labels.items()}
        shown = ", ".join(f"{old} to {new}" for old, new in labels.items())
        return self._do(Relabel(keys), f"relabel {shown}")

    def move(self, statement: str | Statement, **where: Unpack[Where]) -> Editing[M]:
        """Takes a statement, and what stands behind it for its sake, to another place: what it was to others first it
        is no more. Where nothing else is said, that is the end of its own section or passage.
        """
        key = statement_named(self._now, statement)
        place = place_named(self._now, where)
        if place.how is None:
            own = self._now[key]
            if "section" not in where:
                place = place._replace(section=own.section)
            if "within" not in where:
                place = place._replace(within=own.within)
        return self._do(Move(key, place), f"move {self._shown(key)}")

    def prefixed(self, prefix: str) -> Editing[M]:
        """Puts a word before all labels, so that the map can stand beside another."""
        things: tuple[Statement | Section, ...] = (*self._now.statements, *self._now.sections)
        labels = {
            t.id: f"{prefix}{t.label}" for t in things if t.label and not self._now.imported(t.id)
        }
        return self._do(Relabel(labels), f"prefix {prefix}")

    def subset(self, statements: Iterable[str | Statement]) -> Editing[M]:
        """Keeps these statements, what holds between them, and the sections that they stand in."""
        kept = {statement_named(self._now, name) for name in statements}
        others = tuple(
            s.id for s in self._now.statements if s.id not in kept and not self._now.imported(s.id)
        )
        return self._do(Remove(others, True, True), f"keep {len(kept)} statements")

    @property
    def text(self) -> str:
        """The text that the map was read from, with all edits: comments, blank lines and all lines that no edit is about
        stand as they stood. Raises `ArgmapError` where the map was not read from a text in the language.
        """
        return self._in_text(self._compiled(None)).source.text

    def save(self, path: str | PathLike[str] | None = None) -> Path:
        """Writes the edits into the file that the map was read from, or its text with the edits into another; the file
        is written whole or not at all. Raises `ArgmapError` as `text` does and where the file has changed since then,
        `OSError` where it can't be read or written.
        """
        own = self._given.source.path if self._given.source else None
        to = Path(path) if path is not None else own
        if to is None:
            raise ArgmapError("the map was read from no file: say where to, save(path)")
        write_file(to, self._in_text(self._compiled(own)).reading.data)
        return to

    # Within

    def _compiled(self, path: Path | None) -> Compilation:
        """The text that the map was read from, read anew from its file where a path is given."""
        source = self._given.source
        if source is None:
            raise ArgmapError("the map was not read from a text: write the map itself")
        if path is not None:
            made = Compilation.of_file(path)
            if made.source.text != source.text:
                raise ArgmapError(f"{path} has changed since the map was read")
        else:
            folder = project_folder(source.path)
            reading = decode(_encoded(source), source.name, source.path)
            made = Compilation(reading, Project(folder))
        if made.format != "arg":
            raise ArgmapError(f"{source.name} is no text in the language: write the map itself")
        if made.map != self._given:
            raise ArgmapError("the map was edited since it was read: edit the one that was read")
        return made

    def _in_text(self, compilation: Compilation) -> Compilation:
        now: Map = self._given
        names = {thing.id: thing.id for thing in things(now)}
        for act in self._acts:
            then = carried_out(now, act)
            here = renamed(act, names)
            there = carried_out(compilation.map, here)
            names |= dict(zip(_new(now, then), _new(compilation.map, there), strict=True))
            made = edited(compilation, here)
            names = {t.id: made.names[names[t.id]] for t in things(then)}
            compilation, now = made.compilation, then
        return compilation

    def _do(self, act: Act, said: str) -> Editing[M]:
        before = self._now
        after = carried_out(before, act)
        self._now = after
        self._acts.append(act)
        self._changes.append(_change(said, before, after))
        return self

    def _relate(self, thing: Argument | Section | Relation, where: Where) -> Editing[M]:
        field = _FIELDS.get(type(thing))
        if field is None:
            raise TypeError(f"a map holds no {type(thing).__name__}: {thing!r}")
        refuse_unknown(where, (), "place")
        if isinstance(thing, Argument | Section) and not thing.id:
            thing = evolve(thing, id=free(self._now, f"\0{field}"))
        thing = named_in(self._now, field, thing)
        return self._do(Relate(thing, field), f"add {type(thing).__name__.lower()}")

    def _statement(self, thing: str | Statement, place: Place) -> Statement:
        key = free(self._now, "\0statement")
        if isinstance(thing, Statement):
            return evolve(thing, id=key, span=None)
        kind, open_ = _KINDS.get(place.how or "", ("claim", False))
        if place.how == "part_of":
            kind = self._now[place.target].kind
        if place.how == "joins":
            role = self._now.argument(place.target).role
            kind, open_ = ("premise", False) if role == "supports" else ("rebuttal", False)
        return Statement(thing, kind, open=open_, id=key)

    def _labelled(self, name: str) -> str:
        """The identifier of what is to get a label: a statement or a section."""
        for section in self._now.sections:
            if name in (section.id, section.label):
                return section.id
        return statement_named(self._now, name)

    def _shown(self, key: str) -> str:
        found = self._now[key]
        return found.label or (f"“{found.text}”" if key.startswith("\0") else key)


_KINDS: dict[str, tuple[Kind, bool]] = {
    "supports": ("premise", False),
    "joins": ("premise", False),
    "rebuts": ("rebuttal", False),
    "undercuts": ("rebuttal", True),
    "challenges": ("rebuttal", False),
    "answers": ("claim", True),
    "condition_of": ("claim", True),
}
"""What a text becomes, and whether it is open, by what it is put there for; as it would in the language."""


def _new(before: Map, after: Map) -> list[str]:
    """The identifiers that a map has and did not have before."""
    known = {thing.id for thing in things(before)}
    return [thing.id for thing in things(after) if thing.id not in known]


def _encoded(source: Source) -> bytes:
    text = source.text.replace("\n", "\r\n") if source.crlf else source.text
    return text.encode("utf-8", "surrogatepass")


def _change(said: str, before: Map, after: Map) -> Change:
    statements = {s.id for s in after.statements}
    arguments = {a.id for a in after.arguments}
    gone: list[Any] = []
    for field in _LISTS:
        left = list(getattr(after, field))
        gone += [entry for entry in getattr(before, field) if entry not in left]
    return Change(
        said,
        tuple(s for s in before.statements if s.id not in statements),
        tuple(a for a in before.arguments if a.id not in arguments),
        tuple(gone),
    )
