"""arguebuf's JSON as a map: atoms are statements, scheme nodes steps, participants speakers.

What a map has beyond that stands in the `userdata` of the graph and its nodes under `argmap`, in the
words of argmap's own JSON; other user data become attributes. Keys may be written as the protobuf
definition has them, `major_claim`, or as its JSON form has, `majorClaim`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.objects import Item, Objects
from argmap.readers.scheme_graph import Act, SchemeGraph
from argmap.readers.typed import as_strings
from argmap.resolve import Resolved
from argmap.schemes.names import CONTRADICTION, from_arguebuf
from argmap.source import Source
from argmap.syntax.words import KINDS

_ACTS: dict[str, Act] = {
    "support": "supports",
    "attack": "attacks",
    "preference": "prefers",
    "rephrase": "rephrases",
}
_DOCUMENT = (
    *("nodes", "edges", "resources", "participants", "analysts", "userdata", "metadata"),
    *("majorClaim", "major_claim", "schemaVersion", "schema_version"),
    *("libraryVersion", "library_version"),
)
# What stands under `argmap`, and of which type it is.
_OF_GRAPH = {
    "title": str,
    "attributes": dict,
    "sections": list,
    **dict.fromkeys(("parts", "explanations", "conditions", "answers"), list),
    "independences": list,
}
_OF_ATOM = {
    **{"label": str, "kind": str, "unstated": bool, "open": bool, "section": str},
    **{"within": str, "speakers": list, "quotations": list, "attributes": dict},
}
_OF_SCHEME = {
    **{"scheme": str, "conceded": bool, "warrant": str, "premise_roles": dict, "attributes": dict},
    **{"speakers": list, "challenges": bool, "contradiction": bool},
}
# What a list under `argmap` holds that is no text.
_NESTED = {"attributes": dict, "speakers": list, "explaining": list}
_KINDS = (*KINDS, "supposition")


def read_arguebuf(source: Source) -> Resolved:
    """The map of a graph; never raises on what the text holds."""
    builder = MapBuilder(source, "arguebuf")
    document = Objects.of(builder)
    if not builder.diagnostics:
        _Reader(document).read()
    return builder.resolved()


@define(eq=False)
class _Reader:
    document: Objects
    resources: dict[str, str] = field(factory=dict)
    participants: dict[str, str] = field(factory=dict)

    def read(self) -> None:
        document, builder = self.document, self.document.builder
        self._graph()
        for item in document.items("resources"):
            self.resources[item.key] = document.text(item, "source") or document.text(item, "title")
            if item.data.get("text"):
                builder.lose("source texts", self.resources[item.key] or item.key, item.at)
        for item in document.items("participants"):
            name = document.text(item, "name") or document.text(item, "username")
            self.participants[item.key] = name or item.key
            document.lose_other_keys(
                item.data, ("name", "username", "metadata"), f"participant {name}"
            )
        analysts = document.only_for("analysts")
        for item in analysts.items("analysts"):
            builder.lose("analysts", analysts.text(item, "name") or item.key, item.at)
        graph = SchemeGraph(builder)
        stamps = 0
        for item in document.items("nodes"):
            item.shown = f"node `{item.key}`"
            stamps += "metadata" in item.data
            atom, scheme = document.inner(item, "atom"), document.inner(item, "scheme")
            if atom is not None:
                self._atom(graph, item, atom)
            elif scheme is not None:
                self._scheme(graph, item, scheme)
            else:
                graph.other(item.key, item.at)
                what = f"{item.key}, neither an atom nor a scheme"
                builder.lose("nodes of other types", what, item.at)
        for item in document.items("edges"):
            source, target = (document.name(item, key) for key in ("source", "target"))
            if source and target:
                graph.edge(source, target, item.at)
        graph.finish()
        self._major_claim()
        if stamps:
            builder.lose("timestamps", f"of {stamps} nodes")
        document.lose_other_keys(document.data, _DOCUMENT, "the document")

    def _major_claim(self) -> None:
        """Reports the major claim as lost where it is a premise of something: a map has its roots for that."""
        builder, data = self.document.builder, self.document.data
        major = data.get("majorClaim") or data.get("major_claim")
        if major and (not isinstance(major, str) or major not in builder.statements):
            builder.lose("major claims", f"{major}, which is no atom here")
        elif major and any(major in step.premises for step in builder.steps.values()):
            builder.lose("major claims", major)

    def _graph(self) -> None:
        """Gives the builder the title, the attributes, the sections, and relations that are no schemes."""
        builder = self.document.builder
        item = Item(self.document.data, 0, "the document")
        own, others = self._userdata(item, _OF_GRAPH)
        builder.title = own.get("title", "")
        builder.attributes = {**others, **own.get("attributes", {})}
        for each in self._entries(own, "sections", ("id", "title")):
            builder.section(
                each["id"],
                each["title"],
                each.get("parent"),
                each.get("label"),
                each.get("attributes"),
                speakers=as_strings(each.get("speakers")),
            )
        for each in self._entries(own, "parts", ("whole", "part")):
            builder.part(each["whole"], each["part"], each.get("alternative_to"))
        for each in self._entries(own, "explanations", ("explaining", "explained")):
            builder.explanation(as_strings(each["explaining"]), each["explained"])
        for each in self._entries(own, "conditions", ("statement", "provided")):
            builder.condition(each["statement"], each["provided"])
        for each in self._entries(own, "answers", ("question", "answer")):
            builder.answer(each["question"], each["answer"])
        for each in self._entries(own, "independences", ("statement", "of")):
            builder.independence(each["statement"], each["of"])

    def _entries(
        self, own: dict[str, Any], key: str, needed: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        """The objects of a list under `argmap`, which hold texts and under some keys other things."""
        found = []
        for each in own.get(key, ()):
            texts = isinstance(each, dict) and all(
                isinstance(value, _NESTED.get(name, str)) for name, value in each.items()
            )
            if texts and all(name in each for name in needed):
                found.append(each)
            else:
                shown = " and ".join(f"`{name}`" for name in needed)
                self.document.builder.say(
                    f"`{key}` under `argmap` should hold objects with {shown}"
                )
        return found

    def _userdata(
        self, item: Item, types: Mapping[str, type]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """What argmap has put into user data, and what else is there."""
        userdata = self.document.inner(item, "userdata")
        if userdata is None:
            return {}, {}
        own = self.document.inner(userdata, "argmap")
        found: dict[str, Any] = {}
        for key, value in own.data.items() if own else ():
            if isinstance(value, types.get(key, ())):
                found[key] = value
            else:
                self.document.builder.say(
                    f"`{key}` under `argmap` of {item.shown} is of the wrong type, or unknown",
                    item.at,
                )
        return found, {key: value for key, value in userdata.data.items() if key != "argmap"}

    def _atom(self, graph: SchemeGraph, item: Item, atom: Item) -> None:
        document, builder = self.document, self.document.builder
        own, attributes = self._userdata(item, _OF_ATOM)
        quotations: list[str] = []
        if reference := document.inner(atom, "reference"):
            if text := document.text(reference, "text"):
                quotations.append(text)
            resource = document.text(reference, "resource")
            if resource and resource not in self.resources:
                builder.lose("sources", f"{resource}, of {item.key}, is not here", item.at)
            elif resource and self.resources[resource]:
                attributes = {"source": self.resources[resource], **attributes}
        speakers = as_strings(own.pop("speakers", []))
        if participant := document.text(atom, "participant"):
            speaker = self.participants.get(participant)
            if speaker not in speakers:
                # Whoever has changed the one participant means that one.
                speakers = [speaker or participant]
            if speaker is None:
                builder.lose("participants", f"{participant}, of {item.key}, is not here", item.at)
        attributes |= own.pop("attributes", {})
        quoted = own.pop("quotations", quotations)
        quotations = [text for text in quoted if isinstance(text, str)]
        if own.get("kind", "claim") not in _KINDS:
            builder.say(f"`{own.pop('kind')}` is no kind of statement", item.at)
        text = document.text(atom, "text")
        graph.statement(
            item.key,
            text,
            item.at,
            speakers=speakers,
            quotations=quotations,
            attributes=attributes,
            **own,
        )

    def _scheme(self, graph: SchemeGraph, item: Item, scheme: Item) -> None:
        document, builder = self.document, self.document.builder
        own, attributes = self._userdata(item, _OF_SCHEME)
        act: Act = "unknown"
        name = None
        for key, does in _ACTS.items():
            if called := document.text(scheme, key):
                act = does
                plain = called.removeprefix(f"{key.upper()}_")
                name = from_arguebuf(plain)
        roles = scheme.data.get("premiseDescriptors", scheme.data.get("premise_descriptors"))
        if roles and "premise_roles" not in own:
            named = ", ".join(map(str, roles)) if isinstance(roles, list) else roles
            builder.lose("premise roles", f"{named}, of {item.key}", item.at)
        mutual = own.pop("contradiction", False)
        challenging = own.pop("challenges", False)
        own["speakers"] = as_strings(own.get("speakers"))
        own.setdefault("scheme", CONTRADICTION if mutual else name)
        attributes |= own.pop("attributes", {})
        graph.scheme(
            item.key,
            act,
            item.at,
            mutual=mutual,
            challenging=challenging,
            attributes=attributes,
            **own,
        )
