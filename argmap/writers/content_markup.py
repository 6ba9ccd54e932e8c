"""The content of a document in HTML, and in LaTeX for documents of any class."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.draw.markup import Span, html_spans
from argmap.wording import for_terminal
from argmap.writers.content import (
    Content,
    Heading,
    Listing,
    Paragraph,
    Passage,
    Preformatted,
    flattened,
    walk,
)
from argmap.writers.latex import declarations, escaped, latex_spans

_DEPTH = 4
"""LaTeX has no more levels of a list of one kind."""


def html_content(contents: Iterable[Content], level: int = 3) -> str:
    """Contents in HTML, where a title has this level at least. All that a user wrote is escaped; its direction is that of its
    letters.
    """
    made: list[str] = []
    for content in contents:
        if isinstance(content, Heading):
            tag = f"h{min(content.level + level - 1, 6)}"
            made.append(f'<{tag} dir="auto">{html_spans(content.spans)}</{tag}>')
        elif isinstance(content, Paragraph):
            made.append(f'<p dir="auto">{html_spans(content.spans)}</p>')
        elif isinstance(content, Passage):
            style = "margin:0 0 0 0.5em;padding-left:1em;border-left:1px solid currentColor"
            inner = html_content(content.contents, level)
            made.append(f'<div class="argmap-passage" style="{style}">{inner}</div>')
        elif isinstance(content, Preformatted):
            made.append(f"<pre>{html_spans((Span(content.text, 'regular'),))}</pre>")
        else:
            entries = "".join(f"<li>{_html_entry(entry, level)}</li>" for entry in content.entries)
            start = f' start="{content.start}"' if content.start not in (None, 1) else ""
            tag = "ul" if content.start is None else "ol"
            made.append(f"<{tag}{start}>{entries}</{tag}>")
    return "".join(made)


def _html_entry(entry: tuple[Content, ...], level: int) -> str:
    """An entry, whose first paragraph stands beside its number."""
    first, *rest = entry
    if not isinstance(first, Paragraph):
        return html_content(entry, level)
    return f'<span dir="auto">{html_spans(first.spans)}</span>{html_content(rest, level)}'


_HEADINGS = ("subsection", "subsubsection", "paragraph", "subparagraph")


def latex_content(contents: Iterable[Content]) -> str:
    r"""Contents in LaTeX, for `\input` or a document of its own."""
    contents = flattened(contents, _DEPTH)
    texts = [span.text for content in walk(contents) for span in getattr(content, "spans", ())]
    begun = [r"\begingroup", *(f"{line}%" for line in declarations(texts))]
    return "\n".join([*begun, *_latex(contents), r"\endgroup", ""])


def _latex(contents: Iterable[Content]) -> list[str]:
    made: list[str] = []
    for content in contents:
        if isinstance(content, Heading):
            command = _HEADINGS[min(content.level, len(_HEADINGS)) - 1]
            made.append(f"\\{command}*{{{latex_spans(content.spans)}}}")
        elif isinstance(content, Paragraph):
            made.append(f"{latex_spans(content.spans)}\\par")
        elif isinstance(content, Passage):
            made += [r"\begin{quote}", *_latex(content.contents), r"\end{quote}"]
        elif isinstance(content, Preformatted):
            for line in for_terminal(content.text).split("\n"):
                blanks = len(line) - len(line.lstrip())
                lead = rf"\leavevmode\hspace*{{{blanks}ex}}" if blanks else r"\noindent "
                made.append(f"{{{lead}{escaped(line.strip())}}}\\par")
        elif isinstance(content, Listing):
            kind = "itemize" if content.start is None else "enumerate"
            made.append(f"\\begin{{{kind}}}")
            for place, entry in enumerate(content.entries):
                number = "" if content.start is None else f"[({content.start + place})]"
                made += [f"\\item{number or ' '}", *_latex(entry)]
            made.append(f"\\end{{{kind}}}")
    return made
