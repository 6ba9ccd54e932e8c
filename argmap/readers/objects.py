"""The objects of a JSON document, with their offsets; values of a wrong type are reported and left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Broken, json_of, members


@define
class Item:
    """An object: its data, its offset `at`, how messages name it (`shown`), and its key in the object around
    it, where there is one.
    """

    data: Mapping[str, Any]
    at: int
    shown: str
    key: str = ""


@define(eq=False)
class Objects:
    """A document that is one JSON object; faults go to `builder`. Where it is read for what no map holds, as
    `analysts`, that is its `aside`, and a fault in it is a loss of that kind.
    """

    builder: MapBuilder
    data: dict[str, Any] = field(factory=dict)
    aside: str = ""

    @classmethod
    def of(cls, builder: MapBuilder) -> Objects:
        """The document of a builder's source: an empty object, and a reported fault, where it is none."""
        try:
            data = json_of(builder.source)
        except Broken as broken:
            builder.say(broken.message, broken.at)
            return cls(builder)
        if not isinstance(data, dict):
            builder.say(f"{builder.format} is an object in JSON, and this is none")
            return cls(builder)
        return cls(builder, data)

    def only_for(self, kind: str) -> Objects:
        """The same document, read for what is lost anyway, as things of this kind."""
        return Objects(self.builder, self.data, kind)

    def _say(self, message: str, at: int = 0) -> None:
        if self.aside:
            self.builder.lose(self.aside, message, at)
        else:
            self.builder.say(message, at)

    def items(self, *path: str, needed: bool = False) -> Iterator[Item]:
        """The objects in the list or object that a path of keys leads to; none where it is null or left
        out, which is a fault where it is `needed`.
        """
        box: Any = self.data
        for key in path:
            box = box.get(key) if isinstance(box, dict) else None
        name, dotted = path[-1], ".".join(path)
        if not isinstance(box, (list, dict)):
            if box is not None or needed:
                said = "is missing" if box is None else "is neither a list nor an object"
                self._say(f"`{dotted}` {said}")
            return
        places = members(self.builder.source.text, f"$.{dotted}")
        keyed = box.items() if isinstance(box, dict) else ((None, each) for each in box)
        for index, ((key, each), at) in enumerate(zip(keyed, places, strict=False)):
            shown = f"`{dotted}[{index}]`" if key is None else f"`{key}` of `{name}`"
            if isinstance(each, dict):
                yield Item(each, at, shown, key or "")
            else:
                self._say(f"{shown} should be an object", at)

    def name(self, item: Item, key: str) -> str | None:
        """The name that something has under a key: a text or a whole number; None and a fault for
        anything else.
        """
        value = item.data.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value:
            return value
        said = "is missing" if value in (None, "") else "should be a text or a whole number"
        self._say(f"`{key}` of {item.shown} {said}", item.at)
        return None

    def text(self, item: Item, *keys: str) -> str:
        """The text under the first of some keys that is there; "" where there is none, with a fault
        where it is no text.
        """
        for key in keys:
            value = item.data.get(key)
            if isinstance(value, str):
                return value
            if value is not None:
                self._say(f"`{key}` of {item.shown} should be a text", item.at)
        return ""

    def inner(self, item: Item, *keys: str) -> Item | None:
        """The object under the first of some keys that is there, with a fault where it is none."""
        for key in keys:
            value = item.data.get(key)
            if isinstance(value, dict):
                return Item(value, item.at, f"`{key}` of {item.shown}")
            if value is not None:
                self._say(f"`{key}` of {item.shown} should be an object", item.at)
        return None

    def lose_other_keys(self, data: Mapping[str, Any], known: Collection[str], of: str) -> None:
        """Reports as lost the data under keys other than the `known` ones, unless empty."""
        for key, value in data.items():
            if key not in known and value not in (None, "", [], {}):
                self.builder.lose("other data", f"{key} of {of}")
