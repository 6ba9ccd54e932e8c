"""Normalises the relations of an Argdown document, and finds negations, before a map is built."""

from __future__ import annotations

from collections import defaultdict

from argmap.readers.argdown.conversion import is_true
from argmap.readers.argdown.model import Document, Link
from argmap.readers.builder import MapBuilder


def normalise_links(document: Document, builder: MapBuilder) -> None:
    """Drops relations that were given twice; in strict mode, those between statements become logical."""
    seen = set()
    links = []
    for link in document.links:
        between = link.source[:1] == link.target[:1] == "["
        stated = document.conclusion(link.source)[:1] == link.target[:1] == "["
        if document.strict and stated and link.step is None:
            if link.sense == "support":
                link.sense = "entails"
            elif link.sense == "attack":
                link.sense = "contrary"
        if link.sense == "contradictory" and not between:
            builder.say("statements contradict each other, and no arguments do", link.span)
            continue
        key = (link.sense, document.conclusion(link.source), link.target, link.step)
        if key not in seen:
            seen.add(key)
            links.append(link)
    document.links = links


def find_negations(document: Document) -> dict[str, str]:
    """The conclusions that only deny what their argument attacks, each with that argument."""
    links: dict[str, list[Link]] = defaultdict(list)
    for link in document.links:
        links[link.source].append(link)
        links[link.target].append(link)
    used: dict[str, int] = defaultdict(int)
    for steps in document.steps.values():
        for step in steps:
            for key in (*step.premises, step.conclusion):
                used[key] += 1
    negations = {}
    for argument, steps in document.steps.items():
        last = steps[-1].conclusion
        thing = document.things[last]
        if (
            len(thing.places) == 1
            and is_true(thing.places[0].data.get("negation"))
            and used[last] == 1
            and len(links[last]) == 1
            and links[last][0].source == last
            and _denies(document, links[last][0])
            and steps[-1].premises
            and not any(link.source == argument for link in links[argument])
        ):
            negations[last] = argument
    return negations


def _denies(document: Document, link: Link) -> bool:
    """Whether a relation attacks one statement or one argument, or undercuts one step."""
    structured = link.step is not None or link.target in document.steps
    return link.sense == "attack" or (structured and link.sense == "undercut")
