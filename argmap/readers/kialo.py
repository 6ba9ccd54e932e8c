"""Kialo's text export of a discussion as a map, in the form of old and in that of today.

A Pro supports the claim that it stands under, a Con rebuts it, and `-> See 1.2.` uses the claim of that
number once more. A question over several theses is no statement: it is the title or a section. What
stands under `Sources:` gives the claims that bear its number a `source` and a quotation, or a `url`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from argmap.readers.builder import MapBuilder
from argmap.readers.decoding import checked_size
from argmap.resolve import Resolved
from argmap.source import Source, Span

_TITLE = re.compile(r"(?:Discussion|Debate) (Title|Name):[ \t]*(.*)")
_HEAD = re.compile(r"[ \t]*((?:\d{1,9}\.)+)(?:[ \t]+(?:(pro|con|thesis|question):)?(.*)|$)", re.I)
SEE = re.compile(r"[ \t]*->[ \t]*See[ \t]+(\d[\d.]*?)\.?[ \t]*$")
_SOURCE = re.compile(r"[ \t]*\[(\d{1,9})\][ \t]*(.*)")
# An address may hold parentheses in pairs, as those of Wikipedia do.
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(((?:[^()\s\\]|\\.|\((?:[^()\s\\]|\\.)*\))*)\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANKS = " \t\r"
_MARK = re.compile(r"[ \t]?\[(\d{1,9})\]")


@define
class _Claim:
    number: str
    stance: str
    at: int
    lines: list[str] = field(factory=list)

    @property
    def parent_number(self) -> str:
        return self.number.rpartition(".")[0]

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip(_BLANKS + "\n")


@define
class _Origin:
    place: str
    at: int
    lines: list[str] = field(factory=list)
    cited: bool = False

    @property
    def words(self) -> str:
        lines = (line.strip(_BLANKS) for line in self.lines)
        text = " ".join(line for line in lines if line)
        return text[1:-1].strip(_BLANKS) if len(text) > 1 and text[0] == text[-1] == '"' else text


def read_kialo(source: Source) -> Resolved:
    """The map of a discussion; never raises on what the text holds."""
    builder = MapBuilder(source, "Kialo export")
    with builder.reporting():
        export = _Export(checked_size(source), builder)
        export.add_to_builder()
    return builder.resolved()


class _Export:
    """The claims of an export by number, what its sources are, and how they make a map."""

    def __init__(self, text: str, builder: MapBuilder) -> None:
        self.builder = builder
        self.modern = False
        self.claims: dict[str, _Claim] = {}
        self.origins: dict[str, _Origin] = {}
        # What stands before all claims: a fault only where no claim follows.
        self.before: list[Span] = []
        self._read(text)
        for span in self.before:
            if self.claims:
                line = text[span.start : span.end].strip()
                builder.lose("lines of no claim", line, span)
            else:
                builder.say("this line belongs to no claim", span)

    # The text

    def _read(self, text: str) -> None:
        lines = _lines(text)
        claim: _Claim | None = None
        blank = True
        for at, line in lines:
            head = _HEAD.match(line)
            plain = line.strip(_BLANKS)
            if claim is None and not self.builder.title and (title := _TITLE.match(plain)):
                self.modern = title[1] == "Name"
                self.builder.title = title[2].strip(_BLANKS)
                if not self.builder.title:
                    _, following = next(lines, (0, ""))
                    self.builder.title = following.strip(_BLANKS)
                blank = True
                continue
            # In the newer form the words stand on the line after the number, whatever they look like.
            waiting = (
                self.modern and claim is not None and claim.stance and not claim.lines and not blank
            )
            if plain == "Sources:" and blank and not waiting:
                self._sources(lines)
                break
            if head and not waiting and self._begins(head, claim, blank, at):
                stance, rest = (head[2] or "").lower(), (head[3] or "").strip(_BLANKS)
                claim = _Claim(head[1].rstrip("."), stance, at + len(line) - len(line.lstrip()))
                if rest:
                    claim.lines.append(rest)
                self._add(claim)
            elif claim is not None:
                if claim.lines or plain:
                    claim.lines.append(plain)
            elif plain:
                self.before.append(Span(at, at + len(line)))
            blank = not plain

    def _begins(self, head: re.Match[str], claim: _Claim | None, blank: bool, at: int) -> bool:
        """Whether a line that begins with a number begins a claim, and is no item of a list within one."""
        number = head[1].rstrip(".")
        if head[2] or claim is None:
            return True
        parent, _, last = number.rpartition(".")
        if number in self.claims or not (parent in self.claims if parent else blank):
            return False
        before = f"{parent}.{int(last) - 1}".strip(".")
        return last == "1" if not parent or parent == claim.number else before in self.claims

    def _add(self, claim: _Claim) -> None:
        if claim.number in self.claims:
            self.builder.say(f"there are two claims with the number {claim.number}.", claim.at)
            return
        self.claims[claim.number] = claim

    def _sources(self, lines: Iterator[tuple[int, str]]) -> None:
        origin: _Origin | None = None
        for at, line in lines:
            begins = _SOURCE.match(line)
            # Within a quotation a number in brackets is a part of the quotation.
            if begins and begins[1] not in self.origins and not _open(origin):
                origin = self.origins[begins[1]] = _Origin(begins[2].strip(_BLANKS), at)
            elif origin is not None:
                origin.lines.append(line)
            elif line.strip():
                self.builder.lose("sources", line.strip(), Span(at, at + len(line)))

    # The map

    def add_to_builder(self) -> None:
        """Gives the builder the claims."""
        seen = {n: see[1] for n, c in self.claims.items() if (see := SEE.match(c.text))}
        self.known = {n: self._resolve_reference(n, seen) for n in self.claims}
        section: str | None = None
        self._theses()
        for number, claim in self.claims.items():
            if claim.stance == "question" and not claim.parent_number:
                section = self._question(number, claim)
            elif number in seen:
                self._step(claim)
            else:
                self._statement(claim, section)
                self._step(claim)
        for mark, origin in self.origins.items():
            if not origin.cited:
                self.builder.lose(
                    "sources", f"[{mark}] {origin.place}, which no claim cites", origin.at
                )

    def _theses(self) -> None:
        """Makes the first claim a question and those under it theses, where none of them is a Pro or a Con."""
        under = [c for c in self.claims.values() if c.number.count(".") == 1]
        if under and all(c.stance in ("", "thesis") for c in under):
            for claim in under:
                claim.stance = "thesis"
                if (parent := self.claims.get(claim.parent_number)) is not None:
                    parent.stance = "question"

    def _resolve_reference(self, number: str, seen: dict[str, str]) -> str | None:
        """The number of the claim that one stands for, along what it refers to; None in a cycle."""
        path = {number}
        while number in seen:
            number = seen[number]
            if number in path:
                return None
            path.add(number)
        return number

    def _question(self, number: str, claim: _Claim) -> str | None:
        text = claim.text
        if not self.builder.title:
            self.builder.title = " ".join(text.split())
        if not text or " ".join(text.split()) == " ".join(self.builder.title.split()):
            return None
        self.builder.section(number, text, at=claim.at)
        return number

    def _statement(self, claim: _Claim, section: str | None) -> None:
        text, attributes, quotations = claim.text, dict[str, object](), list[str]()
        if self.modern:
            text, links = self._without_source_numbers(text, attributes, quotations)
        else:
            links = [_ESCAPE.sub(r"\1", link[2]) for link in _LINK.finditer(text)]
            text = _ESCAPE.sub(r"\1", _LINK.sub(lambda link: link[1] or link[2], text))
        links = list(dict.fromkeys(link for link in links if link))
        if links:
            attributes["url"] = links[0]
        if links[1:]:
            attributes["x-urls"] = " ".join(links[1:])
        self.builder.statement(
            claim.number,
            text,
            claim.at,
            section=section,
            quotations=quotations,
            attributes=attributes,
        )

    def _without_source_numbers(
        self, text: str, attributes: dict[str, object], quotations: list[str]
    ) -> tuple[str, list[str]]:
        """The text without the numbers of sources, and the addresses of sources that it does not quote."""
        links: list[str] = []
        quoted: list[str] = []
        for number in dict.fromkeys(_MARK.findall(text)):
            if (origin := self.origins.get(number)) is None:
                continue
            origin.cited = True
            if origin.words:
                quoted.append(origin.place)
                quotations.append(origin.words)
            else:
                links.append(origin.place)
        quoted = list(dict.fromkeys(place for place in quoted if place))
        if quoted:
            attributes["source"] = quoted[0]
        if quoted[1:]:
            attributes["x-sources"] = " ".join(quoted[1:])
        return _MARK.sub(lambda mark: "" if mark[1] in self.origins else mark[0], text), links

    def _step(self, claim: _Claim) -> None:
        parent = self.claims.get(claim.parent_number)
        if claim.stance not in ("pro", "con"):
            if parent is not None and claim.stance != "thesis" and parent.stance != "question":
                self.builder.say(
                    f"it is not said whether {claim.number}. is a Pro or a Con", claim.at
                )
            return
        premise = self.known[claim.number]
        if premise is None:
            self.builder.say(f"{claim.number}. refers, in the end, to itself", claim.at)
        elif premise not in self.known:
            self.builder.say(f"there is no claim {premise}. to see", claim.at)
        elif parent is None or parent.stance == "question":
            place = f"{claim.parent_number}." if claim.parent_number else "nothing"
            self.builder.say(
                f"{claim.number}. is a {claim.stance.title()} of {place}, which is no claim here",
                claim.at,
            )
        elif (target := self.known[parent.number]) is not None and target in self.known:
            role = "supports" if claim.stance == "pro" else "rebuts"
            self.builder.step([premise], target, role, claim.at)  # type: ignore[arg-type]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _open(origin: _Origin | None) -> bool:
    """Whether a quotation has begun and not ended."""
    if origin is None or not origin.lines or not origin.lines[0].lstrip().startswith('"'):
        return False
    last = origin.lines[-1].rstrip()
    return not last.endswith('"') or (len(origin.lines) == 1 and last.strip() == '"')
