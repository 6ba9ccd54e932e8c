"""Other words in the lines of a statement: its text, its head, its attributes and quotations; and other labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from argmap.diagnostics import Edit
from argmap.edit.acts import Relabel, Replace
from argmap.edit.document import Document
from argmap.edit.inserting import section_line
from argmap.edit.lines import head
from argmap.edit.patch import Patch
from argmap.edit.regroup import word_of
from argmap.model import Statement
from argmap.source import Span
from argmap.syntax.labels import occurrences
from argmap.syntax.nodes import Attribute, Clause, Line, Quotation, Text, holds_flat
from argmap.syntax.nodes import Section as SectionLine
from argmap.syntax.words import normal
from argmap.values import text_of
from argmap.writers.arg import own_attributes

_HEAD = ("kind", "unstated", "open")


def replaced(doc: Document, patch: Patch, act: Replace) -> bool:
    """Changes what an act changes of a statement; False where its line is not known."""
    line = doc.declaring.get(act.statement)
    before = doc.map[act.statement]
    if not isinstance(line, Clause) or line.text is None:
        return False
    after = evolve(before, **act.changes)
    if after.text != before.text:
        patch.edits.append(_text(doc, line.text, after.text))
    if any(getattr(before, name) != getattr(after, name) for name in _HEAD):
        word = word_of(line)
        default = "" if line.kind is None and after.kind == before.kind else "?"
        if default == "" and word in ("and", "or", "including", ""):
            default = after.kind
        patch.head(line, head(word, after, default))
    if before.kind != after.kind:
        for other in _taking_its_kind(doc, line):
            key = doc.names(other)
            if key is not None and doc.declares(other):
                patch.head(other, head(word_of(other), doc.map[key], "?"))
    _attributes(doc, patch, line, before, after)
    _quotations(doc, patch, line, before, after)
    return True


def _taking_its_kind(doc: Document, line: Clause) -> Iterator[Clause]:
    """The lines without a kind of their own that have that of a line: what is joined to it flat, and parts."""
    for child in line.children:
        if (
            isinstance(child, Clause)
            and child.kind is None
            and word_of(child) in ("including", "or")
        ):
            yield child
    if word_of(line) or not holds_flat(doc.parents[line.start]):
        return
    beside = doc.siblings(line)
    for other in beside[beside.index(line) + 1 :]:
        if not isinstance(other, Clause) or word_of(other) != "and":
            return
        if other.kind is None:
            yield other


def _text(doc: Document, text: Text, words: str) -> Edit:
    """The edit that puts other words for a text; comments between its lines stay below it."""
    raw = doc.text[text.start : text.end]
    comments = [x for x in raw.split("\n")[1:] if x.strip().startswith("#")]
    start = text.start
    space = "" if start and doc.text[start - 1] in " \t" else " "
    if text.start == text.end or raw.startswith("\n"):
        start = text.start
    return Edit(Span(start, text.end), "\n".join((f"{space}{words}", *comments)))


def _own_attributes(doc: Document, key: str, line: Line) -> dict[str, Attribute]:
    """The lines that hold the attributes of a statement."""
    found: dict[str, Attribute] = {}
    for (*what, name), span in (
        (place, span) for place, span in doc.compilation.resolved.places.items() if len(place) == 3
    ):
        if what == ["attribute", key]:
            at = doc.at.get(span[0])
            if isinstance(at, Attribute):
                found[name] = at
    for child in line.children:
        if isinstance(child, Attribute) and child.name.value not in found:
            found.setdefault(normal(child.name.value), child)
    return found


def _attributes(
    doc: Document, patch: Patch, line: Clause, before: Statement, after: Statement
) -> None:
    old, new = dict(own_attributes(before)), dict(own_attributes(after))
    if old == new:
        return
    lines = _own_attributes(doc, before.id, line)
    fresh = []
    for name, value in new.items():
        if name in old and name in lines:
            if old[name] != value:
                patch.edits.append(_text(doc, lines[name].value, text_of(value)))
        else:
            fresh.append(f"{name}: {text_of(value)}")
    for name in old.keys() - new.keys():
        if name in lines:
            patch.cut(doc.block(lines[name]))
    if fresh:
        last = line
        for child in line.children:
            if not isinstance(child, Attribute):
                break
            last = child  # type: ignore[assignment]
        patch.put(doc.alone(last).end, fresh, doc.below(line))


def _quotations(
    doc: Document, patch: Patch, line: Clause, before: Statement, after: Statement
) -> None:
    old, new = before.quotations, after.quotations
    if [q.text for q in old] == [q.text for q in new]:
        return
    same = 0
    while same < min(len(old), len(new)) and old[same].text == new[same].text:
        same += 1
    for quotation in old[same:]:
        at = doc.at.get(quotation.span.start) if quotation.span else None
        if at is not None:
            patch.cut(doc.block(at))
    if new[same:]:
        last = doc.last_own(line)
        lines: list[str] = []
        for quotation in new[same:]:
            parted = lines or isinstance(last, Quotation)
            lines += [*([""] if parted else []), f"> {quotation.text}"]
        patch.put(doc.alone(last).end, lines, doc.below(line))


def relabelled(doc: Document, patch: Patch, act: Relabel) -> bool:
    """Changes labels wherever they stand; False where one is taken away that is referred to."""
    sections = {s.id: s.label for s in doc.map.sections}
    old: dict[str, str | None] = {}
    for key, new in act.labels.items():
        label = sections[key] if key in sections else doc.map[key].label
        line = section_line(doc, key) if key in sections else doc.declaring.get(key)
        if label is not None:
            old[label] = new
        elif new and isinstance(line, Clause | SectionLine):
            text = line.text if isinstance(line, Clause) else line.title
            if text is None:
                return False
            colon = re.search("[:\uff1a]", doc.text[_head_end(line) :])
            assert colon is not None
            at = _head_end(line) + colon.start()
            patch.edits.append(Edit(Span(at, at), f" {new}"))
    for found in occurrences(doc.compilation.syntax.lines):
        if found.name not in old or found.what == "import":
            continue
        new = old[found.name]
        if new is not None:
            patch.edits.append(Edit(found.span, new))
        elif found.declares:
            start = found.span.start
            while doc.text[start - 1] in " \t":
                start -= 1
            patch.edits.append(Edit(Span(start, found.span.end), ""))
        else:
            return False
    return True


def _head_end(line: Clause | SectionLine) -> int:
    """Where the words of a line end that has no label."""
    if isinstance(line, SectionLine):
        return line.start + len("section")
    tokens = (line.connective, line.open, line.unstated, line.kind)
    return max(token.end for token in tokens if token is not None)
