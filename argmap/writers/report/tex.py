r"""A report as a LaTeX document, and the figures as pdf files beside it. Every character of what a user wrote is itself."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.draw.drawing import Drawing
from argmap.draw.setup import MM
from argmap.wording import shown
from argmap.writers.latex import declarations, escaped, maths, packages, remarks, set_in_latex
from argmap.writers.report.blocks import (
    Block,
    BlockWriter,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Run,
    Runs,
    Table,
)
from argmap.writers.report.paper import Paper, scale_to

_LEVELS = ("section", "subsection", "subsubsection", "paragraph")
_ITEM = (
    r"\newcommand\argmapitem[3]{{\leftskip=#1\relax\rightskip=0pt plus 4em\parindent=0pt\parskip=0pt"
    r"\noindent\llap{#2\enspace}#3\par\vskip 2pt plus 1pt}}"
)


def to_tex(document: Document, folder: str, paper: Paper) -> str:
    """The text; its figures are `figure-1.pdf` and so on in a folder."""
    texts, needed = _needed(document)
    writer = _Writer(document.drawing, folder, paper)
    lines = [
        rf"\documentclass[10pt,{paper.tex}]{{article}}",
        rf"\usepackage[margin={paper.margin:g}mm]{{geometry}}",
        r"\usepackage{iftex}",
        r"\iftutex\usepackage{fontspec}\else",
        r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}\fi",
        *(rf"\usepackage{{{name}}}" for name in needed),
        r"\usepackage{graphicx,array,longtable,xcolor}",
        r"\definecolor{argmaplink}{HTML}{17466F}",
        r"\usepackage[colorlinks,allcolors=argmaplink]{hyperref}",
        rf"\hypersetup{{pdftitle={{{escaped(document.name)}}},pdfauthor={{{escaped(document.author)}}}}}",
        *declarations(texts),
        _ITEM,
        r"\setcounter{secnumdepth}{0}\setcounter{tocdepth}{1}",
        r"\setlength\parindent{0pt}\setlength\parskip{.5\baselineskip}\emergencystretch=3em",
        rf"\title{{{writer.runs(document.title)}}}",
        rf"\author{{{escaped(document.author)}}}",
        rf"\date{{{escaped(document.date)}}}",
        r"\begin{document}",
        r"\maketitle",
        writer.runs(document.about[-1]),
        r"\tableofcontents",
    ]
    for part in document.parts:
        if any(isinstance(block, (Picture, Table)) for block in part.blocks):
            lines.append(r"\clearpage")
        for block in (part.heading, *part.blocks):
            lines += writer.block(block)
    return "\n".join([*lines, r"\end{document}", ""])


def tex_remarks(document: Document) -> list[str]:
    """Remarks for the user on characters that pdflatex lacks."""
    return remarks(_needed(document)[0])


def _needed(document: Document) -> tuple[list[str], list[str]]:
    """The texts of a document, and the packages for its mathematics."""
    texts, formulas = [document.author, document.date], []
    runs = [*document.title, *(run for part in document.parts for run in _all(part.blocks))]
    for span in (span for run in runs for span in run.spans):
        texts.append(span.text)
        if span.maths and maths(span.maths):
            formulas.append(span.maths)
    return texts, packages(texts, formulas)


def _all(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for block in blocks:
        if isinstance(block, (Heading, Paragraph)):
            yield from block.runs
        elif isinstance(block, Picture):
            yield from block.caption
        elif isinstance(block, Table):
            yield from (run for row in block.rows for cell in row for run in cell)
        else:
            yield from (run for item in block.items for run in item.runs)


class _Writer(BlockWriter[Iterator[str]]):
    def __init__(self, drawing: Drawing, folder: str, paper: Paper) -> None:
        self.drawing, self.folder, self.paper = drawing, folder, paper

    def heading(self, block: Heading) -> Iterator[str]:
        yield rf"\{_LEVELS[min(block.level, 4) - 1]}{{{self.runs(block.runs)}}}{_target(block.anchor)}"

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        size = r"\small\color{black!70}" if block.kind == "note" else ""
        yield rf"\par{{{size} {self.runs(block.runs)}\par}}"

    def picture(self, block: Picture) -> Iterator[str]:
        page = self.drawing.pages[block.number - 1]
        wide = page.width / MM * scale_to(self.paper.room, page)
        alternative = escaped(shown(block.alternative))
        options = f"width={wide:.2f}mm,alt={{{alternative}}}"
        yield r"\par\noindent\begin{minipage}{\linewidth}\centering"
        yield rf"{_target(block.anchor)}\includegraphics[{options}]{{{self.folder}/figure-{block.number}}}"
        yield rf"\par\medskip\raggedright\small {self.runs(block.caption)}\end{{minipage}}\par\medskip"

    def table(self, block: Table) -> Iterator[str]:
        columns = "".join(
            rf">{{\raggedright\arraybackslash}}p{{\dimexpr {share:.3f}\linewidth-2\tabcolsep\relax}}"
            for share in block.shares
        )
        heads = " & ".join(rf"\textbf{{{escaped(column)}}}" for column in block.columns)
        yield rf"{{\small\begin{{longtable}}{{@{{}}{columns}@{{}}}}"
        yield rf"\hline {heads}\\ \hline\endhead"
        for row in block.rows:
            yield " & ".join(map(self.runs, row)) + r"\\"
        yield r"\hline\end{longtable}}"

    def items(self, block: Items) -> Iterator[str]:
        numbered = any(item.number for item in block.items)
        for level, item in block.levels:
            indent = 3.0 if numbered else 1.2 + 1.2 * level
            sign = item.number or ("" if item.aside else r"\textbullet")
            text = self.runs(item.runs)
            text = rf"{{\small {text}}}" if item.aside else text
            yield rf"\argmapitem{{{indent:.1f}em}}{{{_target(item.anchor)}{sign}}}{{{text}}}"

    def runs(self, runs: Runs) -> str:
        return "".join(map(self._run, runs))

    def _run(self, run: Run) -> str:
        words = set_in_latex(run.text, run.marked)
        for face, command in (("italic", r"\textit"), ("bold", r"\textbf")):
            words = f"{command}{{{words}}}" if face in run.face else words
        return rf"\hyperlink{{{run.to}}}{{{words}}}" if run.to else words


def _target(anchor: str) -> str:
    return rf"\hypertarget{{{anchor}}}{{}}" if anchor else ""
