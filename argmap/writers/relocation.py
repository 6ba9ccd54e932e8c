"""Paths in a map that is written to another folder than it was read from: they lead to the same files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from attrs import evolve

from argmap.files import is_text_file_path, project_folder
from argmap.formats import format_of
from argmap.losses import Loss
from argmap.model import Attributes, Map, Section, Statement
from argmap.values import Value

_Owner = TypeVar("_Owner", Section, Statement)


def relocated(map: Map, folder: Path) -> tuple[Map, list[Loss]]:
    """The map with the paths of its texts and imports as they are from a folder; and, as losses, those that
    can't be written from there. A path that leads to no file is left as it is, and so is one of argmap's own
    files that would lead out of the project that the folder is in: there, it would be an error.
    """
    source = map.source
    if source is None or source.path is None:
        return map, []
    here = source.path.resolve().parent
    if here == folder.resolve():
        return map, []
    foreign = format_of(source) not in ("arg", "json")
    move = _Move(here, folder.resolve(), None if foreign else project_folder(folder / "map"))
    made = Map(
        **{
            **map.fields(),
            "attributes": move.attributes(map.attributes) or map.attributes,
            "sections": [move.owner(section) for section in map.sections],
            "statements": [move.owner(statement) for statement in map.statements],
            "imports": [evolve(one, path=move.path(one.path)) for one in map.imports],
        }
    )
    return made, [Loss("paths", f"{path}, which has a blank from there") for path in move.lost]


class _Move:
    """A move from one folder to another, of what lies `within` a third; `lost` are the paths that can't be
    written after it.
    """

    def __init__(self, here: Path, there: Path, within: Path | None) -> None:
        self.here, self.there, self.within = here, there, within
        self.lost: dict[str, None] = {}

    def path(self, given: str) -> str:
        try:
            file = self.here / given
            if Path(given).is_absolute() or not file.is_file():
                return given
            if self.within is not None and not file.resolve().is_relative_to(self.within):
                return given
            moved = os.path.relpath(file, self.there).replace(os.sep, "/")
        except (OSError, ValueError):  # a name that no file has, or another drive
            return given
        if any(c.isspace() for c in moved):
            self.lost[given] = None
            return given
        return moved

    def attributes(self, attributes: Attributes) -> dict[str, Value] | None:
        """The attributes, where their source is another path; None where they stay as they are."""
        source = attributes.get("source")
        if not isinstance(source, str) or not is_text_file_path(source):
            return None
        moved = self.path(source)
        return {**attributes, "source": moved} if moved != source else None

    def owner(self, owner: _Owner) -> _Owner:
        attributes = self.attributes(owner.attributes)
        return evolve(owner, attributes=attributes) if attributes else owner
