"""Draws what a Typst document asks for: `argmap-typst paper.typ` asks Typst for the figures in it, which `argmap.typ` notes as
metadata, and makes paper.argmaps.json, which the document reads, with a file for each figure.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from argmap.diagnostics import Severity
from argmap.draw.markup import Span
from argmap.extras import MissingExtra, needed
from argmap.files import write_file
from argmap.integrations.block import Problem, Where, show
from argmap.integrations.place import Place, find_block
from argmap.source import Source
from argmap.wording import for_terminal
from argmap.writers.content import Content, Heading, Listing, Paragraph, Passage

_EMPTY = b"{}\n"


class _Failed(Exception):
    """Typst can't compile the document; the message is its own."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; the exit status is 1 where something could not be drawn, and 2 where nothing can be read or written."""
    parser = argparse.ArgumentParser(
        prog="argmap-typst",
        description="Draws the argument maps of a Typst document, which it shows when it is compiled again.",
        allow_abbrev=False,
    )
    parser.add_argument("document", help="the document, as paper.typ")
    document = Path(parser.parse_args(arguments).document)
    index = document.with_name(f"{document.stem}.argmaps.json")
    try:
        source = Source.of(document.read_text(encoding="utf-8"), str(document), document)
        if not index.exists():
            write_file(index, _EMPTY)
        asked = _asked(document)
        made: dict[str, Any] = {}
        problems: list[Problem] = []
        places: list[Place] = []
        for number, one in enumerate(asked, 1):
            made[one["key"]] = _drawn(one, number, source, problems, places)
        write_file(index, json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n")
    except OSError as error:
        return _said(f"{error.filename or document}: {error.strerror or error}")
    except (ValueError, MissingExtra, _Failed) as error:
        return _said(str(error))
    for problem in problems:
        print(for_terminal(problem.report.rstrip("\n")), file=sys.stderr)
    figures = f"{len(made)} figure{'' if len(made) == 1 else 's'}"
    print(f"argmap-typst: {figures} of {document}: compile it again", file=sys.stderr)
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _said(why: str) -> int:
    print(f"argmap-typst: {for_terminal(why)}", file=sys.stderr)
    return 2


def _asked(document: Path) -> list[dict[str, Any]]:
    """What the document asks for, each once: by the program `typst`, or by the package of that name."""
    if program := shutil.which("typst"):
        words = [program, "query", str(document), "<argmap>", "--field", "value"]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise _Failed(done.stderr.strip())
        found = json.loads(done.stdout)
    else:
        typst = needed("typst", "typst", "argmap-typst")
        try:
            found = json.loads(typst.query(str(document), "<argmap>", field="value"))
        except RuntimeError as error:
            raise _Failed(str(error)) from None
    return [*{one["key"]: one for one in found}.values()]


def _drawn(
    one: dict[str, Any],
    number: int,
    document: Source,
    problems: list[Problem],
    places: list[Place],
) -> dict[str, Any]:
    """What the document shows for a request."""
    path = document.path or Path()
    text = one["map"]
    file = one["options"].get("file", "")
    words = [file] if file else []
    # The text is one string, in which the ends of lines are signs; its call is what can be found.
    place = find_block(document, "", ["#argmap", *words], places)
    if place is not None:
        places.append(place)
    name = str(path) if place is None else f"{path}:{place.line}"
    shown = show(one["options"], text, Where((path.parent,), name=name))
    problems += shown.problems
    if shown.failed:
        return {"kind": "wrong", "report": shown.report}
    if shown.contents is not None:
        parts = _parts(shown.contents)
        return {"kind": "list", "parts": parts, "numbers": {**shown.numbers}}
    pages = shown.draw("pdf")
    if isinstance(pages, Problem):
        problems.append(pages)
        return {"kind": "wrong", "report": pages.report}
    files = []
    for count, page in enumerate(pages, 1):
        name = f"{path.stem}-argmap-{number}{f'-{count}' if len(pages) > 1 else ''}.pdf"
        write_file(path.with_name(name), page.data)
        files.append({"file": name, "alt": page.alternative, "title": page.title})
    map = shown.compilation.map if shown.compilation else None
    caption = shown.caption or (map.title if map else "") or pages[0].alternative
    return {"kind": "figure", "pages": files, "caption": caption, "numbers": {**shown.numbers}}


def _parts(contents: Iterable[Content]) -> list[dict[str, Any]]:
    """Contents as argmap.typ takes them."""
    made: list[dict[str, Any]] = []
    for content in contents:
        if isinstance(content, (Heading, Paragraph)):
            kind = "heading" if isinstance(content, Heading) else "paragraph"
            made.append({"kind": kind, "spans": [*map(_span, content.spans)]})
        elif isinstance(content, Passage):
            made.append({"kind": "passage", "parts": _parts(content.contents)})
        elif isinstance(content, Listing):
            entries = [_parts(entry) for entry in content.entries]
            kind = "bullets" if content.start is None else "numbers"
            made.append({"kind": kind, "start": content.start, "entries": entries})
        else:
            made.append({"kind": "lines", "text": content.text})
    return made


def _span(span: Span) -> dict[str, str]:
    face = "bold" if "bold" in span.face else "italic" if "italic" in span.face else ""
    return {"text": span.text, "face": face}


if __name__ == "__main__":
    sys.exit(run())
