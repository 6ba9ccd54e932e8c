"""Draws what a LaTeX document wants: `argmap-latex paper` reads paper.argmap, which argmap.sty wrote, and makes
paper.argmaps, which it reads in its next run, with a file for each figure.

A request is a line `[N] line=L` and lines `option=value`, those of any block in a document (`argmap.integrations.options`) and
`format`, which is pdf or tikz.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from argmap.diagnostics import Severity
from argmap.draw.markup import is_inline
from argmap.draw.view import view
from argmap.files import write_file
from argmap.integrations.block import Problem, Shown, Where, problem_with, show
from argmap.integrations.options import words_of
from argmap.model import Map
from argmap.wording import for_terminal
from argmap.writers import of_text
from argmap.writers.caption import Caption
from argmap.writers.content_markup import latex_content
from argmap.writers.latex import escaped, set_in_latex
from argmap.writers.standard_form import to_standard

_FORMATS = ("pdf", "tikz")


@frozen
class Request:
    """What the document wants as its `number`-th figure: the line where, and the options, as they were written."""

    number: int
    line: int
    options: tuple[tuple[str, str], ...]

    @property
    def told(self) -> str:
        """The request as argmap.sty says it, which tells by it whether a figure is the one that it wants."""
        return "".join(f"{name}={value};" for name, value in self.options)


def requests(text: str) -> list[Request]:
    """The requests in what argmap.sty wrote, each once, though beamer may make one for each slide of a frame."""
    found: dict[int, Request] = {}
    for request in _written(text):
        found.setdefault(request.number, request)
    return [*found.values()]


def _written(text: str) -> Iterator[Request]:
    number = line = 0
    options: list[tuple[str, str]] = []
    for written in text.splitlines():
        if written.startswith("["):
            if number:
                yield Request(number, line, tuple(options))
            first, _, rest = written[1:].partition("]")
            number, line, options = int(first), int(rest.partition("=")[2] or 0), []
        elif "=" in written:
            name, _, value = written.partition("=")
            options.append((name.strip(), value.strip()))
    if number:
        yield Request(number, line, tuple(options))


def run(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; the exit status is 1 where something could not be drawn, and 2 where nothing can be read or written."""
    parser = argparse.ArgumentParser(
        prog="argmap-latex",
        description="Draws the argument maps of a LaTeX document, which it shows in its next run.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "document", help="the document, as paper or paper.tex, that LaTeX has run on"
    )
    name = parser.parse_args(arguments).document
    job = Path(name).with_suffix("") if name.endswith((".tex", ".argmap")) else Path(name)
    wanted = job.with_name(f"{job.name}.argmap")
    try:
        found = requests(wanted.read_text(encoding="utf-8", errors="replace"))
    except FileNotFoundError:
        return _failed(
            f"there is no {wanted}: run LaTeX first, on a document with \\usepackage{{argmap}}"
        )
    except OSError as error:
        return _failed(f"can't read {wanted}: {error.strerror}")
    except ValueError:
        return _failed(f"{wanted} is not what argmap.sty writes: run LaTeX again")
    lines, faulty = [], False
    places = _lines(job, len(found))
    try:
        for request in found:
            line, problems = _drawn(request, job, places.get(request.number, request.line))
            lines.append(line)
            for problem in problems:
                print(for_terminal(problem.report.rstrip("\n")), file=sys.stderr)
                faulty = faulty or problem.severity is Severity.ERROR
        made = job.with_name(f"{job.name}.argmaps")
        _write(made, _index(found, lines).encode())
    except OSError as error:
        return _failed(f"can't write: {error}")
    figures = f"{len(found)} figure{'' if len(found) == 1 else 's'}"
    print(f"argmap-latex: {figures} of {job}: run LaTeX again", file=sys.stderr)
    return int(faulty)


def _write(path: Path, data: bytes) -> None:
    """Writes a file, unless it is there as it is to be: what has not changed is not to be read again."""
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    write_file(path, data)


def _failed(why: str) -> int:
    print(f"argmap-latex: {for_terminal(why)}", file=sys.stderr)
    return 2


def _drawn(request: Request, job: Path, line: int) -> tuple[str, list[Problem]]:
    """Draws a figure into its files; returns the line that says so, and what is wrong."""
    options: dict[str, str] = {}
    for name, value in request.options:
        # Options may be written as those of a command line, `--preset nature`.
        options |= words_of(name)[1] if name.startswith("--") else {name: value}
    format = options.pop("format", "pdf")
    file = options.get("file", "")
    if file and not file.endswith(".arg") and not Path(file).suffix:
        options["file"] = f"{file}.arg"
    where = Where((job.parent, Path()), name=f"{job.name}.tex:{line}")
    shown = show(options, None, where)
    base = job.with_name(f"{job.name}-argmap-{request.number}")
    if format not in _FORMATS:
        shown = Shown(
            (problem_with(ValueError(f"`format` is pdf or tikz, not `{format}`"), where),)
        )
    if shown.failed:
        return _wrong(request, shown.problems), [*shown.problems]
    if shown.contents is not None:
        path = base.with_name(f"{base.name}.tex")
        _write(path, _contents(shown).encode())
        return _made(request, "tex", path, 1, shown), [*shown.problems]
    found = shown.rendered(format)
    if isinstance(found, Problem):
        return _wrong(request, [found]), [*shown.problems, found]
    rendered, caption = found
    path = base.with_name(f"{base.name}.{format}")
    # In tikz a page is a file, and one below the other they are one.
    _write(path, b"\\par\\medskip\n".join(rendered.files))
    pages = len(rendered.drawing.pages) if rendered.drawing and format == "pdf" else 1
    return _made(request, format, path, pages, shown, caption), [*shown.problems]


def _contents(shown: Shown) -> str:
    """Contents as LaTeX; the standard form as argmap sets it there."""
    compilation = shown.compilation
    if compilation is not None and not shown.said and shown.figure.layout == "standard":
        seen = view(compilation.map, of_text(shown.figure))
        return to_standard(seen, "tikz")
    return latex_content(shown.contents or ())


_PLAIN = str.maketrans({**dict.fromkeys("#_^&~$", " "), "\\": "/", "{": "(", "}": ")", "%": " "})
"""What TeX can both set and print, in the place of what means something to it."""


def _wrong(request: Request, problems: Sequence[Problem]) -> str:
    """What LaTeX says where nothing could be drawn."""
    said = "; ".join(f"{p.place}: {p.message.partition(chr(10))[0]}" for p in problems)
    return _line(request, "wrong", "", "1", said.translate(_PLAIN), "", "")


def _made(
    request: Request,
    kind: str,
    path: Path,
    pages: int,
    shown: Shown,
    caption: Caption | None = None,
) -> str:
    numbers = "".join(
        f"\\argmaplabel{{{key}}}{{{number}}}" for key, number in shown.numbers.items()
    )
    map = shown.compilation.map if shown.compilation else Map()
    words = set_in_latex(map.title, is_inline(map))
    if words and not map.title.rstrip().endswith((".", "?", "!")):
        words += "."
    if caption is not None:
        words = " ".join([words, *(set_in_latex(said, False) for said in caption.sentences)])
    alternative = escaped(caption.alternative) if caption else ""
    about = words.strip(), alternative, numbers
    return _line(request, kind, path.as_posix(), str(pages), *about)


def _line(request: Request, *parts: str) -> str:
    return f"\\argmapmade{{{request.number}}}" + "".join(f"{{{part}}}" for part in parts)


_OTHERS = "".join(rf"\catcode`\{sign}=12" for sign in "%#_^&~$")


def _index(found: Sequence[Request], lines: Sequence[str]) -> str:
    """What argmap.sty reads: the requests as they were, in which no character means anything, and what was made."""
    asked = [f"\\argmaprequest{{{request.number}}}{{{request.told}}}" for request in found]
    first = ["\\begingroup\\endlinechar=-1", f"{_OTHERS} ", *asked, "\\endgroup"]
    return "\n".join([*first, *(f"{line}%" for line in lines), ""])


_CALL = re.compile(r"^(?:[^%\\\n]|\\.)*?(\\argmap\*?(?![A-Za-z])|\\begin\{argmap\})", re.MULTILINE)


def _lines(job: Path, count: int) -> dict[int, int]:
    """The line of each request, where the document has just as many: in a frame of beamer, TeX itself counts the lines of the frame."""
    try:
        text = job.with_name(f"{job.name}.tex").read_text(encoding="utf-8", errors="replace")
    except (OSError, ValueError):
        return {}
    lines = [
        number for number, line in enumerate(text.splitlines(), 1) for _ in _CALL.findall(line)
    ]
    return dict(enumerate(lines, 1)) if len(lines) == count else {}


if __name__ == "__main__":
    sys.exit(run())
