"""SADFace JSON, from 0.2 to 0.5, as a map: atoms are statements, and what lies between them are steps.

Up to 0.2 every step is a `scheme`, whose name says what it does; later ones are an `inference` or a
`conflict`. What sources quote becomes quotations, metadata attributes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.objects import Item, Objects
from argmap.readers.scheme_graph import Act, SchemeGraph
from argmap.resolve import Resolved
from argmap.schemes.names import from_aif, known
from argmap.source import Source

_ACTS: dict[str, Act] = {
    **dict.fromkeys(("support", "inference"), "supports"),
    **dict.fromkeys(("attack", "conflict", "disagree", "defeat"), "attacks"),
    "rephrase": "rephrases",
    "preference": "prefers",
}
_CORE = (
    *("analyst_name", "analyst_email", "created", "edited", "id", "version"),
    *("title", "notes", "description"),
)
_DOCUMENT = (*_CORE, "metadata", "resources", "nodes", "edges")
_NODE = ("id", "type", "text", "name", "sources", "metadata")
# Where metadata of a resource say what it is.
_SOURCES = ("url", "doi", "isbn", "title", "magnet-link")
# Who has made a document where nobody has said so.
_NOBODY = ("A User", "user@email.address")


def read_sadface(source: Source) -> Resolved:
    """The map of a document; never raises on what the text holds."""
    builder = MapBuilder(source, "SADFace", ordered=False)
    document = Objects.of(builder)
    if not builder.diagnostics:
        _Reader(document).read()
    return builder.resolved()


@define(eq=False)
class _Reader:
    document: Objects
    resources: dict[str, str] = field(factory=dict)

    def read(self) -> None:
        document, builder = self.document, self.document.builder
        self._core()
        for item in document.items("resources"):
            name = document.name(item, "id")
            if name is not None:
                said = _flat(item.data.get("metadata"))
                self.resources[name] = next((str(said[k]) for k in _SOURCES if said.get(k)), "")
                if item.data.get("content"):
                    builder.lose("source texts", self.resources[name] or name, item.at)
        graph = SchemeGraph(builder)
        for item in document.items("nodes", needed=True):
            name = document.name(item, "id")
            if name is not None:
                item.shown = f"node `{name}`"
                self._node(graph, name, item)
        for item in document.items("edges", needed=True):
            source, target = (document.name(item, key) for key in ("source_id", "target_id"))
            if source and target:
                graph.edge(source, target, item.at)
        graph.finish()
        document.lose_other_keys(document.data, _DOCUMENT, "the document")

    def _core(self) -> None:
        """The data of the whole document: under `metadata`, or in early files at the top."""
        builder, data = self.document.builder, self.document.data
        core = {**{k: data[k] for k in _CORE if k in data}, **_flat(data.get("metadata"))}
        title = core.pop("title", None)
        builder.title = title if isinstance(title, str) else ""
        notes = [str(core.pop(k)) for k in ("description", "notes") if core.get(k)]
        if notes:
            builder.attributes["note"] = " ".join(notes)
        names = {"analyst_name": "author", "created": "date"}
        for key, name in names.items():
            if core.get(key) and core[key] not in _NOBODY:
                builder.attributes[name] = core[key]
        if core.get("analyst_email") and core["analyst_email"] not in _NOBODY:
            builder.lose("addresses", str(core["analyst_email"]))
        if core.get("edited") and core["edited"] != core.get("created"):
            builder.lose("timestamps", f"edited {core['edited']}")
        others = {k: v for k, v in core.items() if k not in _CORE and v not in (None, "", [], {})}
        builder.attributes.update(others)

    def _node(self, graph: SchemeGraph, name: str, item: Item) -> None:
        document, builder = self.document, self.document.builder
        kind, called = document.text(item, "type"), document.text(item, "name")
        metadata = _flat(item.data.get("metadata"))
        if not item.data.keys() <= set(_NODE):
            document.lose_other_keys(item.data, _NODE, f"node {name}")
        if kind == "atom":
            quotations, source = self._sources(item)
            attributes = {**({"source": source} if source else {}), **metadata}
            text = document.text(item, "text")
            graph.statement(name, text, item.at, quotations=quotations, attributes=attributes)
            return
        act: Act
        if kind == "scheme":
            act = _ACTS.get(called.casefold(), "supports" if known(called) else "unknown")
        elif kind in ("inference", "conflict"):
            act = "supports" if kind == "inference" else "attacks"
        else:
            graph.other(name, item.at)
            builder.lose("nodes of other types", f"{kind or 'no type'}, of {name}", item.at)
            return
        graph.scheme(name, act, item.at, scheme=from_aif(called), attributes=metadata)

    def _sources(self, item: Item) -> tuple[list[str], str]:
        """What an atom quotes, and where from."""
        builder = self.document.builder
        sources = item.data.get("sources") or []
        quotations: list[str] = []
        whence: list[str] = []
        for source in sources if isinstance(sources, list) else ():
            if not isinstance(source, dict):
                builder.say(f"a source of {item.shown} should be an object", item.at)
                continue
            inner = Item(source, item.at, f"a source of {item.shown}")
            if text := self.document.text(inner, "text"):
                quotations.append(text)
            resource = self.document.name(inner, "resource_id")
            if resource is not None and resource not in self.resources:
                builder.lose("sources", f"{resource}, of {item.shown}, is not here", item.at)
            elif resource is not None and self.resources[resource]:
                whence.append(self.resources[resource])
        for other in list(dict.fromkeys(whence))[1:]:
            builder.lose("sources", f"{other}, of {item.shown}", item.at)
        return quotations, whence[0] if whence else ""


def _flat(metadata: object) -> dict[str, Any]:
    """Metadata by name: those of `core` by their own, those of another space by that and theirs."""
    found: dict[str, Any] = {}
    for space, inner in metadata.items() if isinstance(metadata, Mapping) else ():
        if isinstance(inner, Mapping):
            for key, value in inner.items():
                found[key if space == "core" else f"{space}-{key}"] = value
        else:
            found[space] = inner
    return found
