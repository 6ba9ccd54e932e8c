"""Two versions of a text that go back to one: what both have changed, together, block by block.

What only one version changed is taken; a statement is followed wherever it went and however it is called. The result has
to say what the two maps together make of the first: by its lines, or else by its blocks; where neither gives that, what
both changed is a conflict.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from difflib import Match, SequenceMatcher

from attrs import frozen

from argmap.compare.alignment import align
from argmap.compare.facts import facts, together
from argmap.compilation import Compilation
from argmap.edit.blocks import Keys, blocks
from argmap.edit.document import Document
from argmap.edit.rename import NoRename, renamed
from argmap.edit.weaving import Woven, weave
from argmap.syntax.conflicts import CLOSES, DIVIDES, OPENS


@frozen
class Merged:
    """The text of two versions together, and in words what they both changed: where there is any, the text holds both
    between marks, and the checker says so.
    """

    text: str
    conflicts: tuple[str, ...] = ()

    def data(self, of: Compilation) -> bytes:
        """The bytes of the text, with the line ends and the mark of a file."""
        text = self.text.replace("\n", "\r\n") if of.source.crlf else self.text
        mark = BOM_UTF8 if of.reading.data.startswith(BOM_UTF8) else b""
        return mark + text.encode("utf-8", "surrogatepass")


def merged(
    base: Compilation,
    one: Compilation,
    other: Compilation,
    names: tuple[str, str] = ("ours", "theirs"),
) -> Merged:
    """Two versions of a base together, all texts in the language; `names` are what the two are called in the marks of a
    conflict. A text with errors is merged by its lines, or by its blocks at the top, without a look at what it says.
    """
    texts = [x.source.text for x in (base, one, other)]
    if texts[1] == texts[2] or texts[0] == texts[2]:
        return Merged(texts[1])
    if texts[0] == texts[1]:
        return Merged(texts[2])
    if any(x.has_errors for x in (base, one, other)):
        lines = together_by_lines(*(text.split("\n") for text in texts))
        if lines is not None:
            return Merged("\n".join(lines))
        found = _Versions(base, one, other, names).found(whole=True, sound=False)
    else:
        versions = _Versions(*_in_one_language(base, one, other), names)
        found = versions.by_lines() or versions.found()
        found = found or _Versions(base, one, other, names).found(whole=True)
    return found or Merged(
        _both(texts[1], texts[2], names), ("what the two say can't be put together",)
    )


def together_by_lines(base: list[str], one: list[str], other: list[str]) -> list[str] | None:
    """The lines of two versions together, or None where both changed the same (after diff3: Khanna, Kunal and Pierce, *A
    formal investigation of diff3*, FSTTCS 2007).
    """
    matches = [
        {at + n: to + n for at, to, size in _blocks_in_common(base, version) for n in range(size)}
        for version in (one, other)
    ]
    found: list[str] = []
    done = (0, 0, 0)
    for at in [*sorted(matches[0].keys() & matches[1].keys()), len(base)]:
        ends = (at, matches[0].get(at, len(one)), matches[1].get(at, len(other)))
        was, mine, theirs = (
            lines[start:end]
            for lines, start, end in zip((base, one, other), done, ends, strict=True)
        )
        if mine != was and theirs not in (was, mine):
            return None
        found += theirs if mine == was else mine
        found += base[at : at + 1]
        done = (ends[0] + 1, ends[1] + 1, ends[2] + 1)
    return found


def _blocks_in_common(one: list[str], other: list[str]) -> list[Match]:
    return SequenceMatcher(None, one, other).get_matching_blocks()


def _both(one: str, other: str, names: tuple[str, str]) -> str:
    lines = (*_marked(one.splitlines(), other.splitlines(), names),)
    return "".join(f"{line}\n" for line in lines)


def _marked(one: Iterable[str], other: Iterable[str], names: tuple[str, str]) -> Iterator[str]:
    yield f"{OPENS} {names[0]}"
    yield from one
    yield DIVIDES
    yield from other
    yield f"{CLOSES} {names[1]}"


def _in_one_language(
    base: Compilation, one: Compilation, other: Compilation
) -> tuple[Compilation, Compilation, Compilation]:
    """The three texts with the labels that one version gave to what it renamed, so that what the other says of it is
    understood.
    """
    made = [base, one, other]
    for n in (1, 2):
        for pair in align(made[0].map, made[n].map).pairs:
            was, now = made[0].map[pair.one].label, made[n].map[pair.other].label
            if pair.part or was is None or now is None or was == now:
                continue
            for m in (0, 3 - n):
                try:
                    for change in renamed([made[m]], was, now):
                        made[m] = made[m].of_data(change.data)
                except NoRename:
                    # It is called otherwise there, too, or that is taken: then both changed it.
                    break
    return made[0], made[1], made[2]


class _Versions:
    """Three texts, and which of their statements are the same."""

    def __init__(
        self, base: Compilation, one: Compilation, other: Compilation, names: tuple[str, str]
    ) -> None:
        self.docs = tuple(Document(x) for x in (base, one, other))
        self.names = names
        self.known = self._known()
        self.keys = Keys()

    def _known(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """What the statements of each text are known by: one name for the same."""
        base, one, other = (doc.map for doc in self.docs)
        mine = {b: a for a, b in align(base, one).matched.items()}
        theirs = {b: a for a, b in align(base, other).matched.items()}
        new = {s.id: f"one:{s.id}" for s in one.statements if s.id not in mine}
        # What both added in the same words, or under the same label, is one.
        added = {s.label or s.text: name for s in one.statements if (name := new.get(s.id))}
        return (
            {s.id: f"base:{s.id}" for s in base.statements},
            {s.id: new.get(s.id) or f"base:{mine[s.id]}" for s in one.statements},
            {
                s.id: f"base:{theirs[s.id]}"
                if s.id in theirs
                else added.pop(s.label or s.text, f"other:{s.id}")
                for s in other.statements
            },
        )

    def by_lines(self) -> Merged | None:
        """The text by the lines that either version changed, where these are not the same, and it says what it should."""
        lines = together_by_lines(*(doc.text.split("\n") for doc in self.docs))
        return self._sound("\n".join(lines)) if lines is not None else None

    def found(self, whole: bool = False, sound: bool = True) -> Merged | None:
        """The text, or None where its blocks don't say what they should, as far as that can be told: of texts that are
        `sound`. With `whole`, its blocks are those at the top.
        """
        trees = [blocks(d, n, self.keys, whole) for d, n in zip(self.docs, self.known, strict=True)]
        woven = weave(*trees)
        if woven is None:
            return None
        text = "".join(f"{line}\n" for line in self._lines(woven))
        if woven.conflicts:
            told = Merged(text, tuple(c.what for c in woven.conflicts.values()))
            # Where neither word makes a map, more is in conflict than these lines.
            decided = ("".join(f"{x}\n" for x in self._lines(woven, side)) for side in (0, 1))
            fits = whole or any(not self._read(words).has_errors for words in decided)
            return told if fits else None
        return self._sound(text) if sound else Merged(text)

    def _sound(self, text: str) -> Merged | None:
        """A text, if it says what it should."""
        return Merged(text) if self._says(self._read(text)) else None

    def _read(self, text: str) -> Compilation:
        return self.docs[1].compilation.of_data(text.encode("utf-8", "surrogatepass"))

    def _lines(self, woven: Woven, side: int | None = None) -> Iterator[str]:
        """The lines of the text, conflicts with their marks, or as one side has them."""
        waiting = [(child, 0) for child in reversed(woven.root.children)]
        while waiting:
            block, at = waiting.pop()
            yield from [""] * block.gap
            conflict = woven.conflicts.get(block.key)
            if conflict is None:
                yield from block.own_lines(at)
            elif side is None:
                yield from _marked(*conflict.lines(at), self.names)
            else:
                yield from conflict.lines(at)[side]
            if conflict is None or not conflict.deep:
                waiting += [(child, at + block.step) for child in reversed(block.children)]

    def _says(self, made: Compilation) -> bool:
        """Whether a text says what the two maps together make of the first."""
        if made.has_errors:
            return False
        said = self._final()
        counted = [
            facts(doc.map, {key: said[name] for key, name in known.items()})
            for doc, known in zip(self.docs, self.known, strict=True)
        ]
        own = {s.id: s.label or s.text for s in made.map.statements}
        return facts(made.map, own) == together(*counted)

    def _final(self) -> dict[str, str]:
        """What each statement will be called: its label, or its text."""
        found: dict[str, str] = {}
        sides = [
            {known[s.id]: s for s in doc.map.statements}
            for doc, known in zip(self.docs, self.known, strict=True)
        ]
        for name in dict.fromkeys(x for side in sides for x in side):
            was, mine, theirs = (side.get(name) for side in sides)
            there = [s for s in (mine, theirs) if s] or [s for s in (was,) if s]
            label, text = (
                there[-1 if getattr(there[0], what) == getattr(was, what, None) else 0]
                for what in ("label", "text")
            )
            found[name] = label.label or text.text
        return found
