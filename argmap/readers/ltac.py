"""Assurance cases in the Lightweight Text Assurance Case format, with verocase's extensions, as a map.

An element a line, under its parent by indentation: `- Claim C1: Text (reference) {option}`; `- Link C1`
and `^C1` use an element that is declared elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from attrs import define, field

from argmap.readers.assurance import BACKGROUND, Element, Sort, add_case
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import checked_size
from argmap.resolve import Resolved
from argmap.source import Source, Span
from argmap.values import value_of

_SORTS: dict[str, Sort] = {
    "claim": "goal",
    "strategy": "strategy",
    "evidence": "solution",
    "justification": "justification",
    "context": "context",
    "assumption": "assumption",
}
_ELEMENT = re.compile(
    r"([ \t]*)[-*][ \t]+(Claim|Strategy|Evidence|Justification|Context|Assumption|Relation|Link)\b[ \t]*(.*)",
    re.I,
)
_PASSED = re.compile(r"[ \t]*(?:#.*|```.*|~~~.*)?")
_CITED = re.compile(r"\^[ \t]*(?:\[([^\]]*)\])?[ \t]*(.*)")
_OPTIONS = re.compile(r"[ \t]*\{([^{}]*)\}$")
_REFERENCE = re.compile(r"[ \t]*\(([^()]*)\)$")
_RELATION = -2
"""The index of a relation, which is no element."""

_NO_NAME = str.maketrans("", "", ":^{}()")


@define
class _Line:
    """The fields of a line; `cites` where it only refers to an element that is declared elsewhere."""

    word: str
    name: str
    text: str
    at: Span
    cites: bool = False
    options: list[str] = field(factory=list)
    reference: str = ""


def read_ltac(source: Source) -> Resolved:
    """The map of an assurance case; never raises on what the text holds."""
    builder = MapBuilder(source, "LTAC case")
    with builder.reporting():
        text = checked_size(source)
        case = _Case(builder)
        at = 0
        for line in text.split("\n"):
            case.read_line(line, at)
            at += len(line) + 1
        case.add_to_builder()
    return builder.resolved()


@define
class _Case:
    builder: MapBuilder
    lines: list[tuple[_Line, int]] = field(factory=list)
    """The elements in the order of the file, each with the index of its parent, -1 where it has none."""
    open: list[tuple[int, int]] = field(factory=list)
    """Indentation and index of the elements that a line may stand under."""

    # The lines

    def read_line(self, line: str, at: int) -> None:
        """Reads one line of the file."""
        span = Span(at, at + max(len(line), 1))
        if _PASSED.fullmatch(line):
            return
        element = _ELEMENT.fullmatch(line.rstrip())
        if element is None:
            self.builder.say(
                "this line begins with no element of LTAC",
                span,
                "write: `- Claim C1: The system is safe`",
            )
            return
        if "\t" in element[1]:
            self.builder.say("a tab is no indentation of LTAC: each level is two spaces", span)
        indent = len(element[1].expandtabs(2))
        while self.open and self.open[-1][0] >= indent:
            self.open.pop()
        parent = self.open[-1][1] if self.open else -1
        word = element[2].lower()
        read = self._element(word, element[3].strip(), span)
        if read is not None:
            if parent == _RELATION:
                # It speaks about the relation, which a map has no place for.
                self.builder.lose("relations", f"of {read.name or read.text}", span)
                parent = -1
            self.open.append((indent, len(self.lines)))
            self.lines.append((read, parent))
        elif word == "relation":
            self.open.append((indent, _RELATION))

    def _element(self, word: str, rest: str, at: Span) -> _Line | None:
        if word == "relation":
            self.builder.lose("relations", rest or "without a name", at)
            return None
        rest, options, reference = _ends(rest)
        name, colon, text = (part.strip() for part in rest.partition(":"))
        cited = _CITED.fullmatch(name)
        if cited:
            name = cited[2]
            if cited[1]:
                self.builder.lose("packages", f"{cited[1]}, of {name}", at)
        cites = bool(cited) or word == "link"
        if word == "link":
            # A name may hold a colon where it is inferred from a text.
            name, text = (rest, "") if not cited else (name, text)
        elif not colon and not cites:
            self.builder.say("an element should have a colon and a text", at)
            return None
        if cites and not name:
            self.builder.say("this cites an element without naming it", at)
            return None
        return _Line(word, name, text, at, cites, options, reference)

    # The map

    def add_to_builder(self) -> None:
        """Gives the builder the elements."""
        elements: dict[str, Element] = {}
        given = Counter(line.name for line, _ in self.lines if line.name and not line.cites)
        names = [self._declare(line, elements, given) for line, _ in self.lines]
        for index, (line, _) in enumerate(self.lines):
            if line.cites:
                names[index] = self._resolve_citation(line, elements)
        for name, (line, parent) in zip(names, self.lines, strict=True):
            above = names[parent] if parent >= 0 else None
            if name is not None and above is not None:
                self._attach(name, line, elements, above)
        add_case(elements, self.builder)

    def _declare(
        self, line: _Line, elements: dict[str, Element], given: Mapping[str, int]
    ) -> str | None:
        if line.cites:
            return None
        name = line.name
        if not name:
            # An element without a name is called by its text, as long as nothing else is.
            stem = name = _inferred(line.text)
            number = 1
            while name in elements or name in given:
                number += 1
                name = f"{stem} ({number})"
        if name in elements:
            self.builder.say(f"`{name}` is given twice", line.at)
            return None
        elements[name] = self._element_of(line)
        return name

    def _element_of(self, line: _Line) -> Element:
        options = [o for o in line.options if o not in ("iscounter", "asserted")]
        element = Element(
            _SORTS[line.word],
            line.text,
            line.at.start,
            line.name or None,
            counter="iscounter" in line.options,
            tags=options,
        )
        if line.reference:
            try:
                value_of("url", line.reference)
                element.attributes["url"] = line.reference
            except ValueError:
                element.attributes["source"] = line.reference
        return element

    def _resolve_citation(self, line: _Line, elements: dict[str, Element]) -> str | None:
        for name in (line.name, _inferred(line.name)):
            if name in elements:
                return name
        if line.word == "link":
            self.builder.say(f"nothing here is called `{line.name}`", line.at)
            return None
        # Declared in another file: all that is known of it is what stands here.
        elements[line.name] = self._element_of(line)
        elements[line.name].tags.append("cited")
        return line.name

    def _attach(self, name: str, line: _Line, elements: dict[str, Element], above: str) -> None:
        element, parent = elements[name], elements[above]
        if element.counter or "iscounter" in line.options:
            element.counter = True
            element.challenges.append(above)
        elif element.sort in BACKGROUND:
            parent.context.append(element.label or element.text)
        else:
            parent.supported_by.append(name)


def _ends(rest: str) -> tuple[str, list[str], str]:
    """A line without the options and the reference at its end, which may stand in either order."""
    options, reference = None, None
    while True:
        if options is None and (builder := _OPTIONS.search(rest)):
            options = [word for o in builder[1].split(",") if (word := o.strip().lower())]
        elif reference is None and (builder := _REFERENCE.search(rest)):
            reference = builder[1].strip()
        else:
            return rest, options or [], reference or ""
        rest = rest[: builder.start()].rstrip()


def _inferred(text: str) -> str:
    """The name that an element without one has by its text."""
    return " ".join(text.translate(_NO_NAME).split())
