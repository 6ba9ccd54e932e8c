"""Assurance cases in the Goal Structuring Notation, as the YAML that gsn2x draws, as a map.

The id of an element gives its sort (`G1`, `S1`, `Sn1`, `C1`, `A1`, `J1`, `CG1`, `CSn1`), or its `nodeType`.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import define

from argmap.readers.assurance import Element, Sort, add_case
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import Yaml, checked_size, yaml_of
from argmap.resolve import Resolved
from argmap.source import Source

_PREFIXES: tuple[tuple[str, Sort, bool], ...] = (
    ("CSn", "solution", True),
    ("CG", "goal", True),
    ("Sn", "solution", False),
    ("S", "strategy", False),
    ("G", "goal", False),
    ("C", "context", False),
    ("A", "assumption", False),
    ("J", "justification", False),
)
_TYPES: dict[str, tuple[Sort, bool]] = {
    **{
        s: (s, False)
        for s in ("goal", "strategy", "solution", "context", "assumption", "justification")
    },
    "countergoal": ("goal", True),
    "countersolution": ("solution", True),
}
_LAYOUT = ("rankIncrement", "horizontalIndex", "level", "classes", "charWrap", "wordWrap")
_NOT_READ = {
    **dict.fromkeys(_LAYOUT, "layout"),
    "acp": "assurance claim points",
    "defeatedRelation": "defeated relations",
}


def read_gsn(source: Source) -> Resolved:
    """The map of an assurance case; never raises on what the text holds."""
    builder = MapBuilder(source, "GSN case")
    with builder.reporting():
        document = yaml_of(checked_size(source))
        if isinstance(document.data, dict):
            _Case(document, builder).add_to_builder()
        elif document.data:
            builder.say("a GSN case is a mapping from ids to elements")
    return builder.resolved()


@define
class _Case:
    document: Yaml
    builder: MapBuilder

    def add_to_builder(self) -> None:
        """Gives the builder the elements."""
        elements: dict[str, Element] = {}
        for name, data in self.document.data.items():
            if name == "module":
                self._module(data)
                continue
            element = self._element(name, data)
            if element is not None:
                elements[name] = element
        if "module" in self.document.data:
            self._add_cited(elements)
        add_case(elements, self.builder)

    def _module(self, data: Any) -> None:
        if not isinstance(data, dict):
            what = "which should hold `name` and `brief`"
            self.builder.lose("module data", what, self.document.at("module"))
            return
        for key, value in data.items():
            if key == "name" and isinstance(value, str):
                self.builder.title = value
            elif key == "brief" and isinstance(value, str):
                self.builder.attributes["note"] = value
            elif key in ("horizontalIndex", "rankIncrement"):
                self.builder.lose(
                    "layout", f"{key}, of the module", self.document.at("module", key)
                )
            else:
                what = f"{key}, of the module"
                self.builder.lose("modules" if key in ("uses", "extends") else "module data", what)

    def _element(self, name: str, data: Any) -> Element | None:
        at = self.document.at(name)
        if data == "":
            data = {}
        if not isinstance(data, dict):
            self.builder.say(f"`{name}` should hold `text` and the like", at)
            return None
        sort = self._sort(name, data)
        if sort is None:
            self.builder.say(
                f"what `{name}` is, its id does not tell",
                at,
                "begin it with G, S, Sn, C, A, J, CG or CSn, or give its `nodeType`",
            )
            return None
        element = Element(sort[0], "", at, name, sort[1])
        for key, value in data.items():
            self._set_field(name, element, key, value)
        return element

    def _add_cited(self, elements: dict[str, Element]) -> None:
        """Adds what a module uses of others: all that is known of it is its id, which tells its sort."""
        for name, element in [*elements.items()]:
            for key, names in (
                ("supportedBy", element.supported_by),
                ("challenges", element.challenges),
            ):
                for other in names:
                    sort = self._sort(other, {})
                    if other in elements or other in self.document.data or sort is None:
                        continue
                    at = self.document.at(name, key)
                    elements[other] = Element(sort[0], "", at, other, sort[1], tags=["cited"])
                    self.builder.lose("modules", f"{other}, of {name}, is in another", at)

    def _sort(self, name: str, data: dict[str, Any]) -> tuple[Sort, bool] | None:
        given = data.get("nodeType")
        if isinstance(given, str):
            return _TYPES.get(re.sub(r"[\W_]", "", given).lower())
        return next(
            ((sort, counter) for prefix, sort, counter in _PREFIXES if name.startswith(prefix)),
            None,
        )

    def _set_field(self, name: str, element: Element, key: str, value: Any) -> None:
        lists = {
            "supportedBy": element.supported_by,
            "inContextOf": element.context,
            "challenges": element.challenges,
        }
        at = self.document.at(name, key)
        if key in lists:
            if key == "supportedBy":
                element.reasons_at = at
            names = value if isinstance(value, list) else [value]
            for other in names:
                if not isinstance(other, str):
                    self.builder.say(f"`{key}` of `{name}` should hold ids", at)
                elif key == "challenges" and "->" in other:
                    self.builder.lose("challenges", f"{name} to the relation {other}", at)
                elif other:
                    lists[key].append(other)
                    if key == "inContextOf" and other not in self.document.data:
                        self.builder.lose("contexts", f"{other}, of {name}, is not here", at)
        elif key in ("undeveloped", "defeated"):
            if value == "true":
                element.tags.append(key)
        elif key in _NOT_READ:
            self.builder.lose(_NOT_READ[key], f"{key}, of {name}", at)
        elif key == "nodeType":
            pass
        elif not isinstance(value, str):
            if key == "text":
                self.builder.say(f"`text` of `{name}` should be a text", at)
            else:
                self.builder.lose("attributes", f"{key}, of {name}", at)
        elif key == "text":
            element.text = value
        else:
            element.attributes["url" if key == "url" else f"x-{key}"] = value
