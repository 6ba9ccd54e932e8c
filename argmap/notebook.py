"""What notebooks show of results: tables and lines in plain HTML, escaped, without a style of their own."""

from __future__ import annotations

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
