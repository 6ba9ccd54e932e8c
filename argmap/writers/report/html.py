"""A report as one page of HTML that asks for nothing from anywhere: its figures are in it, and their boxes lead to the list
of statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from argmap.draw import markup as marks
from argmap.draw.drawing import Drawing
from argmap.writers.report.blocks import (
    BlockWriter,
    Document,
    Heading,
    Items,
    Paragraph,
    Picture,
    Runs,
    Table,
    figure_anchor,
)
from argmap.writers.static_page import markup, page
from argmap.writers.svg import to_svg
from argmap.writers.urls import safe_url

_STYLE = """\
main,header{max-width:46rem;margin:0 auto}
h1{font-size:1.9rem;overflow-wrap:anywhere}
h2{font-size:1.35rem;margin:3rem 0 .75rem;line-height:1.25;overflow-wrap:anywhere}
h3,h4,h5{font-size:1.05rem;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
p,li,figcaption{overflow-wrap:anywhere}
td{overflow-wrap:break-word}
a{text-decoration:none}
a:hover,a:focus{text-decoration:underline}
.note,figcaption,.aside{color:var(--muted);font-size:.9rem}
figure{margin:1rem 0}
figure>div{overflow-x:auto;padding:.25rem}
figure svg{display:block;margin:0 auto;max-width:100%;height:auto}
ul,ol{padding-inline-start:1.4rem}
ul ul{padding-inline-start:1.2rem}
li{margin:.15rem 0}
li.aside{list-style:none}
ol.statements{padding-inline-start:3rem}
ol.statements li{margin:.4rem 0;break-inside:avoid}
:target{background:var(--mark)}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{border-bottom:1px solid var(--rule);padding:.35rem .5rem;text-align:start;vertical-align:top}
tr{break-inside:avoid}
nav ul{list-style:none;padding:0}
@media print{@page{size:A4;margin:20mm}body{padding:0;font-size:10pt}h2,h3,h4{break-after:avoid;break-inside:avoid}
figure{break-inside:avoid}figure svg{max-height:215mm}main>section:not(:first-of-type)>figure{break-before:avoid}}
"""


def to_html(document: Document) -> str:
    """The page; the same document gives the same."""
    writer = _Writer(_leading(document))
    direction = ' dir="rtl"' if document.from_right else ""
    body = [
        f"<header{direction}>",
        f"<h1>{_runs(document.title)}</h1>",
        *(f'<p class="note" dir="auto">{_runs(line)}</p>' for line in document.about),
        '<nav aria-label="Contents"><ul>',
        *(f"<li>{_runs(item.runs)}</li>" for item in document.contents()),
        "</ul></nav>",
        "</header>",
        f"<main{direction}>",
    ]
    for part in document.parts:
        body.append(f'<section id="{part.heading.anchor}">')
        for block in (evolve(part.heading, anchor=""), *part.blocks):
            body += writer.block(block)
        body.append("</section>")
    return page(document.name, _STYLE, [*body, "</main>"], document.language or "en")


def _leading(document: Document) -> Drawing:
    """The drawing with links from its boxes to the list of statements, and from figure to figure."""
    pages = [
        evolve(
            sheet,
            groups=[
                evolve(group, href=f"#{target}")
                if not group.href
                and (
                    target := figure_anchor(group.page)
                    if group.page
                    else document.boxes.get(group.id, "")
                )
                else group
                for group in sheet.groups
            ],
        )
        for sheet in document.drawing.pages
    ]
    return evolve(document.drawing, pages=pages)


class _Writer(BlockWriter[Iterator[str]]):
    def __init__(self, figures: Drawing) -> None:
        self.figures = figures

    def heading(self, block: Heading) -> Iterator[str]:
        level = min(block.level + 1, 6)
        name = f' id="{block.anchor}"' if block.anchor else ""
        yield f'<h{level}{name} dir="auto">{_runs(block.runs)}</h{level}>'

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        kind = ' class="note"' if block.kind == "note" else ""
        yield f'<p{kind} dir="auto">{_runs(block.runs)}</p>'

    def picture(self, block: Picture) -> Iterator[str]:
        return _picture(block, self.figures)

    def table(self, block: Table) -> Iterator[str]:
        return _table(block)

    def items(self, block: Items) -> Iterator[str]:
        return _list(block)


def _picture(block: Picture, figures: Drawing) -> Iterator[str]:
    number = block.number
    svg = to_svg(figures, number - 1, f"f{number}-").partition("\n")[2].rstrip("\n")
    # Only here the figure is one thing in a text, with a caption that names it.
    named = re.sub(r"<title (id=[^>]*)>.*?</title>", _title(block.alternative), svg, count=1)
    ground = f' style="background:{figures.paper}"'
    yield f'<figure id="{block.anchor}"><div{ground}>{named}</div>'
    yield f'<figcaption dir="auto">{_runs(block.caption)}</figcaption></figure>'


def _title(alternative: str) -> str:
    words = markup(alternative).replace("\\", "\\\\")
    return rf"<title \1>{words}</title>"


def _table(block: Table) -> Iterator[str]:
    yield "<table>"
    yield "<colgroup>" + "".join(f'<col style="width:{s:.0%}">' for s in block.shares)
    heads = "".join(f'<th scope="col">{markup(column)}</th>' for column in block.columns)
    yield f"</colgroup><thead><tr>{heads}</tr></thead><tbody>"
    for row in block.rows:
        cells = "".join(f'<td dir="auto">{_runs(cell)}</td>' for cell in row)
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table>"


def _list(block: Items) -> Iterator[str]:
    if any(item.number for item in block.items):
        yield '<ol class="statements">'
        for item in block.items:
            yield f'<li value="{item.number}" id="{item.anchor}" dir="auto">{_runs(item.runs)}</li>'
        yield "</ol>"
        return
    depth = -1
    for level, item in block.levels:
        if level > depth:
            yield "<ul>"
        else:
            yield "</li>" + "</ul></li>" * (depth - level)
        depth = level
        kind = ' class="aside"' if item.aside else ""
        yield f'<li{kind} dir="auto">{_runs(item.runs)}'
    yield "</li></ul>" * (depth + 1)


def _runs(runs: Runs) -> str:
    made = ""
    for run in runs:
        words = marks.html(run.text, run.marked)
        for face, tag in (("italic", "em"), ("bold", "strong")):
            words = f"<{tag}>{words}</{tag}>" if face in run.face else words
        address = f"#{run.to}" if run.to else safe_url(run.url)
        made += f'<a href="{markup(address)}">{words}</a>' if address else words
    return made
