"""A Pandoc filter: code blocks of the class `argmap` become figures, or lists. Quarto takes the same filter.

    pandoc --filter argmap-pandoc paper.md -o paper.pdf

It reads Pandoc's document as JSON from standard input and writes it to standard output. Attributes of a block are the options of any block
(`argmap.integrations.options`); its id goes to the figure, and a citation `@label` of a statement becomes its number. How Pandoc was
called, `argmap.integrations.pandoc_call` finds out: where the output goes, and whether the build is strict.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from argmap.draw.markup import Span
from argmap.integrations.block import Page, Problem, Shown, Where, problem_with, show
from argmap.integrations.pandoc_call import Call
from argmap.integrations.place import Place, find_block
from argmap.wording import for_terminal
from argmap.writers.content import (
    Content,
    Heading,
    Listing,
    Paragraph,
    Passage,
    flattened,
)
from argmap.writers.latex import bare_maths

_FORMATS = {
    "latex": "pdf",
    "beamer": "pdf",
    "context": "pdf",
    "docx": "png",
    "odt": "png",
    "opendocument": "png",
    "pptx": "png",
    "rtf": "png",
}
"""The format of figures for a format of documents; svg for all others."""

_SLIDES = ("beamer", "pptx", "revealjs", "slidy", "slideous", "s5", "dzslides")
_LEVELS = {"latex": 4, "beamer": 3, "context": 4, "pptx": 4}
"""How deep lists may be nested."""

Node = dict[str, Any]


class FilterError(Exception):
    """The filter can't go on; Pandoc shows the message and stops."""


def run() -> int:
    """Runs the filter; the exit status is 1 where something is wrong with a block and the build is strict."""
    format = sys.argv[1] if len(sys.argv) > 1 else ""
    call = Call.of_parent()
    try:
        # Pandoc writes UTF-8, whatever the locale.
        document = json.load(sys.stdin.buffer)
        if not isinstance(document, dict):
            raise FilterError("its input is no document of Pandoc's")
        made, problems = filter_document(document, format, call)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        print("argmap-pandoc: its input is no JSON: run it as a filter of Pandoc", file=sys.stderr)
        return 1
    except FilterError as error:
        print(f"argmap-pandoc: {for_terminal(str(error))}", file=sys.stderr)
        return 1
    for problem in problems:
        print(
            f"[WARNING] {for_terminal(problem.place)}: {for_terminal(problem.message)}",
            file=sys.stderr,
        )
    if problems and call.strict:
        print("argmap-pandoc: the build is strict, and so it stops", file=sys.stderr)
        return 1
    json.dump(made, sys.stdout)
    return 0


def filter_document(
    document: Node, format: str, call: Call | None = None
) -> tuple[Node, list[Problem]]:
    """The document with figures in the place of its `argmap` blocks, and what is wrong with them; raises `FilterError`."""
    filter = _Filter(
        format.partition("+")[0], document.get("pandoc-api-version", [1, 23]), call or Call()
    )
    found = [*_code_blocks(document.get("blocks", []))]
    # The last first, since what is put in the place of one moves those behind it.
    for number in range(len(found), 0, -1):
        blocks, at = found[number - 1]
        blocks[at : at + 1] = filter.blocks(blocks[at], f"argmap-{number}")
    filter.cite(document.get("blocks", []))
    return document, filter.problems[::-1]


def _code_blocks(top: list[Any]) -> Iterator[tuple[list[Any], int]]:
    """Every code block of the class, at any depth and in order, as a list and an index in it."""
    stack: list[Any] = [top]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            below = []
            for index, item in enumerate(here):
                if _is_map(item):
                    below.append((here, index))
                else:
                    below.append(item)
            stack += below[::-1]
        elif isinstance(here, tuple):
            yield here
        elif isinstance(here, dict):
            stack.extend([*here.values()][::-1])


def _is_map(item: Any) -> bool:
    return isinstance(item, dict) and item.get("t") == "CodeBlock" and "argmap" in item["c"][0][1]


class _Filter:
    """Makes what blocks show, from the last to the first."""

    def __init__(self, format: str, version: list[int], call: Call) -> None:
        self.format, self.version, self.call = format, version, call
        self.problems: list[Problem] = []
        self.places: list[Place] = []
        self.cited: dict[str, tuple[str, str]] = {}

    def blocks(self, block: Node, unnamed: str) -> list[Node]:
        """What stands in the place of a code block, which is called `unnamed` where it has no id."""
        (name, classes, pairs), text = block["c"]
        given = dict(pairs)
        for old, new in (("fig-cap", "caption"), ("fig-alt", "alt")):
            if old in given:
                given.setdefault(new, given.pop(old))
        rest = [
            [key, given.pop(key)] for key in [*given] if key.startswith(("data-", "fig-", "style"))
        ]
        share = given.pop("width") if given.get("width", "").strip().endswith("%") else None
        if share:
            rest.append(["width", share])
        text = text if text.strip() else None
        where = self._where(text, given)
        shown = show(given, text, where)
        self.problems += shown.problems[::-1]
        if shown.failed:
            return [_report(shown.report)]
        name = name or unnamed
        others = [one for one in classes if one != "argmap"]
        for key, number in shown.numbers.items():
            self.cited[key] = number, name
        if shown.contents is not None:
            inner = _blocks(flattened(shown.contents, _LEVELS.get(self.format, 99)))
            if shown.caption:
                inner.append({"t": "Para", "c": self._inlines(shown.caption)})
            return [{"t": "Div", "c": [[name, ["argmap", *others], rest], inner]}]
        kind = _FORMATS.get(self.format, "svg")
        pages = shown.draw(kind)
        try:
            if not isinstance(pages, Problem):
                return self._figures(shown, pages, (name, others, rest), kind)
        except OSError as error:
            pages = problem_with(error, where)
        self.problems.append(pages)
        return [_report(pages.report)]

    def _where(self, text: str | None, given: dict[str, str]) -> Where:
        words = ["argmap", *([given["file"]] if given.get("file") else [])]
        for document in self.call.documents():
            # From the last to the first: of two that are the same the later is found first.
            found: list[Place] = []
            while place := find_block(document, text or "", words, found):
                found.append(place)
                if len(found) > 1000:
                    break
            new = [place for place in found if not self._taken(place)]
            if new:
                self.places.append(new[-1])
                return Where(self.call.folders, place=new[-1], name=document.name)
        return Where(self.call.folders)

    def _taken(self, place: Place) -> bool:
        same = (place.document.name, place.line)
        return any((one.document.name, one.line) == same for one in self.places)

    def _figures(
        self,
        shown: Shown,
        pages: tuple[Page, ...],
        about: tuple[str, list[str], list[Any]],
        kind: str,
    ) -> list[Node]:
        name, classes, pairs = about
        made: list[Node] = []
        for number, page in enumerate(pages, 1):
            extracts = self.version >= [1, 23]
            target = self.call.put(f"{page.digest}.{kind}", page.data, self.format, extracts)
            caption = self._inlines(shown.caption) if shown.caption else []
            if len(pages) > 1:
                part = f"({number} of {len(pages)}{f': {page.title}' if page.title else ''})"
                caption += [{"t": "Space"}] * bool(caption) + _words(part)
            identifier = name if number == 1 else f"{name}-{number}"
            if made and self.format in _SLIDES:
                made.append({"t": "HorizontalRule"})
            made.append(
                self._figure(identifier, (classes, pairs), caption, page.alternative, target)
            )
        return made

    def _figure(
        self,
        name: str,
        about: tuple[list[str], list[Any]],
        caption: list[Node],
        alt: str,
        target: str,
    ) -> Node:
        classes, pairs = about
        if self.format == "pptx":
            # What stands beside the picture in its words is printed on the slide; its title is the alternative text.
            return _image_alone([name, classes, pairs], caption, [target, alt])
        words = _words(alt)
        if not caption:
            return _image_alone([name, classes, pairs], words, [target, ""])
        if self.version < [1, 23]:
            # Before Pandoc 3 a figure is an image alone in its paragraph, and its caption the words of the image.
            return _image_alone([name, classes, [*pairs, ["alt", alt]]], caption, [target, "fig:"])
        image = {"t": "Image", "c": [["", [], pairs], words, [target, ""]]}
        below = [{"t": "Plain", "c": caption}]
        return {
            "t": "Figure",
            "c": [[name, classes, []], [None, below], [{"t": "Plain", "c": [image]}]],
        }

    def _inlines(self, text: str) -> list[Node]:
        """A text in the markup of the document, which Pandoc reads."""
        if not any(mark in text for mark in "*_`$[]^~@<\\&"):
            return _words(text)
        import subprocess

        try:
            done = subprocess.run(
                [self.call.program, "-f", "markdown", "-t", "json"],
                input=text.encode(),
                capture_output=True,
                check=True,
                timeout=60,
            )
            blocks = json.loads(done.stdout)["blocks"]
        except (OSError, subprocess.SubprocessError, ValueError, KeyError):
            return _words(text)
        if len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain"):
            found: list[Node] = blocks[0]["c"]
            return found
        return _words(text)

    def cite(self, blocks: list[Any]) -> None:
        """Puts the numbers of statements in the place of their citations, as links to the figures."""
        stack: list[Any] = [blocks]
        while stack:
            here = stack.pop()
            if isinstance(here, list):
                for index, item in enumerate(here):
                    here[index] = self._cited(item)
                stack += here
            elif isinstance(here, dict):
                stack += here.values()

    def _cited(self, item: Any) -> Any:
        if not (isinstance(item, dict) and item.get("t") == "Cite" and len(item["c"][0]) == 1):
            return item
        (citation,) = item["c"][0]
        key = citation["citationId"].removeprefix("arg:")
        if key not in self.cited:
            return item
        number, name = self.cited[key]
        before, after = citation["citationPrefix"], citation["citationSuffix"]
        words = [*before, *([{"t": "Space"}] if before else []), {"t": "Str", "c": number}, *after]
        if citation["citationMode"]["t"] == "NormalCitation":
            words = [{"t": "Str", "c": "("}, *words, {"t": "Str", "c": ")"}]
        return {"t": "Link", "c": [["", ["argmap-number"], []], words, [f"#{name}", ""]]}


def _image_alone(attributes: list[Any], words: list[Node], target: list[str]) -> Node:
    return {"t": "Para", "c": [{"t": "Image", "c": [attributes, words, target]}]}


def _report(text: str) -> Node:
    return {"t": "CodeBlock", "c": [["", ["argmap", "error"], []], text]}


def _words(text: str) -> list[Node]:
    made: list[Node] = []
    for word in text.split():
        made += [{"t": "Space"}, {"t": "Str", "c": word}]
    return made[1:]


def _blocks(contents: Iterable[Content]) -> list[Node]:
    """Contents as blocks of Pandoc's."""
    made: list[Node] = []
    for content in contents:
        if isinstance(content, Heading):
            made.append({"t": "Para", "c": [{"t": "Strong", "c": _spans(content.spans)}]})
        elif isinstance(content, Paragraph):
            made.append({"t": "Para", "c": _spans(content.spans)})
        elif isinstance(content, Passage):
            made.append({"t": "BlockQuote", "c": _blocks(content.contents)})
        elif isinstance(content, Listing):
            entries = [_entry(entry) for entry in content.entries]
            if content.start is None:
                made.append({"t": "BulletList", "c": entries})
            else:
                style = [content.start, {"t": "Decimal"}, {"t": "TwoParens"}]
                made.append({"t": "OrderedList", "c": [style, entries]})
        else:
            made.append({"t": "CodeBlock", "c": [["", [], []], content.text]})
    return made


def _entry(entry: tuple[Content, ...]) -> list[Node]:
    """An entry; of one paragraph it is set close to the next."""
    made = _blocks(entry)
    if made and made[0]["t"] == "Para" and all(block["t"] != "Para" for block in made[1:]):
        made[0]["t"] = "Plain"
    return made


def _spans(spans: Iterable[Span]) -> list[Node]:
    made: list[Node] = []
    for span in spans:
        if span.maths and (formula := bare_maths(span.maths)):
            made.append({"t": "Math", "c": [{"t": "InlineMath"}, formula]})
            continue
        inner: list[Node] = []
        for index, word in enumerate(span.text.split(" ")):
            inner += [{"t": "Space"}] * bool(index) + [{"t": "Str", "c": word}] * bool(word)
        face = "Strong" if "bold" in span.face else "Emph" if "italic" in span.face else ""
        made += [{"t": face, "c": inner}] if face else inner
    return made


if __name__ == "__main__":
    sys.exit(run())
