"""What the caller of an edit names: found on the map, or an error in the caller's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.diagnostics import ArgmapError, nearest, refuse_unknown
from argmap.edit.placing import OF_STEPS, How, Place
from argmap.model import Argument, Map, Section, Statement
from argmap.model.references import referring


def statement_named(map: Map, name: str | Statement) -> str:
    """The identifier of a statement that is the map's own, named by its label, its identifier or itself."""
    key = _statement(map, name)
    if map.imported(key):
        raise ArgmapError(f"`{key}` is imported: change it in its own file")
    return key


def _statement(map: Map, name: str | Statement) -> str:
    if isinstance(name, str):
        labelled = next((s.id for s in map.statements if s.label == name), None)
        if labelled is not None or name in map:
            return labelled or name
        raise ArgmapError(f"there is no statement `{name}` on this map{_meant(map, name)}")
    if name.label:
        return _statement(map, name.label)
    if name not in map:
        raise ArgmapError(f"there is no statement “{name.text}” on this map")
    return map[name].id


def _meant(map: Map, name: str) -> str:
    guess = nearest(name, [s.label or s.id for s in map.statements if s.label or s.id[0] != "\0"])
    return f": did you mean `{guess}`?" if guess else ""


def argument_named(map: Map, name: str | Argument | Statement, how: str) -> str:
    """The identifier of an argument, named by its own or, where that is plain, by a statement: the only one that it is
    a premise of or, where a step is attacked, the only one that supports it.
    """
    if isinstance(name, Argument) or any(a.id == name for a in map.arguments):
        key = name.id if isinstance(name, Argument) else name
        if any(a.id == key for a in map.arguments):
            return str(key)
        raise ArgmapError(f"there is no argument `{key}` on this map")
    own = _statement(map, name)
    found = [a.id for a in map.arguments if own in a.premises]
    if how != "joins":
        found = [a.id for a in map.supporters(own)] or found
    if len(found) != 1:
        many = "several arguments" if found else "no argument"
        raise ArgmapError(
            f"`{own}` belongs to {many}: name the one that is meant by its identifier"
        )
    return found[0]


def named_in(map: Map, field: str, thing: Any) -> Any:
    """An argument, a section or a relation that names things of the map by their identifiers."""

    def statement(name: str, by: str) -> str:
        return _statement(map, name)

    def argument(name: str, by: str) -> str:
        return argument_named(map, name, "undercuts")

    def section(name: str, by: str) -> str:
        return section_named(map, name)

    alone = referring(Map().changed(**{field: [thing]}), statement, argument, section)
    return getattr(alone, field)[0]


def section_named(map: Map, name: str | Section) -> str:
    """The identifier of a section, named by that, its label or its title."""
    known = name.id or name.label or name.title if isinstance(name, Section) else name
    for section in map.sections:
        if known in (section.id, section.label, section.title):
            return section.id
    guess = nearest(known, [x for s in map.sections for x in (s.id, s.title)])
    hint = f": did you mean `{guess}`?" if guess else ""
    raise ArgmapError(f"there is no section `{known}` on this map{hint}")


def place_named(map: Map, given: Mapping[str, Any]) -> Place:
    """The place that the options of `add` and `move` name: at most one thing that a statement is to another."""
    known: tuple[How, ...] = How.__args__  # type: ignore[attr-defined]
    refuse_unknown(given, (*known, "section", "within"), "place")
    chosen = [how for how in known if given.get(how) is not None]
    if len(chosen) > 1:
        both = " and ".join(f"`{how}=`" for how in chosen)
        raise ArgmapError(f"a statement is put in one place: {both} name several")
    section, within = given.get("section"), given.get("within")
    if chosen:
        if section is not None or within is not None:
            raise ArgmapError(f"what `{chosen[0]}=` names says which section and passage it is")
        how = chosen[0]
        find = argument_named(map, given[how], how) if how in OF_STEPS else None
        return Place(how, find or _statement(map, given[how]))
    return Place(
        section=section_named(map, section) if section is not None else None,
        within=statement_named(map, within) if within is not None else None,
    )
