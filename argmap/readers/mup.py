"""Argument maps of MindMup (`.mup`) as maps.

A map is a tree of ideas. A claim has groups, which support or oppose it, and a group has the claims that do
so together. A group that opposes a group undercuts its step. What a mind map has besides, its branches
without a group, says nothing of support or attack: its ideas are statements alone.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import unescape
from typing import Any

from attrs import define, field

from argmap.model import Role
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, json_of
from argmap.readers.typed import as_dict, as_list, text_or_none
from argmap.resolve import Resolved
from argmap.source import Source

_TITLE = re.compile(r'"title"\s*:\s*("(?:[^"\\]|\\.)*")')
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK = re.compile(r"</?(?:br|div|h\d|li|ol|p|ul)\b[^<>]*>", re.I)
_IMPLICIT = "attr_implicit_claim"
_GROUPS: dict[str, Role] = {"supporting": "supports", "opposing": "rebuts"}
# What stands at an idea besides; the rest of its attributes is how it is drawn.
_LOST = {"attachment": "attachments", "icon": "icons", "measurements": "measurements"}


def read_mup(source: Source) -> Resolved:
    """The map of a document; never raises on what the text holds."""
    builder = MapBuilder(source, "MindMup map")
    with builder.reporting():
        data = json_of(source)
        if not isinstance(data, dict):
            raise Broken("a MindMup map is an object in JSON, with `ideas`")
        _Reader(builder).read(data)
    return builder.resolved()


@define(eq=False)
class _Idea:
    """An idea: where it stands in the tree, which is its name, and what it is under."""

    data: dict[str, Any]
    name: str
    # The claim above, and the step of the group above where it stands in one.
    claim: str | None = None
    group: _Group | None = None


@define(eq=False)
class _Group:
    name: str
    at: int
    # What it supports or opposes: a claim, or the step of another group.
    target: str
    role: Role
    attributes: dict[str, object]
    claims: list[str] = field(factory=list)


@define(eq=False)
class _Reader:
    builder: MapBuilder
    # Where the titles stand, in order.
    places: dict[str, list[int]] = field(factory=lambda: defaultdict(list))
    groups: list[_Group] = field(factory=list)
    drawn: int = 0

    def read(self, data: dict[str, Any]) -> None:
        """Gives the builder the statements and steps."""
        for found in _TITLE.finditer(self.builder.source.text):
            try:
                self.places[json.loads(found[1])].append(found.start(1))
            except ValueError:
                continue
        for titles in self.places.values():
            titles.reverse()
        roots = self._ideas(data, "root")
        title = _words(data.get("title"))
        # Up to version 2 the map's own title is the idea in the middle.
        if any(self._role(idea) for idea in roots):
            stack = [_Idea(data, "root")]
        else:
            self.builder.title = title if len(roots) else ""
            stack = [_Idea(data, "root")] if title and not roots else roots[::-1]
        while stack:
            idea = stack.pop()
            stack += self._add(idea)[::-1]
        # Groups come before those under them.
        made: set[str] = set()
        for group in self.groups:
            if self._step(group, made):
                made.add(group.name)
        for link in as_list(data.get("links")):
            ends = [str(as_dict(link).get(key, "?")) for key in ("ideaIdFrom", "ideaIdTo")]
            self.builder.lose("links", " to ".join(ends))
        if self.drawn:
            self.builder.lose("layout", f"of {self.drawn} ideas")

    def _ideas(self, data: dict[str, Any], name: str) -> list[_Idea]:
        """The ideas right under one, those of positive rank first, as MindMup has them."""
        ideas = data.get("ideas")
        # Programs in Lua write what is empty as a list.
        if ideas is None or ideas == []:
            return []
        if not isinstance(ideas, dict):
            self.builder.say(f"`ideas` of `{name}` should be an object")
            return []
        ranks = {key: _rank(key) for key in ideas}
        found = []
        for key in sorted(ideas, key=lambda key: (ranks[key] < 0, abs(ranks[key]))):
            if isinstance(ideas[key], dict):
                found.append(_Idea(ideas[key], f"{name}.{key}"))
            else:
                self.builder.say(f"`{key}` of `ideas` of `{name}` should be an object")
        return found

    def _role(self, idea: _Idea) -> Role | None:
        """What a group does to what it stands under; None for what is no group."""
        group = as_dict(idea.data.get("attr")).get("group")
        return _GROUPS.get(group) if isinstance(group, str) else None

    def _add(self, idea: _Idea) -> list[_Idea]:
        """Adds an idea; returns those under it."""
        data, builder = idea.data, self.builder
        title = _words(data.get("title"))
        at = self._at(data.get("title"))
        inner = self._ideas(data, idea.name)
        role = self._role(idea)
        if role is not None and (idea.claim or idea.group):
            group = self._group(idea, role, at)
            if group is not None:
                for each in inner:
                    each.group = group
                return inner
            # What it would support or oppose can't be: its claims stand alone.
            return inner
        attr = as_dict(data.get("attr"))
        note = _words(as_dict(attr.get("note")).get("text"))
        styles = as_list(attr.get("styleNames"))
        self.drawn += any(key in attr for key in ("style", "position", "collapsed", "width"))
        for key, kind in _LOST.items():
            if attr.get(key):
                builder.lose(kind, f"of {title or idea.name}", at)
        builder.statement(
            idea.name,
            title,
            at,
            unstated=_IMPLICIT in styles,
            attributes={"note": note} if note else {},
        )
        if idea.group is not None:
            idea.group.claims.append(idea.name)
        elif idea.claim is not None:
            builder.lose("relations", f"{title or idea.name}, which is in no group", at)
        for each in inner:
            each.claim = idea.name
        return inner

    def _group(self, idea: _Idea, role: Role, at: int) -> _Group | None:
        connector = as_dict(as_dict(idea.data.get("attr")).get("parentConnector"))
        attributes: dict[str, object] = {}
        if label := text_or_none(connector.get("label")):
            attributes["x-label"] = label
        if isinstance(width := connector.get("width"), (int, float)):
            attributes["x-strength"] = width
        if idea.group is None:
            target = idea.claim or ""
        elif role == "rebuts":
            target, role = idea.group.name, "undercuts"
        else:
            self.builder.lose("supports of steps", idea.name, at)
            return None
        group = _Group(f"\0{idea.name}", at, target, role, attributes)
        self.groups.append(group)
        return group

    def _step(self, group: _Group, made: set[str]) -> bool:
        """Gives the builder the step of a group; returns whether there is one."""
        below = group.target.removeprefix("\0")
        if not group.claims:
            self.builder.lose("empty groups", f"under {below}", group.at)
            return False
        if group.role == "undercuts" and group.target not in made:
            self.builder.lose("undercuts", f"{' and '.join(group.claims)} of {below}", group.at)
            return False
        self.builder.step(
            group.claims,
            group.target,
            group.role,
            group.at,
            name=group.name,
            attributes=group.attributes,
        )
        return True

    def _at(self, title: object) -> int:
        """Where a title stands, those that are the same one after the other."""
        places = self.places.get(title) if isinstance(title, str) else None
        return places.pop() if places else 0


def _words(value: object) -> str:
    """A text, of which notes may be in HTML, as plain words."""
    if not isinstance(value, str):
        return ""
    if not _TAG.search(value):
        return value.strip()
    plain = unescape(_TAG.sub("", _BLOCK.sub(" ", value)))
    return " ".join(plain.split())


def _rank(key: str) -> float:
    try:
        rank = float(key)
    except ValueError:
        return float("inf")
    return rank if rank == rank else float("inf")
