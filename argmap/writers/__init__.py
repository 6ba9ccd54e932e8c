"""Map or drawing → one output format, one file each; and files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.options import Options
    from argmap.draw.setup import Watch
    from argmap.losses import Loss
    from argmap.model import Map

PICTURES = (
    "svg",
    "pdf",
    "png",
    "eps",
    "tikz",
    "tex",
    "html",
    "dot",
    "mermaid",
    "markdown",
    "text",
)
"""What `render` makes. The last are text, and documents as well."""

FRAMEWORKS = ("apx", "tgf", "iccma")
"""The forms of argument frameworks, for solvers."""

INTERCHANGE = {
    "aif": "aif:to_aif",
    "xaif": "aif:to_xaif",
    "argdown": "argdown:to_argdown",
    "graphml": "graphml:to_graphml",
    "kialo": "kialo:to_kialo",
    "carneades": "carneades:to_carneades",
    "arguebuf": "arguebuf:to_arguebuf",
}
"""The formats of other tools, and where in this package their writers are: functions from a map to
`Written`.
"""

DOCUMENTS = ("json", "arg", "dot", "mermaid", "markdown", "text", *INTERCHANGE, *FRAMEWORKS)
"""What `convert` makes."""

_BY_ENDING = {
    **{"md": "markdown", "txt": "text", "mmd": "mermaid", "gv": "dot", "htm": "html"},
    **{"af": "iccma", "i23": "iccma", "ad": "argdown"},
}


_ENDINGS = {
    **dict.fromkeys(("aif", "xaif", "arguebuf"), "json"),
    **{"carneades": "yml", "kialo": "txt", "iccma": "af", "mermaid": "mmd", "markdown": "md"},
    "text": "txt",
}


def ending_of(format: str) -> str:
    """How the names of files in a format end, without the point."""
    return _ENDINGS.get(format, format)


def picture_format(path: str, to: str | None) -> str:
    """The picture format asked for; `ValueError` with what there is where it is not one of them."""
    wanted = to or ending_format(path)
    if wanted in PICTURES:
        return wanted
    known = ", ".join(PICTURES)
    if to is None and not wanted:
        raise ValueError(f"the format of {path!r} can't be told from its ending; name one: {known}")
    raise ValueError(f"there is no picture format {wanted!r}; there are {known}")


def document_format(path: str, to: str | None) -> str:
    """The document format asked for: `to`, or the ending of the path; `ValueError` where it is none."""
    wanted = to or ending_format(path)
    if wanted in DOCUMENTS:
        return wanted
    known = ", ".join(DOCUMENTS)
    if to is None:
        raise ValueError(f"the format of {path!r} can't be told from its ending; name one: {known}")
    raise ValueError(f"there is no format {to!r} to write; there are {known}")


def ending_format(path: str) -> str:
    """The name of the format that the ending of a path stands for; it may be one that argmap lacks."""
    ending = Path(path).suffix.removeprefix(".").lower()
    return _BY_ENDING.get(ending, ending)


class Rendered(NamedTuple):
    """A figure as files: the bytes of each, one a page where a format has no pages, and remarks; and
    the drawing that they were made of, None where the figure is text.
    """

    files: list[bytes]
    remarks: Sequence[str] = ()
    drawing: Drawing | None = None


def render(map: Map, format: str, options: Options, watch: Watch | None = None) -> Rendered:
    """The picture of a map in one of the formats; `watch` is told which share of the work is done.

    Raises `ValueError` for what can't be drawn in that way, `argmap.draw.tree.engine.LayoutError` where
    `dot` is needed and can't be run.
    """
    if options.tagged and format != "pdf":
        raise ValueError(f"only a pdf can be tagged, and no {format}")
    if options.layout == "standard":
        from argmap.draw.view import view
        from argmap.writers.standard import standard_remarks, to_standard

        seen = view(map, options)
        return Rendered([to_standard(seen, format).encode()], standard_remarks(seen, format))
    if format in DOCUMENTS:
        return Rendered([document(map, format, options).encode()])
    from argmap.draw import draw

    drawing = draw(map, options, watch)
    pages = range(len(drawing.pages))
    if format == "svg":
        from argmap.writers.svg import to_svg

        files = [to_svg(drawing, page, options.prefix).encode() for page in pages]
    elif format == "pdf" and options.tagged:
        from argmap.writers.tagged import tagged_remarks, to_tagged_pdf

        return Rendered(
            [to_tagged_pdf(drawing)],
            [*drawing.misfit, *drawing.remarks, *tagged_remarks(drawing)],
            drawing,
        )
    elif format == "pdf":
        from argmap.writers.pdf import to_pdf

        files = [to_pdf(drawing)]
    elif format == "html":
        # A page to explore is no paper: any figure fits it.
        return Rendered([_page(map, drawing, options).encode()], drawing.remarks, drawing)
    elif format == "eps":
        from argmap.writers.eps import to_eps

        files = [to_eps(drawing, page).encode() for page in pages]
    elif format in ("tikz", "tex"):
        from argmap.writers.tikz import tex_remarks, to_tex, to_tikz

        made = [to_tex(drawing)] if format == "tex" else [to_tikz(drawing, page) for page in pages]
        return Rendered(
            [text.encode() for text in made],
            [*drawing.misfit, *drawing.remarks, *tex_remarks(drawing)],
            drawing,
        )
    else:
        from argmap.writers.png import to_png

        files = [to_png(drawing, options.dpi, page) for page in pages]
    return Rendered(files, [*drawing.misfit, *drawing.remarks], drawing)


def _page(map: Map, drawing: Drawing, options: Options) -> str:
    """The page of a figure, whose colours on a dark screen are those of the theme `dark`."""
    from attrs import evolve

    from argmap.draw import draw
    from argmap.draw.setup import setup
    from argmap.draw.view import view
    from argmap.writers.html import to_html

    seen = view(map, options)
    dark = evolve(options, theme="dark")
    styles = setup(seen, options).style, setup(seen, dark).style
    return to_html(seen, drawing, draw(map, dark), styles)


class Written(NamedTuple):
    """A map as text in some format, and what of it the format can't carry."""

    text: str
    losses: tuple[Loss, ...] = ()


def written(map: Map, format: str) -> Written:
    """A map in one of `DOCUMENTS`, and what that can't carry.

    Dot, Mermaid, Markdown and text are for reading, not for reading back: of them no losses are told.
    Raises as `document` does.
    """
    if format in INTERCHANGE:
        from importlib import import_module

        module, _, function = INTERCHANGE[format].partition(":")
        made: Written = getattr(import_module(f"argmap.writers.{module}"), function)(map)
        return made
    losses: tuple[Loss, ...] = ()
    if format in FRAMEWORKS:
        from argmap.losses import Loss
        from argmap.writers.carried import not_carried

        # The framework is made of these; what the arguments say is left behind.
        carried = ("linked premises", "undercuts", "strict marks", "preferences", "contradictions")
        texts = [Loss("texts", s.text, s.span) for s in map.statements]
        losses = (*texts, *not_carried(map, carried))
    return Written(document(map, format), losses)


def document(map: Map, format: str, options: Options | None = None) -> str:
    """A map as text, in one of the formats that are documents.

    The options choose a view where the format is one for readers. Raises `ValueError` where they name
    what is not there, and where the map has too many arguments for a framework, and
    `argmap.diagnostics.ArgmapError` where no `.arg` text says the map.
    """
    if format == "json":
        from argmap.writers.json import to_json

        return to_json(map)
    if format == "arg":
        from argmap.writers.arg import to_arg

        return to_arg(map)
    if format in FRAMEWORKS:
        from argmap.writers.frameworks import to_framework

        return to_framework(map, format)
    if format in INTERCHANGE:
        return written(map, format).text
    from argmap.draw.options import Options
    from argmap.draw.themes import themed
    from argmap.draw.view import view

    options = options or Options()
    seen, style = view(map, options), themed(options.theme)
    if format == "dot":
        from argmap.writers.dot import to_dot

        return to_dot(seen, style)
    if format == "mermaid":
        from argmap.writers.mermaid import to_mermaid

        return to_mermaid(seen, style)
    if format == "markdown":
        from argmap.writers.markdown import to_markdown

        return to_markdown(seen)
    from argmap.writers.text import to_text

    return to_text(seen)


def page_path(path: str | PathLike[str], page: int, pages: int) -> Path:
    """Where a page of a figure goes: to the path, or with several pages to `NAME-1.svg`, `NAME-2.svg` …"""
    path = Path(path)
    return path if pages == 1 else path.with_name(f"{path.stem}-{page + 1}{path.suffix}")


def write_file(path: str | PathLike[str], data: bytes) -> None:
    """Writes a file as `whole` does."""
    with whole(path) as stream:
        stream.write(data)


@contextmanager
def whole(path: str | PathLike[str]) -> Iterator[IO[bytes]]:
    """A file that is written whole or not at all: beside its place first, then moved there.

    What is no plain file, such as a pipe or /dev/null, is written directly. Raises `OSError`, with
    nothing left behind.
    """
    target = Path(path)
    if target.exists() and not target.is_file():
        if target.is_dir():
            raise IsADirectoryError(21, os.strerror(21), str(target))
        with target.open("wb") as stream:
            yield stream
        return
    real = Path(os.path.realpath(target))
    if not real.parent.is_dir():
        raise FileNotFoundError(2, os.strerror(2), str(target))
    if real.exists() and not os.access(real, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(target))
    handle, name = tempfile.mkstemp(prefix=".argmap-", dir=real.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):
            os.chmod(name, real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask())
        os.replace(name, real)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
