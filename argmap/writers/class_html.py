"""A class as one page: a table of what each map has of the model, and a page for each to hand back.

What a cell says is a sign and, for those who don't see it, a word; no information is in colours alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from argmap.compare.assessment import VERDICTS, Assessment, Finding, Verdict
from argmap.diagnostics import Diagnostic
from argmap.writers.static_page import markup, page

_SIGNS: dict[Verdict, str] = {"found": "●", "reworded": "◐", "elsewhere": "↷", "missing": "–"}
_WORDS: dict[Verdict, str] = {
    "found": "in the words of the model",
    "reworded": "in other words",
    "elsewhere": "attached elsewhere",
    "missing": "missing",
}

_STYLE = """\
.note,caption{color:var(--muted)}
.wide{overflow-x:auto}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
caption{text-align:start;padding-bottom:.5rem}
th,td{border-bottom:1px solid var(--rule);padding:.2rem .45rem;text-align:center;white-space:nowrap}
tbody th,td.words{text-align:start;font-weight:400;white-space:normal;overflow-wrap:anywhere}
tbody th{min-width:8rem}
td.missing,td.elsewhere{background:var(--mark);-webkit-print-color-adjust:exact;print-color-adjust:exact}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
main>h2{margin-top:2rem}
article{max-width:46rem;margin-top:3rem;border-top:2px solid var(--rule);padding-top:1rem}
article:only-child{margin-top:0;border:0;padding:0}
article h2{font-size:1.35rem;margin:0}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
li{margin-bottom:.5rem}
li p{margin:0}
bdi,q,.said{unicode-bidi:isolate;overflow-wrap:anywhere}
q{quotes:none;font-family:Georgia,"Liberation Serif",serif}
ol.model{columns:22rem;column-gap:2.5rem}
ol.model li{break-inside:avoid}
@media print{body{max-width:none;padding:0;font-size:10pt}article{break-before:page;border:0;margin:0}
tr,li{break-inside:avoid}h3{break-after:avoid}table{font-size:8.5pt}th,td{padding:.1rem .2rem}}
"""


def to_html(assessments: Sequence[Assessment]) -> str:
    """The page of a class, of at least one map; the same assessments give the same page."""
    model = assessments[0].model
    title = model.title or "The model"
    count = len(assessments)
    body = [
        "<header>",
        f"<h1>{markup(title)}</h1>",
        f'<p class="note">{count} map{"s" * (count != 1)}, held against a model of '
        f"{len(model.statements)} statements</p>",
        "</header>",
        "<main>",
        *_table(assessments),
        *_model(assessments),
        *chain.from_iterable(_returned(one, n) for n, one in enumerate(assessments, 1)),
        "</main>",
    ]
    return page(f"{title} – the class", _STYLE, body, _language(model.attributes))


def page_of(assessment: Assessment) -> str:
    """The page of one map, to hand back."""
    body = ["<main>", *_returned(assessment, 1), "</main>"]
    return page(assessment.name, _STYLE, body, _language(assessment.map.attributes))


def _language(attributes: object) -> str:
    return str(attributes.get("language", "en")) if isinstance(attributes, dict) else "en"


def _table(assessments: Sequence[Assessment]) -> Iterator[str]:
    key = ", ".join(f"{_SIGNS[v]} {_WORDS[v]}" for v in VERDICTS)
    yield '<div class="wide" role="region" aria-label="The class" tabindex="0"><table>'
    yield f"<caption>{key}; ? where it is in doubt. The numbers are those of the statements below.</caption>"
    numbers = "".join(
        f'<th scope="col"><a href="#m{n}">{n}</a></th>'
        for n in range(1, len(assessments[0].findings) + 1)
    )
    yield (
        f'<thead><tr><th scope="col">Map</th>{numbers}<th scope="col">there</th>'
        '<th scope="col">besides</th><th scope="col">rules</th><th scope="col">quotations</th>'
        '<th scope="col">errors</th></tr></thead>'
    )
    yield "<tbody>"
    for number, one in enumerate(assessments, 1):
        cells = "".join(_cell(finding) for finding in one.findings)
        there = len(one.findings) - one.counts["missing"]
        counts = (there, len(one.extra), len(one.broken), len(one.quotations), len(one.errors))
        more = "".join(f"<td>{n or ''}</td>" for n in counts)
        name = f'<a href="#p{number}"><bdi>{markup(one.name)}</bdi></a>'
        yield f'<tr><th scope="row">{name}</th>{cells}{more}</tr>'
    yield "</tbody></table></div>"


def _cell(finding: Finding) -> str:
    doubt = "?" if finding.doubt else ""
    sign = f'<span aria-hidden="true">{_SIGNS[finding.verdict]}{doubt}</span>'
    said = f'<span class="unseen">{_WORDS[finding.verdict]}{", in doubt" * bool(doubt)}</span>'
    return f'<td class="{finding.verdict}">{sign}{said}</td>'


def _model(assessments: Sequence[Assessment]) -> Iterator[str]:
    """The statements of the model, with how many maps have each."""
    yield "<h2>What the model says</h2>"
    yield '<ol class="model">'
    columns = zip(*(one.findings for one in assessments), strict=True)
    for number, (statement, column) in enumerate(
        zip(assessments[0].model.statements, columns, strict=True), 1
    ):
        counts = Counter(finding.verdict for finding in column)
        said = ", ".join(f"{counts[v]} {_WORDS[v]}" for v in VERDICTS if counts[v])
        yield f'<li id="m{number}"><p class="said" dir="auto">{markup(statement.text)}</p><p class="note">{said}</p></li>'
    yield "</ol>"


def _returned(one: Assessment, number: int) -> Iterator[str]:
    """What is said to whoever made a map, in plain words."""
    counts = one.counts
    there, all = len(one.findings) - counts["missing"], len(one.findings)
    yield f'<article id="p{number}" aria-labelledby="n{number}">'
    yield f'<h2 id="n{number}"><bdi>{markup(one.name)}</bdi></h2>'
    if one.problem:
        yield f"<p>Your map could not be read: <bdi>{markup(one.problem)}</bdi></p></article>"
        return
    yield f"<p>Your map has {there} of the {all} statements of the model.</p>"
    yield from _problems(
        "What could not be read",
        "What stands in these lines may be missing from all that follows.",
        one.errors,
    )
    by = {v: [f for f in one.findings if f.verdict == v] for v in VERDICTS}
    yield from _listed(
        "What your map does not have",
        "",
        (_said(one.model[f.statement].text) for f in by["missing"]),
    )
    yield from _listed(
        "What you attached elsewhere",
        "",
        (_elsewhere(one, f) for f in by["elsewhere"]),
    )
    yield from _listed(
        "What you said in other words",
        "Yours first, then the model's. See whether they come to the same.",
        (_said(_yours(one, f)) + _said(one.model[f.statement].text) for f in by["reworded"]),
    )
    yield from _listed(
        "What your map has besides",
        "It is not in the model, and may be right all the same.",
        (_said(one.map[key].text) for key in one.extra),
    )
    yield from _problems(
        "Quotations to look at", "They are not in the source as they stand.", one.quotations
    )
    yield from _problems("How the map could be drawn better", "", one.broken)
    yield "</article>"


def _yours(one: Assessment, finding: Finding) -> str:
    return " / ".join(one.map[key].text for key in finding.others)


def _elsewhere(one: Assessment, finding: Finding) -> str:
    said = _said(_yours(one, finding))
    for where, ties in (
        ("In the model it is", finding.lacking),
        ("In your map it is", finding.instead),
    ):
        for tie in ties:
            said += f"<p>{where} <bdi>{markup(tie)}</bdi></p>"
    return said if finding.instead else f"{said}<p>In your map it is nothing of the kind.</p>"


def _said(text: str) -> str:
    return f'<p class="said" dir="auto">{markup(text)}</p>'


def _problems(head: str, note: str, found: Sequence[Diagnostic]) -> Iterator[str]:
    """What the checker says, each with its line and what to do."""

    def told(d: Diagnostic) -> str:
        line = d.source.position(d.span.start).line
        help = "".join(f'<p class="note"><bdi>{markup(one)}</bdi></p>' for one in d.help)
        return f"<p>Line {line}: <bdi>{markup(d.message)}</bdi></p>{help}"

    return _listed(head, note, map(told, found))


def _listed(head: str, note: str, items: Iterable[str]) -> Iterator[str]:
    """A heading with a list below it; nothing where the list is empty."""
    found = [f"<li>{item}</li>" for item in items]
    if found:
        yield f"<h3>{head}</h3>"
        if note:
            yield f'<p class="note">{note}</p>'
        yield "<ul>"
        yield from found
        yield "</ul>"
