"""A map as a whole document: `argmap report`, `ArgumentMap.report`.

`paper` has the figures drawn to fit the page, `content` makes of a map the tree of `blocks` that all formats are written of,
with the figures in words (`shown`) and statuses (`standing`), in which statements have the names of `names`. The formats are
`html`, `markdown` (md and qmd), `tex`, `docx` and `pptx`, which share `office` (the slides of pptx are made by `deck`), and `pdf`, which is set by argmap itself.
"""

from __future__ import annotations

from os import PathLike
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from argmap.wording import listed, slug

if TYPE_CHECKING:
    from argmap.draw.drawing import Drawing
    from argmap.draw.options import Options
    from argmap.draw.setup import Watch
    from argmap.model import Map
    from argmap.quotations.coverage import Coverage

FORMATS = ("docx", "pptx", "pdf", "html", "md", "qmd", "tex")
"""The formats of a report, which are the endings of their files."""

BESIDE = ("md", "qmd", "tex")
"""Those whose figures are files in a folder beside the document."""

TEMPLATED = ("docx", "pptx")
"""Those that take their looks from a template."""


class Report(NamedTuple):
    """A report: the document, the figures beside it by their paths from its folder, and remarks for the user."""

    data: bytes
    figures: dict[str, bytes]
    remarks: list[str]


def report_format(path: str, to: str | None) -> str:
    """The format that is asked for or that a path ends in; `ValueError` where there is none such."""
    known = ", ".join(FORMATS[:-1])
    if to is not None:
        if to not in FORMATS:
            raise ValueError(f"a report is {known} or {FORMATS[-1]}, and no {to}")
        return to
    ending = PurePath(path).suffix.lower().removeprefix(".")
    ending = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if ending not in FORMATS:
        raise ValueError(
            f"{path}: a report is {known} or {FORMATS[-1]}: end OUT in one of these, or say --to"
        )
    return ending


def figures_folder(path: str | PathLike[str]) -> str:
    """The name of the folder for the figures of a document at a path, in letters that need no quoting anywhere."""
    return f"{slug(PurePath(path).stem, ascii=True) or 'report'}-figures"


def report(
    map: Map,
    format: str,
    options: Options,
    quoted: Coverage,
    *,
    folder: str = "report-figures",
    template: bytes | None = None,
    watch: Watch | None = None,
) -> Report:
    """The report on a map in one of `FORMATS`. `folder` is the name of that for figures beside it, `template` a docx or pptx
    whose looks the report has.

    Raises `ValueError` for what can't be drawn, or a template that is none, and `argmap.extras.MissingExtra` where a
    package is not installed.
    """
    from argmap.writers.report.content import content
    from argmap.writers.report.paper import figures, made_smaller, paper_of

    if template is not None and format not in TEMPLATED:
        raise ValueError(f"a template is for {listed(TEMPLATED, 'or')}, and not for {format}")
    slide = None
    if format == "pptx":
        from argmap.writers.report.deck import room_of

        slide = room_of(template)
    options, drawing = figures(map, options, slide, watch)
    document = content(map, options, drawing, quoted)
    paper = paper_of(options)
    remarks = [*drawing.misfit, *drawing.remarks]
    if format != "html":
        remarks += made_smaller(drawing, slide or paper.room)
    beside: dict[str, bytes] = {}
    made: str | bytes
    if format == "html":
        from argmap.writers.report.html import to_html

        made = to_html(document)
    elif format == "tex":
        from argmap.writers.report.tex import tex_remarks, to_tex

        made = to_tex(document, folder, paper)
        remarks += tex_remarks(document)
        beside = _beside(drawing, folder, "pdf", options)
    elif format in ("md", "qmd"):
        from argmap.writers.report.markdown import to_markdown

        made = to_markdown(document, folder, format == "qmd")
        beside = _beside(drawing, folder, "png", options)
    elif format == "docx":
        from argmap.writers.report.docx import to_docx

        made = to_docx(document, paper, options.dpi, template)
    elif format == "pptx":
        from argmap.writers.report.pptx import to_pptx

        made = to_pptx(document, options.dpi, template)
    else:
        from argmap.writers.report.pdf import to_pdf

        made = to_pdf(document, paper, options)
    data = made if isinstance(made, bytes) else made.encode("utf-8", "replace")
    return Report(data, beside, remarks)


def _beside(drawing: Drawing, folder: str, ending: str, options: Options) -> dict[str, bytes]:
    """The figures as files, by their paths."""
    from attrs import evolve

    from argmap.writers.pdf import to_pdf
    from argmap.writers.png import to_png

    made: dict[str, bytes] = {}
    for number, page in enumerate(drawing.pages):
        path = f"{folder}/figure-{number + 1}.{ending}"
        if ending == "png":
            made[path] = to_png(drawing, options.dpi, number)
            continue
        made[path] = to_pdf(evolve(drawing, pages=[page]))
    return made
