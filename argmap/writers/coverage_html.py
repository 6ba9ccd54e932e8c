"""What a map quotes, as one page: the source with its passages marked, the statements beside it.

The page needs no script and asks for nothing from anywhere. A passage is underlined and carries the
number of its statement; where passages overlap the line is double. No information is in colours alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.quotations.coverage import (
    PROBLEMS,
    Coverage,
    Entry,
    Looked,
    Share,
    counted,
    percent,
)
from argmap.source import Span
from argmap.writers.static_page import markup, page, paragraphs

_STYLE = """\
.sum{margin:0;padding:0;list-style:none;color:var(--muted)}
.sum b{color:var(--ink)}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:2.5rem;margin-top:2rem}
.texts,.map{min-width:0}
.text{margin-bottom:2.5rem;font-family:Georgia,"Times New Roman","Liberation Serif",serif;
max-width:42rem}
.text p,.said,q{unicode-bidi:isolate;overflow-wrap:anywhere}
.text p{margin:0 0 1em;white-space:pre-wrap}
mark{background:var(--mark);color:inherit;border-bottom:2px solid var(--line)}
mark.many{border-bottom:4px double var(--line)}
mark a{color:inherit;text-decoration:none}
mark a:hover{text-decoration:underline}
sup{font:.75rem/0 system-ui,sans-serif;white-space:nowrap;unicode-bidi:isolate}
sup a{padding:0 .15em}
.map ol{list-style:none;margin:0;padding:0}
.map>ol>li{margin-bottom:.9rem;padding-inline-start:.75rem;
border-inline-start:3px solid var(--line);break-inside:avoid}
.map>ol>li.none{border-inline-start:3px dotted var(--muted)}
.map>ol>li.lost{border-inline-start:3px double var(--alarm)}
.head{color:var(--muted);font-size:.85rem}
.head b{color:var(--ink)}
.said{margin:0}
.map ul{margin:.25rem 0 0;padding:0;list-style:none;font-size:.85rem}
.map q{quotes:none;font-family:Georgia,"Liberation Serif",serif}
.lost strong{color:var(--alarm)}
:target{outline:3px solid var(--link);outline-offset:2px}
span:target{outline:none}
span:target+mark{outline:3px solid var(--link)}
@media screen and (min-width:52rem){.map{position:sticky;top:0;align-self:start;
max-height:100vh;overflow:auto;padding:.25rem}}
@media (max-width:51.99rem){body{padding:1rem}main{grid-template-columns:minmax(0,1fr);gap:1.5rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}main{display:block}
mark{-webkit-print-color-adjust:exact;print-color-adjust:exact}mark a,sup a{color:inherit}}
"""


def to_html(coverage: Coverage) -> str:
    """The page; the same coverage gives the same page."""
    title = markup(coverage.title)
    lines = [
        "<header>",
        f'<h1 dir="auto">{title}</h1>',
        '<ul class="sum">',
        *(f"<li>{_summary(share)}</li>" for share in coverage.files),
        f"<li>{_statements(coverage)}</li>",
        "</ul>",
        "</header>",
        "<main>",
        '<div class="texts">',
    ]
    for number, share in enumerate(coverage.files, 1):
        lines.extend(_file(number, share))
    lines += ["</div>", '<section class="map" aria-labelledby="map">']
    lines += ['<h2 id="map">The statements of the map</h2>', "<ol>"]
    for entry in coverage.entries:
        lines.extend(_entry(entry))
    lines += ["</ol>", "</section>", "</main>"]
    return page(f"{coverage.title} – what it quotes", _STYLE, lines, coverage.language)


def _summary(share: Share) -> str:
    name = f"<b><bdi>{markup(share.file.name)}</bdi></b>"
    if share.file.problem:
        return f"{name}: {PROBLEMS[share.file.problem]}"
    missing = f", {len(share.missing):,} not found" if share.missing else ""
    return (
        f"{name}: <b>{percent(share.share)}</b> quoted, {share.quoted:,} of "
        f"{counted(share.words, 'word')}; {counted(len(share.found), 'quotation')} found{missing}"
    )


def _statements(coverage: Coverage) -> str:
    return (
        f"<b>{counted(len(coverage.entries), 'statement')}</b>: {len(coverage.quoting):,} with a "
        f"quotation, {len(coverage.silent):,} without, {len(coverage.unstated):,} unstated"
    )


def _file(number: int, share: Share) -> Iterator[str]:
    """The text of a source, its passages marked."""
    yield f'<article aria-labelledby="file{number}">'
    yield f'<h2 id="file{number}"><bdi>{markup(share.file.name)}</bdi></h2>'
    if share.file.problem:
        yield f"<p>It is not shown: {PROBLEMS[share.file.problem]}.</p>"
    else:
        yield '<div class="text">'
        yield from _paragraphs(share)
        yield "</div>"
    yield "</article>"


def _paragraphs(share: Share) -> Iterator[str]:
    text = share.file.source.text
    pieces = _pieces(share)
    starts = sorted(range(len(pieces)), key=lambda i: (pieces[i][0].start, -pieces[i][0].end))
    ends = sorted(range(len(pieces)), key=lambda i: (pieces[i][0].end, pieces[i][1]))
    active: dict[int, int] = {}  # the pieces around a place, in the order in which they begin
    at = begun = ended = 0
    for paragraph in (Span(*place) for place in paragraphs(text)):
        at = max(at, paragraph.start)
        line = ['<p dir="auto">']
        while True:
            while ended < len(ends) and pieces[ends[ended]][0].end <= at:
                line.append(_numbers(pieces, ends, ended, active))
                done = pieces[ends[ended]][0].end
                while ended < len(ends) and pieces[ends[ended]][0].end == done:
                    active.pop(ends[ended], None)
                    ended += 1
            while begun < len(starts) and pieces[starts[begun]][0].start <= at:
                piece = starts[begun]
                line.append(f'<span id="{pieces[piece][2]}"></span>')
                active[piece] = pieces[piece][1]
                begun += 1
            if at >= paragraph.end:
                break
            stop = paragraph.end
            if ended < len(ends):
                stop = min(stop, pieces[ends[ended]][0].end)
            if begun < len(starts):
                stop = min(stop, pieces[starts[begun]][0].start)
            line.append(_stretch(text[at:stop], active))
            at = stop
        line.append("</p>")
        yield "".join(line)


def _pieces(share: Share) -> list[tuple[Span, int, str]]:
    """Every piece of every passage: its span, the number of its statement, its name in the page."""
    found = []
    for entry, one in share.found:
        for index, piece in enumerate(one.places[0].pieces):
            found.append((piece, entry.number, _anchor(entry, one, index)))
    return found


def _anchor(entry: Entry, one: Looked, piece: int = 0) -> str:
    number = next(i for i, other in enumerate(entry.quotations, 1) if other is one)
    return f"s{entry.number}q{number}" + (f"p{piece + 1}" if piece else "")


def _numbers(
    pieces: Sequence[tuple[Span, int, str]],
    ends: Sequence[int],
    first: int,
    active: dict[int, int],
) -> str:
    """The numbers of the statements whose passages end at a place."""
    end = pieces[ends[first]][0].end
    numbers: dict[int, None] = {}
    for index in range(first, len(ends)):
        if pieces[ends[index]][0].end != end:
            break
        if ends[index] in active:
            numbers[pieces[ends[index]][1]] = None
    links = " ".join(
        f'<a href="#s{number}" aria-label="statement {number}">{number}</a>' for number in numbers
    )
    return f"<sup>{links}</sup>" if links else ""


def _stretch(text: str, active: dict[int, int]) -> str:
    """A stretch of text that the same passages hold; it leads to the one begun last."""
    if not active:
        return markup(text)
    many = ' class="many"' if len(active) > 1 else ""
    number = active[next(reversed(active))]
    return f'<mark{many}><a href="#s{number}">{markup(text)}</a></mark>'


def _entry(entry: Entry) -> Iterator[str]:
    """A statement with its quotations."""
    statement = entry.statement
    lost = any(one.file and not one.file.problem and not one.places for one in entry.quotations)
    style = "lost" if lost else "" if entry.quotations else "none"
    kind = ("unstated " if statement.unstated else "") + statement.kind
    label = f" <b><bdi>{markup(statement.label)}</bdi></b>" if statement.label else ""
    yield f'<li id="s{entry.number}"' + (f' class="{style}">' if style else ">")
    yield f'<div class="head"><b>{entry.number}</b> {kind}{label}</div>'
    yield f'<p class="said" dir="auto">{markup(statement.text)}</p>'
    if entry.quotations:
        yield "<ul>"
        for one in entry.quotations:
            yield f"<li>{_quotation(entry, one)}</li>"
        yield "</ul>"
    elif not statement.unstated:
        yield '<div class="head">no quotation</div>'
    yield "</li>"


def _quotation(entry: Entry, one: Looked) -> str:
    words = f'<q dir="auto">{markup(one.quotation.text)}</q>'
    if one.places:
        links = [f'<a href="#{_anchor(entry, one)}">{words}</a>']
        for piece in range(1, len(one.places[0].pieces)):
            name = f"piece {piece + 1}"
            links.append(
                f'<a href="#{_anchor(entry, one, piece)}" aria-label="{name}">{piece + 1}</a>'
            )
        more = len(one.places)
        note = f" <span>(the first of {more} places)</span>" if more > 1 else ""
        return " ".join(links) + note
    if one.file is None:
        where = f"from <bdi>{markup(entry.source)}</bdi>" if entry.source else "without a source"
        return f"{words} <span>({where}: not looked up)</span>"
    name = f"<bdi>{markup(one.file.name)}</bdi>"
    if one.file.problem:
        return f"{words} <span>({name}: {PROBLEMS[one.file.problem]})</span>"
    return f"<strong>Not found in {name}:</strong> {words}"
