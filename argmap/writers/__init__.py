"""Map or drawing → one output format, one file each.

`argmap.formats` names the function of each format: one from a map to `Written` (a document), from a view to
text (a listing for readers), or from a `Figure` to `Rendered` (a picture); `output` has these. `render`,
`written` and `document` call it.

What writers share: `nested_list` puts a map in the order of a nested list, for text, Markdown and the page; `urls`
says which addresses may be links; `frameworks` and `aspic` write what solvers take; `latex` writes any character as itself in LaTeX, for `tikz` and `standard_form`, which writes what
`standard_lines` puts in order, with passages and relations from `fitch`;
`frames` makes data frames and `network` a graph of networkx, which no file is written of;
`graph` makes a graph of a map, for graphml, canvas, drawio and networkx, `diagram` gives its nodes their places, and
`xml_text` writes XML; `relocation` leads paths from another folder; `embedded_font` and `woff` cut fonts down to
what is needed; `argdown` is a folder of its own; `losses` says what a format can't carry. `comparison_markdown` is what differs between two maps as a comment; `content` is a map as headings, paragraphs and lists, which documents set as their own, and `content_markup` these in HTML and LaTeX; `caption` explains the signs of a figure, `figure_index`
lists the figures of a set, `mimebundle` is a figure as notebooks take it, `coverage_html`, `class_html` and `pair_html`, with pair.css and pair.js, are the pages of `argmap coverage`, of a class, and of
readings side by side, over `static_page`, and
`tagged` the tagged form of a pdf; `archive` takes the time out of office documents; reports, whole documents, are a folder of their own, `report`; the page to explore is made of page.html, page.css and the scripts
page_figure.js, page_reading.js and page_moves.js, and in a program that edits of page_edit.js and page_edit.css.
"""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.formats import FORMATS, function
from argmap.wording import listed
from argmap.writers.output import Figure, Rendered, Written

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.options import Options
    from argmap.draw.setup import Watch
    from argmap.draw.style import Style
    from argmap.draw.view import View
    from argmap.losses import Loss
    from argmap.model import Map
    from argmap.writers.dot import Digraph


def render(map: Map, format: str, options: Options, watch: Watch | None = None) -> Rendered:
    """The picture of a map in one of `argmap.formats.PICTURES`; `watch` is called with the share of the work
    that is done.

    Raises `ValueError` for what can't be drawn in that way, `argmap.draw.errors.LayoutError` where
    `dot` is needed and can't be run.
    """
    if options.tagged and format != "pdf":
        raise ValueError(f"only a pdf can be tagged, and no {format}")
    if options.layout == "standard":
        from argmap.draw.view import view
        from argmap.writers.standard_form import standard_remarks, to_standard

        seen = view(map, of_text(options))
        remarks = [*standard_remarks(seen, format), *_lost(options, "the standard form")]
        return Rendered([to_standard(seen, format).encode()], remarks)
    if FORMATS[format].listing:
        files = [document(map, format, options).encode()]
        return Rendered(files, _lost(options, f"a map as {format}"))
    return renderings(map, (format,), options, watch)[0]


def renderings(
    map: Map, formats: Sequence[str], options: Options, watch: Watch | None = None
) -> list[Rendered]:
    """The picture of a map in several formats that are drawn alike, such as svg, pdf and png, drawn once; raises as `render`."""
    from attrs import evolve

    from argmap.draw import draw
    from argmap.draw.fonts.tex_fonts import ANY
    from argmap.draw.themes import FOLLOWING

    tex = (options.tex_font or ANY) if formats[0] in ("tikz", "tex") else None
    options = evolve(options, tex_font=tex)
    drawing = draw(map, options, watch)
    made = []
    for format in formats:
        shown = _stepped(drawing, format) if options.steps else drawing
        figure = Figure(map, options, shown)
        rendered: Rendered = function("argmap.writers", FORMATS[format].picture)(figure)
        if options.theme in FOLLOWING and format not in ("svg", "html"):
            remark = (
                f"a {format} can't follow its page, so that it has the colours of the theme default"
            )
            rendered = rendered._replace(remarks=(*rendered.remarks, remark))
        made.append(rendered)
    return made


def _stepped(drawing: Drawing, format: str) -> Drawing:
    """A drawing step by step, as the format can show it; `ValueError` where it can't."""
    from argmap.draw.steps import as_pages

    if FORMATS[format].steps == "overlays":
        return drawing
    if not FORMATS[format].steps:
        raise ValueError(
            f"a figure can't be shown step by step as {format}: make a pdf, or tikz for beamer"
        )
    return as_pages(drawing)


def written(map: Map, format: str, folder: Path | None = None) -> Written:
    """A map in one of `argmap.formats.DOCUMENTS`, and what that can't carry; its paths as they are from the
    `folder` that it is written to, where that is given.

    Dot, Mermaid, Markdown and text are for people and can't be read back: for them no losses are reported.
    Raises as `document` does.
    """
    lost: list[Loss] = []
    if folder is not None:
        from argmap.writers.relocation import relocated

        map, lost = relocated(map, folder)
    row = FORMATS[format]
    if not row.document:
        return Written(document(map, format))
    made: Written = function("argmap.writers", row.document)(map)
    return Written(made.content, (*lost, *made.losses))


def document(map: Map, format: str, options: Options | None = None) -> str:
    """A map as text, in one of the formats that are documents.

    The options choose a view where the format is one for people. Raises `ValueError` where they name what
    does not exist, and where the map has too many arguments for a framework, and
    `argmap.diagnostics.ArgmapError` where the map can't be written as `.arg` text.
    """
    row = FORMATS[format]
    if row.document:
        return written(map, format).text
    text: str = function("argmap.writers", row.listing)(*_viewed(map, options))
    return text


def digraph(map: Map, options: Options | None = None) -> Digraph:
    """A map as a graph of the graphviz library; the options choose a view."""
    from argmap.writers.dot import to_graphviz

    return to_graphviz(*_viewed(map, options))


def _viewed(map: Map, options: Options | None) -> tuple[View, Style]:
    """What of a map is listed, and in which colours."""
    from argmap.draw.options import Options
    from argmap.draw.themes import themed
    from argmap.draw.view import view

    options = options or Options()
    return view(map, of_text(options)), themed(options.theme)


def of_text(options: Options) -> Options:
    """The options without what has a meaning in pictures alone."""
    from attrs import evolve

    return evolve(options, text="full", color_by=None, highlight=())


def _lost(options: Options, what: str) -> list[str]:
    """A remark on what was asked for and only a picture shows."""
    asked = {
        "--highlight": options.highlight,
        "--color-by": options.color_by,
        "--title": options.title,
        "--legend": options.legend,
        "--text": options.text != "full",
    }
    names = [name for name, given in asked.items() if given]
    return [f"{what} shows nothing of {listed(names)}"] if names else []


def page_path(path: str | PathLike[str], page: int, pages: int) -> Path:
    """The path of a page of a figure: the given one, or with several pages `NAME-1.svg`, `NAME-2.svg` …"""
    path = Path(path)
    return path if pages == 1 else path.with_name(f"{path.stem}-{page + 1}{path.suffix}")
