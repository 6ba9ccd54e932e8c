"""Argument maps in the YAML of dsanson/argmap, which its programs draw and send to MindMup, as maps.

A claim is a key, and holds its reasons and objections; each of them is a key too, and holds the claims that
are its premises. A reason whose key begins with `o` or `-` is an objection, a claim whose key begins with
`-` is unstated. The same words are the same claim wherever they stand.
"""

from __future__ import annotations

from typing import Any

from attrs import define, field

from argmap.model import Role
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Yaml, checked_size, yaml_of
from argmap.resolve import Resolved
from argmap.source import Source

_Path = tuple[str | int, ...]


def read_dsanson(source: Source) -> Resolved:
    """The map of a text; never raises on what it holds."""
    builder = MapBuilder(source, "argument map in YAML")
    with builder.reporting():
        document = yaml_of(checked_size(source))
        if isinstance(document.data, dict):
            _Reader(document, builder).read()
        elif document.data:
            builder.say("such a map is a mapping from claims to their reasons")
    return builder.resolved()


@define(eq=False)
class _Claim:
    """What is said of a claim in all places where it stands."""

    at: int
    unstated: bool
    notes: list[str] = field(factory=list)


@define(eq=False)
class _Reader:
    document: Yaml
    builder: MapBuilder
    claims: dict[str, _Claim] = field(factory=dict)

    def read(self) -> None:
        """Gives the builder the statements and steps."""
        waiting = self._claims(self.document.data, ())
        waiting.reverse()
        while waiting:
            name, data, path = waiting.pop()
            inner: list[tuple[str, Any, _Path]] = []
            for key, reason in self._members(data, path):
                if key == "note":
                    self._note(self.claims[name], reason, (*path, key))
                else:
                    inner += self._reason(name, key, reason, (*path, key))
            waiting += inner[::-1]
        for name, claim in self.claims.items():
            self.builder.statement(
                name,
                name,
                claim.at,
                unstated=claim.unstated,
                attributes={"note": " ".join(claim.notes)} if claim.notes else {},
            )

    def _members(self, data: Any, path: _Path) -> list[tuple[str, Any]]:
        if isinstance(data, dict):
            return [*data.items()]
        if data:
            self.builder.say("a claim or a reason holds a mapping, or nothing", self._at(path))
        return []

    def _claims(self, data: Any, path: _Path) -> list[tuple[str, Any, _Path]]:
        """The claims of a reason or at the top, each with what stands under it and where."""
        found = []
        for key, inner in self._members(data, path):
            if path and key in ("label", "strength", "note"):
                continue
            text = key.removeprefix("-").strip()
            at = self._at((*path, key))
            if not text:
                self.builder.say("a claim has no words", at)
                continue
            claim = self.claims.setdefault(text, _Claim(at, key.startswith("-")))
            claim.unstated = claim.unstated and key.startswith("-")
            found.append((text, inner, (*path, key)))
        return found

    def _reason(self, of: str, key: str, data: Any, path: _Path) -> list[tuple[str, Any, _Path]]:
        role: Role = "rebuts" if key.startswith(("o", "-")) else "supports"
        attributes: dict[str, object] = {}
        for name in ("label", "strength", "note"):
            value = data.get(name) if isinstance(data, dict) else None
            if isinstance(value, str) and value.strip():
                attributes["note" if name == "note" else f"x-{name}"] = value
            elif value:
                self.builder.say(f"`{name}` should be a text", self._at((*path, name)))
        claims = self._claims(data, path)
        at = self._at(path)
        if claims:
            premises = list(dict.fromkeys(name for name, _, _ in claims))
            self.builder.step(premises, of, role, at, attributes=attributes)
        else:
            self.builder.lose("empty reasons", f"{key}, of {of}", at)
        return claims

    def _note(self, claim: _Claim, value: Any, path: _Path) -> None:
        if isinstance(value, str) and value.strip():
            claim.notes.append(value.strip())
        elif value:
            self.builder.say("`note` should be a text", self._at(path))

    def _at(self, path: _Path) -> int:
        return self.document.at(*path)
