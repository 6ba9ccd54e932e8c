"""What notebooks show of results: tables and lines in plain HTML, escaped, without a style of their own; and how they tell
one figure from another.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """A table with a row for its head."""
    from html import escape

    made = ["<table>"]
    if caption:
        made.append(f"<caption>{escape(caption)}</caption>")
    made.append("<tr>" + "".join(f"<th>{escape(word)}</th>" for word in head) + "</tr>")
    for row in rows:
        cells = "".join(f'<td style="text-align:left">{escape(str(cell))}</td>' for cell in row)
        made.append(f"<tr>{cells}</tr>")
    return "\n".join([*made, "</table>"])


def paragraphs(lines: Iterable[str]) -> str:
    """Lines below one another."""
    from html import escape

    return "\n".join(f"<p>{escape(line)}</p>" for line in lines)


def preformatted(text: str) -> str:
    """A text whose lines and blanks stay as they are."""
    from html import escape

    return f"<pre>{escape(text)}</pre>"


def figure_prefix(said: str) -> str:
    """What the ids of a figure begin with, so that they are those of no other in the notebook: `said` is what it shows and how. Where
    IPython runs, the number of the cell is in it, and which of the same the figure is.
    """
    from hashlib import sha256

    digest = sha256(said.encode()).hexdigest()[:8]
    ipython = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if ipython is None:
        return f"argmap-{digest}-"
    cell = ipython.execution_count
    counted, figures = ipython.__dict__.get("argmap_figures", (cell, {}))
    figures = figures if counted == cell else {}
    figures[digest] = count = figures.get(digest, 0) + 1
    ipython.__dict__["argmap_figures"] = cell, figures
    return f"argmap-{digest}-{cell}-" + (f"{count}-" if count > 1 else "")
