"""A Pandoc filter: code blocks of the class `argmap` become figures. Quarto takes the same filter.

    pandoc --filter argmap-pandoc paper.md -o paper.pdf

It reads Pandoc's document as JSON from standard input and writes it to standard output. Attributes of a block are
the options of a figure; `caption`, `alt`, `file` (instead of text in the block) and the block's id go to the figure.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from argmap.compilation import Compilation
from argmap.integrations.figures import OPTION_NAMES, figure_options, only_page
from argmap.report import render_report
from argmap.wording import for_terminal

_FORMATS = {
    "latex": "pdf",
    "beamer": "pdf",
    "context": "pdf",
    "docx": "png",
    "odt": "png",
    "pptx": "png",
}
"""The format of figures for a format of documents; svg for all others."""

FOLDER = "argmap-figures"
"""The folder, beside where Pandoc runs, in which figures are put."""


class FilterError(Exception):
    """A block can't be drawn; Pandoc shows the message and stops."""


def run() -> int:
    """Runs the filter; the exit status is 1 where a block could not be drawn."""
    format = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        # Pandoc writes UTF-8, whatever the locale.
        document = json.load(sys.stdin.buffer)
        if not isinstance(document, dict):
            raise FilterError("its input is no document of Pandoc's")
        json.dump(filter_document(document, format), sys.stdout)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        print("argmap-pandoc: its input is no JSON: run it as a filter of Pandoc", file=sys.stderr)
        return 1
    except FilterError as error:
        print(f"argmap-pandoc: {for_terminal(str(error))}", file=sys.stderr)
        return 1
    return 0


def filter_document(document: dict[str, Any], format: str) -> dict[str, Any]:
    """The document with figures in the place of its `argmap` blocks; raises `Fault`."""
    kind = _FORMATS.get(format.partition("+")[0], "svg")
    for block, at in list(_blocks(document.get("blocks", []))):
        block[at] = _figure(block[at], kind, document.get("pandoc-api-version", [1, 23]))
    return document


def _blocks(top: list[Any]) -> Iterator[tuple[list[Any], int]]:
    """Every code block of the class, at any depth, as a list and an index in it."""
    stack: list[Any] = [top]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            for index, item in enumerate(here):
                if _is_map(item):
                    yield here, index
                else:
                    stack.append(item)
        elif isinstance(here, dict):
            stack.extend(here.values())


def _is_map(item: Any) -> bool:
    return isinstance(item, dict) and item.get("t") == "CodeBlock" and "argmap" in item["c"][0][1]


def _figure(block: dict[str, Any], kind: str, version: list[int]) -> dict[str, Any]:
    (name, classes, pairs), text = block["c"]
    given = dict(pairs)
    caption = given.pop("caption", "")
    compilation = _compile(given.pop("file", None), text)
    if compilation.has_errors:
        raise FilterError("a map has errors\n" + render_report(compilation.problems, "full", False))
    own = {key: given.pop(key) for key in OPTION_NAMES if key in given}
    path, alternative = _draw(compilation, own, kind)
    alt = given.pop("alt", "") or alternative
    rest = [c for c in classes if c != "argmap"]
    pairs = [list(pair) for pair in given.items()]
    if version < [1, 23]:
        # Before Pandoc 3 a figure is an image alone in its paragraph, and its caption the words of the image.
        words = _inlines(caption or alt)
        target = [path, "fig:" if caption else ""]
        return {
            "t": "Para",
            "c": [{"t": "Image", "c": [[name, rest, pairs], words, target]}],
        }
    image = {"t": "Image", "c": [["", [], pairs], _inlines(alt), [path, ""]]}
    below = [{"t": "Plain", "c": _inlines(caption)}] if caption else []
    return {
        "t": "Figure",
        "c": [[name, rest, []], [None, below], [{"t": "Plain", "c": [image]}]],
    }


def _inlines(text: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for word in text.split():
        made += [{"t": "Space"}, {"t": "Str", "c": word}]
    return made[1:]


def _compile(file: str | None, text: str) -> Compilation:
    if file is None:
        return Compilation.of_text(text, "<block>")
    try:
        return Compilation.of_file(file)
    except OSError as error:
        raise FilterError(f"can't read {file}: {error.strerror}") from None


def _draw(compilation: Compilation, given: dict[str, str], kind: str) -> tuple[str, str]:
    """Draws into a file that is named by a hash of its content; returns its path, and an alternative text."""
    from argmap.draw.view import view
    from argmap.files import write_file
    from argmap.writers import render
    from argmap.writers.caption import caption

    try:
        options = figure_options(given, compilation.source.path)
        made = render(compilation.map, kind, options)
        words = caption(view(compilation.map, options), options, made.drawing).alternative
        page = only_page(made.files)
    except (TypeError, ValueError) as error:
        raise FilterError(str(error)) from None
    path = Path(FOLDER) / f"{sha256(page).hexdigest()[:16]}.{kind}"
    try:
        path.parent.mkdir(exist_ok=True)
        write_file(path, page)
    except OSError as error:
        raise FilterError(f"can't write {path.as_posix()}: {error.strerror}") from None
    return path.as_posix(), words


if __name__ == "__main__":
    sys.exit(run())
