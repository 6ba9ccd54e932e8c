"""What an Argdown document says → a map.

A statement is a statement. An argument with a premise-conclusion structure is a step for each of its
inferences. An argument without one is a sketch: what it says is a statement, from which a step leads to
whatever the sketch supports, attacks or undercuts.

What supports or attacks an argument supports or attacks a premise of it, as Argdown has it; what
undercuts it, its (last) inference. The premise of a sketch is what it says. Where an argument has several
premises and none of them is named, nobody can say which is meant, and the relation is told as a loss.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from attrs import define, field

from argmap.diagnostics import nearest
from argmap.model import Role
from argmap.readers.argdown.model import Document, Link, Place, Prose, Step, Thing
from argmap.readers.argdown.names import PRESENTATION, SETTINGS, made_up, scheme_of
from argmap.readers.builder import MapBuilder
from argmap.readers.fitting import label_like
from argmap.source import Span
from argmap.syntax.mend import clip
from argmap.syntax.words import KINDS, is_label, normal

_GUESSED = 20
"""For how many undefined titles a likely one is sought."""
_MOST = 4
"""How many times as many undercuts as a document has may come of those that attack several steps."""


def gathered(document: Document, made: MapBuilder) -> None:
    """Tells the builder of everything in a document."""
    _Mapping(document, made).run()


@define(eq=False)
class _Mapping:
    document: Document
    made: MapBuilder
    inline: bool = False
    # Conclusions that only deny what their argument attacks, and these arguments.
    folded: dict[str, str] = field(factory=dict)
    # The steps that a sketch or a statement makes by what it supports, attacks or undercuts.
    outgoing: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    steps: list[tuple[int, int, Any]] = field(factory=list)
    undefined: int = 0

    def run(self) -> None:
        """Front matter, sections, statements, steps, in that order."""
        document = self.document
        self._senses()
        self._fold()
        self._emphasis()
        self._front()
        for part in document.parts:
            attributes = dict(part.data)
            label = _word(attributes.pop("label", None))
            attributes = self._attributes(attributes, part.span)
            if part.prose.tags:
                attributes.setdefault("tags", part.prose.tags)
            self._prose_losses(part.prose, part.span)
            self.made.section(
                part.name, self._text(part.prose), part.parent, label, attributes, part.span
            )
        for thing in self._in_order():
            self._statement(thing)
        self._steps()
        placed = [(p.at, t.key, p) for t in document.things.values() for p in t.places]
        for _, key, place in sorted(placed, key=lambda found: found[0]):
            self._relations_of(key, place)

    # Front matter and texts

    def _front(self) -> None:
        for name, value in self.document.front.items():
            if name == "title":
                self.made.title = str(value)
            elif name in SETTINGS or isinstance(value, dict):
                if name != "model" or not isinstance(value, dict) or set(value) != {"mode"}:
                    self.made.lose("settings", name)
            elif name in ("author", "authors"):
                self.made.attributes["author"] = (
                    ", ".join(map(str, value)) if isinstance(value, list) else str(value)
                )
            else:
                self.made.attributes[name] = value
        if self.inline:
            self.made.attributes["markup"] = "inline"

    def _emphasis(self) -> None:
        """Whether any text is emphasised: then all of them are in the markup that says so."""
        proses = [p.prose for p in self.document.parts]
        proses += [p.prose for t in self.document.things.values() for p in t.places]
        self.inline = any(prose.emphatic for prose in proses)

    def _text(self, prose: Prose) -> str:
        if not self.inline:
            return prose.plain
        bare = self.document.front.get("markup") == "inline"
        made = ""
        for text, marks in prose.runs:
            words = text if bare else _marked(text)
            inner = words.strip(" \t")
            made += words.replace(inner, f"{marks}{inner}{marks}", 1) if inner else words
        return made.strip(" \t")

    def _prose_losses(self, prose: Prose, span: Span) -> None:
        for title in prose.mentions:
            self.made.lose("mentions", title, span)

    def _attributes(self, data: Mapping[str, Any], span: Span) -> dict[str, Any]:
        """Data as attributes: what is only about drawing by names that are the writer's own."""
        made = {}
        for name, value in data.items():
            if value is None or value == "":
                self.made.lose("attributes", f"{name}, which has no value", span)
            else:
                made[f"x-{name}" if name in PRESENTATION else name] = value
        return made

    # Statements

    def _in_order(self) -> list[Thing]:
        """The things that become statements, in the order in which the text says them."""
        document = self.document
        things: list[tuple[int, Thing]] = []
        for thing in document.things.values():
            if thing.key in self.folded or thing.key in document.steps:
                continue
            places = [p for p in thing.places if p.prose.plain] or thing.places
            if places:
                things.append((places[0].at, thing))
        return [thing for _, thing in sorted(things, key=lambda pair: pair[0])]

    def _said(self, thing: Thing) -> Place | None:
        """The place that says what a thing is: the last with words, or the one that is canonical."""
        places = [p for p in thing.places if p.prose.plain]
        for place in places:
            if _true(place.data.get("isCanonical")):
                return place
        return places[-1] if places else None

    def _statement(self, thing: Thing) -> None:
        said = self._said(thing)
        data: dict[str, Any] = {}
        tags: list[str] = []
        for place in thing.places:
            data.update(place.data)
            tags += place.prose.tags
            self._prose_losses(place.prose, place.span)
        own = said or thing.places[0]
        text = self._text(own.prose) if said else thing.title
        if not said and thing.title:
            self.made.lose("undefined references", self._undefined(thing), own.span)
        for place in thing.places:
            if said and place.prose.plain and place.prose.plain != said.prose.plain:
                self.made.lose(
                    "other wordings", f"{place.prose.plain}, of {_shown(thing, text)}", place.span
                )
        label, title = self._label(thing, data)
        if title and title != text:
            data.setdefault("x-title", title)
        fields: dict[str, Any] = {}
        for name in ("unstated", "possible"):
            if _true(data.get(name)):
                fields[name] = _true(data.pop(name))
        if _word(data.get("kind")) in KINDS:
            fields["kind"] = data.pop("kind")
        if _word(data.get("speaker")):
            fields["speaker"] = data.pop("speaker")
        quotations = data.get("quotations")
        if isinstance(quotations, list) and all(isinstance(q, str) for q in quotations):
            fields["quotations"] = data.pop("quotations")
        section = self._section(thing, data)
        for name in ("uses", "from"):
            if isinstance(data.get(name), list):
                del data[name]
        for name in _RELATING:
            if self._titles(data.get(name)) is not None:
                del data[name]
        if said is not None:
            links = [link for place in thing.places for link in place.prose.links]
            if len(links) == 1 and links[0][:1] != "#" and "url" not in data:
                data["url"] = links[0]
            else:
                for link in links:
                    self.made.lose("links", link, said.span)
        if tags and "tags" not in data:
            data["tags"] = list(dict.fromkeys(tags))
        self.made.statement(
            thing.key,
            text,
            own.span,
            label=label,
            section=section,
            attributes=self._attributes(data, own.span),
            **fields,
        )

    def _undefined(self, thing: Thing) -> str:
        """What is told of a title without words, with the one that may have been meant."""
        self.undefined += 1
        if self.undefined > _GUESSED:
            return thing.key
        sort = thing.key[0]
        defined = [
            other.title
            for other in self.document.things.values()
            if other.key[0] == sort and any(p.prose.plain for p in other.places)
        ]
        guess = nearest(thing.title, defined, 0.85)
        return f"{thing.key}; is it {sort}{guess}{thing.key[-1]}?" if guess else thing.key

    def _label(self, thing: Thing, data: dict[str, Any]) -> tuple[str | None, str]:
        """A label, and the title where that says more."""
        title = thing.title
        given = _word(data.get("label"))
        if given is not None and is_label(given):
            del data["label"]
            return given, "" if made_up(title) or normal(title) == given else title
        if not title or made_up(title):
            return None, ""
        if is_label(normal(title)):
            return title, ""
        return label_like(title), title

    def _section(self, thing: Thing, data: dict[str, Any]) -> str | None:
        """The section that a thing is in: that of its first words there, as Argdown has it."""
        number = str(data.get("section", ""))
        if number.isdecimal() and len(number) < 9 and int(number) <= len(self.document.parts):
            del data["section"]
            return self.document.parts[int(number) - 1].name if int(number) else None
        section = None
        for place in thing.places:
            inside = place.data.get("isInGroup")
            fits = bool(place.prose.plain) and inside is None and section is None
            if fits or (inside is not None and _true(inside)):
                section = place.section
        return section or thing.places[0].section

    # Steps

    def _senses(self) -> None:
        """In strict mode, what statements do to each other is logical; what is told twice counts once."""
        seen = set()
        links = []
        for link in self.document.links:
            between = link.source[:1] == link.target[:1] == "["
            stated = self._source(link.source)[:1] == link.target[:1] == "["
            if self.document.strict and stated and link.step is None:
                if link.sense == "support":
                    link.sense = "entails"
                elif link.sense == "attack":
                    link.sense = "contrary"
            if link.sense == "contradictory" and not between:
                self.made.say("statements contradict each other, and no arguments do", link.span)
                continue
            key = (link.sense, self._source(link.source), link.target, link.step)
            if key not in seen:
                seen.add(key)
                links.append(link)
        self.document.links = links

    def _fold(self) -> None:
        """Finds the conclusions that only deny what their argument attacks."""
        document = self.document
        links: dict[str, list[Link]] = defaultdict(list)
        for link in document.links:
            links[link.source].append(link)
            links[link.target].append(link)
        used: dict[str, int] = defaultdict(int)
        for steps in document.steps.values():
            for step in steps:
                for key in (*step.premises, step.conclusion):
                    used[key] += 1
        for argument, steps in document.steps.items():
            last = steps[-1].conclusion
            thing = document.things[last]
            if (
                len(thing.places) == 1
                and _true(thing.places[0].data.get("negation"))
                and used[last] == 1
                and len(links[last]) == 1
                and links[last][0].source == last
                and self._denies(links[last][0])
                and steps[-1].premises
                and not any(link.source == argument for link in links[argument])
            ):
                self.folded[last] = argument

    def _denies(self, link: Link) -> bool:
        """Whether a relation attacks one statement, or undercuts one step."""
        structured = link.step is not None or link.target in self.document.steps
        return link.sense == ("undercut" if structured else "attack")

    def _source(self, key: str) -> str:
        """The statement from which a relation comes: of an argument its conclusion."""
        steps = self.document.steps.get(key)
        return steps[-1].conclusion if steps else key

    def _steps(self) -> None:
        for argument, steps in self.document.steps.items():
            for number, step in enumerate(steps):
                if step.conclusion not in self.folded:
                    self._step(argument, number, step, step.conclusion, "supports")
        undercuts: list[Link] = []
        for link in self.document.links:
            if link.sense == "undercut":
                undercuts.append(link)
            elif link.sense in ("contrary", "contradictory"):
                self.made.contradiction(self._source(link.source), link.target, link.span)
            else:
                self._support_or_attack(link)
        self._undercuts(undercuts)
        for _, _, (tell, arguments, named) in sorted(self.steps, key=lambda s: s[:2]):
            tell(*arguments, **named)

    def _later(self, at: int, tell: Any, *arguments: Any, **named: Any) -> None:
        """Tells of a step when its place in the text has come."""
        self.steps.append((at, len(self.steps), (tell, arguments, named)))

    def _step(self, argument: str, number: int, step: Step, target: str, role: Role) -> None:
        """A step of an argument with a structure."""
        data = dict(step.data)
        fields: dict[str, Any] = {}
        rules = list(step.rules)
        last = number == len(self.document.steps[argument]) - 1
        thing = self.document.things[argument]
        if last:
            said = self._said(thing)
            for place in thing.places:
                data = {**place.data, **data}
                self._prose_losses(place.prose, place.span)
            tags = [tag for place in thing.places for tag in place.prose.tags]
            if tags:
                data.setdefault("x-tags", list(dict.fromkeys(tags)))
            if thing.title and not made_up(thing.title, of_argument=True):
                data.setdefault("x-title", thing.title)
            if said:
                name = "x-gist" if "note" in data else "note"
                data[name] = self._text(said.prose)
        if rules:
            fields["scheme"], exact = scheme_of(rules[0])
            if len(rules) > 1 or not exact:
                data.setdefault("x-rules", ", ".join(rules))
        warrant = self._titles(data.get("warrant"))
        if warrant and len(warrant) == 1:
            fields["warrant"] = warrant[0][0]
            del data["warrant"]
        if _true(data.get("conceded")) and role == "rebuts":
            del data["conceded"]
            fields["conceded"] = True
        roles = data.get("roles")
        if isinstance(roles, dict):
            del data["roles"]
            fields["premise_roles"] = {
                step.premises[int(place) - 1]: str(name)
                for place, name in roles.items()
                if str(place).isdecimal() and 0 < int(place) <= len(step.premises)
            }
        self._later(
            step.at,
            self.made.step,
            step.premises,
            target,
            role,
            step.span,
            name=_name(argument, number),
            attributes=self._attributes(data, step.span),
            **fields,
        )

    def _support_or_attack(self, link: Link) -> None:
        if link.source in self.folded:
            self._folded_step(link, link.target)
            return
        source = self._source(link.source)
        target = link.target
        steps = self.document.steps.get(target)
        if steps:
            found = self._premise(link, source, steps)
            if found is None:
                return
            target = found
        role: Role = "rebuts" if link.sense == "attack" else "supports"
        concluded = link.source != source and source == target
        if concluded and role == "supports":
            return  # what an argument concludes it supports
        self._relation(link, source, target, role)

    def _premise(self, link: Link, source: str, steps: list[Step]) -> str | None:
        """The premise of an argument that something supports or attacks, where it must be told."""
        concluded = {step.conclusion for step in steps}
        premises = list(
            dict.fromkeys(p for step in steps for p in step.premises if p not in concluded)
        )
        if link.sense == "support" and source in premises:
            return None
        for premise in premises:
            if (source, premise, link.sense) in self._told:
                return None
        if len(premises) == 1:
            return premises[0]
        verb = "supports" if link.sense == "support" else "attacks"
        self.made.lose(
            "relations to arguments",
            f"{self._called(link.source)} {verb} {self._called(link.target)}, but which of its premises?",
            link.span,
        )
        return None

    @cached_property
    def _told(self) -> set[tuple[str, str, str]]:
        """What the document says that statements do to statements."""
        told = set()
        for link in self.document.links:
            if link.step is None and link.target not in self.document.steps:
                source, target = self._source(link.source), link.target
                if link.sense in ("support", "entails"):
                    told.add((source, target, "support"))
                elif link.sense != "undercut":
                    told.add((source, target, "attack"))
                    if link.sense != "attack":
                        told.add((target, source, "attack"))
        return told

    def _relation(self, link: Link, source: str, target: str, role: Role, number: int = 0) -> None:
        name = f"{link.source}\0{link.sense}\0{link.target}\0{number}"
        self.outgoing[source].append(name)
        scheme = "deduction" if link.sense == "entails" else None
        self._later(
            link.at, self.made.step, [source], target, role, link.span, name=name, scheme=scheme
        )

    def _folded_step(self, link: Link, target: str) -> None:
        argument = self.folded[link.source]
        steps = self.document.steps[argument]
        role: Role = "rebuts" if link.sense == "attack" else "undercuts"
        self._step(argument, len(steps) - 1, steps[-1], target, role)

    def _undercuts(self, links: list[Link]) -> None:
        """Undercuts: of a step, of an argument's last step, or of every step that a sketch or a statement
        makes; those of a thing come when what it undercuts has all its steps.
        """
        by_source: dict[str, list[Link]] = defaultdict(list)
        waiting: dict[str, list[str]] = defaultdict(list)
        open_: dict[str, int] = {}
        for link in links:
            by_source[link.source].append(link)
        for key, own in by_source.items():
            needed = {link.target for link in own if self._spreads(link)} & by_source.keys()
            open_[key] = len(needed)
            for other in needed:
                waiting[other].append(key)
        ready = [key for key, count in open_.items() if not count]
        room = _MOST * len(links) + 1_000
        while open_:
            if not ready:
                # They undercut each other in a circle: one of them has to be first.
                ready.append(next(iter(open_)))
            key = ready.pop()
            if open_.pop(key, None) is None:
                continue
            for link in by_source[key]:
                room -= self._undercut(link, room)
            for other in waiting[key]:
                if other in open_:
                    open_[other] -= 1
                    if not open_[other]:
                        ready.append(other)

    def _spreads(self, link: Link) -> bool:
        """Whether an undercut attacks whatever steps its target makes."""
        return link.step is None and link.target not in self.document.steps

    def _undercut(self, link: Link, room: int) -> int:
        """One undercut, and of how many steps; not more than there is room for."""
        if link.step is not None:
            targets = [_name(link.target, link.step)]
        elif link.target in self.document.steps:
            targets = [_name(link.target, len(self.document.steps[link.target]) - 1)]
        else:
            targets = list(self.outgoing[link.target])
        if len(targets) > room:
            self.made.say("these undercuts attack too many steps in turn", link.span)
            return 0
        if not targets:
            who, whom = self._called(link.source), self._called(link.target)
            self.made.lose(
                "undercuts", f"{who} undercuts {whom}, from which nothing follows", link.span
            )
        if link.source in self.folded:
            self._folded_step(link, targets[0])
            return 1
        for number, target in enumerate(targets):
            self._relation(link, self._source(link.source), target, "undercuts", number)
        return len(targets)

    # Parts and preferences, which data tells of

    def _relations_of(self, key: str, place: Place) -> None:
        for group in self._titles(place.data.get("parts")) or ():
            self.made.part(key, group[0], at=place.span)
            for other in group[1:]:
                self.made.part(key, other, group[0], place.span)
        for group in self._titles(place.data.get("outweighs")) or ():
            self.made.preference(key, group[0], place.span)

    def _titles(self, value: object) -> list[list[str]] | None:
        """The keys of the statements that data names, alone or in groups; None where it does not."""
        found = []
        for group in value if isinstance(value, list) else [value]:
            keys = []
            for title in group if isinstance(group, list) else [group]:
                key = next(
                    (k for k in (f"[{title}]", f"<{title}>") if k in self.document.things), None
                )
                if key is None or key in self.document.steps:
                    return None
                keys.append(key)
            if not keys:
                return None
            found.append(keys)
        return found or None

    def _called(self, key: str) -> str:
        """What a message calls a thing: its title, or its words."""
        return _shown(self.document.things[key], "")


_RELATING = ("parts", "outweighs")
_MARKUP = re.compile(r"[\\*$]")


def _marked(text: str) -> str:
    """Words that mean themselves where a text has markup."""
    return _MARKUP.sub(r"\\\g<0>", text)


def _shown(thing: Thing, text: str) -> str:
    if thing.title:
        return thing.key
    words = text or next((p.prose.plain for p in thing.places), "")
    return f"“{clip(words)}”" if words else "an argument without a title"


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _true(value: object) -> bool:
    return value is True or value == "true"


def _name(argument: str, number: int) -> str:
    """What the builder calls a step."""
    return f"\0{argument}\0{number}"
