"""Annotations of arguments in brat's standoff format (`.ann`, beside the `.txt`) as a map.

An annotated span is a statement and a quotation of the text, a relation an argument. The labels are those
of the argument-annotated essays and their like; what is no part of an argument is left out and reported
as a loss. A claim that only has a `Stance` is for or against every major claim, as the essays' guidelines have it.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import define, field

from argmap.files import is_text_file_path, read_bytes
from argmap.model import Kind, Role
from argmap.quotations.folding import boundary
from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import checked_size
from argmap.resolve import Resolved
from argmap.source import Source, Span

_SPANS = re.compile(r"\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*")
_LONGEST = 200
"""No word is longer."""

_ARGUMENT = re.compile(r"[^\s:]+:(\S+)")

# Labels without case and signs: those of the essays and of AbstRCT, of the Dr. Inventor corpus, and of CDCP.
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("majorclaim", "claim", "ownclaim", "backgroundclaim", "conclusion"), "claim"),
    **dict.fromkeys(("thesis", "majorposition"), "claim"),
    **dict.fromkeys(("premise", "data", "evidence", "reason", "fact", "testimony"), "premise"),
    **dict.fromkeys(("value", "reference"), "premise"),
    **dict.fromkeys(("policy", "recommendation"), "recommendation"),
    **dict.fromkeys(("rebuttal", "objection"), "rebuttal"),
}
_TYPES = {"fact": "fact", "value": "value"}
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("supports", "support", "for", "pro", "reason", "evidence"), "supports"),
    **dict.fromkeys(("attacks", "attack", "against", "con", "rebuts", "rebuttal"), "rebuts"),
    **dict.fromkeys(("contradicts", "partialattack"), "rebuts"),
}
_STANCES: dict[str, Role] = {"for": "supports", "against": "rebuts"}


@define
class _Span:
    id: str
    label: str
    pieces: list[tuple[int, int]]
    text: str
    at: Span


@define
class _Relation:
    id: str
    label: str
    one: str
    other: str
    at: Span


@define
class _Remark:
    """An attribute of an annotation, or a note on it."""

    name: str
    of: str
    value: str
    at: Span


def read_brat(source: Source) -> Resolved:
    """The map of annotations; never raises on what the text holds."""
    builder = MapBuilder(source, "brat file", ordered=False)
    with builder.reporting():
        text = checked_size(source)
        annotations = _Annotations(builder)
        at = 0
        for line in text.split("\n"):
            annotations.read_line(line, Span(at, at + max(len(line), 1)))
            at += len(line) + 1
        annotations.add_to_builder()
    return builder.resolved()


@define
class _Annotations:
    builder: MapBuilder
    spans: dict[str, _Span] = field(factory=dict)
    relations: dict[str, _Relation] = field(factory=dict)
    remarks: list[_Remark] = field(factory=list)
    # What is wrong with annotations, by their names: it counts where they are a part of an argument.
    faults: list[tuple[str, str, tuple[str, ...], Span]] = field(factory=list)

    # The lines

    def read_line(self, line: str, at: Span) -> None:
        """Reads one line of the file."""
        if not line.strip():
            return
        name, _, rest = line.rstrip("\r").partition("\t")
        head, _, tail = rest.partition("\t")
        kind = name[:1]
        if kind == "T":
            self._span(name, head, tail, at)
        elif kind == "R":
            self._relation(name, head, at)
        elif kind in ("A", "M"):
            self._attribute(head, at)
        elif kind == "#":
            words = head.split()
            if len(words) > 1:
                self.remarks.append(_Remark("note", words[1], tail.strip(), at))
        elif kind in ("E", "N", "*"):
            plural = {"E": "events", "N": "normalisations", "*": "equivalences"}[kind]
            self.builder.lose(plural, f"{name} {head}".strip(), at)
        else:
            self.builder.say("this line is of no kind that brat writes", at)

    def _span(self, name: str, head: str, text: str, at: Span) -> None:
        label, _, places = head.partition(" ")
        wrong, pieces = "", list[tuple[int, int]]()
        help: tuple[str, ...] = ()
        if not label or not _SPANS.fullmatch(places.strip()):
            wrong = f"`{name}` has no label and place in the text"
            help = ("write: T1, a tab, `Claim 0 18`, a tab, the words",)
        elif name in self.spans:
            wrong = f"`{name}` is given twice"
        else:
            ends = [piece.split() for piece in places.strip().split(";")]
            pieces = [(int(start), int(end)) for start, end in ends]
            if any(start >= end for start, end in pieces):
                wrong = f"`{name}` ends before it begins"
        if wrong:
            # One of another label is no part of an argument unless a relation makes it one.
            if not label or _plain(label) in _KINDS:
                self.builder.say(wrong, at, *help)
            else:
                self.faults.append((name, wrong, help, at))
            return
        self.spans[name] = _Span(name, label, pieces, text.strip(), at)

    def _relation(self, name: str, head: str, at: Span) -> None:
        label, *ends = head.split() or [""]
        if label and _plain(label) not in (*_ROLES, "partsofsame"):
            self.builder.lose("relations", f"{name}: {head}", at)
            return
        places = [found[1] for end in ends if (found := _ARGUMENT.fullmatch(end))]
        if not label or len(places) != 2:
            self.builder.say(
                f"`{name}` does not say what it joins",
                at,
                "write: R1, a tab, `supports Arg1:T2 Arg2:T1`",
            )
        elif name in self.relations:
            self.builder.say(f"`{name}` is given twice", at)
        else:
            self.relations[name] = _Relation(name, label, places[0], places[1], at)

    def _attribute(self, head: str, at: Span) -> None:
        words = head.split(" ", 2)
        if len(words) < 2 or not words[1]:
            self.builder.lose("remarks", f"{head.strip()}, of nothing", at)
            return
        value = words[2].strip() if len(words) > 2 else ""
        self.remarks.append(_Remark(words[0], words[1], value or "true", at))

    # The map

    def add_to_builder(self) -> None:
        """Gives the builder the statements and steps of the annotations."""
        self._merge_parts_of_same()
        ends = {end for r in self.relations.values() for end in (r.one, r.other)}
        for name, wrong, help, at in self.faults:
            if name in ends:
                self.builder.say(wrong, at, *help)
            else:
                self.builder.lose("annotations", wrong, at)
        for span in [*self.spans.values()]:
            if _plain(span.label) not in _KINDS and span.id not in ends:
                self.builder.lose("annotations", f"{span.id}: {span.label}, {span.text}", span.at)
                del self.spans[span.id]
        of_spans, of_relations = self._assign_remarks()
        words = _words(self.builder, list(self.spans.values()))
        for span in sorted(self.spans.values(), key=lambda s: s.pieces):
            self._statement(span, of_spans.get(span.id, {}), words.get(span.id))
        for relation in self.relations.values():
            role = _ROLES[_plain(relation.label)]
            attributes = of_relations.get(relation.id, {})
            if _plain(relation.label) not in (role, role[:-1], "attacks", "attack"):
                attributes = {"x-relation": relation.label, **attributes}
            self.builder.step(
                [relation.one],
                relation.other,
                role,
                relation.at,
                name=relation.id,
                attributes=attributes,
            )

    def _merge_parts_of_same(self) -> None:
        """Merges the spans that a `PartsOfSame` relation joins, and redirects what refers to them."""
        stands: dict[str, str] = {}

        def whole(name: str) -> str:
            while name in stands:
                stands[name] = stands.get(stands[name], stands[name])
                name = stands[name]
            return name

        for key in [k for k, r in self.relations.items() if _plain(r.label) == "partsofsame"]:
            relation = self.relations.pop(key)
            one, other = whole(relation.one), whole(relation.other)
            if one == other or one not in self.spans or other not in self.spans:
                continue
            first, second = sorted((self.spans[one], self.spans[other]), key=lambda s: s.pieces)
            first.pieces += second.pieces
            first.text = f"{first.text} {second.text}"
            stands[second.id] = first.id
            del self.spans[second.id]
        for relation in self.relations.values():
            relation.one, relation.other = whole(relation.one), whole(relation.other)
        for remark in self.remarks:
            remark.of = whole(remark.of)

    def _assign_remarks(self) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
        """Returns the attributes and notes of spans and of relations, by id; adds stances as steps."""
        of_spans: dict[str, dict[str, object]] = {}
        of_relations: dict[str, dict[str, object]] = {}
        majors = [s.id for s in self.spans.values() if _plain(s.label) == "majorclaim"]
        bound = {r.one for r in self.relations.values()}
        for remark in self.remarks:
            known = remark.of in self.spans or remark.of in self.relations
            role = _STANCES.get(_plain(remark.value)) if _plain(remark.name) == "stance" else None
            if not known:
                self.builder.lose(
                    "remarks", f"{remark.name} {remark.value}, of {remark.of}", remark.at
                )
            elif role and remark.of in self.spans and majors and remark.of not in bound:
                for major in majors:
                    if major != remark.of:
                        self.builder.step([remark.of], major, role, remark.at)
            else:
                pool = of_spans if remark.of in self.spans else of_relations
                own = pool.setdefault(remark.of, {})
                name = "note" if remark.name == "note" else f"x-{remark.name.lower()}"
                own[name] = f"{own[name]} {remark.value}" if name in own else remark.value
        return of_spans, of_relations

    def _statement(self, span: _Span, attributes: dict[str, object], quotation: str | None) -> None:
        plain = _plain(span.label)
        kind = _KINDS.get(plain)
        if plain in _TYPES:
            attributes = {"type": _TYPES[plain], **attributes}
        elif plain != kind:
            attributes = {"tags": (span.label,), **attributes}
        self.builder.statement(
            span.id,
            span.text,
            span.at,
            kind=kind,
            label=span.id,
            quotations=[quotation] if quotation else [],
            attributes=attributes,
        )


def _plain(label: str) -> str:
    return re.sub(r"[\W_]", "", label).casefold()


def _words(builder: MapBuilder, spans: list[_Span]) -> dict[str, str]:
    """The words of the text that each span covers, as a quotation; reports where they differ from those of
    the annotation.
    """
    path = builder.source.path
    beside = path.with_suffix(".txt") if path else None
    if beside is None or not beside.is_file():
        if spans:
            name = beside.name if beside else "the text"
            builder.lose("quotations", f"{name} is not beside the annotations")
        return {}
    assert path is not None
    if beside.resolve().parent not in (path.resolve().parent, path.parent.resolve()):
        builder.say(f"{beside.name} is a link that leads out of its folder, and was not read")
        return {}
    text = _text(beside, spans)
    if text is None:
        builder.say(f"{beside.name} can't be read: it is no UTF-8 text, or too large")
        return {}
    quotations = {}
    # Where no words stand at their places, the text is another one.
    related = any(_at(text, span) == _line(span.text) for span in spans)
    for span in spans:
        there = _at(text, span)
        if there != _line(span.text):
            message = f"{beside.name} has other words where `{span.id}` is"
            if not related or not there or span.pieces[-1][1] > len(text):
                said = f"the text has {len(text)} characters"
                builder.say(message, span.at, f"there stands: {there[:80]}" if there else said)
                continue
            help = f"these count, as they stand there: {there[:80]}"
            builder.say(message, span.at, help, rule="odd-annotation")
            span.text = there
        pieces = [_whole_words(text, piece) for piece in _joined(span)]
        if pieces != _joined(span):
            message = f"`{span.id}` begins or ends within a word of {beside.name}"
            builder.say(message, span.at, rule="odd-annotation")
        quotations[span.id] = " […] ".join(_line(text[start:end]) for start, end in pieces)
    if quotations and is_text_file_path(beside.name):
        builder.attributes["source"] = beside.name
    elif quotations:
        builder.lose("sources", f"{beside.name}: a path in a map holds no blanks")
    return quotations


def _text(path: Path, spans: list[_Span]) -> str | None:
    """The text in the variant whose offsets fit the spans best: with the byte order mark and carriage
    returns of the file, or without.
    """
    try:
        whole = read_bytes(path).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    bare = whole.removeprefix("\ufeff")
    ways = dict.fromkeys((whole, bare, whole.replace("\r\n", "\n"), bare.replace("\r\n", "\n")))
    return max(ways, key=lambda way: sum(_at(way, s) == _line(s.text) for s in spans))


def _at(text: str, span: _Span) -> str:
    return _line(" ".join(text[start:end] for start, end in span.pieces))


def _joined(span: _Span) -> list[tuple[int, int]]:
    """The pieces of a span, those that follow each other directly as one."""
    joined: list[tuple[int, int]] = []
    for start, end in span.pieces:
        if joined and start - joined[-1][1] in (0, 1):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _whole_words(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """A piece of a text with the whole of the words in which it begins and ends."""
    start, end = piece
    starts = range(start, max(start - _LONGEST, -1), -1)
    ends = range(end, min(end + _LONGEST, len(text) + 1))
    return (
        next((at for at in starts if boundary(text, at)), start),
        next((at for at in ends if boundary(text, at)), end),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
