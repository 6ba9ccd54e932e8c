"""Maps as they should come back from a format that does not carry everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import argmap
from argmap import ArgumentMap
from argmap.compilation import Compilation
from argmap.diagnostics import ArgmapError
from argmap.losses import Loss
from argmap.readers.builder import MapBuilder
from argmap.source import Source
from argmap.writers import written


def reduced(map: ArgumentMap, losses: Iterable[Loss], ordered: bool = True) -> ArgumentMap:
    """The map without the things of which a writer told that its format can't carry them.

    What is lost of a kind is lost as a whole, attributes by name. Linked premises, warrants, and undercuts
    that are lost need an expectation of the format's own; challenges that are lost are undercuts.
    """
    lost = {loss.kind for loss in losses}
    named = {(loss.kind, loss.what.partition(":")[0]) for loss in losses}

    def kept(kind: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return {k: v for k, v in attributes.items() if (kind, k) not in named}

    made = MapBuilder(Source.of(""), "map", ordered=ordered)
    made.title = "" if "title" in lost else map.title
    made.attributes.update(kept("map attributes", map.attributes))
    for section in map.sections if "sections" not in lost else ():
        label = None if "section labels" in lost else section.label
        attributes = kept("section attributes", section.attributes)
        speakers = () if "section speakers" in lost else section.speakers
        made.section(
            section.id, section.title, section.parent, label, attributes, speakers=speakers
        )
    own = {"question": "questions", "supposition": "suppositions"}
    for s in map.statements:
        made.statement(
            s.id,
            s.text,
            kind=None if own.get(s.kind, "kinds") in lost else s.kind,
            label=None if "labels" in lost else s.label,
            section=None if "sections" in lost else s.section,
            within=None if "suppositions" in lost else s.within,
            speakers=() if "speakers" in lost else s.speakers,
            unstated=s.unstated and "unstated marks" not in lost,
            open=s.open and "open marks" not in lost,
            quotations=[] if "quotations" in lost else [q.text for q in s.quotations],
            attributes=kept("statement attributes", s.attributes),
        )
    for a in map.arguments:
        made.step(
            a.premises,
            a.target,
            "undercuts" if a.role in lost else a.role,
            name=a.id,
            conceded=a.conceded and "concessions" not in lost,
            scheme=None if ("strict marks" if a.strict else "schemes") in lost else a.scheme,
            warrant=None if "warrants" in lost else a.warrant,
            speakers=() if "argument speakers" in lost else a.speakers,
            premise_roles={} if "premise roles" in lost else dict(a.premise_roles),
            attributes=kept("argument attributes", a.attributes),
        )
    for part in map.parts:
        if part.alternative_to is None:
            if "parts" not in lost:
                made.part(part.whole, part.part)
        elif "alternatives" not in lost:
            made.part(part.whole, part.part, part.alternative_to)
    for one, other in map.contradictions if "contradictions" not in lost else ():
        made.contradiction(one, other)
    for preference in map.preferences if "preferences" not in lost else ():
        made.preference(preference.preferred, preference.over)
    for one, other in map.restatements if "restatements" not in lost else ():
        made.restatement(one, other)
    for explanation in map.explanations if "explanations" not in lost else ():
        made.explanation(explanation.explaining, explanation.explained)
    for condition in map.conditions if "conditions" not in lost else ():
        made.condition(condition.statement, condition.provided)
    for answer in map.answers if "answers" not in lost else ():
        made.answer(answer.question, answer.answer)
    for independence in map.independences if "independences" not in lost else ():
        made.independence(independence.statement, independence.of)
    resolved = made.resolved()
    assert not [d for d in resolved.diagnostics if d.name != "empty-map"], resolved.diagnostics
    return resolved.map


def reads_as(path: Path, golden: Callable[[Path, str], None]) -> None:
    """Compares what a document reads as, in the language, and what it told of, with the files beside it."""
    read = argmap.read(path)
    told = [f"{d.line}: {d.message}" for d in read.diagnostics]
    told += [f"{loss.kind}: {loss.what}" for loss in read.losses]
    golden(path.with_suffix(".arg"), read.map.to_arg())
    golden(path.with_suffix(".losses"), "".join(f"{line}\n" for line in told))
    assert argmap.loads(read.map.to_arg()) == read.map


def again(map: ArgumentMap, format: str, name: str = "<text>") -> ArgumentMap:
    """The map after writing it in a format and reading that."""
    return read_back(written(map, format).text, format, name)


def read_back(text: str, format: str, name: str = "<text>") -> ArgumentMap:
    """The map of what was written."""
    read = Compilation.of_text(text, name, format=format)
    assert not [d for d in read.understood if d.name != "empty-map"], (read.understood, text)
    return read.map


def goes_round(map: ArgumentMap, format: str, partly: bool = False) -> bool:
    """Asserts that what comes back is the map without what was told to be lost.

    `partly` says that there need not be a map without that: then this is false, and nothing is asserted.
    """
    text, losses = written(map, format)
    try:
        # The nodes of AIF have no order.
        expected = reduced(map, losses, ordered=format not in ("aif", "xaif"))
    except (ArgmapError, AssertionError):
        if partly:
            return False
        raise
    found = read_back(text, format)
    if format == "argdown":
        # Statements of one title restate each other: a class says not which restates which.
        assert classes(found) == classes(expected)
        found, expected = (one.changed(restatements=()) for one in (found, expected))
    assert found.to_dict() == expected.to_dict()
    return True


def classes(map: ArgumentMap) -> set[tuple[str, ...]]:
    """The statements that say the same, each group once."""
    groups = {map.restated(key) for pair in map.restatements for key in pair}
    return {group for group in groups if len(group) > 1}
